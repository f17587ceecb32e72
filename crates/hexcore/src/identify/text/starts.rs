//! Texts whose first lines are those of a format of their own: mail, cards, catalogues, settings, fonts.

use super::kinds::{Form, Found};

/// Lines that are looked at.
const LINES: usize = 300;

/// Starts that are enough.
const STARTS: &[(&str, &str, Form)] = &[
    ("BEGIN:VCALENDAR", "vcalendar", Form::Alone),
    ("REGEDIT4", "registry-95", Form::Alone),
    (
        "Windows Registry Editor Version 5.00",
        "registry",
        Form::Alone,
    ),
    ("\\input texinfo", "tex", Form::Text),
    ("StartFontMetrics", "afm", Form::Alone),
    ("#EXTM3U", "m3u", Form::Text),
    ("[playlist]", "pls", Form::Text),
];

/// Starts in small letters or large ones.
const BATCH: &[&[u8]] = &[b"@echo off", b"@rem", b"@setlocal"];

/// Fields of the header of a mail, and what `file` calls a mail that begins with them.
const FIELDS: &[(&[u8], Option<&str>)] = &[
    (b"Received:", Some("RFC 822 mail")),
    (b"Return-Path:", Some("SMTP mail")),
    (b"Delivered-To:", Some("SMTP mail")),
    (b"From:", Some("news or mail")),
    (b"Date:", Some("news or mail")),
    (b"MIME-Version:", Some("MIME entity")),
    (b"Path:", Some("news")),
    (b"Xref:", Some("news")),
    (b"To:", None),
    (b"Cc:", None),
    (b"Subject:", None),
    (b"Message-ID:", None),
    (b"Message-Id:", None),
    (b"Content-Type:", None),
    (b"Newsgroups:", None),
];

/// The kind that the first lines make a text.
pub(super) fn find(text: &[u8]) -> Option<Found> {
    for (start, id, form) in STARTS {
        if let Some(rest) = text.strip_prefix(start.as_bytes())
            && !rest.first().is_some_and(u8::is_ascii_alphanumeric)
        {
            return Some(Found::new(id, *form, *start, 0..start.len() as u64));
        }
    }
    let first = lines(text).next()?.1;
    let is_same = |it: &&&[u8]| {
        first
            .get(..it.len())
            .is_some_and(|it_too| it_too.eq_ignore_ascii_case(it))
    };
    if let Some(start) = BATCH.iter().find(is_same) {
        let what = String::from_utf8_lossy(start);
        return Some(Found::new("batch", Form::Text, what, 0..start.len() as u64));
    }
    if first.starts_with(b"# ") && first.ends_with(b" - a libtool library file") {
        let what = "a first line that says so";
        return Some(Found::new(
            "libtool",
            Form::Text,
            what,
            0..first.len() as u64,
        ));
    }
    card(text)
        .or_else(|| bitmap(text))
        .or_else(|| printer(text))
        .or_else(|| mail(text))
        .or_else(|| difference(text))
        .or_else(|| catalogue(text))
        .or_else(|| subtitles(text))
}

/// Lines with their places, without their ends.
fn lines(text: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mut at = 0;
    text.split(|byte| *byte == b'\n')
        .take(LINES)
        .map(move |line| {
            let place = at;
            at += line.len() as u64 + 1;
            (place, line.strip_suffix(b"\r").unwrap_or(line))
        })
}

fn card(text: &[u8]) -> Option<Found> {
    let mut lines = lines(text).skip_while(|(_, line)| line.is_empty());
    let (at, _) = lines.next().filter(|(_, line)| *line == b"BEGIN:VCARD")?;
    let found = Found::new("vcard", Form::Alone, "BEGIN:VCARD", at..at + 11);
    let version = lines.find_map(|(_, line)| line.strip_prefix(b"VERSION:"));
    Some(match version {
        Some(version) => {
            let version = String::from_utf8_lossy(version);
            found.called(format!("vCard visiting card, version {version}"))
        }
        None => found,
    })
}

/// A bitmap of X, which is a piece of C: its width, then its height.
fn bitmap(text: &[u8]) -> Option<Found> {
    let mut lines = lines(text).filter(|(_, line)| line.starts_with(b"#define "));
    let mut number = |name: &[u8]| {
        let (at, line) = lines.next()?;
        let mut words = line
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty());
        let is_named = words.nth(1)?.ends_with(name);
        let value = std::str::from_utf8(words.next()?)
            .ok()?
            .parse::<u16>()
            .ok()?;
        is_named.then_some((at..at + line.len() as u64, value))
    };
    let (at, width) = number(b"_width")?;
    let (_, height) = number(b"_height")?;
    let found = Found::new("xbm", Form::Text, "a width defined in C, and a height", at);
    let found = found.called(format!("xbm image ({width}x{height})"));
    Some(found.telling("Size", format!("{width} x {height} pixels")))
}

/// What a printer can do.
fn printer(text: &[u8]) -> Option<Found> {
    let version = text.strip_prefix(b"*PPD-Adobe:")?.trim_ascii_start();
    let end = version
        .iter()
        .position(|byte| matches!(byte, b'\r' | b'\n'))?;
    let version = String::from_utf8_lossy(version.get(..end)?.trim_ascii_end());
    let found = Found::new("ppd", Form::Alone, "*PPD-Adobe:", 0..11);
    Some(found.called(format!("PPD file, version {version}")))
}

/// Mail: fields of a header, of which two are those of mail or more.
fn mail(text: &[u8]) -> Option<Found> {
    let mut name = None;
    let mut fields = 0;
    let mut end = 0;
    for (number, (at, line)) in lines(text).take(60).enumerate() {
        if line.is_empty() {
            break;
        }
        if number > 0 && matches!(line, [b' ' | b'\t', ..]) {
            continue;
        }
        let is_mark = number == 0 && line.starts_with(b"From ") && line.contains(&b':');
        let length = line.iter().position(|byte| *byte == b':')?;
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        if !is_mark && !line.get(..length)?.iter().all(is_name) {
            return None;
        }
        let found = FIELDS.iter().find(|(field, _)| line.starts_with(field));
        if let Some((_, words)) = found {
            fields += 1;
            if number == 0 {
                name = *words;
            }
        }
        end = at + line.len() as u64;
    }
    // Other headers have some of these fields, such as those of packages.
    let is_mail = if name.is_some() {
        fields >= 2
    } else {
        fields >= 4
    };
    is_mail.then(|| {
        let what = format!("{fields} fields of a header of mail");
        let found = Found::new("mail", Form::Text, what, 0..end);
        found.called(name.unwrap_or("RFC 822 mail"))
    })
}

/// Differences of files: the two names, then what is different.
fn difference(text: &[u8]) -> Option<Found> {
    let mut before: [&[u8]; 2] = [b"", b""];
    let mut start = None;
    for (at, line) in lines(text) {
        let (id, sign) = match before {
            [b, a] if a.starts_with(b"+++ ") && b.starts_with(b"--- ") => {
                ("unified-diff", &b"@@ -"[..])
            }
            [b, a] if a.starts_with(b"--- ") && b.starts_with(b"*** ") => {
                ("context-diff", &b"***************"[..])
            }
            _ => ("", &b"\n"[..]),
        };
        if line.starts_with(sign) {
            let what = "the names of two files, and places in them";
            return Some(Found::new(id, Form::Text, what, at..at + sign.len() as u64));
        }
        if at == 0 && line.starts_with(b"diff -") {
            start = Some(Found::new("diff", Form::Text, "a command of diff", 0..6));
        }
        if at == 0 && line.starts_with(b"Only in ") && line.contains(&b':') {
            start = Some(Found::new("diff", Form::Text, "Only in", 0..7));
        }
        if at == 0 && line.starts_with(b"Index: ") {
            start = Some(Found::new("cvs-diff", Form::Text, "Index:", 0..6));
        }
        before = [before[1], line];
    }
    start
}

/// A catalogue of translations.
fn catalogue(text: &[u8]) -> Option<Found> {
    let mut begun: Option<u64> = None;
    for (at, line) in lines(text) {
        match line {
            [] | [b'#', ..] => {}
            [b'"', ..] if begun.is_some() => {}
            _ if line.starts_with(b"domain ") || line.starts_with(b"msgctxt \"") => {}
            _ if line.starts_with(b"msgid \"") || line.starts_with(b"msgid_plural \"") => {
                begun.get_or_insert(at);
            }
            _ if line.starts_with(b"msgstr") => {
                let what = "msgid, and msgstr after it";
                return begun.map(|at| Found::new("po", Form::Text, what, at..at + 5));
            }
            _ => return None,
        }
    }
    None
}

/// Subtitles: a number, then from when to when.
fn subtitles(text: &[u8]) -> Option<Found> {
    let mut lines = lines(text).skip_while(|(_, line)| line.is_empty());
    let (_, number) = lines.next()?;
    if number.is_empty() || !number.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (at, times) = lines.next()?;
    let is_same = |(byte, form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        _ => byte == form,
    };
    let form = b"00:00:00,000 --> 00:00:00,000";
    let is_time = times.len() >= form.len() && times.iter().zip(form).all(is_same);
    let what = "a number, and two times after it";
    is_time.then(|| Found::new("subrip", Form::Text, what, at..at + form.len() as u64))
}
