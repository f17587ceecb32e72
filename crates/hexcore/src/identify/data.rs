//! Databases, keys, and other data of programs.

pub(super) mod values;

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[];
