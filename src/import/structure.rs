//! What each line of an essay is: title, byline, heading, paragraph, list item
//! or a note at the end. Never fails: what nothing tells is a paragraph.

mod headings;
mod notes;
mod numbered;
mod title;
mod unnumbered;

pub use notes::{is_note, notes_last};

use super::chapters::escape;
use super::lines::{Line, Mark, ends_sentence};
use super::numbering::{Label, label};
use crate::language::is_han;
use headings::{Headings, mark_marked};
use notes::trailing_notes;
use numbered::mark_sequences;
use title::title_block;
use unnumbered::mark_unnumbered;

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The title of the whole text.
    Title,
    /// Who wrote it, and where.
    Byline,
    /// A heading below the title, 1 is the highest.
    Heading {
        /// 1 for parts or, in a text without parts, sections.
        level: u8,
        /// It names itself a part or chapter (`第一部分`, `Part One`).
        part: bool,
    },
    /// Running text, also with a number before it.
    Paragraph,
    /// An item of a list.
    Item {
        /// Its number; nothing in a list with bullets.
        number: Option<u32>,
    },
    /// A note about the text, such as where it may be reprinted.
    Note,
    /// Markdown that is taken over as it is.
    Verbatim,
}

/// A part of the text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub kind: Kind,
    /// The text, with its number if that is to stay in it.
    pub text: String,
    /// Its Markdown, where it was written in Markdown.
    pub markdown: Option<String>,
    /// The lines of the input it was made from: first and last index.
    pub lines: (usize, usize),
}

impl Element {
    /// An element of plain text that stands nowhere in particular.
    pub fn plain(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), markdown: None, lines: (0, 0) }
    }
}

/// The elements of a text, one a line or, where a title stands on the line
/// after `Part One`, one for both.
pub fn structure(lines: &[Line]) -> Vec<Element> {
    let labels: Vec<Option<Label>> = lines.iter().map(|line| label(&line.text)).collect();
    let end = lines.len() - trailing_notes(lines);
    let mut kinds = vec![Kind::Paragraph; lines.len()];
    kinds[end..].fill(Kind::Note);
    let body = title_block(lines, &labels, end, &mut kinds);
    let mut headings = Headings::default();
    if !mark_marked(lines, body..end, &mut headings) {
        mark_sequences(lines, &labels, body..end, &mut kinds, &mut headings);
        mark_unnumbered(lines, &labels, body..end, &mut kinds, &mut headings);
    }
    headings.set_levels(&mut kinds);
    mark_items(lines, &labels, &mut kinds);
    join_titles(lines, &labels, &kinds)
}

/// The length of a text in Han characters; two Latin letters count as one.
pub fn measure(text: &str) -> usize {
    let han = text.chars().filter(|c| !c.is_ascii()).count();
    han + text.chars().filter(char::is_ascii).count() / 2
}

/// The longest heading, in Han characters. Titles in Chinese newspapers stay
/// below 20, headings that state a whole claim below 30; English ones run to
/// twice the letters.
const HEADING: usize = 30;
const ENGLISH_HEADING: usize = 60;

/// Could this be a heading, going by itself alone?
pub fn is_heading_like(text: &str) -> bool {
    let text = text.trim();
    let limit = if text.chars().any(is_han) { HEADING } else { ENGLISH_HEADING };
    let question = text.ends_with(['？', '?', '！', '!', '…']);
    let open = text.ends_with(['：', ':', '，', ',', '；', '、']);
    let sentences = text.chars().filter(|c| matches!(c, '。' | '；')).count();
    !text.is_empty()
        && measure(text) <= limit
        && sentences == 0
        && !open
        && (question || !ends_sentence(text))
}

const BULLETS: &[char] = &['•', '·', '●', '○', '◆', '◇', '■', '□', '▪', '‣', '※', '★', '▶', '➤'];

/// Where the text of a list item with a bullet begins.
pub fn bullet(text: &str) -> Option<usize> {
    let mark = text.chars().next()?;
    let rest = &text[mark.len_utf8()..];
    let dash = matches!(mark, '-' | '*' | '–') && rest.starts_with([' ', '\u{3000}']);
    let start = text.len() - rest.trim_start().len();
    ((BULLETS.contains(&mark) || dash) && start < text.len()).then_some(start)
}

fn mark_items(lines: &[Line], labels: &[Option<Label>], kinds: &mut [Kind]) {
    for (at, line) in lines.iter().enumerate() {
        kinds[at] = match (line.mark, kinds[at]) {
            (Some(Mark::Verbatim), _) => Kind::Verbatim,
            (Some(Mark::Item { ordered: true }), _) => {
                Kind::Item { number: labels[at].as_ref().map(|label| label.ordinal) }
            }
            (Some(Mark::Item { ordered: false }), _) => Kind::Item { number: None },
            (None, Kind::Paragraph) if line.markdown.is_none() && bullet(&line.text).is_some() => {
                Kind::Item { number: None }
            }
            (_, kind) => kind,
        };
    }
}

/// One element a line; `Part One` and the title on the next line become one.
fn join_titles(lines: &[Line], labels: &[Option<Label>], kinds: &[Kind]) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let bare = labels[at].as_ref().is_some_and(|label| label.end == lines[at].text.len());
        let titled = at + 1 < lines.len()
            && matches!(kinds[at], Kind::Heading { .. })
            && bare
            && kinds[at + 1] == Kind::Paragraph
            && is_heading_like(&lines[at + 1].text)
            && at + 2 < lines.len();
        let Line { text, markdown, .. } = &lines[at];
        let (text, markdown, last) = match titled {
            true => {
                let title = &lines[at + 1];
                (joined_title(text, &title.text), joined_markdown(&lines[at], title), at + 1)
            }
            false => (text.clone(), markdown.clone(), at),
        };
        elements.push(Element { kind: kinds[at], text, markdown, lines: (at, last) });
        at = last + 1;
    }
    elements
}

/// The Markdown of `Part One` and its title, where either has some.
fn joined_markdown(number: &Line, title: &Line) -> Option<String> {
    number.markdown.as_ref().or(title.markdown.as_ref())?;
    let own = |line: &Line| line.markdown.clone().unwrap_or_else(|| escape(&line.text));
    Some(joined_title(&own(number), &own(title)))
}

/// `Part One` and its title as one line.
fn joined_title(number: &str, title: &str) -> String {
    match title.chars().any(is_han) {
        true => format!("{number}\u{3000}{title}"),
        false => format!("{number}: {title}"),
    }
}

#[cfg(test)]
mod tests;
