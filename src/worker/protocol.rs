//! Requests to the worker and its replies.
//!
//! Whatever is asked for has a number, which every reply to it carries. A request ends with exactly
//! one reply that [`Reply::ends`]. What cannot be said in plain values (the file, a buffer, the file to
//! write) goes beside a message, as [`wire`](super::wire) says.

use std::ops::Range;

use hexcore::dump::Format;
use hexcore::identify::Verdict;
use hexcore::intake::Reading;
use hexcore::terminal::Screen;

/// What the bytes of a range are to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Where in the file.
    pub range: Range<u64>,
    /// As text in this format, or as they are.
    pub format: Option<Format>,
    /// What the bytes are called in source code.
    pub name: String,
}

/// Where the result of a job is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Into the file that goes with the request.
    Chosen,
    /// Into a file of this name in the site's own, hidden folder.
    Temporary(String),
}

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Answer with [`Reply::Pong`], to show that the worker is alive.
    Ping,
    /// Do not go on with this request.
    Cancel {
        /// The request's number.
        id: u32,
    },
    /// Show how a job's text begins. The source goes with it.
    Preview {
        /// The request's number.
        id: u32,
        /// The job, in a format.
        job: Job,
    },
    /// Make the text of a job. The source goes with it.
    Text {
        /// The request's number.
        id: u32,
        /// The job, in a format.
        job: Job,
        /// The longest text that is of use, in bytes.
        limit: u64,
    },
    /// Write the result of a job to disk. The source goes with it, and perhaps the file to write.
    Save {
        /// The request's number.
        id: u32,
        /// The job.
        job: Job,
        /// Where to.
        target: Target,
    },
    /// Make bytes of the text that goes with it.
    Take {
        /// The request's number.
        id: u32,
        /// What to read it as; what it looks like, if nothing is said.
        reading: Option<Reading>,
    },
    /// Say what a file is. The source goes with it.
    Identify {
        /// The request's number.
        id: u32,
        /// The file's name.
        name: String,
        /// Its length in bytes.
        size: u64,
    },
    /// Show what a terminal would print of the bytes of a range. The source goes with it.
    Print {
        /// The request's number.
        id: u32,
        /// Which bytes.
        range: Range<u64>,
        /// Whether what there is to print ends with them.
        is_end: bool,
    },
    /// Draw the first bytes of the source, which goes with it, as a figure.
    Draw {
        /// The request's number.
        id: u32,
        /// The name of the figure's kind.
        kind: String,
        /// What is said of the bytes.
        lines: String,
        /// Length of the source in bytes.
        size: u64,
        /// The offset of the first byte, as it is shown.
        start: u64,
        /// What it is, if the figure needs to know.
        verdict: Option<Box<Verdict>>,
    },
    /// The bytes that [`Reply::Want`] asked for go with this; without them the page cannot read them.
    Piece {
        /// The number of the request that needs them.
        id: u32,
    },
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The worker has begun to listen. This comes first.
    Ready,
    /// The worker is alive.
    Pong,
    /// So many bytes of a job are done.
    Progress {
        /// The request's number.
        id: u32,
        /// Bytes of its range.
        done: u64,
    },
    /// These bytes of a source that only the page can read are needed: see [`Request::Piece`].
    Want {
        /// The request's number.
        id: u32,
        /// Which bytes.
        range: Range<u64>,
    },
    /// How the text begins.
    Preview {
        /// The request's number.
        id: u32,
        /// The first lines.
        text: String,
        /// Whether the text goes on.
        is_cut: bool,
        /// Length of all of it in bytes.
        size: u64,
        /// Whether that is exact.
        is_exact: bool,
    },
    /// The text goes with this.
    Text {
        /// The request's number.
        id: u32,
        /// Its length in bytes.
        size: u64,
    },
    /// The bytes of a text go with this.
    Taken {
        /// The request's number.
        id: u32,
        /// What it was read as.
        reading: Reading,
        /// What speaks for that; empty if it was asked for.
        why: String,
        /// What was not as it should be, a line each.
        notes: String,
        /// What it can be read as instead.
        others: Vec<Reading>,
    },
    /// What the file is.
    Identified {
        /// The request's number.
        id: u32,
        /// What is known of it.
        verdict: Box<Verdict>,
    },
    /// What a terminal would print.
    Printed {
        /// The request's number.
        id: u32,
        /// One screen of it.
        screen: Screen,
    },
    /// A figure.
    Drawn {
        /// The request's number.
        id: u32,
        /// What is in it, as HTML.
        html: String,
        /// The answer to what it asks; empty if there is none.
        answer: String,
    },
    /// Everything is written. If the file was a temporary one it goes with this.
    Saved {
        /// The request's number.
        id: u32,
        /// How many bytes it has.
        size: u64,
    },
    /// The request was called off, and nothing is left of it.
    Cancelled {
        /// The request's number.
        id: u32,
    },
    /// The request cannot be fulfilled, and nothing is left of it.
    Failed {
        /// The request's number.
        id: u32,
        /// Why.
        fault: Fault,
    },
}

/// Why a request cannot be fulfilled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is not where it was.
    Gone,
    /// The file is not what it was.
    Changed,
    /// The browser may not read the file.
    Forbidden,
    /// The page could not read what it was asked for, and knows why.
    Page,
    /// There is no room left to write to.
    Full,
    /// What is written to cannot be written, in the browser's words.
    Write(String),
    /// The text is longer than is of use.
    TooLong,
    /// The format cannot say it, or the text cannot be read so; this sentence tells why.
    Format(String),
}

impl Reply {
    /// The number of the request that this answers.
    pub fn id(&self) -> Option<u32> {
        match self {
            Reply::Ready | Reply::Pong => None,
            Reply::Progress { id, .. }
            | Reply::Want { id, .. }
            | Reply::Preview { id, .. }
            | Reply::Text { id, .. }
            | Reply::Taken { id, .. }
            | Reply::Identified { id, .. }
            | Reply::Printed { id, .. }
            | Reply::Drawn { id, .. }
            | Reply::Saved { id, .. }
            | Reply::Cancelled { id }
            | Reply::Failed { id, .. } => Some(*id),
        }
    }

    /// Whether no other reply to the request follows.
    pub fn ends(&self) -> bool {
        !matches!(
            self,
            Reply::Ready | Reply::Pong | Reply::Progress { .. } | Reply::Want { .. }
        )
    }
}
