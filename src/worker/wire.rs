//! Messages as what browsers pass between threads: an array whose first item is the message's name.
//! What is no plain value stands at its end.

use hexcore::dump::Format;
use hexcore::identify::{Certainty, Finding, Verdict};
use hexcore::intake::Reading;
use hexcore::terminal::{Run, RunKind, Screen};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::protocol::{Fault, Job, Reply, Request, Target};

/// In the order of their numbers.
const CERTAINTIES: [Certainty; 4] = [
    Certainty::Unknown,
    Certainty::Guess,
    Certainty::Likely,
    Certainty::Certain,
];

/// Puts the items of a message behind each other.
struct Writer(Array);

impl Writer {
    fn new(name: &str) -> Writer {
        Writer(Array::of1(&name.into()))
    }

    fn number(self, number: u64) -> Writer {
        // Offsets in files stay below 2⁵³, where a double is exact.
        self.value(&(number as f64).into())
    }

    fn text(self, text: &str) -> Writer {
        self.value(&text.into())
    }

    fn value(self, value: &JsValue) -> Writer {
        self.0.push(value);
        self
    }

    fn verdict(self, verdict: &Verdict) -> Writer {
        self.text(&verdict.sentence)
            .text(&verdict.name)
            .number(verdict.certainty as u64)
            .text(&verdict.mime)
            .text(&verdict.extensions)
            .text(&verdict.source)
            .text(&verdict.lesson)
            .findings(&verdict.evidence)
            .findings(&verdict.facts)
            .findings(&verdict.notes)
    }

    fn findings(self, findings: &[Finding]) -> Writer {
        let writer = self.number(findings.len() as u64);
        findings.iter().fold(writer, |writer, finding| {
            // What is about no bytes is about none at the start.
            let at = finding.at.clone().unwrap_or(0..0);
            writer
                .text(&finding.name)
                .text(&finding.words)
                .number(at.start)
                .number(at.end)
        })
    }

    fn screen(self, screen: &Screen) -> Writer {
        let writer = self
            .number(screen.end)
            .text(&screen.verdict)
            .number(screen.runs.len() as u64);
        screen.runs.iter().fold(writer, |writer, run| {
            writer
                .number(run.kind as u64)
                .text(&run.text)
                .text(&run.name)
                .number(run.range.start)
                .number(run.range.end)
        })
    }

    fn job(self, job: &Job) -> Writer {
        self.number(job.range.start)
            .number(job.range.end)
            .text(job.format.map_or("", Format::name))
            .text(&job.name)
    }
}

/// Takes the items of a message one after another. What is missing reads as nothing.
struct Reader {
    items: Array,
    next: u32,
}

impl Reader {
    fn value(&mut self) -> JsValue {
        self.next += 1;
        self.items.get(self.next - 1)
    }

    fn number(&mut self) -> u64 {
        self.value().as_f64().unwrap_or(0.0) as u64
    }

    fn id(&mut self) -> u32 {
        self.number() as u32
    }

    fn text(&mut self) -> String {
        self.value().as_string().unwrap_or_default()
    }

    fn verdict(&mut self) -> Verdict {
        Verdict {
            sentence: self.text(),
            name: self.text(),
            certainty: CERTAINTIES
                .get(self.number() as usize)
                .copied()
                .unwrap_or(Certainty::Unknown),
            mime: self.text(),
            extensions: self.text(),
            source: self.text(),
            lesson: self.text(),
            evidence: self.findings(),
            facts: self.findings(),
            notes: self.findings(),
        }
    }

    fn findings(&mut self) -> Vec<Finding> {
        let count = self.number();
        let one = |_| {
            let (name, words) = (self.text(), self.text());
            let at = self.number()..self.number();
            Finding {
                name,
                words,
                at: (at.end > 0).then_some(at),
            }
        };
        (0..count).map(one).collect()
    }

    fn screen(&mut self) -> Screen {
        let (end, verdict) = (self.number(), self.text());
        let count = self.number();
        let one = |_| Run {
            kind: RunKind::ALL
                .get(self.number() as usize)
                .copied()
                .unwrap_or(RunKind::Text),
            text: self.text(),
            name: self.text(),
            range: self.number()..self.number(),
        };
        Screen {
            runs: (0..count).map(one).collect(),
            end,
            verdict,
        }
    }

    fn job(&mut self) -> Job {
        Job {
            range: self.number()..self.number(),
            format: Format::from_name(&self.text()),
            name: self.text(),
        }
    }
}

/// What goes beside a request.
#[derive(Clone, Debug, Default)]
pub struct Attached {
    /// The source of a job: a blob, or nothing if only the page can read it. The text to take. The bytes
    /// of a piece, or nothing.
    pub source: JsValue,
    /// The handle of the file to write.
    pub handle: JsValue,
}

/// A request as a message.
pub fn pack_request(request: &Request, attached: &Attached) -> JsValue {
    let writer = match request {
        Request::Ping => Writer::new("ping"),
        Request::Cancel { id } => Writer::new("cancel").number(u64::from(*id)),
        Request::Preview { id, job } => Writer::new("preview").number(u64::from(*id)).job(job),
        Request::Text { id, job, limit } => Writer::new("text")
            .number(u64::from(*id))
            .job(job)
            .number(*limit),
        Request::Save { id, job, target } => Writer::new("save")
            .number(u64::from(*id))
            .job(job)
            .text(match target {
                Target::Chosen => "",
                Target::Temporary(name) => name,
            }),
        Request::Take { id, reading } => Writer::new("take")
            .number(u64::from(*id))
            .text(reading.map_or("", Reading::name)),
        Request::Identify { id, name, size } => Writer::new("identify")
            .number(u64::from(*id))
            .text(name)
            .number(*size),
        Request::Draw {
            id,
            kind,
            lines,
            size,
            start,
            verdict,
        } => {
            let writer = Writer::new("draw")
                .number(u64::from(*id))
                .text(kind)
                .text(lines)
                .number(*size)
                .number(*start)
                .number(u64::from(verdict.is_some()));
            match verdict {
                Some(verdict) => writer.verdict(verdict),
                None => writer,
            }
        }
        Request::Print { id, range, is_end } => Writer::new("print")
            .number(u64::from(*id))
            .number(range.start)
            .number(range.end)
            .number(u64::from(*is_end)),
        Request::Piece { id } => Writer::new("piece").number(u64::from(*id)),
    };
    writer
        .value(&attached.source)
        .value(&attached.handle)
        .0
        .into()
}

/// The request that a message is, and what goes beside it; `None` for what is no request.
pub fn unpack_request(message: JsValue) -> Option<(Request, Attached)> {
    let mut reader = Reader {
        items: message.dyn_into().ok()?,
        next: 0,
    };
    let request = match reader.text().as_str() {
        "ping" => Request::Ping,
        "cancel" => Request::Cancel { id: reader.id() },
        "preview" => Request::Preview {
            id: reader.id(),
            job: reader.job(),
        },
        "text" => Request::Text {
            id: reader.id(),
            job: reader.job(),
            limit: reader.number(),
        },
        "save" => Request::Save {
            id: reader.id(),
            job: reader.job(),
            target: match reader.text() {
                name if name.is_empty() => Target::Chosen,
                name => Target::Temporary(name),
            },
        },
        "take" => Request::Take {
            id: reader.id(),
            reading: Reading::from_name(&reader.text()),
        },
        "identify" => Request::Identify {
            id: reader.id(),
            name: reader.text(),
            size: reader.number(),
        },
        "print" => Request::Print {
            id: reader.id(),
            range: reader.number()..reader.number(),
            is_end: reader.number() != 0,
        },
        "draw" => Request::Draw {
            id: reader.id(),
            kind: reader.text(),
            lines: reader.text(),
            size: reader.number(),
            start: reader.number(),
            verdict: (reader.number() != 0).then(|| Box::new(reader.verdict())),
        },
        "piece" => Request::Piece { id: reader.id() },
        _ => return None,
    };
    let attached = Attached {
        source: reader.value(),
        handle: reader.value(),
    };
    Some((request, attached))
}

/// A reply as a message, with the text or the file that goes beside it.
pub fn pack_reply(reply: &Reply, attached: &JsValue) -> JsValue {
    let begin = |name: &str, id: &u32| Writer::new(name).number(u64::from(*id));
    let writer = match reply {
        Reply::Ready => Writer::new("ready"),
        Reply::Pong => Writer::new("pong"),
        Reply::Progress { id, done } => begin("progress", id).number(*done),
        Reply::Want { id, range } => begin("want", id).number(range.start).number(range.end),
        Reply::Preview {
            id,
            text,
            is_cut,
            size,
            is_exact,
        } => begin("preview", id)
            .text(text)
            .number(u64::from(*is_cut))
            .number(*size)
            .number(u64::from(*is_exact)),
        Reply::Text { id, size } => begin("text", id).number(*size),
        Reply::Taken {
            id,
            reading,
            why,
            notes,
            others,
        } => {
            let others: Vec<&str> = others.iter().map(|other| other.name()).collect();
            begin("taken", id)
                .text(reading.name())
                .text(why)
                .text(notes)
                .text(&others.join(" "))
        }
        Reply::Identified { id, verdict } => begin("identified", id).verdict(verdict),
        Reply::Printed { id, screen } => begin("printed", id).screen(screen),
        Reply::Drawn { id, html, answer } => begin("drawn", id).text(html).text(answer),
        Reply::Saved { id, size } => begin("saved", id).number(*size),
        Reply::Cancelled { id } => begin("cancelled", id),
        Reply::Failed { id, fault } => {
            let (name, words) = match fault {
                Fault::Gone => ("gone", ""),
                Fault::Changed => ("changed", ""),
                Fault::Forbidden => ("forbidden", ""),
                Fault::Page => ("page", ""),
                Fault::Full => ("full", ""),
                Fault::Write(words) => ("write", words.as_str()),
                Fault::TooLong => ("too-long", ""),
                Fault::Format(words) => ("format", words.as_str()),
            };
            begin("failed", id).text(name).text(words)
        }
    };
    writer.value(attached).0.into()
}

/// The reply that a message is, and what goes beside it; `None` for what is no reply.
pub fn unpack_reply(message: JsValue) -> Option<(Reply, JsValue)> {
    let mut reader = Reader {
        items: message.dyn_into().ok()?,
        next: 0,
    };
    let reply = match reader.text().as_str() {
        "ready" => Reply::Ready,
        "pong" => Reply::Pong,
        "progress" => Reply::Progress {
            id: reader.id(),
            done: reader.number(),
        },
        "want" => Reply::Want {
            id: reader.id(),
            range: reader.number()..reader.number(),
        },
        "preview" => Reply::Preview {
            id: reader.id(),
            text: reader.text(),
            is_cut: reader.number() != 0,
            size: reader.number(),
            is_exact: reader.number() != 0,
        },
        "text" => Reply::Text {
            id: reader.id(),
            size: reader.number(),
        },
        "taken" => Reply::Taken {
            id: reader.id(),
            reading: Reading::from_name(&reader.text())?,
            why: reader.text(),
            notes: reader.text(),
            others: reader
                .text()
                .split(' ')
                .filter_map(Reading::from_name)
                .collect(),
        },
        "identified" => Reply::Identified {
            id: reader.id(),
            verdict: Box::new(reader.verdict()),
        },
        "printed" => Reply::Printed {
            id: reader.id(),
            screen: reader.screen(),
        },
        "drawn" => Reply::Drawn {
            id: reader.id(),
            html: reader.text(),
            answer: reader.text(),
        },
        "saved" => Reply::Saved {
            id: reader.id(),
            size: reader.number(),
        },
        "cancelled" => Reply::Cancelled { id: reader.id() },
        "failed" => {
            let id = reader.id();
            let (name, words) = (reader.text(), reader.text());
            let fault = match name.as_str() {
                "gone" => Fault::Gone,
                "changed" => Fault::Changed,
                "forbidden" => Fault::Forbidden,
                "page" => Fault::Page,
                "full" => Fault::Full,
                "too-long" => Fault::TooLong,
                "format" => Fault::Format(words),
                _ => Fault::Write(words),
            };
            Reply::Failed { id, fault }
        }
        _ => return None,
    };
    Some((reply, reader.value()))
}
