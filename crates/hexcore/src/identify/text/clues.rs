//! What single lines look like: clues to the language that a text is written in.

use super::source::Language;

/// A line, and what helps to understand it.
pub(super) struct Line<'a> {
    /// Without the blanks at both its ends.
    text: &'a [u8],
    pub(super) indent: usize,
    /// The next line.
    next: &'a [u8],
    is_first: bool,
    /// Whether the text begins as programs do, so that Markdown in it is in a comment.
    is_code: bool,
}

type Add<'a> = &'a mut dyn FnMut(Language, u32);

impl<'a> Line<'a> {
    pub(super) fn new(line: &'a [u8], next: &'a [u8], is_first: bool, is_code: bool) -> Line<'a> {
        Line {
            text: line.trim_ascii(),
            indent: line.len() - line.trim_ascii_start().len(),
            next,
            is_first,
            is_code,
        }
    }

    /// What follows a start, if the line has it.
    fn after(&self, start: &str) -> Option<&'a [u8]> {
        self.text.strip_prefix(start.as_bytes())
    }

    fn has(&self, start: &str) -> bool {
        self.text.starts_with(start.as_bytes())
    }

    fn has_one(&self, starts: &[&str]) -> bool {
        starts.iter().any(|start| self.has(start))
    }

    fn ends(&self, end: &str) -> bool {
        self.text.ends_with(end.as_bytes())
    }

    /// Whether the line has something in its first kibibyte.
    fn contains(&self, what: &str) -> bool {
        let what = what.as_bytes();
        let mut rest = self.text.get(..1 << 10).unwrap_or(self.text);
        // Most bytes are not the first one that is looked for.
        while let Some(at) = rest.iter().position(|byte| Some(byte) == what.first()) {
            rest = rest.get(at..).unwrap_or_default();
            if rest.starts_with(what) {
                return true;
            }
            rest = rest.get(1..).unwrap_or_default();
        }
        false
    }

    /// Whether a bracket opens at the end of this line or begins the next one.
    fn opens(&self) -> bool {
        self.ends("{") || self.next.starts_with(b"{")
    }

    /// Gives points to the languages that it speaks for.
    pub(super) fn weigh(&self, add: Add<'_>) {
        let Some(first) = self.text.first() else {
            return;
        };
        match first {
            b'#' => self.weigh_hash(add),
            b'.' | b'\'' => self.weigh_dot(add),
            b'"' => self.weigh_quote(add),
            b'=' if self.indent == 0 => self.weigh_equals(add),
            b'\\' => self.weigh_backslash(add),
            b'(' | b'!' => self.weigh_bracket(add),
            b'`' | b'[' | b'-' | b'%' | b'@' | b'<' => self.weigh_sign(add),
            b'}' if self.text == b"});" => add(Language::JavaScript, 1),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.weigh_word(add),
            _ => {}
        }
    }

    fn weigh_hash(&self, add: Add<'_>) {
        if self.has_one(&["#![", "#["]) {
            return add(Language::Other, 6);
        }
        let of = |directive| {
            let rest = self.after(directive)?;
            Some(rest.trim_ascii_start())
        };
        if let Some(rest) = of("#include") {
            if let [b'<' | b'"', name @ ..] = rest {
                add(Language::C, 4);
                // The headers of C++ itself have no extension.
                let length = name.iter().position(|it| *it == b'>').unwrap_or(0);
                let name = name.get(..length).unwrap_or_default();
                if length > 0 && name.iter().all(u8::is_ascii_lowercase) {
                    add(Language::Cpp, 2);
                }
            }
        } else if let Some([b'<' | b'"', ..]) = of("#import") {
            add(Language::ObjectiveC, 4);
        } else if self.has("#pragma ") {
            add(Language::C, 4);
        } else if self.has("#ifndef ") && self.next.starts_with(b"#define") {
            // So that it is read but once.
            add(Language::C, 4);
        } else if self.has("# include <") {
            add(Language::C, 4);
        } else if self.has_one(&["#ifdef ", "#ifndef ", "#ifndef\t", "#ifdef\t"])
            && self.indent == 0
        {
            add(Language::C, 3);
        } else if self.has("#endif") {
            add(Language::C, 2);
        }
    }

    fn weigh_dot(&self, add: Add<'_>) {
        if self.has("'use strict'") {
            return add(Language::JavaScript, 4);
        }
        if self.indent == 0 {
            if self.has_one(&[".\\\"", "'\\\"", "'''", ".\\ "]) && !self.has("''''") {
                // Python has strings in three quotes as well.
                let points = if self.has("'''") { 0 } else { 4 };
                return add(Language::Troff, points);
            }
            if let [b'.', one, two, rest @ ..] = self.text {
                let is_request = one.is_ascii_alphabetic() && two.is_ascii_alphanumeric();
                let is_end =
                    rest.first().is_none_or(u8::is_ascii_whitespace) && !rest.contains(&b'{');
                let is_table = REQUESTS.contains(&[*one, *two]);
                if is_request && is_end && is_table {
                    add(Language::Troff, 4);
                }
            }
        }
        let name = self.text.split(u8::is_ascii_whitespace).next();
        let rest = |name: &[u8]| {
            self.text
                .get(name.len()..)
                .unwrap_or_default()
                .trim_ascii_start()
        };
        match name {
            Some(name @ (b".globl" | b".global" | b".ascii" | b".asciz" | b".byte" | b".type")) => {
                let is_operand = |it: &u8| it.is_ascii_alphanumeric() || b"_\"$.@".contains(it);
                if rest(name).first().is_some_and(is_operand) {
                    add(Language::Assembler, 4);
                }
            }
            Some(name @ b".file") if rest(name).starts_with(b"\"") => add(Language::Assembler, 4),
            Some(b".text") if self.text.len() == 5 => add(Language::Assembler, 4),
            Some(name @ b".section") if rest(name).starts_with(b".") => add(Language::Assembler, 2),
            Some(b".cfi_startproc" | b".p2align" | b".align" | b".long") => {
                add(Language::Assembler, 1)
            }
            // A comment of reStructuredText, and its directives.
            Some(b"..") if self.contains("::") && self.indent == 0 => add(Language::Other, 6),
            _ => {}
        }
    }

    fn weigh_quote(&self, add: Add<'_>) {
        if self.has("\"use strict\"") {
            add(Language::JavaScript, 4);
        } else if self.has("\"\"\"") && (self.is_first || self.indent > 0) {
            add(Language::Python, if self.is_first { 4 } else { 1 });
        } else if self.has("\" ") && self.is_first {
            // A comment in the language of Vim.
            add(Language::Other, 4);
        }
    }

    fn weigh_equals(&self, add: Add<'_>) {
        if self.has_one(&[
            "=head1 ",
            "=head2 ",
            "=pod",
            "=encoding ",
            "=over ",
            "=begin ",
            "=for ",
        ]) {
            add(Language::Pod, if self.has("=head") { 4 } else { 2 });
        }
    }

    fn weigh_backslash(&self, add: Add<'_>) {
        if self.has("\\documentclass") {
            add(Language::Latex2e, 8);
        } else if self.has_one(&[
            "\\begin{",
            "\\section{",
            "\\section*{",
            "\\chapter{",
            "\\documentstyle",
            "\\setlength",
        ]) {
            add(Language::Latex, 4);
        } else if self.has_one(&["\\usepackage", "\\newcommand", "\\end{", "\\title{"]) {
            add(Language::Latex, 1);
        }
    }

    fn weigh_bracket(&self, add: Add<'_>) {
        if self.indent > 0 && !self.is_first {
            // A form inside of another.
            if self.has_one(&["(setq ", "(defun "]) {
                add(Language::Lisp, 1);
            }
        } else if self.has_one(&[
            "(defun ",
            "(defvar ",
            "(defmacro ",
            "(setq ",
            "(defcustom ",
            "(defconst ",
        ]) {
            add(Language::Lisp, 4);
        } else if self.has_one(&[
            "(function(",
            "(function (",
            "!function",
            "(()=>{",
            "(() => {",
        ]) {
            add(Language::JavaScript, 4);
        }
    }

    fn weigh_sign(&self, add: Add<'_>) {
        match self.text {
            [b'`', b'`', b'`', ..] if !self.is_code => add(Language::Other, 6),
            [b'[', b'!', b'[', ..] if self.indent == 0 => add(Language::Other, 6),
            [b'@', rest @ ..] if self.indent == 0 => {
                let names = [
                    "article{",
                    "book{",
                    "misc{",
                    "inproceedings{",
                    "techreport{",
                ];
                let is_entry = |it: &&str| {
                    let start = rest.get(..it.len());
                    start.is_some_and(|start| start.eq_ignore_ascii_case(it.as_bytes()))
                };
                if names.iter().any(is_entry) {
                    add(Language::BibTex, 4);
                }
            }
            _ => {}
        }
    }

    fn weigh_word(&self, add: Add<'_>) {
        let length = word(self.text);
        let (first, rest) = self.text.split_at_checked(length).unwrap_or_default();
        let more = rest.trim_ascii_start();
        let has_space = rest.first().is_some_and(u8::is_ascii_whitespace);
        match first {
            b"import" | b"export" => self.weigh_import(first, more, add),
            b"from" if has_space => self.weigh_from(more, add),
            b"package" if has_space => self.weigh_package(more, add),
            b"public" | b"private" | b"protected" => match more {
                [b':'] => add(Language::Cpp, 4),
                [b':', b'/', b'/', ..] => add(Language::Cpp, 4),
                _ => {
                    let is_java = [
                        &b"class "[..],
                        b"final class ",
                        b"interface ",
                        b"enum ",
                        b"static ",
                    ];
                    if first == b"public" && is_java.iter().any(|it| more.starts_with(it)) {
                        add(Language::Java, 1);
                        if more.starts_with(b"static void main(String") {
                            add(Language::Java, 4);
                        }
                    }
                }
            },
            b"signals" | b"slots" if more == b":" => add(Language::Cpp, 2),
            b"template" if more.starts_with(b"<") => add(Language::Cpp, 4),
            b"namespace" => self.weigh_namespace(more, add),
            b"using" if has_space => {
                // Without the word namespace it may be C#.
                match more.strip_prefix(b"namespace ") {
                    Some(_) => add(Language::Cpp, 4),
                    None if self.ends(";") && !more.contains(&b'=') && !self.contains("::") => {
                        add(Language::Other, 4);
                    }
                    None => {}
                }
            }
            b"virtual" if has_space && (self.ends(";") || self.contains("(")) => {
                add(Language::Cpp, 4)
            }
            b"class" if has_space => self.weigh_class(more, add),
            b"def" if has_space => self.weigh_def(more, add),
            b"async" => {
                if more.starts_with(b"def ") {
                    add(Language::Python, 3);
                }
            }
            b"if" => {
                if more.starts_with(b"__name__ == '") || more.starts_with(b"__name__ == \"") {
                    add(Language::Python, 4);
                }
            }
            b"except" | b"try" | b"elif" | b"else" if self.ends(":") => add(Language::Python, 1),
            b"extern" if has_space => {
                if more.starts_with(b"\"C\"") {
                    add(Language::C, 4);
                } else if more.starts_with(b"crate ") {
                    add(Language::Other, 6);
                } else if more.iter().any(u8::is_ascii_whitespace) {
                    add(Language::C, 4);
                }
            }
            b"struct" | b"union" if has_space && self.indent == 0 => self.weigh_struct(more, add),
            b"typedef" if has_space => add(Language::C, 1),
            b"int" | b"void" if has_space && more.starts_with(b"main") => add(Language::C, 4),
            b"module" => {
                if more.starts_with(b".exports") {
                    add(Language::JavaScript, 4);
                } else if more.first().is_some_and(u8::is_ascii_uppercase)
                    && word(more) == more.len()
                {
                    add(Language::Ruby, 2);
                }
            }
            b"exports" if rest.starts_with(b".") && more.contains(&b'=') => {
                add(Language::JavaScript, 2)
            }
            b"const" | b"let" | b"var" => {
                if self.contains("require(") || self.contains("= await import(") {
                    add(Language::JavaScript, 4);
                }
                if more.starts_with(b"mut ") {
                    add(Language::Other, 4);
                }
            }
            b"Object" if rest.starts_with(b".defineProperty(exports") => {
                add(Language::JavaScript, 4)
            }
            b"require" => {
                let is_call = more.first().is_some_and(|it| b"'\"".contains(it));
                if is_call && !self.ends(";") {
                    add(Language::Ruby, 4);
                } else if is_call {
                    // Headers of C that Perl reads.
                    add(Language::Other, 2);
                }
            }
            b"end" if self.text.len() == 3 => add(Language::End, 1),
            b"my" if more.starts_with(b"$") || more.starts_with(b"@") => add(Language::PerlCode, 1),
            b"use" if has_space => {
                if matches!(more, b"strict;" | b"warnings;") {
                    add(Language::PerlCode, 1);
                }
                let own = [
                    &b"std::"[..],
                    b"core::",
                    b"alloc::",
                    b"crate::",
                    b"super::",
                    b"self::",
                ];
                if own.iter().any(|it| more.starts_with(it)) || self.contains("::{") {
                    add(Language::Other, 6);
                }
            }
            b"fn" | b"impl" | b"pub" | b"mod" | b"macro_rules" | b"unsafe" | b"trait"
                if has_space
                    || rest.starts_with(b"(")
                    || rest.starts_with(b"<")
                    || rest.starts_with(b"!") =>
            {
                add(Language::Other, 6);
            }
            // Go, Protocol Buffers, CMake.
            b"func" if has_space && self.ends("{") => add(Language::Other, 4),
            b"syntax" if self.contains("\"proto") => add(Language::Other, 12),
            b"cmake_minimum_required" | b"endif" | b"endforeach" | b"endfunction" | b"endmacro"
                if more.starts_with(b"(") =>
            {
                add(Language::Other, 6);
            }
            b"dnl" if self.indent == 0 && (has_space || rest.is_empty()) => add(Language::M4, 4),
            b"AC_DEFUN" | b"AC_INIT" | b"m4_define" | b"AC_DEFUN_ONCE"
                if rest.starts_with(b"(") =>
            {
                add(Language::M4, if first == b"AC_DEFUN" { 4 } else { 2 });
            }
            b"BEGIN" if more.starts_with(b"{") && self.indent == 0 => add(Language::Awk, 4),
            _ => self.weigh_rule(first, rest, add),
        }
        if self.contains("(function(") || self.contains("(function (") {
            add(Language::JavaScript, 2);
        }
        if self.contains("typeof ")
            && (self.contains("=== \"") || self.contains("=== '") || self.contains("==typeof"))
        {
            add(Language::JavaScript, 4);
        }
    }

    /// Lines of a makefile: what is made of what, and settings.
    fn weigh_rule(&self, first: &[u8], rest: &[u8], add: Add<'_>) {
        if self.indent > 0 {
            return;
        }
        let more = rest.trim_ascii_start();
        let sets = [&b"="[..], b":=", b"+=", b"?="]
            .iter()
            .any(|it| more.starts_with(it));
        match first {
            b"SUBDIRS" if sets => add(Language::Automake, 4),
            b"all"
                if rest.starts_with(b":")
                    && !rest.starts_with(b":=")
                    && self.next.first() != Some(&b'-') =>
            {
                let is_yaml =
                    more.get(1..).unwrap_or_default().is_empty() && self.next.contains(&b':');
                add(Language::Make, if is_yaml { 0 } else { 4 });
            }
            _ if sets && MAKE.iter().any(|it| first.starts_with(it)) => {
                // In a shell script, there are no blanks before the sign.
                let is_shell =
                    rest.starts_with(b"=") && more.get(1..).is_some_and(|it| it.starts_with(b"\""));
                add(Language::Make, if is_shell { 0 } else { 4 });
            }
            _ => {}
        }
    }

    fn weigh_import(&self, first: &[u8], more: &[u8], add: Add<'_>) {
        if first == b"export" {
            let is_js = [
                &b"default "[..],
                b"const ",
                b"let ",
                b"var ",
                b"function",
                b"async ",
                b"class ",
                b"* from ",
                b"* as ",
            ];
            let is_list = more.starts_with(b"{") && self.contains(" from ");
            if is_list || is_js.iter().any(|it| more.starts_with(it)) {
                add(Language::JavaScript, 4);
            }
            return;
        }
        if self.indent > 0 {
            return;
        }
        if self.contains(" from '") || self.contains(" from \"") || self.contains("}from\"") {
            return add(Language::JavaScript, 4);
        }
        let name = more.strip_prefix(b"static ").unwrap_or(more);
        if let Some(name) = name.strip_suffix(b";") {
            let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._*".contains(byte);
            if name.iter().all(is_part) && name.contains(&b'.') {
                add(Language::Java, 4);
            }
        } else if self.contains(" as ") && self.indent == 0 {
            add(Language::Python, 1);
        }
    }

    fn weigh_from(&self, more: &[u8], add: Add<'_>) {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._".contains(byte);
        let length = more.iter().take_while(|byte| is_part(byte)).count();
        let after = more.get(length..).unwrap_or_default().trim_ascii_start();
        if length > 0 && (after.starts_with(b"import ") || after.starts_with(b"import(")) {
            let what = after.get(6..).unwrap_or_default().trim_ascii_start();
            let is_name = |it: &u8| it.is_ascii_alphabetic() || b"_*(\\".contains(it);
            // As a sentence goes on: from somewhere import something.
            if what.first().is_some_and(is_name) {
                add(Language::Python, if self.indent == 0 { 4 } else { 1 });
            }
        }
    }

    fn weigh_package(&self, more: &[u8], add: Add<'_>) {
        if more.starts_with(b"require ") {
            return add(Language::Tcl, 4);
        }
        let name = |also: &[u8]| {
            let is_part =
                |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || also.contains(byte);
            let length = more.iter().take_while(|byte| is_part(byte)).count();
            let after = more.get(length..).unwrap_or_default().trim_ascii_start();
            let is_end = after.starts_with(b";");
            (length > 0 && is_end).then(|| more.get(..length).unwrap_or_default())
        };
        if name(b":").is_some() && self.indent == 0 {
            add(Language::PerlModule, 4);
        } else if name(b".").is_some() {
            add(Language::Java, 2);
        }
    }

    fn weigh_namespace(&self, more: &[u8], add: Add<'_>) {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_:".contains(byte);
        let length = more.iter().take_while(|byte| is_part(byte)).count();
        let after = more.get(length..).unwrap_or_default().trim_ascii_start();
        let is_open = match after {
            [] => self.next.starts_with(b"{"),
            _ => after.starts_with(b"{"),
        };
        if is_open {
            add(Language::Cpp, 4);
        }
    }

    fn weigh_class(&self, more: &[u8], add: Add<'_>) {
        let length = word(more);
        if length == 0 {
            return;
        }
        let after = more.get(length..).unwrap_or_default().trim_ascii_start();
        let is_python = match after {
            [b':', rest @ ..] => rest.is_empty() || rest.trim_ascii_start().starts_with(b"#"),
            [b'(', ..] => self.contains("):"),
            _ => false,
        };
        if is_python {
            add(Language::Python, 4);
        } else if self.opens() && after.starts_with(b": public ") {
            add(Language::Cpp, 4);
        } else if after.starts_with(b"< ") && !self.opens() {
            add(Language::Ruby, 4);
        } else if after.is_empty()
            && !self.opens()
            && more.first().is_some_and(u8::is_ascii_uppercase)
        {
            add(Language::Ruby, 2);
        }
    }

    fn weigh_def(&self, more: &[u8], add: Add<'_>) {
        let length = word(more);
        let after = more.get(length..).unwrap_or_default();
        if length == 0 {
            return;
        }
        if after.starts_with(b"(") {
            let is_end = self.ends(":") || self.contains("):") || self.ends(": ...");
            match () {
                () if is_end || self.contains(") ->") => add(Language::Python, 4),
                () if self.ends(",") || self.ends("(") => add(Language::Python, 3),
                () if self.ends(")") && !self.contains(": ") => add(Language::Ruby, 2),
                () => {}
            }
        } else if after.is_empty() || matches!(after, b"?" | b"!") {
            add(Language::Ruby, 2);
        }
    }

    fn weigh_struct(&self, more: &[u8], add: Add<'_>) {
        let length = word(more);
        let after = more.get(length..).unwrap_or_default().trim_ascii_start();
        if length == 0 {
            return;
        }
        // Fields in C end with a semicolon, those of Rust have a colon in their midst.
        let points = match after {
            b"{" if self.next.contains(&b':') || self.next.ends_with(b",") => 1,
            b"{" => 4,
            b"" if self.next.starts_with(b"{") => 4,
            b";" => 2,
            _ => 0,
        };
        add(Language::C, points);
    }
}

/// The length of the word at the start of a text.
fn word(text: &[u8]) -> usize {
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    text.iter().take_while(is_part).count()
}

/// How names of settings of makefiles begin.
const MAKE: &[&[u8]] = &[b"CFLAGS", b"LDFLAGS", b"VPATH", b"CXXFLAGS"];

/// Requests of troff and the macros for manuals and letters, as they are used in every document with them
/// (groff(7), man(7), mdoc(7), ms(7)).
const REQUESTS: &[[u8; 2]] = &[
    *b"TH", *b"SH", *b"SS", *b"TP", *b"PP", *b"LP", *b"IP", *b"HP", *b"RS", *b"RE", *b"BR", *b"BI",
    *b"IR", *b"RB", *b"RI", *b"IB", *b"SM", *b"SB", *b"UR", *b"UE", *b"Dd", *b"Dt", *b"Os", *b"Sh",
    *b"Ss", *b"Nm", *b"Nd", *b"Pp", *b"Bl", *b"El", *b"It", *b"br", *b"sp", *b"nf", *b"fi", *b"ft",
    *b"de", *b"ds", *b"nr", *b"if", *b"ie", *b"el", *b"so", *b"in", *b"ti", *b"ad", *b"na", *b"hy",
    *b"nh", *b"ce", *b"ta", *b"tr", *b"ig", *b"rm", *b"am", *b"do", *b"ll", *b"pl", *b"TS", *b"TE",
    *b"EQ", *b"EN", *b"PS", *b"PE", *b"TL", *b"AU", *b"AB", *b"AE", *b"NH", *b"ne", *b"fp", *b"ps",
    *b"vs", *b"bp", *b"wh", *b"mk", *b"ns", *b"rs", *b"ev", *b"di", *b"da", *b"tm", *b"EX", *b"EE",
];
