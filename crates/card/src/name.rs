//! Names of pictures, after what they show.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A name for what is shown and nothing else: 64 bits in hexadecimal.
pub(crate) fn name_of(what: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
