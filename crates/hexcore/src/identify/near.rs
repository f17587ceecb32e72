//! What nearly matched, and what does not fit.

use super::view::View;
use super::{Candidate, Report};

/// Adds what the user should know beside the kind: a signature with one wrong byte, one that is cut off, a
/// known file behind a prefix, a second kind, an extension of another kind.
pub(super) fn notes(_view: &View<'_>, _name: &str, _found: &[Candidate], _report: &mut Report) {}
