//! Archives and compressed files.

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[];
