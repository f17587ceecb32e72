//! The site: a hex viewer that runs in the browser, inside a small blog that teaches bytes.
//!
//! `app` uses `pages`, `pages` use `components`, `components` use `decoder`, `decoder` uses
//! `hexcore`. `web` is the only door to the browser: `app` and `pages` go through it, and it knows
//! the decoder's state. Nothing points the other way.

pub mod app;
pub mod components;
pub mod decoder;
pub mod pages;
pub mod web;

#[cfg(feature = "prerender")]
pub mod prerender;
