//! Disks, file systems, and what went over a network.

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[];
