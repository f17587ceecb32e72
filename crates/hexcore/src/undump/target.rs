//! Where the bytes go: pieces at offsets, in the order in which they come, and put together at
//! the end.
//!
//! Pieces that follow each other are one, so that a dump without gaps is never copied again.

use super::{Origin, Problem, Undump};

/// The pieces of a result.
#[derive(Clone, Debug)]
pub(super) struct Target {
    limit: u64,
    origin: Origin,
    /// The bytes of all pieces, one after the other.
    bytes: Vec<u8>,
    pieces: Vec<Piece>,
    /// The lowest offset and the end of the highest piece.
    span: Option<(u64, u64)>,
}

/// Bytes that follow each other.
#[derive(Clone, Copy, Debug)]
struct Piece {
    offset: u64,
    length: usize,
}

/// A result put together.
pub(super) struct Whole {
    pub(super) start: u64,
    pub(super) bytes: Vec<u8>,
    pub(super) filled: u64,
}

impl Target {
    /// An empty target.
    pub(super) fn new(settings: Undump) -> Target {
        Target {
            limit: settings.limit,
            origin: settings.origin,
            bytes: Vec::new(),
            pieces: Vec::new(),
            span: None,
        }
    }

    /// Puts `bytes` after those that came last; of too many, as many as there is room for.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let end = self.end();
        let start = self.span.map_or(end, |(low, _)| low);
        let room = self.limit.saturating_sub(end - start);
        match usize::try_from(room)
            .ok()
            .and_then(|room| bytes.get(..room))
        {
            Some(fitting) if fitting.len() < bytes.len() => {
                self.write(end, fitting)?;
                Err(Problem::TooLong { limit: self.limit })
            }
            _ => self.write(end, bytes),
        }
    }

    /// Puts `bytes` at `offset`, over those that are there.
    pub(super) fn write(&mut self, offset: u64, bytes: &[u8]) -> Result<(), Problem> {
        self.room(offset, bytes.len() as u64)?;
        self.bytes.extend_from_slice(bytes);
        self.note_piece(offset, bytes.len());
        Ok(())
    }

    /// Puts `pattern` at `offset` again and again until `length` bytes are written.
    pub(super) fn repeat(
        &mut self,
        offset: u64,
        pattern: &[u8],
        length: u64,
    ) -> Result<(), Problem> {
        self.room(offset, length)?;
        let length = usize::try_from(length).map_err(|_| Problem::NoMemory)?;
        let old = self.bytes.len();
        self.bytes
            .extend_from_slice(pattern.get(..length).unwrap_or(pattern));
        // What is there doubles until it is enough; it begins anew at a multiple of the pattern.
        loop {
            let written = self.bytes.len() - old;
            if written == length || written == 0 {
                break;
            }
            let more = written.min(length - written);
            self.bytes.extend_from_within(old..old + more);
        }
        self.note_piece(offset, self.bytes.len() - old);
        Ok(())
    }

    /// The offset after the piece that came last.
    fn end(&self) -> u64 {
        self.pieces
            .last()
            .map_or(0, |piece| piece.offset.saturating_add(piece.length as u64))
    }

    /// Takes memory for `length` bytes at `offset`, if the result may hold them.
    fn room(&mut self, offset: u64, length: u64) -> Result<(), Problem> {
        let limit = self.limit;
        let too_long = Problem::TooLong { limit };
        if length == 0 {
            return Ok(());
        }
        let Some(end) = offset.checked_add(length) else {
            return Err(too_long);
        };
        let (low, high) = match (self.span, self.origin) {
            (_, Origin::Zero) => (0, self.span.map_or(end, |(_, high)| high.max(end))),
            (None, Origin::Lowest) => (offset, end),
            (Some((low, high)), Origin::Lowest) => (low.min(offset), high.max(end)),
        };
        // What is written twice is held twice until the end.
        let held = self.bytes.len() as u64;
        if high - low > limit || held.saturating_add(length) > limit.saturating_mul(2) {
            return Err(too_long);
        }
        let more = usize::try_from(length).map_err(|_| Problem::NoMemory)?;
        self.bytes
            .try_reserve(more)
            .map_err(|_| Problem::NoMemory)?;
        self.span = Some((low, high));
        Ok(())
    }

    fn note_piece(&mut self, offset: u64, length: usize) {
        match self.pieces.last_mut() {
            _ if length == 0 => {}
            Some(last) if last.offset + last.length as u64 == offset => last.length += length,
            _ => self.pieces.push(Piece { offset, length }),
        }
    }

    /// The result.
    pub(super) fn finish(self) -> Result<Whole, Problem> {
        let Some((start, end)) = self.span else {
            return Ok(Whole {
                start: 0,
                bytes: self.bytes,
                filled: 0,
            });
        };
        if let [piece] = *self.pieces
            && piece.offset == start
        {
            return Ok(Whole {
                start,
                bytes: self.bytes,
                filled: 0,
            });
        }
        let length = usize::try_from(end - start).map_err(|_| Problem::NoMemory)?;
        let mut bytes = Vec::new();
        bytes
            .try_reserve_exact(length)
            .map_err(|_| Problem::NoMemory)?;
        bytes.resize(length, 0);
        let mut left = self.bytes.as_slice();
        for piece in &self.pieces {
            let (piece_bytes, rest) = left.split_at_checked(piece.length).unwrap_or_default();
            left = rest;
            let from = usize::try_from(piece.offset - start).unwrap_or(length);
            let place = bytes
                .get_mut(from..)
                .and_then(|to| to.get_mut(..piece.length));
            if let Some(place) = place {
                place.copy_from_slice(piece_bytes);
            }
        }
        Ok(Whole {
            start,
            bytes,
            filled: gaps(self.pieces, start),
        })
    }
}

/// How many bytes from `start` on lie in no piece, up to the end of the highest.
fn gaps(mut pieces: Vec<Piece>, start: u64) -> u64 {
    pieces.sort_unstable_by_key(|piece| piece.offset);
    let mut covered = start;
    let mut gaps = 0;
    for piece in pieces {
        gaps += piece.offset.saturating_sub(covered);
        covered = covered.max(piece.offset + piece.length as u64);
    }
    gaps
}
