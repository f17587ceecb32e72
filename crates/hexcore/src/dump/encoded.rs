//! Base64 and base32.

use data_encoding::{BASE32, BASE64, BASE64URL, Encoding};

use super::{BadOption, Dump, Options};

/// An alphabet and how many bits its letters stand for. All are padded with `=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alphabet {
    /// Base64 with `+` and `/`.
    Base64,
    /// Base64 with `-` and `_`, for addresses and names of files.
    Base64Url,
    /// Base32 with `A` to `Z` and `2` to `7`.
    Base32,
}

impl Alphabet {
    fn encoding(self) -> Encoding {
        match self {
            Alphabet::Base64 => BASE64,
            Alphabet::Base64Url => BASE64URL,
            Alphabet::Base32 => BASE32,
        }
    }

    /// Bytes that make whole letters together.
    fn unit(self) -> usize {
        match self {
            Alphabet::Base64 | Alphabet::Base64Url => 3,
            Alphabet::Base32 => 5,
        }
    }
}

/// What the tools `base64`, `basenc --base64url` and `base32` print; also a data URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The letters.
    pub alphabet: Alphabet,
    /// Letters on a line: `-w`. 0 is for a single line, which ends without a line feed.
    pub columns: usize,
    /// What stands before the first letter.
    pub before: String,
    /// What stands after the last letter.
    pub after: String,
}

impl Encoded {
    /// Lines of 76 letters, unless `options` say otherwise.
    pub fn new(alphabet: Alphabet, options: &Options) -> Encoded {
        Encoded {
            alphabet,
            columns: options.cols.unwrap_or(76),
            before: String::new(),
            after: String::new(),
        }
    }

    /// A data URL on a line of its own.
    pub fn data_url(options: &Options) -> Encoded {
        let media_type = options.media_type.as_deref();
        let media_type = media_type.unwrap_or("application/octet-stream");
        Encoded {
            alphabet: Alphabet::Base64,
            columns: 0,
            before: format!("data:{media_type};base64,"),
            after: "\n".to_owned(),
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// None at present.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        Ok(EncodedDump {
            encoding: self.alphabet.encoding(),
            unit: self.alphabet.unit(),
            columns: self.columns,
            before: self.before.clone().into_bytes(),
            after: self.after.clone().into_bytes(),
            part: Vec::with_capacity(self.alphabet.unit()),
            on_line: 0,
        })
    }
}

/// Letters that are made at once, before they are cut into lines.
const LETTERS: usize = 1024;

struct EncodedDump {
    encoding: Encoding,
    unit: usize,
    columns: usize,
    /// Taken when it has been written.
    before: Vec<u8>,
    after: Vec<u8>,
    /// Bytes that make no whole unit yet.
    part: Vec<u8>,
    on_line: usize,
}

impl EncodedDump {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.before);
    }

    fn encode(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let mut letters = [0; LETTERS];
        // Whole units: there is padding at the end only.
        let at_once = LETTERS / 8 * 5 / 15 * 15;
        for bytes in bytes.chunks(at_once) {
            let length = self.encoding.encode_len(bytes.len());
            let Some(letters) = letters.get_mut(..length) else {
                continue;
            };
            self.encoding.encode_mut(bytes, letters);
            self.lines(letters, out);
        }
    }

    fn lines(&mut self, letters: &[u8], out: &mut Vec<u8>) {
        if self.columns == 0 {
            return out.extend_from_slice(letters);
        }
        let mut rest = letters;
        while !rest.is_empty() {
            let room = self.columns - self.on_line;
            let (line, others) = rest.split_at_checked(room).unwrap_or((rest, &[]));
            out.extend_from_slice(line);
            self.on_line += line.len();
            if self.on_line == self.columns {
                out.push(b'\n');
                self.on_line = 0;
            }
            rest = others;
        }
    }
}

impl Dump for EncodedDump {
    fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.begin(out);
        let mut bytes = bytes;
        if !self.part.is_empty() {
            let missing = (self.unit - self.part.len()).min(bytes.len());
            let (filling, others) = bytes.split_at_checked(missing).unwrap_or_default();
            self.part.extend_from_slice(filling);
            bytes = others;
            if self.part.len() < self.unit {
                return;
            }
            let part = std::mem::take(&mut self.part);
            self.encode(&part, out);
            self.part = part;
            self.part.clear();
        }
        let whole = bytes.len() - bytes.len() % self.unit;
        let (units, others) = bytes.split_at_checked(whole).unwrap_or_default();
        self.encode(units, out);
        self.part.extend_from_slice(others);
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        self.begin(out);
        let part = std::mem::take(&mut self.part);
        self.encode(&part, out);
        if self.on_line != 0 {
            out.push(b'\n');
        }
        out.extend_from_slice(&self.after);
    }
}
