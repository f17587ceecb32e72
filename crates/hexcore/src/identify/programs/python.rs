//! Python's compiled modules (CPython, `Lib/importlib/_bootstrap_external.py` for the numbers; PEP 552 for
//! the header).

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::values::long_time_32;
use crate::identify::view::{Order::Little, View};

/// Numbers that versions of Python begin modules with, from and to, and how long their headers are.
const VERSIONS: &[(u16, u16, &str, u64)] = &[
    (20121, 20121, "1.5", 8),
    (50428, 50428, "1.6", 8),
    (50823, 50823, "2.0", 8),
    (60202, 60202, "2.1", 8),
    (60717, 60717, "2.2", 8),
    (62011, 62021, "2.3", 8),
    (62041, 62061, "2.4", 8),
    (62071, 62131, "2.5", 8),
    (62151, 62161, "2.6", 8),
    (62171, 62211, "2.7", 8),
    (3000, 3131, "3.0", 8),
    (3141, 3151, "3.1", 8),
    (3160, 3180, "3.2", 8),
    (3190, 3230, "3.3", 12),
    (3250, 3310, "3.4", 12),
    (3320, 3350, "3.5.1-", 12),
    (3351, 3351, "3.5.2+", 12),
    (3360, 3361, "3.6", 12),
    (3370, 3379, "3.6", 12),
    (3390, 3399, "3.7", 16),
    (3400, 3419, "3.8", 16),
    (3420, 3429, "3.9", 16),
    (3430, 3449, "3.10", 16),
    (3450, 3499, "3.11", 16),
    (3500, 3549, "3.12", 16),
    (3550, 3599, "3.13", 16),
    (3600, 3649, "3.14", 16),
    (3650, 3699, "3.15", 16),
];

/// The version and the length of the header.
fn version(view: &View<'_>) -> Option<(u16, &'static str, u64)> {
    let number = view.u16(0, Little)?;
    if view.bytes(2, 2)? != b"\r\n" {
        return None;
    }
    VERSIONS
        .iter()
        .find(|(from, to, ..)| (*from..=*to).contains(&number))
        .map(|(_, _, name, length)| (number, *name, *length))
}

/// Whether a known version is followed by its header and by compiled code: for the table.
pub(super) fn is_module(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (number, name, length) = version(view)?;
    let flags = if length == 16 {
        view.u32(4, Little)?
    } else {
        0
    };
    // Code is a c; its highest bit says that it will be referred to.
    let is_code = view.u8(length)? & 0x7f == b'c';
    (flags < 4 && is_code).then(|| {
        (
            format!("the number {number}, of Python {name}, and compiled code behind the header"),
            0..2,
        )
    })
}

pub(super) fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (number, name, length) = version(view)?;
    to.fact("Python version", format!("{name} (number {number})"), 0..4);
    let at = length.saturating_sub(8).max(4);
    if length < 16 {
        to.head(format!("python {name} byte-compiled"));
        let stamp = view.u32(4, Little)?;
        to.fact(
            "Source changed",
            format!("{} UTC", long_time_32(stamp)),
            4..8,
        );
        if length == 12 {
            to.fact(
                "Source size",
                format!("{} bytes", view.u32(8, Little)?),
                8..12,
            );
        }
        return Some(());
    }
    // In the words of `file`, to which all that is newer was one.
    let name = match number {
        3500..=3599 => "3.12 or newer",
        _ => name,
    };
    to.head(format!("Byte-compiled Python module for CPython {name}"));
    let flags = view.u32(4, Little)?;
    if flags & 1 == 0 {
        let (stamp, size) = (view.u32(at, Little)?, view.u32(at + 4, Little)?);
        let stamp = long_time_32(stamp);
        to.part("timestamp-based");
        to.part(format!(".py timestamp: {stamp} UTC"));
        to.part(format!(".py size: {size} bytes"));
        to.fact("Source changed", format!("{stamp} UTC"), at..at + 4);
        to.fact("Source size", format!("{size} bytes"), at + 4..at + 8);
    } else {
        let state = if flags & 2 == 0 { "unset" } else { "set" };
        let hash = view.u64(at, Little)?;
        to.part("hash-based");
        to.part(format!("check-source flag {state}"));
        to.part(format!("hash: {hash:#x}"));
        to.fact(
            "Checks its source",
            if flags & 2 == 0 { "No" } else { "Yes" },
            4..8,
        );
        to.fact("Source hash", format!("{hash:#018x}"), at..at + 8);
    }
    Some(())
}
