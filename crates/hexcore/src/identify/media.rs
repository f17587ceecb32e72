//! Sound, video and fonts.

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[];
