//! What a host should say about the site's files, and the files that tell it so.
//!
//! The server of `cargo xtask serve` says it by itself; for other hosts it is written down, in
//! [`headers_file`] and [`nginx`]. Text comes in and goes out; nothing here reads or writes a file.

mod caching;
mod headers;
mod kinds;
mod nginx;
mod security;

pub use caching::{IMMUTABLE, NO_CACHE, is_hashed};
pub use headers::headers_file;
pub use kinds::{BYTES, KINDS, Kind};
pub use nginx::nginx;
pub use security::{REMOTE_PAGE, SECURITY, policy, remote_policy};
