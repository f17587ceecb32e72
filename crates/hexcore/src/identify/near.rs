//! What nearly matched, and what does not fit.

use std::ops::Range;

use super::kind::{Kind, Strength, kinds};
use super::test::Test;
use super::view::View;
use super::{Candidate, Certainty, Note, Report};

/// Notes of one sort, at most.
const MOST: usize = 2;
/// Bytes that a signature must have to be missed by one byte; in a text more, where letters meet by chance.
const MISSED: usize = 4;
const MISSED_IN_TEXT: usize = 8;
/// Bytes that a signature must have to be looked for behind a prefix.
const BEHIND: usize = 6;
/// Bytes of the start of a signature that say something.
const BEGUN: usize = 3;

/// Adds what the user should know beside the kind: a signature with one wrong byte, one that is cut off, a
/// known file behind a prefix, a second kind, an extension of another kind.
pub(super) fn notes(view: &View<'_>, name: &str, found: &[Candidate], report: &mut Report) {
    if report.certainty < Certainty::Certain {
        missed(view, report);
    }
    if report.kind.is_none() && report.certainty == Certainty::Unknown {
        behind(view, report);
    }
    second(view, found, report);
    extension(name, report);
}

/// A kind that surely is one, with its signature at a fixed place.
fn signatures() -> impl Iterator<Item = (&'static Kind, u64, &'static [u8])> {
    kinds()
        .filter(|kind| kind.strength == Strength::Certain)
        .filter_map(|kind| match kind.tests.first()? {
            Test::Bytes(at, bytes) => Some((kind, *at, *bytes)),
            _ => None,
        })
}

/// Signatures that are there but for one byte, were changed on the way, or are cut off.
fn missed(view: &View<'_>, report: &mut Report) {
    let is_text = report.mime.starts_with("text/");
    let least = if is_text { MISSED_IN_TEXT } else { MISSED };
    let head = view.head();
    let mut seen = Vec::<&str>::new();
    for (kind, at, bytes) in signatures() {
        // Kinds that build on each other begin with the same bytes: the first of them stands for all.
        if seen.len() == MOST || seen.contains(&kind.name) || Some(kind) == report.kind {
            continue;
        }
        let Some(rest) = usize::try_from(at).ok().and_then(|at| head.get(at..)) else {
            continue;
        };
        let note = if rest.len() < bytes.len() {
            begun(kind, at, bytes, rest)
        } else if bytes.len() >= least {
            converted(kind, at, bytes, rest).or_else(|| one_byte(kind, at, bytes, rest))
        } else {
            None
        };
        let Some(note) = note else { continue };
        if report.notes.iter().all(|other| other.at != note.at) {
            seen.push(kind.name);
            report.notes.push(note);
        }
    }
}

/// The file ends within the signature.
fn begun(kind: &Kind, at: u64, bytes: &[u8], rest: &[u8]) -> Option<Note> {
    (rest.len() >= BEGUN && bytes.starts_with(rest)).then(|| Note {
        sentence: format!(
            "It may be the beginning of a file of the kind “{}”: it ends after {} of the {} bytes that \
             such a file has first.",
            kind.name,
            rest.len(),
            bytes.len()
        ),
        at: Some(at..at + rest.len() as u64),
    })
}

/// One byte of the signature is another one.
fn one_byte(kind: &Kind, at: u64, bytes: &[u8], rest: &[u8]) -> Option<Note> {
    let mut wrong = bytes
        .iter()
        .zip(rest)
        .enumerate()
        .filter(|(_, (one, other))| one != other);
    let (index, (expected, is)) = wrong.next()?;
    if wrong.next().is_some() {
        return None;
    }
    let how = match (expected ^ is).count_ones() {
        1 => ": one bit is flipped",
        _ => "",
    };
    let offset = at + index as u64;
    Some(Note {
        sentence: format!(
            "It has the signature of the kind “{}”, but byte {offset} is {is:02x}, not {expected:02x}{how}.",
            kind.name
        ),
        at: Some(offset..offset + 1),
    })
}

/// The signature went through something that takes bytes for text.
fn converted(kind: &Kind, at: u64, bytes: &[u8], rest: &[u8]) -> Option<Note> {
    // A first byte that is below 80 and ends no line stays as it is.
    let first = bytes.first()?;
    let stays = *first < 0x80 && !b"\r\n".contains(first);
    if stays && rest.first() != Some(first) {
        return None;
    }
    let conversions: [(Vec<u8>, &str); 4] = [
        (
            change(bytes, |before, byte| match (before, byte) {
                (Some(b'\r'), b'\n') => vec![b'\n'],
                (_, b'\n') => vec![b'\r', b'\n'],
                _ => vec![byte],
            }),
            "a carriage return was put before each line feed, as a transfer as text does",
        ),
        (
            change(
                bytes,
                |_, byte| if byte == b'\r' { vec![] } else { vec![byte] },
            ),
            "the carriage returns are gone, as after a transfer as text",
        ),
        (
            change(bytes, |_, byte| match byte {
                0x80.. => b"\xef\xbf\xbd".to_vec(),
                _ => vec![byte],
            }),
            "bytes above 7f became ef bf bd, as when bytes are read as UTF-8 and written again",
        ),
        (
            change(bytes, |_, byte| vec![byte & 0x7f]),
            "the highest bit of each byte is gone, as after a way for 7 bits",
        ),
    ];
    let (changed, how) = conversions.iter().find(|(changed, _)| {
        changed != bytes && changed.len() >= MISSED && rest.starts_with(changed)
    })?;
    Some(Note {
        sentence: format!(
            "It has the signature of the kind “{}”, but {how}.",
            kind.name
        ),
        at: Some(at..at + changed.len() as u64),
    })
}

fn change(bytes: &[u8], one: impl Fn(Option<u8>, u8) -> Vec<u8>) -> Vec<u8> {
    let mut before = None;
    let mut changed = Vec::new();
    for &byte in bytes {
        changed.extend(one(before, byte));
        before = Some(byte);
    }
    changed
}

/// A known file that does not begin at the start.
fn behind(view: &View<'_>, report: &mut Report) {
    let head = view.head();
    let long: Vec<_> = signatures()
        .filter(|(_, at, bytes)| *at == 0 && bytes.len() >= BEHIND)
        .collect();
    let mut firsts: Vec<u8> = long
        .iter()
        .filter_map(|(_, _, bytes)| bytes.first().copied())
        .collect();
    firsts.sort_unstable();
    let places = head.iter().enumerate().skip(1);
    let place = places
        .filter(|(_, byte)| firsts.binary_search(byte).is_ok())
        .find_map(|(place, _)| {
            let rest = head.get(place..)?;
            let (kind, _, bytes) = long.iter().find(|(_, _, bytes)| rest.starts_with(bytes))?;
            Some((kind, place as u64..(place + bytes.len()) as u64))
        });
    if let Some((kind, at)) = place {
        report.notes.push(Note {
            sentence: format!(
                "At {:#x} begins what looks like a file of the kind “{}”: {} bytes stand before it.",
                at.start, kind.name, at.start
            ),
            at: Some(at),
        });
    }
}

/// A second kind that the file is as well.
fn second(view: &View<'_>, found: &[Candidate], report: &mut Report) {
    let Some(best) = report
        .kind
        .filter(|_| report.certainty == Certainty::Certain)
    else {
        return;
    };
    let places = |candidate: &Candidate| -> Vec<Range<u64>> {
        candidate.evidence.iter().map(|it| it.at.clone()).collect()
    };
    let of_best: Vec<Range<u64>> = report.evidence.iter().map(|it| it.at.clone()).collect();
    let others = found.iter().filter(|other| {
        // A kind that others build on is no second one.
        other.kind != best
            && other.kind.strength == Strength::Certain
            && !places(other).iter().all(|at| of_best.contains(at))
            && !of_best.iter().all(|at| places(other).contains(at))
    });
    for other in others.take(MOST) {
        report.notes.push(Note {
            sentence: format!(
                "It has all that makes a file of the kind “{}”, too.",
                other.kind.name
            ),
            at: other.evidence.first().map(|it| it.at.clone()),
        });
    }
    let is_zip = best.mime.contains("zip") || best.tests.iter().any(begins_zip);
    if !is_zip && let Some(start) = view.size().checked_sub(22).filter(|&start| start > 0) {
        // The record that ends a ZIP (APPNOTE.TXT, 4.3.16), without a comment.
        if view.bytes(start, 4) == Some(b"PK\x05\x06") {
            report.notes.push(Note {
                sentence:
                    "A ZIP archive is at its end: tools that look for one from the end open it."
                        .to_owned(),
                at: Some(start..view.size()),
            });
        }
    }
}

fn begins_zip(test: &Test) -> bool {
    match test {
        Test::Bytes(_, bytes) | Test::Tail(_, bytes) => bytes.starts_with(b"PK"),
        Test::Any(tests) => tests.iter().any(begins_zip),
        _ => false,
    }
}

/// The end of the file's name is that of another kind.
fn extension(name: &str, report: &mut Report) {
    let Some((_, extension)) = name.rsplit_once('.') else {
        return;
    };
    let extension = extension.to_ascii_lowercase();
    let has = |kind: &Kind| kind.extensions.contains(&extension.as_str());
    if report
        .kind
        .is_some_and(|kind| has(kind) || kind.extensions.is_empty())
    {
        return;
    }
    // A kind that is built on another, as a document on a ZIP, goes by the names of both; and a name that
    // several kinds use says little.
    let mut claims = kinds().filter(|kind| has(kind));
    let (Some(claim), None) = (claims.next(), claims.next()) else {
        return;
    };
    if report.kind.is_some_and(|kind| kind.mime == claim.mime) || claim.strength < Strength::Certain
    {
        return;
    }
    let sentence = match report.certainty {
        Certainty::Certain => format!(
            "Its name ends in “.{extension}”, as those of the kind “{}” do, but that it is not.",
            claim.name
        ),
        _ => format!(
            "Its name ends in “.{extension}”, but it has not what makes a file of the kind “{}”.",
            claim.name
        ),
    };
    report.notes.push(Note { sentence, at: None });
}
