//! What Git makes.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use crate::archives::kit::{Scratch, run};
use crate::{Sample, sample};

/// What Git made of two files and a folder in one commit.
pub(super) struct Repository {
    pub(super) pack: Vec<u8>,
    pub(super) pack_index: Vec<u8>,
    pub(super) reverse_index: Vec<u8>,
    pub(super) multi_index: Vec<u8>,
    pub(super) graph: Vec<u8>,
    pub(super) index: Vec<u8>,
    pub(super) bundle: Vec<u8>,
}

fn git(folder: &Path, words: &str) {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@b.c",
            "-c",
            "pack.writeReverseIndex=true",
        ])
        .args(words.split(' '))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", "1600000000 +0000")
        .env("GIT_COMMITTER_DATE", "1600000000 +0000");
    for name in [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
    ] {
        command.env_remove(name);
    }
    run(&mut command, b"").unwrap();
}

/// The one file in this folder with this end.
fn file(folder: &Path, end: &str) -> Vec<u8> {
    let mut files = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path());
    let path = files
        .find(|it| it.extension().is_some_and(|it| it == end))
        .unwrap();
    std::fs::read(path).unwrap()
}

pub(super) fn repository() -> &'static Repository {
    static MADE: OnceLock<Repository> = OnceLock::new();
    MADE.get_or_init(|| {
        let scratch = Scratch::new("identify-git");
        let folder = &scratch.0;
        git(
            folder,
            "init --quiet --object-format=sha1 --initial-branch=main",
        );
        std::fs::create_dir(folder.join("d")).unwrap();
        scratch.file("a.txt", b"one\n");
        scratch.file("d/b.txt", b"two\n");
        git(folder, "add --all");
        git(folder, "commit --quiet --message=first");
        git(folder, "repack -q -a -d");
        git(folder, "commit-graph write --reachable");
        git(folder, "multi-pack-index write");
        git(folder, "bundle create --quiet all.bundle main");
        let objects = folder.join(".git/objects");
        let read = |path: &str| std::fs::read(folder.join(path)).unwrap();
        Repository {
            pack: file(&objects.join("pack"), "pack"),
            pack_index: file(&objects.join("pack"), "idx"),
            reverse_index: file(&objects.join("pack"), "rev"),
            multi_index: read(".git/objects/pack/multi-pack-index"),
            graph: read(".git/objects/info/commit-graph"),
            index: read(".git/index"),
            bundle: read("all.bundle"),
        }
    })
}

pub(super) fn samples() -> Vec<Sample> {
    let made = repository();
    vec![
        sample(
            "git-pack",
            "pack-1.pack",
            made.pack.as_slice(),
            "Git pack, version 2, 5 objects",
        ),
        sample(
            "git-pack-index",
            "pack-1.idx",
            made.pack_index.as_slice(),
            "Git pack index, version 2",
        ),
        sample(
            "git-reverse-index",
            "pack-1.rev",
            made.reverse_index.as_slice(),
            "Git pack reverse index, version 1, 5 objects",
        ),
        sample(
            "git-multi-pack-index",
            "multi-pack-index",
            made.multi_index.as_slice(),
            "Git multi-pack index, version 1, 1 pack",
        ),
        sample(
            "git-commit-graph",
            "commit-graph",
            made.graph.as_slice(),
            "Git commit graph, version 1, 1 commit",
        ),
        sample(
            "git-index",
            "index",
            made.index.as_slice(),
            "Git index, version 2, 2 entries",
        ),
        sample(
            "git-bundle",
            "all.bundle",
            made.bundle.as_slice(),
            "Git bundle",
        ),
    ]
}
