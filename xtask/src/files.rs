//! What a web server says about a file: its type, its caching, and its compressed twins.

use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;
use std::time::SystemTime;

/// How hard Brotli works on a file that is then kept.
const BROTLI_QUALITY: i32 = 9;

/// A file type: its extension, its MIME type, and what compression does for it.
struct Kind(&'static str, &'static str, Compression);

/// Whether a file gets smaller.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Compression {
    Helps,
    IsFutile,
}

use Compression::{Helps, IsFutile};

const KINDS: &[Kind] = &[
    Kind("html", "text/html; charset=utf-8", Helps),
    Kind("css", "text/css; charset=utf-8", Helps),
    Kind("js", "text/javascript; charset=utf-8", Helps),
    Kind("mjs", "text/javascript; charset=utf-8", Helps),
    Kind("wasm", "application/wasm", Helps),
    Kind("json", "application/json", Helps),
    Kind("map", "application/json", Helps),
    Kind("webmanifest", "application/manifest+json", Helps),
    Kind("xml", "application/xml; charset=utf-8", Helps),
    Kind("atom", "application/atom+xml; charset=utf-8", Helps),
    Kind("rss", "application/rss+xml; charset=utf-8", Helps),
    Kind("svg", "image/svg+xml", Helps),
    Kind("txt", "text/plain; charset=utf-8", Helps),
    Kind("md", "text/markdown; charset=utf-8", Helps),
    Kind("ico", "image/x-icon", Helps),
    Kind("png", "image/png", IsFutile),
    Kind("jpg", "image/jpeg", IsFutile),
    Kind("jpeg", "image/jpeg", IsFutile),
    Kind("gif", "image/gif", IsFutile),
    Kind("webp", "image/webp", IsFutile),
    Kind("avif", "image/avif", IsFutile),
    Kind("woff2", "font/woff2", IsFutile),
    Kind("pdf", "application/pdf", IsFutile),
    Kind("zip", "application/zip", IsFutile),
    Kind("gz", "application/gzip", IsFutile),
];

/// Everything else is bytes.
const BYTES: Kind = Kind("", "application/octet-stream", IsFutile);

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
    compression: Compression,
    brotli: OnceLock<Vec<u8>>,
    gzip: OnceLock<Vec<u8>>,
}

impl Loaded {
    /// Takes the bytes of the file at `path`.
    pub(crate) fn new(path: &Path, modified: SystemTime, bytes: Vec<u8>) -> Self {
        let extension = path
            .extension()
            .and_then(|text| text.to_str())
            .unwrap_or_default();
        let Kind(_, mime, compression) = KINDS
            .iter()
            .find(|kind| kind.0.eq_ignore_ascii_case(extension))
            .unwrap_or(&BYTES);
        let since = modified
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        Self {
            etag: format!("W/\"{:x}-{:x}\"", since.as_nanos(), bytes.len()),
            modified,
            bytes,
            mime,
            compression: *compression,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// Whether the answer depends on what encodings the client accepts.
    pub(crate) fn is_compressible(&self) -> bool {
        self.compression == Helps
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

/// Whether a file's name holds the hash of its content, as Trunk gives it: `app-<hash>.js`,
/// `app-<hash>_bg.wasm`; or that of the folder `search-<hash>` that it lies in. Such a file never
/// changes.
pub(crate) fn is_hashed(path: &Path) -> bool {
    let is_search = |folder: &Path| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("search-") && has_hash(folder)
    };
    has_hash(path) || path.ancestors().skip(1).take(2).any(is_search)
}

fn has_hash(path: &Path) -> bool {
    let stem = path
        .file_stem()
        .and_then(|text| text.to_str())
        .unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, hash)) = stem.rsplit_once('-') else {
        return false;
    };
    // Trunk writes 64 bits without leading zeros.
    (12..=16).contains(&hash.len())
        && hash
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn loaded(name: &str, bytes: &[u8]) -> Loaded {
        Loaded::new(Path::new(name), SystemTime::UNIX_EPOCH, bytes.to_vec())
    }

    #[test]
    fn types_are_told_by_extension() {
        let check = |name, mime| assert_eq!(loaded(name, b"").mime, mime, "{name}");
        check("a.wasm", "application/wasm");
        check("a.js", "text/javascript; charset=utf-8");
        check("A.HTML", "text/html; charset=utf-8");
        check("a.svg", "image/svg+xml");
        check("a.bin", "application/octet-stream");
        check("a", "application/octet-stream");
    }

    #[test]
    fn hashed_names() {
        let check = |name, hashed| assert_eq!(is_hashed(Path::new(name)), hashed, "{name}");
        check("app-0123456789abcdef.js", true);
        check("app-0123456789abcdef_bg.wasm", true);
        check("style-23456789abcdef.css", true);
        check("search-23456789abcdef00/pagefind.js", true);
        check("search-23456789abcdef00/index/en_1.pf_index", true);
        check("search-23456789abcdef00/a/b/c.js", false);
        check("posts-23456789abcdef00/index.html", false);
        check("worker.js", false);
        check("sample-deadbeef.bin", false);
        check("app-0123456789abcdeg.js", false);
        check("a-long-post-about-hexadecimals.html", false);
        check("index.html", false);
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
