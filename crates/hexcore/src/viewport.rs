//! x
#[derive(Clone, Copy, Debug, PartialEq)]
/// x
pub struct Viewport;
/// x
pub const MAX_SPACER_PX: u32 = 8_000_000;