//! Tables by columns or records, as big data keeps them: Parquet, Arrow, ORC, Avro.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Tail};
use crate::identify::view::{Order::Little, View};

pub(super) const PARQUET: Kind = Kind {
    id: "parquet",
    name: "Apache Parquet",
    mime: "application/vnd.apache.parquet",
    extensions: &["parquet"],
    tests: &[
        Any(&[Bytes(0, b"PAR1"), Bytes(0, b"PARE")]),
        Any(&[Tail(4, b"PAR1"), Tail(4, b"PARE")]),
    ],
    strength: Strength::Certain,
    source: "Apache Parquet, File format",
    lesson: "The values of a column stand together, and what describes them is at the end: a program reads \
             only the columns that it needs.",
    details: Some(parquet),
};

pub(super) const ARROW: Kind = Kind {
    id: "arrow",
    name: "Apache Arrow columnar file",
    mime: "application/vnd.apache.arrow.file",
    extensions: &["arrow", "feather"],
    tests: &[Bytes(0, b"ARROW1\0\0"), Tail(6, b"ARROW1")],
    strength: Strength::Certain,
    source: "Apache Arrow, Columnar Format, IPC File Format",
    lesson: "The columns are in the file as they are in memory, so that nothing has to be decoded.",
    details: Some(arrow),
};

pub(super) const FEATHER: Kind = Kind {
    id: "feather",
    name: "Feather version 1 data",
    mime: "application/vnd.apache.feather",
    extensions: &["feather"],
    tests: &[Bytes(0, b"FEA1"), Tail(4, b"FEA1")],
    strength: Strength::Certain,
    source: "Apache Arrow, cpp/src/arrow/ipc/feather.fbs",
    lesson: "The first way in which tables went between R and Python as they are in memory.",
    details: None,
};

pub(super) const ORC: Kind = Kind {
    id: "orc",
    name: "Apache ORC",
    mime: "application/vnd.apache.orc",
    extensions: &["orc"],
    tests: &[Bytes(0, b"ORC"), Tail(4, b"ORC")],
    strength: Strength::Certain,
    source: "ORC Specification v1, File Tail",
    lesson: "A table by columns; the last byte is the length of what describes it.",
    details: Some(orc),
};

pub(super) const AVRO: Kind = Kind {
    id: "avro",
    name: "Apache Avro",
    mime: "application/vnd.apache.avro",
    extensions: &["avro"],
    tests: &[Bytes(0, b"Obj\x01"), Code(64, schema)],
    strength: Strength::Certain,
    source: "Apache Avro Specification, Object Container Files",
    lesson: "The schema of the records, as JSON, is at the start, so that they can be read without anything \
             else.",
    details: Some(avro),
};

/// The length of what describes the columns, before the mark at the end.
fn footer(view: &View<'_>, to: &mut Details, mark: u64) -> Option<u64> {
    let at = view.size().checked_sub(mark + 4)?;
    let length = u64::from(view.u32(at, Little)?);
    to.fact(
        "Description of the columns",
        format!("{length} bytes"),
        at..at + 4,
    );
    if length > at {
        to.note(
            "What describes the columns would be longer than the file.",
            Some(at..at + 4),
        );
    }
    Some(length)
}

fn parquet(view: &View<'_>, to: &mut Details) -> Option<()> {
    footer(view, to, 4)?;
    if view.u8(3)? == b'E' {
        to.part("encrypted");
        to.fact("Encryption", "Of the description as well", 0..4);
    }
    Some(())
}

fn arrow(view: &View<'_>, to: &mut Details) -> Option<()> {
    footer(view, to, 6).map(|_| ())
}

fn orc(view: &View<'_>, to: &mut Details) -> Option<()> {
    let at = view.size().checked_sub(1)?;
    let length = view.u8(at)?;
    to.fact(
        "Description of the description",
        format!("{length} bytes"),
        at..at + 1,
    );
    Some(())
}

/// The key of the schema among the first bytes, which all such files have.
fn schema(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let at = view.find(4, 4096, b"avro.schema")?;
    Some(("the key avro.schema".to_owned(), at..at + 11))
}

/// A number of Avro: seven bits a byte, the lowest first, and the sign in the lowest bit.
fn long(view: &View<'_>, at: &mut u64) -> Option<i64> {
    let mut number = 0u64;
    for shift in (0..63).step_by(7) {
        let byte = view.u8(*at)?;
        *at = at.checked_add(1)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((number >> 1) as i64 ^ -((number & 1) as i64));
        }
    }
    None
}

/// The place and length of a text.
fn text(view: &View<'_>, at: &mut u64) -> Option<Range<u64>> {
    let length = u64::try_from(long(view, at)?).ok()?;
    let from = *at;
    *at = from.checked_add(length)?;
    Some(from..*at)
}

fn avro(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.head("Apache Avro version 1");
    to.fact("Version", "1", 3..4);
    let mut at = 4;
    let mut count = long(view, &mut at)?;
    if count < 0 {
        // The length of the block is told, too.
        long(view, &mut at)?;
        count = count.checked_neg()?;
    }
    for _ in 0..count.min(16) {
        let (key, value) = (text(view, &mut at)?, text(view, &mut at)?);
        let length = (value.end - value.start).min(200);
        let name = match view.bytes(key.start, (key.end - key.start).min(64))? {
            b"avro.codec" => "Compression",
            b"avro.schema" => "Schema",
            _ => continue,
        };
        let shown = printable(view.bytes(value.start, length)?);
        to.fact(name, shown, value);
    }
    Some(())
}
