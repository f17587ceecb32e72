//! XML, HTML, SVG and their relatives.

use super::kinds::{Form, Found};

/// How far the first element is looked for.
const FAR: usize = 16 << 10;

/// How far a page of HTML may say late that it is one.
const NEAR: usize = 4 << 10;

/// Tags that pages of HTML have, and texts with examples of tags seldom begin a line with.
const TAGS: &[&[u8]] = &[
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<title",
    b"<script",
    b"<style",
    b"<table",
    b"<body",
    b"<a href=",
];

/// The kind that tags make a text.
pub(super) fn find(text: &[u8]) -> Option<Found> {
    let blanks = text.len() - text.trim_ascii_start().len();
    let rest = text.get(blanks..)?;
    if starts(text, b"<?php") {
        return Some(Found::new("php-script", Form::Text, "<?php", 0..5));
    }
    if let Some(declaration) = text.strip_prefix(b"<?xml")
        && declaration.first().is_some_and(u8::is_ascii_whitespace)
    {
        return Some(xml(text, declaration));
    }
    if !rest.starts_with(b"<") {
        return html_later(text);
    }
    let root = Root::find(text, blanks)?;
    if root.is_declaration {
        let at = root.at as u64;
        return Some(Found::new(
            "sgml",
            Form::Text,
            "declarations of elements",
            at..at + 3,
        ));
    }
    let at = root.at as u64..(root.at + root.name.len() + 1) as u64;
    let what = format!("the first element <{}>", shown(root.name));
    if root.is_named(b"svg") {
        return Some(Found::new("svg", Form::Alone, what, at));
    }
    if let Some(name) = root.document {
        let at = root.document_at as u64;
        let at = at..at + 9;
        let what = format!("<!DOCTYPE {}", shown(name));
        return Some(match name.eq_ignore_ascii_case(b"html") {
            true => Found::new("html", Form::Text, what, at),
            false => Found::new("sgml", Form::Text, what, at),
        });
    }
    let is_html = TAGS.iter().any(|tag| {
        tag.get(1..)
            .is_some_and(|tag| root.name.eq_ignore_ascii_case(tag))
    });
    if is_html {
        return Some(Found::new("html", Form::Text, what, at));
    }
    let is_comment = rest.starts_with(b"<!--");
    html_later(text).or_else(|| is_comment.then(|| Found::new("sgml", Form::Text, what, at)))
}

fn xml(text: &[u8], declaration: &[u8]) -> Found {
    let end = declaration.windows(2).position(|it| it == b"?>");
    let length = end.unwrap_or(declaration.len().min(200));
    let declaration = declaration.get(..length).unwrap_or_default();
    let at = 0..(5 + length + if end.is_some() { 2 } else { 0 }) as u64;
    let what = "an XML declaration <?xml";
    if let Some(root) = Root::find(text, 0)
        && root.is_named(b"svg")
    {
        let at = root.at as u64..(root.at + root.name.len() + 1) as u64;
        return Found::new("svg", Form::Alone, "the first element <svg>", at);
    }
    let mut found = Found::new("xml", Form::Text, what, at);
    if let Some(encoding) = attribute(declaration, b"encoding") {
        found = found.telling("Declared encoding", shown(encoding));
    }
    match attribute(declaration, b"version") {
        Some(b"1.0") => found,
        Some(version) => found.called(format!("XML {} document", shown(version))),
        None => found.called("XML document"),
    }
}

/// The value of an attribute: `version="1.0"`.
fn attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let at = tag.windows(name.len()).position(|it| it == name)?;
    let rest = tag.get(at + name.len()..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, rest) = rest.split_first()?;
    let length = rest.iter().position(|byte| byte == quote)?;
    rest.get(..length.min(40))
}

/// Whether a page of HTML begins behind something else, such as a template's own words.
fn html_later(text: &[u8]) -> Option<Found> {
    let mut at = 0;
    // A template has commands before its tags.
    let is_template = text.starts_with(b"{%") || text.starts_with(b"{{") || text.starts_with(b"{#");
    let count = if is_template { TAGS.len() } else { 3 };
    for line in text.get(..text.len().min(NEAR))?.split(|it| *it == b'\n') {
        let tag = line.trim_ascii_start();
        let is_tag = |it: &&&[u8]| {
            starts(tag, it) && !tag.get(it.len()).is_some_and(u8::is_ascii_alphanumeric)
        };
        // Only what a text about HTML would not have by itself in a line.
        if let Some(found) = TAGS.iter().take(count).find(is_tag) {
            let place = (at + line.len() - tag.len()) as u64;
            let what = shown(found);
            return Some(Found::new(
                "html",
                Form::Text,
                what,
                place..place + found.len() as u64,
            ));
        }
        at += line.len() + 1;
    }
    None
}

/// The first element of a document, and what stands before it.
struct Root<'a> {
    name: &'a [u8],
    at: usize,
    /// The name in its document type.
    document: Option<&'a [u8]>,
    document_at: usize,
    /// Whether what comes first is no element but rules for them.
    is_declaration: bool,
}

impl<'a> Root<'a> {
    fn find(text: &'a [u8], from: usize) -> Option<Root<'a>> {
        let text = text.get(..text.len().min(FAR))?;
        let mut root = Root {
            name: &[],
            at: from,
            document: None,
            document_at: 0,
            is_declaration: false,
        };
        // Each turn goes over something, so there are no more of them than bytes.
        loop {
            let rest = text.get(root.at..)?;
            let length = if rest.starts_with(b"<!--") {
                end_of(rest, b"-->")
            } else if rest.starts_with(b"<?") {
                end_of(rest, b"?>")
            } else if starts(rest, b"<!doctype") {
                let name = rest.get(9..)?.trim_ascii_start();
                root.document = Some(name_of(name));
                root.document_at = root.at;
                document_length(rest)
            } else if [
                &b"<!ELEMENT"[..],
                b"<!ENTITY",
                b"<!ATTLIST",
                b"<![",
                b"<!NOTATION",
            ]
            .iter()
            .any(|it| rest.starts_with(it))
            {
                root.is_declaration = true;
                return Some(root);
            } else if rest.starts_with(b"<") {
                root.name = name_of(rest.get(1..)?);
                return (!root.name.is_empty() || root.document.is_some()).then_some(root);
            } else if rest.first().is_some_and(u8::is_ascii_whitespace) {
                Some(1)
            } else {
                return root.document.is_some().then_some(root);
            };
            match length {
                Some(length) => root.at += length,
                // It breaks off.
                None => return root.document.is_some().then_some(root),
            }
        }
    }

    /// Whether it has this name, after that of its namespace or without one.
    fn is_named(&self, name: &[u8]) -> bool {
        let own = self.name.rsplit(|byte| *byte == b':').next();
        own == Some(name)
    }
}

/// The length up to the end of `what`.
fn end_of(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len())
        .position(|it| it == what)
        .map(|at| at + what.len())
}

/// The length of a document type, which may have declarations in brackets.
fn document_length(text: &[u8]) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'>' if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The name at the start of a text.
fn name_of(text: &[u8]) -> &[u8] {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b":-_.".contains(byte);
    let length = text.iter().take_while(|byte| is_part(byte)).count();
    text.get(..length).unwrap_or_default()
}

/// Whether a text starts with something, in small letters or large ones.
fn starts(text: &[u8], with: &[u8]) -> bool {
    text.get(..with.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(with))
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
