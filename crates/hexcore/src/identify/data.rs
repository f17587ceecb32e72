//! Databases, keys, and other data of programs.

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[];
