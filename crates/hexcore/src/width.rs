//! How many bytes stand on a row: checked once, when a [`Width`] is made.

/// Bytes per row, 1 to 64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Width(u8);

impl Width {
    /// Four bytes per row, for binary on narrow screens.
    pub const FOUR: Width = Width(4);
    /// Eight bytes per row, for narrow screens.
    pub const EIGHT: Width = Width(8);
    /// Sixteen bytes per row, as `hexdump -C` has it.
    pub const SIXTEEN: Width = Width(16);
    /// Thirty-two bytes per row, for wide screens.
    pub const THIRTY_TWO: Width = Width(32);
    /// The widest row: 64 bytes.
    pub const MAX: Width = Width(64);

    /// The width of `bytes` bytes per row; `None` unless that is 1 to 64.
    pub const fn new(bytes: usize) -> Option<Width> {
        match bytes {
            1..=64 => Some(Width(bytes as u8)),
            _ => None,
        }
    }

    /// Bytes per row, 1 to 64.
    pub const fn get(self) -> usize {
        self.0 as usize
    }

    /// How many rows a file of `size` bytes has. The last one may be short; an empty file has none.
    pub const fn rows(self, size: u64) -> u64 {
        size.div_ceil(self.0 as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_to_sixty_four() {
        assert_eq!(Width::new(0), None);
        assert_eq!(Width::new(65), None);
        assert_eq!(Width::new(256 + 16), None);
        for bytes in 1..=64 {
            assert_eq!(Width::new(bytes).map(Width::get), Some(bytes));
        }
        assert_eq!(Width::new(8), Some(Width::EIGHT));
        assert_eq!(Width::new(16), Some(Width::SIXTEEN));
        assert_eq!(Width::new(32), Some(Width::THIRTY_TWO));
        assert_eq!(Width::new(64), Some(Width::MAX));
    }

    #[test]
    fn rows_of_a_size() {
        let check = |width: Width, size, rows| assert_eq!(width.rows(size), rows, "{size}");
        check(Width::SIXTEEN, 0, 0);
        check(Width::SIXTEEN, 1, 1);
        check(Width::SIXTEEN, 16, 1);
        check(Width::SIXTEEN, 17, 2);
        check(Width::SIXTEEN, 187_120, 11_695);
        check(Width(1), u64::MAX, u64::MAX);
        check(Width::EIGHT, u64::MAX, 1 << 61);
    }
}
