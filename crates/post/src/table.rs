//! TOML tables read key by key, where every value knows its place in the file.
//!
//! Serde could fill a struct, but it stops at the first problem and tells no line for the rest.

use crate::error::Report;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and the byte offset in the file where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) offset: usize,
}

/// The keys of a table that have not been taken yet.
pub(crate) struct Table<'t> {
    /// Where the text that was parsed starts in the file.
    start: usize,
    /// Where to point when a key is missing.
    offset: usize,
    /// Put before a key in messages, such as `authors.ann.`.
    prefix: String,
    fields: BTreeMap<String, (usize, Spanned<DeValue<'t>>)>,
    known: Vec<&'static str>,
}

/// One value of a table, not yet of a known type.
pub(crate) struct Field<'t> {
    start: usize,
    name: String,
    value: Spanned<DeValue<'t>>,
}

impl<'t> Table<'t> {
    /// Reads `text`, which starts at byte `start` of the file. Nothing is returned when it is not TOML.
    pub(crate) fn parse(text: &'t str, start: usize, report: &mut Report) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let offset = error.span().map_or(0, |span| span.start);
            let message = error.message().lines().collect::<Vec<_>>().join(" ");
            report.add(start + offset, format!("this is not TOML: {message}"));
        }
        errors
            .is_empty()
            .then(|| Table::new(table.into_inner(), start, 0, String::new()))
    }

    fn new(table: DeTable<'t>, start: usize, offset: usize, prefix: String) -> Self {
        let fields = table
            .into_iter()
            .map(|(key, value)| {
                let offset = start + key.span().start;
                (key.into_inner().into_owned(), (offset, value))
            })
            .collect();
        Table {
            start,
            offset,
            prefix,
            fields,
            known: Vec::new(),
        }
    }

    /// Takes an optional key out.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Field<'t>> {
        self.known.push(key);
        let (_, value) = self.fields.remove(key)?;
        Some(self.field(key, value))
    }

    /// Takes out a key that must be there.
    pub(crate) fn require(&mut self, key: &'static str, report: &mut Report) -> Option<Field<'t>> {
        let field = self.take(key);
        if field.is_none() {
            report.add(self.offset, format!("`{}{key}` is missing", self.prefix));
        }
        field
    }

    /// Takes everything that is left, for a table whose keys are names.
    pub(crate) fn take_all(&mut self) -> Vec<(Located<String>, Field<'t>)> {
        let fields = std::mem::take(&mut self.fields);
        fields
            .into_iter()
            .map(|(key, (offset, value))| {
                let field = self.field(&key, value);
                (Located { value: key, offset }, field)
            })
            .collect()
    }

    /// Reports the keys that nobody took.
    pub(crate) fn finish(self, report: &mut Report) {
        for (key, (offset, _)) in &self.fields {
            report.add(
                *offset,
                format!(
                    "unknown key `{}{key}`; the keys are {}",
                    self.prefix,
                    self.known.join(", ")
                ),
            );
        }
    }

    fn field(&self, key: &str, value: Spanned<DeValue<'t>>) -> Field<'t> {
        Field {
            start: self.start,
            name: format!("{}{key}", self.prefix),
            value,
        }
    }
}

impl<'t> Field<'t> {
    pub(crate) fn offset(&self) -> usize {
        self.start + self.value.span().start
    }

    pub(crate) fn value(&self) -> &DeValue<'t> {
        self.value.get_ref()
    }

    /// A string of any content.
    pub(crate) fn string(self, report: &mut Report) -> Option<Located<String>> {
        let offset = self.offset();
        match self.value() {
            DeValue::String(text) => Some(Located {
                value: text.clone().into_owned(),
                offset,
            }),
            _ => self.wrong("a string", report),
        }
    }

    /// A string on one line that is not blank, without the white space around it.
    pub(crate) fn line(self, report: &mut Report) -> Option<Located<String>> {
        let name = self.name.clone();
        let text = self.string(report)?;
        let value = text.value.trim();
        let problem = if value.is_empty() {
            "is empty"
        } else if value.chars().any(char::is_control) {
            "must be one line of plain text"
        } else {
            return Some(Located {
                value: value.to_owned(),
                offset: text.offset,
            });
        };
        report.add(text.offset, format!("`{name}` {problem}"));
        None
    }

    pub(crate) fn integer(self, report: &mut Report) -> Option<i64> {
        let offset = self.offset();
        let DeValue::Integer(integer) = self.value() else {
            return self.wrong("an integer", report);
        };
        let value = i64::from_str_radix(integer.as_str(), integer.radix());
        if value.is_err() {
            report.add(offset, format!("`{}` is too large", self.name));
        }
        value.ok()
    }

    pub(crate) fn boolean(self, report: &mut Report) -> Option<bool> {
        match self.value() {
            DeValue::Boolean(value) => Some(*value),
            _ => self.wrong("true or false", report),
        }
    }

    /// An array of strings.
    pub(crate) fn strings(self, report: &mut Report) -> Option<Vec<Located<String>>> {
        let DeValue::Array(_) = self.value() else {
            return self.wrong("an array of strings", report);
        };
        let DeValue::Array(array) = self.value.into_inner() else {
            return None;
        };
        let items = array.into_iter().filter_map(|value| {
            let item = Field {
                start: self.start,
                name: format!("{}[]", self.name),
                value,
            };
            item.string(report)
        });
        Some(items.collect())
    }

    /// A table within the table.
    pub(crate) fn table(self, report: &mut Report) -> Option<Table<'t>> {
        let offset = self.offset();
        let DeValue::Table(_) = self.value() else {
            return self.wrong("a table", report);
        };
        let DeValue::Table(table) = self.value.into_inner() else {
            return None;
        };
        Some(Table::new(
            table,
            self.start,
            offset,
            format!("{}.", self.name),
        ))
    }

    /// Reports that the value is not what was wanted.
    pub(crate) fn wrong<T>(&self, wanted: &str, report: &mut Report) -> Option<T> {
        let found = match self.value() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a float",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        report.add(
            self.offset(),
            format!("`{}` must be {wanted}, not {found}", self.name),
        );
        None
    }
}
