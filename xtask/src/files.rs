//! What a web server says about a file: its type, its caching, and its compressed twins.

use hosting::Kind;
use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;
use std::time::SystemTime;

/// How hard Brotli works on a file that is then kept.
const BROTLI_QUALITY: i32 = 9;

/// An encoding that a client may accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
}

impl Encoding {
    /// The best encoding that an `accept-encoding` header allows.
    pub(crate) fn best(accepted: &str) -> Option<Self> {
        [Self::Brotli, Self::Gzip].into_iter().find(|encoding| {
            accepted.split(',').any(|offer| {
                let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
                let weight = weight
                    .trim()
                    .strip_prefix("q=")
                    .and_then(|text| text.parse().ok());
                name.trim().eq_ignore_ascii_case(encoding.name()) && weight != Some(0.0_f32)
            })
        })
    }

    /// The encoding as headers call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }
}

/// A file in memory. Its compressed twins are made when they are first asked for.
pub(crate) struct Loaded {
    /// When the file was last changed: a later time means that this is stale.
    pub(crate) modified: SystemTime,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Its MIME type.
    pub(crate) mime: &'static str,
    /// A name for this state of the file.
    pub(crate) etag: String,
    is_compressible: bool,
    brotli: OnceLock<Vec<u8>>,
    gzip: OnceLock<Vec<u8>>,
}

impl Loaded {
    /// Takes the bytes of the file at `path`.
    pub(crate) fn new(path: &Path, modified: SystemTime, bytes: Vec<u8>) -> Self {
        let name = path.file_name().and_then(|name| name.to_str());
        let kind = Kind::of(name.unwrap_or_default());
        let since = modified
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        Self {
            etag: format!("W/\"{:x}-{:x}\"", since.as_nanos(), bytes.len()),
            modified,
            bytes,
            mime: kind.mime,
            is_compressible: kind.is_compressible,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// Whether the answer depends on what encodings the client accepts.
    pub(crate) fn is_compressible(&self) -> bool {
        self.is_compressible
    }

    /// The bytes in an encoding, if that is any use.
    pub(crate) fn encoded(&self, encoding: Encoding) -> Option<&[u8]> {
        if !self.is_compressible() {
            return None;
        }
        let twin = match encoding {
            Encoding::Brotli => self
                .brotli
                .get_or_init(|| brotli(&self.bytes, BROTLI_QUALITY)),
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(&self.bytes)),
        };
        (twin.len() < self.bytes.len()).then_some(twin)
    }
}

/// Compresses by Brotli.
pub(crate) fn brotli(bytes: &[u8], quality: i32) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        ..Default::default()
    };
    let mut packed = Vec::new();
    match brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters) {
        Ok(_) => packed,
        // Memory takes every write; should it not, the plain bytes are no lie about their size.
        Err(_) => bytes.to_vec(),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(packed) => packed,
        Err(_) => bytes.to_vec(),
    }
}

/// Whether a file's name holds the hash of its content, or that of its folder does.
pub(crate) fn is_hashed(path: &Path) -> bool {
    hosting::is_hashed(&path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn loaded(name: &str, bytes: &[u8]) -> Loaded {
        Loaded::new(Path::new(name), SystemTime::UNIX_EPOCH, bytes.to_vec())
    }

    #[test]
    fn encodings_that_are_accepted() {
        let check = |accepted, best| assert_eq!(Encoding::best(accepted), best, "{accepted}");
        check("gzip, deflate, br, zstd", Some(Encoding::Brotli));
        check("gzip;q=1.0, identity", Some(Encoding::Gzip));
        check("br;q=0, GZIP", Some(Encoding::Gzip));
        check("identity", None);
        check("", None);
        check("brotli", None);
    }

    #[test]
    fn twins_unpack_to_the_file() {
        let text = "hexadecimal ".repeat(200);
        let file = loaded("a.html", text.as_bytes());
        let mut unpacked = String::new();
        let packed = file.encoded(Encoding::Gzip).unwrap();
        flate2::read::GzDecoder::new(packed)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
        let packed = file.encoded(Encoding::Brotli).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
    }

    #[test]
    fn what_does_not_get_smaller_stays_as_it_is() {
        assert_eq!(loaded("a.html", b"a").encoded(Encoding::Brotli), None);
        let png = loaded("a.png", &[0; 1000]);
        assert_eq!(png.encoded(Encoding::Gzip), None);
    }
}
