//! Documents.

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[];
