//! Programs, and what they are made of.

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[];
