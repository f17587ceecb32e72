//! Dumps: bytes in, text out, in many formats.
//!
//! Every format is a plain struct of its options ([`Canonical`], [`Xxd`], [`Od`], …) that starts
//! a [`Dump`]. A dump is fed with chunks of any sizes and appends text to a buffer that the
//! caller owns; the text does not depend on the chunks. Nothing is allocated for a row: once the
//! buffer has grown to what a chunk needs, and the caller clears it after each, no memory is asked
//! for any more.
//!
//! ```
//! use hexcore::dump::{Canonical, Dump};
//!
//! let mut dump = Canonical::default().dump()?;
//! let mut out = Vec::new();
//! dump.push(b"hello, ", &mut out);
//! dump.push(b"world\n", &mut out);
//! dump.finish(&mut out);
//! assert_eq!(
//!     String::from_utf8_lossy(&out),
//!     "00000000  68 65 6c 6c 6f 2c 20 77  6f 72 6c 64 0a           |hello, world.|\n\
//!      0000000d\n",
//! );
//! # Ok::<(), hexcore::dump::BadOption>(())
//! ```
//!
//! A user chooses by name, and sets [`Options`], which all formats share:
//!
//! ```
//! use hexcore::dump::{Format, Options};
//!
//! let options = Options { name: Some("logo.png".into()), ..Options::default() };
//! let format = Format::from_name("rust").expect("there is such a format");
//! let mut dump = format.dump(&options)?;
//! let mut out = Vec::new();
//! dump.push(b"\x89PNG", &mut out);
//! dump.finish(&mut out);
//! assert_eq!(
//!     String::from_utf8_lossy(&out),
//!     "pub static LOGO_PNG: &[u8] = &[\n    0x89, 0x50, 0x4e, 0x47,\n];\n",
//! );
//! # Ok::<(), hexcore::dump::BadOption>(())
//! ```

pub(crate) mod canonical;
mod encoded;
mod escaped;
mod format;
mod kernel;
mod list;
mod markup;
pub(crate) mod od;
mod options;
mod preview;
mod records;
pub(crate) mod rows;
mod source;
mod template;
pub(crate) mod xxd;

pub use canonical::Canonical;
pub use encoded::{Alphabet, Encoded};
pub use escaped::{Escaped, Percent};
pub use format::{Family, Format};
pub use kernel::Kernel;
pub use list::{Number, Plain};
pub use markup::{Html, Markdown};
pub use od::{Od, Word};
pub use options::{Addresses, BadOption, Case, Endian, Options, Repeats};
pub use preview::{Preview, preview};
pub use records::{IntelHex, SRecord};
pub use source::{Language, Source};
pub use xxd::{Bits, Xxd, XxdInclude};

/// A dump that is being made.
pub trait Dump {
    /// Takes the next bytes and appends to `out` what can be said so far. What that is depends on
    /// the chunks; all of it together does not.
    fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>);

    /// Appends what is left once all bytes are in. A dump that is finished is not used again.
    fn finish(&mut self, out: &mut Vec<u8>);

    /// How many bytes can follow, for the formats whose addresses end; `None` where they do not.
    /// Bytes beyond that are left out.
    fn room(&self) -> Option<u64> {
        None
    }
}

impl<D: Dump + ?Sized> Dump for Box<D> {
    fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        (**self).push(bytes, out);
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        (**self).finish(out);
    }

    fn room(&self) -> Option<u64> {
        (**self).room()
    }
}
