//! The way out of a run of equal bytes.

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// The index of the first of `bytes` that is not `byte`.
pub fn first_other(bytes: &[u8], byte: u8) -> Option<usize> {
    let blocks = bytes.chunks(BLOCK);
    let (block, start) = blocks
        .zip((0..).step_by(BLOCK))
        .find(|(block, _)| !is_all(block, byte))?;
    let index = block.iter().position(|&other| other != byte)?;
    Some(start + index)
}

/// The index of the last of `bytes` that is not `byte`.
pub fn last_other(bytes: &[u8], byte: u8) -> Option<usize> {
    let mut end = bytes.len();
    for block in bytes.rchunks(BLOCK) {
        end -= block.len();
        if !is_all(block, byte) {
            let index = block.iter().rposition(|&other| other != byte)?;
            return Some(end + index);
        }
    }
    None
}

/// Whether `block` is nothing but `byte`. There is no early end, so that compilers make vector code
/// of it.
fn is_all(block: &[u8], byte: u8) -> bool {
    block.iter().fold(0, |found, other| found | (other ^ byte)) == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_one_byte_at_a_time(
            byte in any::<u8>(),
            length in 0..300_usize,
            others in prop::collection::vec((0..300_usize, any::<u8>()), 0..4),
        ) {
            let mut bytes = vec![byte; length];
            for (index, other) in others {
                if let Some(place) = bytes.get_mut(index) {
                    *place = other;
                }
            }
            let is_other = |other: &u8| *other != byte;
            prop_assert_eq!(first_other(&bytes, byte), bytes.iter().position(is_other));
            prop_assert_eq!(last_other(&bytes, byte), bytes.iter().rposition(is_other));
        }
    }
}
