//! Music of trackers.

use crate::made::{Made, changed, fact, look, made, sentence, sure};
use crate::{Sample, sample};

fn xm() -> Made {
    made(b"Extended Module: ")
        .text("My song", 20, b' ')
        .put([0x1a])
        .text("FastTracker v2.00", 20, b' ')
        .le16(&[0x104])
        .le32(&[276])
        .le16(&[10, 0, 8, 5, 3, 1, 6, 125])
}

fn it() -> Made {
    made(b"IMPM")
        .text("My song", 26, 0)
        .le16(&[0, 10, 3, 4, 5, 0x214, 0x200, 9, 0])
}

fn s3m() -> Made {
    made(&[])
        .text("My song", 28, 0)
        .put([0x1a, 0x10, 0, 0])
        .le16(&[10, 3, 4, 0, 0x1320, 2])
        .put("SCRM")
}

fn module(mark: &[u8; 4]) -> Made {
    made(&[])
        .text("My song", 20, 0)
        .put([&[0; 24][..], &[15, 64], &[0; 4]].concat().repeat(31))
        .put([5, 127])
        .zeros(128)
        .put(mark)
        .zeros(1024)
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "xm",
            "a.xm",
            xm(),
            "Fasttracker II module sound data Title: \"My song\"",
        ),
        sample(
            "it",
            "a.it",
            it(),
            "Impulse Tracker module sound data - \"My song\" compatible w/ITv200 created w/ITv214",
        ),
        sample(
            "s3m",
            "a.s3m",
            s3m(),
            "ScreamTracker III Module sound data Title: \"My song\"",
        ),
        sample(
            "mod",
            "a.mod",
            module(b"M.K."),
            "4-channel Protracker module sound data Title: \"My song\"",
        ),
    ]
}

#[test]
fn fields_of_modules() {
    for (mark, words) in [
        (b"6CHN", "6-channel Fasttracker"),
        (b"FLT8", "8-channel Startracker"),
        (b"CD81", "8-channel Octalyser"),
    ] {
        let bytes = module(mark);
        assert_eq!(
            sentence(changed(bytes, 0, b"No")),
            format!("{words} module sound data Title: \"No song\"")
        );
    }
    // A volume, a tuning, a length and a pattern that cannot be.
    for (at, byte) in [(20 + 25, 65), (20 + 24, 16), (950, 0), (960, 0x80)] {
        assert_eq!(sure(changed(module(b"M.K."), at, &[byte])), "");
    }
    let text = [b"letters ".repeat(135), b"M.K. and more".to_vec()].concat();
    assert_eq!(sure(text), "");
    assert_eq!(fact(&look(xm()), "Channels"), "8");
    assert_eq!(fact(&look(s3m()), "Patterns"), "4");
    assert_eq!(fact(&look(it()), "Made with"), "ITv214");
    assert_eq!(sure("IMPM and more text than the header of a song has"), "");
}
