//! Names that change with what they stand for.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A name for this and nothing else: 64 bits in hexadecimal.
pub fn name_of(what: &(impl Hash + ?Sized)) -> String {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
