//! What the tool has to say about a text: where, what, and what to do.

use crate::document::Source;
use serde::Serialize;
use std::collections::BTreeMap;
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

/// One finding, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name in kebab-case, e.g. `untranslated-block`.
    pub code: &'static str,
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

/// How many findings of one kind a build says; a long book may have hundreds.
const SAID: usize = 3;

/// Says warnings on the log, of each kind the first ones; `rest` says where the
/// others are.
pub fn warn<'d>(warnings: impl IntoIterator<Item = &'d Diagnostic>, rest: &str) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in warnings {
        let count = counts.entry(warning.code).or_default();
        *count += 1;
        if *count <= SAID {
            tracing::warn!("{warning}");
        }
    }
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > SAID) {
        tracing::warn!("{} more `{code}` {rest}", count - SAID);
    }
}

/// The most characters of a line that an excerpt shows.
const EXCERPT_CHARS: usize = 60;

impl Diagnostic {
    /// A diagnostic about a stretch of a text.
    pub fn at(
        severity: Severity,
        code: &'static str,
        source: &Source,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self::in_text(severity, code, &source.path, &source.text, span, message)
    }

    /// A diagnostic about a stretch of any text file, such as a TOML file.
    pub fn in_text(
        severity: Severity,
        code: &'static str,
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
            severity,
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
    pub fn file(
        severity: Severity,
        code: &'static str,
        path: &Path,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            path: path.to_path_buf(),
            line: 1,
            column: 1,
            message: message.into(),
            hint: String::new(),
            excerpt: None,
        }
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
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        writeln!(f, "{severity}[{}]: {}", self.code, self.message)?;
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
