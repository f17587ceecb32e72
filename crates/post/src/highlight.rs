//! Code coloured at build time: a few short classes, and plain text for all the rest.
//!
//! Sublime Text grammars name each piece of code by a stack of scopes. The innermost scope that the
//! table below knows decides.

use crate::html::push_text;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// A known language of a fence.
#[derive(Clone, Copy)]
pub(crate) enum Language {
    /// No colours.
    Text,
    /// A terminal session: lines that start with `$ ` or `# ` are commands, the rest is output.
    Console,
    /// A language with a grammar.
    Grammar(&'static SyntaxReference),
}

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Scopes and the class each gets; the first that fits counts. An empty class is plain text.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "c"),
    ("markup.deleted", "k"),
    ("markup.inserted", "s"),
    ("meta.diff.header", "c"),
    ("meta.diff.range", "n"),
    ("constant", "n"),
    ("entity.name.constant", "n"),
    ("keyword.operator.word", "k"),
    ("keyword.operator.logical.python", "k"),
    ("keyword.operator", ""),
    ("keyword.other.unit", "n"),
    ("keyword.name.ini", "v"),
    ("keyword", "k"),
    ("storage.type.go", "t"),
    ("storage.type.c", "t"),
    ("storage", "k"),
    ("entity.name.function", "f"),
    ("entity.name.macro", "f"),
    ("variable.function", "f"),
    ("support.function", "f"),
    ("support.macro", "f"),
    ("entity.name.tag.yaml", "v"),
    ("entity.name.tag.toml", "v"),
    ("entity.name.tag", "k"),
    ("entity.other.attribute-name", "v"),
    ("entity.name", "t"),
    ("entity.other.inherited-class", "t"),
    ("support.type.property-name", "v"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("support.constant", "n"),
    ("variable.language", "k"),
    ("variable", "v"),
    ("string.unquoted.plain.out", ""),
    ("string", "s"),
];

static SCOPES: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
    let scopes = CLASSES
        .iter()
        .map(|(name, class)| Some((Scope::new(name).ok()?, *class)));
    scopes.flatten().collect()
});

impl Language {
    /// What the language is called above its code; plain text has no name.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Language::Text => "",
            Language::Console => "Shell session",
            Language::Grammar(syntax) => TITLES
                .iter()
                .find(|(grammar, _)| *grammar == syntax.name)
                .map_or(&syntax.name, |(_, title)| title),
        }
    }
}

/// Grammars that are called otherwise than their languages.
const TITLES: &[(&str, &str)] = &[
    ("Bourne Again Shell (bash)", "Shell"),
    ("Plain Text", ""),
    ("JavaScript (Babel)", "JavaScript"),
];

/// The language of that name, if it is known.
pub(crate) fn language(name: &str) -> Option<Language> {
    match name {
        "text" => Some(Language::Text),
        "console" => Some(Language::Console),
        _ => GRAMMARS.find_syntax_by_token(name).map(Language::Grammar),
    }
}

/// Appends the code as HTML text and spans.
pub(crate) fn push_code(html: &mut String, language: Language, code: &str) {
    match language {
        Language::Text => push_text(html, code),
        Language::Console => push_console(html, code),
        Language::Grammar(syntax) => push_coloured(html, syntax, code),
    }
}

fn push_console(html: &mut String, session: &str) {
    let mut continued = false;
    for line in session.split_inclusive('\n') {
        let prompt = if continued {
            Some("")
        } else {
            ["$ ", "# "]
                .into_iter()
                .find(|prompt| line.starts_with(prompt))
        };
        let Some(prompt) = prompt else {
            push_text(html, line);
            continue;
        };
        let command = line.strip_prefix(prompt).unwrap_or(line);
        let command = command.strip_suffix('\n').unwrap_or(command);
        if !prompt.is_empty() {
            push_span(html, "prompt", prompt);
        }
        push_span(html, "command", command);
        if line.ends_with('\n') {
            html.push('\n');
        }
        continued = command.ends_with('\\');
    }
}

fn push_coloured(html: &mut String, syntax: &SyntaxReference, code: &str) {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        let mut spans = Spans::default();
        // A grammar that fails leaves the line plain: colours are a help, the text is the post.
        let operations = state.parse_line(line, &GRAMMARS).unwrap_or_default();
        let mut done = 0;
        for (at, operation) in operations {
            spans.push(class(&stack), line.get(done..at).unwrap_or_default());
            done = done.max(at);
            if stack.apply(&operation).is_err() {
                stack = ScopeStack::new();
            }
        }
        spans.push(class(&stack), line.get(done..).unwrap_or_default());
        spans.write(html);
    }
}

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> &'static str {
    let class_of = |scope: &Scope| {
        SCOPES
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(*scope))
    };
    stack
        .as_slice()
        .iter()
        .rev()
        .find_map(class_of)
        .map_or("", |(_, class)| class)
}

/// The pieces of a line. Neighbours of one class are one piece, across the spaces between them.
#[derive(Default)]
struct Spans {
    pieces: Vec<(&'static str, String)>,
}

impl Spans {
    fn push(&mut self, class: &'static str, text: &str) {
        let ink = text.trim();
        if ink.is_empty() {
            self.append("", text);
            return;
        }
        let (before, after) = text.split_at(text.len() - text.trim_start().len());
        self.append("", before);
        self.append(class, ink);
        self.append("", after.get(ink.len()..).unwrap_or_default());
    }

    fn append(&mut self, class: &'static str, text: &str) {
        if text.is_empty() {
            return;
        }
        let gap = self
            .pieces
            .pop_if(|(class, gap)| class.is_empty() && gap.trim().is_empty());
        match (self.pieces.last_mut(), gap) {
            (Some((last, piece)), gap) if *last == class => {
                piece.push_str(&gap.map_or(String::new(), |(_, gap)| gap));
                piece.push_str(text);
            }
            (_, Some((_, mut gap))) if class.is_empty() => {
                gap.push_str(text);
                self.pieces.push(("", gap));
            }
            (_, gap) => {
                self.pieces.extend(gap);
                self.pieces.push((class, text.to_owned()));
            }
        }
    }

    fn write(&self, html: &mut String) {
        for (class, text) in &self.pieces {
            if class.is_empty() {
                push_text(html, text);
            } else {
                push_span(html, class, text);
            }
        }
    }
}

fn push_span(html: &mut String, class: &str, text: &str) {
    html.push_str("<span class=\"");
    html.push_str(class);
    html.push_str("\">");
    push_text(html, text);
    html.push_str("</span>");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The code with each span as `class⟨text⟩`.
    fn check(name: &str, code: &str, marked: &str) {
        let mut html = String::new();
        push_code(&mut html, language(name).unwrap(), code);
        let found = html
            .replace("<span class=\"", "")
            .replace("\">", "⟨")
            .replace("</span>", "⟩");
        assert_eq!(found, marked, "{name}");
    }

    #[test]
    fn every_class_in_the_table_is_a_scope() {
        assert_eq!(SCOPES.len(), CLASSES.len());
    }

    #[test]
    fn languages() {
        check("text", "if a < \"b\" // c", "if a &lt; \"b\" // c");
        check(
            "go",
            "package main\n\n// Says it.\nfunc main() {\n\tvar n int = 0x10\n\tfmt.Printf(\"%d\\n\", n)\n}\n",
            "k⟨package⟩ v⟨main⟩\n\nc⟨// Says it.⟩\nk⟨func⟩ f⟨main⟩() {\n\tk⟨var⟩ v⟨n⟩ t⟨int⟩ = n⟨0x10⟩\n\
             \tv⟨fmt⟩.f⟨Printf⟩(s⟨\"⟩n⟨%d\\n⟩s⟨\"⟩, v⟨n⟩)\n}\n",
        );
        check(
            "rust",
            "/// Doc\npub struct Row<'a> { bytes: &'a [u8] }\nfn read(x: u8) -> Option<u8> { let y = x + 1; println!(\"a{y}\"); Some(self.z) }\n",
            "c⟨/// Doc⟩\nk⟨pub struct⟩ t⟨Row⟩&lt;k⟨'a⟩&gt; { v⟨bytes⟩: &amp;k⟨'a⟩ [k⟨u8⟩] }\n\
             k⟨fn⟩ f⟨read⟩(v⟨x⟩: k⟨u8⟩) -&gt; t⟨Option⟩&lt;k⟨u8⟩&gt; { k⟨let⟩ y = x + n⟨1⟩; \
             f⟨println!⟩(s⟨\"a⟩n⟨{y}⟩s⟨\"⟩); t⟨Some⟩(k⟨self⟩.z) }\n",
        );
        check("rust", "/* a\n   b */ x", "c⟨/* a⟩\n   c⟨b */⟩ x");
        check(
            "toml",
            "# c\n[package]\nname = \"post\"\nyear = 2024\non = true\n",
            "c⟨# c⟩\n[t⟨package⟩]\nv⟨name⟩ = s⟨\"post\"⟩\nv⟨year⟩ = n⟨2024⟩\nv⟨on⟩ = n⟨true⟩\n",
        );
        check(
            "dockerfile",
            "FROM golang:1.19 AS build\n# c\nRUN go build -o /x .\n",
            "k⟨FROM⟩ golang:t⟨1.19⟩ k⟨AS⟩ v⟨build⟩\nc⟨# c⟩\nk⟨RUN⟩ go build -o /x .\n",
        );
        check(
            "yaml",
            "# c\nname: x\non:\n  - push: \"a\"\n    m: 1\n",
            "c⟨# c⟩\nv⟨name⟩: x\nn⟨on⟩:\n  - v⟨push⟩: s⟨\"a\"⟩\n    v⟨m⟩: n⟨1⟩\n",
        );
        check(
            "json",
            "{\"a\": [1, \"b\", null]}\n",
            "{s⟨\"a\"⟩: [n⟨1⟩, s⟨\"b\"⟩, n⟨null⟩]}\n",
        );
        check(
            "bash",
            "# c\nfor f in *.bin; do\n  echo \"$f\" | xxd -l 16\ndone\n",
            "c⟨# c⟩\nk⟨for⟩ f k⟨in⟩ *.bin; k⟨do⟩\n  f⟨echo⟩ s⟨\"$⟩v⟨f⟩s⟨\"⟩ | f⟨xxd⟩ v⟨-l⟩ 16\nk⟨done⟩\n",
        );
        check(
            "c",
            "#include <stdio.h>\nint main(void) { return printf(\"%d\", 0x1f); }\n",
            "k⟨#include⟩ s⟨&lt;stdio.h&gt;⟩\nt⟨int⟩ f⟨main⟩(t⟨void⟩) { k⟨return⟩ f⟨printf⟩(s⟨\"⟩n⟨%d⟩s⟨\"⟩, n⟨0x1f⟩); }\n",
        );
        check(
            "python",
            "import struct\ndef f(x):\n    return struct.unpack('<I', x)[0] not in None\n",
            "k⟨import⟩ struct\nk⟨def⟩ f⟨f⟩(v⟨x⟩):\n    k⟨return⟩ struct.f⟨unpack⟩(s⟨'&lt;I'⟩, x)[n⟨0⟩] k⟨not in⟩ n⟨None⟩\n",
        );
        check("ini", "; c\n[a]\nb = c\n", "c⟨; c⟩\n[a]\nv⟨b⟩ = s⟨c⟩\n");
        check("diff", "-x\n+y\n", "k⟨-x⟩\ns⟨+y⟩\n");
    }

    #[test]
    fn titles() {
        for (name, title) in [
            ("text", ""),
            ("txt", ""),
            ("console", "Shell session"),
            ("bash", "Shell"),
            ("sh", "Shell"),
            ("yaml", "YAML"),
            ("go", "Go"),
            ("dockerfile", "Dockerfile"),
            ("ini", "INI"),
            ("c", "C"),
            ("js", "JavaScript"),
        ] {
            assert_eq!(language(name).unwrap().title(), title, "{name}");
        }
    }

    #[test]
    fn names() {
        for name in [
            "go", "rust", "rs", "sh", "zsh", "toml", "yml", "html", "css", "js", "ts", "makefile",
            "nix", "zig", "ini",
        ] {
            assert!(language(name).is_some(), "{name}");
        }
        for name in ["klingon", "", "go run", "Text"] {
            assert!(language(name).is_none(), "{name}");
        }
    }
}
