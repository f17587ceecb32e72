//! The site: a hex viewer that runs in the browser, inside a small blog that teaches bytes.
//!
//! `app` uses `pages`, `pages` use `components`, `components` use `decoder`, `decoder` uses
//! `hexcore`; `app` also uses `figures`, which put components into text pages. `web` is the only
//! door to the browser: `app`, `figures` and `pages` go through it, and it knows the decoder's
//! state. Nothing points the other way.

pub mod decoder;
pub mod web;
pub mod worker;

// What draws. The worker is built without it.
#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod components;
#[cfg(feature = "app")]
pub mod export;
#[cfg(feature = "app")]
pub mod figures;
#[cfg(feature = "app")]
pub mod intake;
#[cfg(feature = "app")]
pub mod kinds;
#[cfg(feature = "app")]
pub mod pages;

#[cfg(feature = "prerender")]
pub mod prerender;
