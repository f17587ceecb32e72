//! Types of files: what their names end in, what a host calls them, and what compression does for them.

/// A type of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// What names end in, behind the dot.
    pub extension: &'static str,
    /// The value of `Content-Type`.
    pub mime: &'static str,
    /// Whether a file of this type gets smaller when it is compressed.
    pub is_compressible: bool,
}

/// All types that a site may hold.
pub const KINDS: &[Kind] = &[
    text("html", "text/html; charset=utf-8"),
    text("css", "text/css; charset=utf-8"),
    text("js", "text/javascript; charset=utf-8"),
    text("mjs", "text/javascript; charset=utf-8"),
    text("wasm", "application/wasm"),
    text("json", "application/json"),
    text("map", "application/json"),
    text("webmanifest", "application/manifest+json"),
    text("xml", "application/xml; charset=utf-8"),
    text("atom", "application/atom+xml; charset=utf-8"),
    text("rss", "application/rss+xml; charset=utf-8"),
    text("svg", "image/svg+xml"),
    text("txt", "text/plain; charset=utf-8"),
    text("md", "text/markdown; charset=utf-8"),
    text("ico", "image/x-icon"),
    packed("png", "image/png"),
    packed("jpg", "image/jpeg"),
    packed("jpeg", "image/jpeg"),
    packed("gif", "image/gif"),
    packed("webp", "image/webp"),
    packed("avif", "image/avif"),
    packed("woff2", "font/woff2"),
    packed("pdf", "application/pdf"),
    packed("zip", "application/zip"),
    packed("gz", "application/gzip"),
];

/// Everything else is bytes.
pub const BYTES: Kind = packed("", "application/octet-stream");

const fn text(extension: &'static str, mime: &'static str) -> Kind {
    Kind {
        extension,
        mime,
        is_compressible: true,
    }
}

const fn packed(extension: &'static str, mime: &'static str) -> Kind {
    Kind {
        extension,
        mime,
        is_compressible: false,
    }
}

impl Kind {
    /// The type of the file of this name.
    pub fn of(name: &str) -> Kind {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let known = KINDS
            .iter()
            .find(|kind| kind.extension.eq_ignore_ascii_case(extension));
        known.copied().unwrap_or(BYTES)
    }

    /// The type without what encodes its text.
    pub(crate) fn essence(&self) -> &'static str {
        self.mime
            .split_once(';')
            .map_or(self.mime, |(mime, _)| mime)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_by_extension() {
        let check = |name, mime| assert_eq!(Kind::of(name).mime, mime, "{name}");
        check("a.wasm", "application/wasm");
        check("a.js", "text/javascript; charset=utf-8");
        check("A.HTML", "text/html; charset=utf-8");
        check("a.svg", "image/svg+xml");
        check("a.bin", "application/octet-stream");
        check("a", "application/octet-stream");
    }
}
