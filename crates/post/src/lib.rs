//! Posts: Markdown with TOML front matter in, checked HTML out, at build time.
//!
//! Text comes in and values go out; nothing here reads or writes a file. Whatever is wrong is an
//! [`Error`] that names the file and the line.

mod config;
mod console;
mod date;
mod direction;
mod error;
mod feed;
mod figure;
mod front_matter;
mod highlight;
mod html;
mod link;
mod markdown;
mod new_post;
mod paging;
mod picture;
mod post;
pub mod samples;
mod site;
mod slug;
mod table;
#[cfg(test)]
mod testing;

pub use config::{Author, Config, Series, config};
pub use date::PartialDate;
pub use error::Error;
pub use feed::{FEED, FeedPage, feed};
pub use html::decode_address;
pub use link::{Link, LinkKind};
pub use markdown::Heading;
pub use new_post::new_post;
pub use paging::{ARCHIVE_LENGTH, PAGE_LENGTH, page_count, page_path};
pub use post::{Document, Meta, Part, Post, document, parse};
pub use site::{ARCHIVE, Site, author_path, post_path, series_path, tag_path};
pub use slug::slugify;
