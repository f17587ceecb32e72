//! What the page and its worker tell each other.
//!
//! [`protocol`] says it in plain values; [`wire`] carries them as what browsers can pass between
//! threads. Both ends are in `web`: `web::workers` on the page, `web::work` in the worker.

pub mod protocol;
pub mod wire;
