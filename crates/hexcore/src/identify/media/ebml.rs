//! Matroska and WebM (RFC 8794 and RFC 9559).

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{self, by, duration, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code};
use crate::identify::view::{Order::Big, View};

pub(super) const MATROSKA: Kind = Kind {
    id: "mkv",
    name: "Matroska data",
    mime: "video/x-matroska",
    extensions: &["mkv", "mka", "mks", "mk3d"],
    tests: &[
        Bytes(0, &[0x1a, 0x45, 0xdf, 0xa3]),
        Code(64, |view| is_document(view, b"matroska")),
    ],
    strength: Strength::Certain,
    source: "RFC 9559, 5.1, and RFC 8794, 11.2",
    lesson: "Elements within elements: numbers at the front of each tell what it is and how long, and the first bits \
             of a number tell how many bytes it has.",
    details: Some(details),
};

pub(super) const WEBM: Kind = Kind {
    id: "webm",
    name: "WebM",
    mime: "video/webm",
    extensions: &["webm", "mkv"],
    tests: &[
        Bytes(0, &[0x1a, 0x45, 0xdf, 0xa3]),
        Code(64, |view| is_document(view, b"webm")),
    ],
    strength: Strength::Certain,
    source: "WebM Container Guidelines, and RFC 8794, 11.2",
    lesson: "A Matroska file that keeps to what browsers can play.",
    details: Some(details),
};

/// Elements of a list that are looked at.
const MOST: u32 = 64;

/// An element.
struct Element {
    id: u64,
    body: u64,
    end: u64,
}

impl Element {
    fn read(view: &View<'_>, at: u64) -> Option<Element> {
        let (id, width) = variable(view, at)?;
        let start = at.checked_add(width)?;
        let (length, width) = variable(view, start)?;
        let body = start.checked_add(width)?;
        // Of the length only the bits behind the one that ends its first zeros count; all of them set mean
        // that it is not known.
        let bits = 1_u64 << (7 * width);
        let length = length & (bits - 1);
        let end = if length == bits - 1 {
            u64::MAX
        } else {
            body.checked_add(length)?
        };
        Some(Element { id, body, end })
    }

    fn number(&self, view: &View<'_>) -> Option<u64> {
        view.number(self.body, self.length()?, Big)
    }

    /// The bytes of a value, which are few.
    fn length(&self) -> Option<u64> {
        (self.end - self.body <= 8).then_some(self.end - self.body)
    }

    fn float(&self, view: &View<'_>) -> Option<f64> {
        let bits = self.number(view)?;
        Some(match self.length()? {
            4 => f64::from(f32::from_bits(bits as u32)),
            _ => f64::from_bits(bits),
        })
    }

    fn text(&self, view: &View<'_>) -> Option<String> {
        fields::text(view, self.body, (self.end - self.body).min(128))
    }

    fn range(&self, view: &View<'_>) -> Range<u64> {
        self.body..self.end.min(view.size()).max(self.body)
    }
}

/// A number whose first zero bits tell its length, and that length: RFC 8794, 4.
fn variable(view: &View<'_>, at: u64) -> Option<(u64, u64)> {
    let width = u64::from(view.u8(at)?.leading_zeros()) + 1;
    (width <= 8).then_some(())?;
    Some((view.number(at, width, Big)?, width))
}

/// Calls back for each element up to `end`, until that gives nothing more.
fn each(
    view: &View<'_>,
    mut at: u64,
    end: u64,
    mut with: impl FnMut(&Element) -> Option<()>,
) -> Option<()> {
    for _ in 0..MOST {
        if at >= end {
            break;
        }
        let element = Element::read(view, at)?;
        if with(&element).is_none() {
            break;
        }
        at = element.end;
    }
    Some(())
}

/// The element DocType of the header.
fn doc_type(view: &View<'_>) -> Option<Element> {
    let header = Element::read(view, 0)?;
    let mut found = None;
    each(view, header.body, header.end, |element| {
        match element.id {
            0x4282 => found = Some(Element { ..*element }),
            _ => return Some(()),
        }
        None
    });
    found
}

fn is_document(view: &View<'_>, name: &[u8]) -> Option<(String, Range<u64>)> {
    let element = doc_type(view)?;
    let length = element
        .end
        .checked_sub(element.body)
        .filter(|&length| length < 32)?;
    let text = view.bytes(element.body, length)?;
    let text = text.split(|&byte| byte == 0).next()?;
    (text == name).then(|| {
        let name = String::from_utf8_lossy(name);
        (format!("the document type {name}"), element.range(view))
    })
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    if let Some(element) = doc_type(view) {
        to.fact("Document type", element.text(view)?, element.range(view));
    }
    let header = Element::read(view, 0)?;
    let segment = Element::read(view, header.end)?;
    if segment.id != 0x1853_8067 {
        to.note(
            "A segment ought to follow its header.",
            Some(span(header.end, 4)),
        );
        return Some(());
    }
    each(view, segment.body, segment.end, |element| {
        match element.id {
            // Info.
            0x1549_a966 => info(view, to, element)?,
            // Tracks.
            0x1654_ae6b => each(view, element.body, element.end, |track| {
                track_entry(view, to, track)
            })?,
            // The first cluster: pictures and sound.
            0x1f43_b675 => return None,
            _ => {}
        }
        Some(())
    })
}

/// RFC 9559, 5.1.2.
fn info(view: &View<'_>, to: &mut Details, info: &Element) -> Option<()> {
    // Nanoseconds of a unit of time.
    let mut scale = 1_000_000;
    let mut length = None;
    each(view, info.body, info.end, |element| {
        let name = match element.id {
            0x2a_d7b1 => {
                scale = element.number(view)?;
                return Some(());
            }
            0x4489 => {
                length = Some((element.float(view)?, element.range(view)));
                return Some(());
            }
            0x7ba9 => "Title",
            0x4d80 => "Written with",
            0x5741 => "Written by",
            _ => return Some(()),
        };
        to.fact(name, element.text(view)?, element.range(view));
        Some(())
    });
    if let Some((length, at)) = length {
        // As a number that is no number or too large becomes 0 or the largest one.
        let milliseconds = (length * scale as f64 / 1e6) as u64;
        to.fact("Duration", duration(milliseconds), at);
    }
    Some(())
}

/// RFC 9559, 5.1.4.1.
fn track_entry(view: &View<'_>, to: &mut Details, track: &Element) -> Option<()> {
    let mut words = String::new();
    let mut place = None;
    each(view, track.body, track.end, |element| {
        match element.id {
            0x86 => {
                words.insert_str(0, &element.text(view)?);
                place = Some(element.range(view));
            }
            // Video.
            0xe0 => {
                let (mut width, mut height) = (0, 0);
                each(view, element.body, element.end, |element| {
                    match element.id {
                        0xb0 => width = element.number(view)?,
                        0xba => height = element.number(view)?,
                        _ => {}
                    }
                    Some(())
                });
                words += ", ";
                words += &by(width, height);
            }
            // Audio.
            0xe1 => {
                let (mut hertz, mut channels) = (8000.0, 1);
                each(view, element.body, element.end, |element| {
                    match element.id {
                        0xb5 => hertz = element.float(view)?,
                        0x9f => channels = element.number(view)?,
                        _ => {}
                    }
                    Some(())
                });
                words += &format!(", {}, {} Hz", super::channels(channels), hertz as u64);
            }
            _ => {}
        }
        Some(())
    });
    if let Some(at) = place {
        to.fact("Track", words, at);
    }
    Some(())
}
