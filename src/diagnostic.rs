//! What the tool has to say about a text: where, what, and what to do.

mod code;
mod digest;
mod table;

pub use code::{Code, Entry, Words};
pub use digest::{Digest, warn};

use crate::document::Source;
use serde::Serialize;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; shown by `check` only.
    Note,
    /// Shown in a build.
    Warning,
    /// Fails `check` and the build.
    Error,
}

impl Severity {
    /// In English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// In Chinese.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Note => "提示",
            Self::Warning => "警告",
            Self::Error => "错误",
        }
    }
}

/// One finding, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of finding it is.
    pub code: Code,
    /// The file, relative to the book's source directory.
    pub path: PathBuf,
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// The cause, in English, quoting the text as it stands.
    pub message: String,
    /// The remedy. May be empty.
    pub hint: String,
    /// The line of text and the part of it that is meant.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

/// A line of the text and the part of it that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or as much of it as is worth showing.
    pub line: String,
    /// The part to underline, in bytes of `line`.
    pub marked: Range<usize>,
}

/// The most characters of a line that an excerpt shows.
const EXCERPT_CHARS: usize = 60;

impl Diagnostic {
    /// A diagnostic about a stretch of a text.
    pub fn at(code: Code, source: &Source, span: Range<usize>, message: impl Into<String>) -> Self {
        Self::in_text(code, &source.path, &source.text, span, message)
    }

    /// A diagnostic about a stretch of any text file, such as a TOML file.
    pub fn in_text(
        code: Code,
        path: &Path,
        text: &str,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        let start = floor_char_boundary(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let from = (start - line_start).min(line.len());
        let to = floor_char_boundary(text, span.end.max(start)).saturating_sub(line_start);
        Self {
            severity: code.entry().severity,
            code,
            path: path.to_path_buf(),
            line: 1 + text[..start].matches('\n').count(),
            column: 1 + text[line_start..start].chars().count(),
            message: message.into(),
            hint: String::new(),
            excerpt: Some(excerpt(line, from..to.clamp(from, line.len()))),
        }
    }

    /// A diagnostic about a whole file.
    pub fn file(code: Code, path: &Path, message: impl Into<String>) -> Self {
        Self {
            severity: code.entry().severity,
            code,
            path: path.to_path_buf(),
            line: 1,
            column: 1,
            message: message.into(),
            hint: String::new(),
            excerpt: None,
        }
    }

    /// The same, mattering more or less than its code says.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same with a remedy.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// The largest character boundary at or below `at`.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// At most [`EXCERPT_CHARS`] characters of a line, beginning a little before
/// the marked part.
fn excerpt(line: &str, marked: Range<usize>) -> Excerpt {
    let before: Vec<usize> = line[..marked.start].char_indices().map(|(at, _)| at).collect();
    let start = match before.len() {
        n if n > EXCERPT_CHARS / 3 => before[n - EXCERPT_CHARS / 3],
        _ => 0,
    };
    let end =
        line[start..].char_indices().nth(EXCERPT_CHARS).map_or(line.len(), |(at, _)| start + at);
    let (lead, tail) = (if start > 0 { "…" } else { "" }, if end < line.len() { "…" } else { "" });
    let clean: String =
        line[start..end].chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = format!("{lead}{clean}{tail}");
    let shift = lead.len();
    let from = (shift + marked.start - start).min(text.len());
    let to = (shift + marked.end.min(end) - start).min(text.len());
    match (text.is_char_boundary(from), text.is_char_boundary(to)) {
        (true, true) => Excerpt { line: text, marked: from..to.max(from) },
        // A control character of several bytes was replaced: mark the line.
        _ => Excerpt { marked: 0..text.len(), line: text },
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}[{}]: {}", self.severity.name(), self.code, self.message)?;
        write!(f, "  --> {}:{}:{}", self.path.display(), self.line, self.column)?;
        if let Some(Excerpt { line, marked }) = &self.excerpt {
            let indent = " ".repeat(line[..marked.start].width());
            let carets = "^".repeat(line[marked.clone()].width().max(1));
            write!(f, "\n   | {line}\n   | {indent}{carets}")?;
        }
        if !self.hint.is_empty() {
            write!(f, "\n   = help: {}", self.hint)?;
        }
        Ok(())
    }
}

/// `1 note`, `2 notes`.
pub fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
