//! Cuts the elements of an essay into chapters and writes them as Markdown.

use super::numbering::{Style, label};
use super::pairing::Mirrored;
use super::structure::{Element, Kind, bullet};
use std::ops::Range;

/// Where chapters are cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Split {
    /// At parts and chapters that call themselves so (第一部分, Part One, 第一章).
    #[default]
    Parts,
    /// At the highest headings, whatever they are.
    Sections,
    /// Nowhere: the whole essay is one chapter.
    None,
}

/// A chapter to be: a stretch of the source and of the translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EssayChapter {
    /// The name of its file, e.g. `part-1.md`.
    pub file: String,
    /// What it is in the book.
    pub role: Role,
    /// Elements of the source.
    pub source: Range<usize>,
    /// Elements of the translation.
    pub target: Range<usize>,
    /// The translation has a heading for this chapter and the essay has none.
    pub bare: bool,
}

/// What a chapter is in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Before the first part.
    Preface,
    /// A part, a section, or the whole essay.
    Body,
    /// After the last part, where the translation has a chapter for it.
    Closing,
    /// The notes at the end.
    Credits,
}

/// The chapters of an essay. A heading that has no counterpart in the
/// translation begins no chapter, because nobody knows where to cut there.
pub fn cut(source: &[Element], target: Option<&Mirrored>, split: Split) -> Vec<EssayChapter> {
    let target_len = target.map_or(0, |target| target.elements.len());
    let counterpart = |at: usize| match target {
        Some(target) => target.anchors.iter().find(|(from, _)| *from == at).map(|(_, to)| *to),
        None => Some(0),
    };
    let notes =
        source.iter().position(|element| element.kind == Kind::Note).unwrap_or(source.len());
    let target_notes = target
        .and_then(|target| target.elements.iter().position(|element| element.kind == Kind::Note))
        .unwrap_or(target_len);
    let starts: Vec<(usize, usize)> = (0..notes)
        .filter(|at| begins_chapter(source[*at].kind, split))
        .filter_map(|at| Some((at, counterpart(at)?)))
        .filter(|(_, to)| *to <= target_notes)
        .collect();
    let stem = match split {
        Split::Parts => "part",
        Split::Sections | Split::None => "section",
    };
    let mut chapters = Vec::new();
    let first = starts.first().copied().unwrap_or((notes, target_notes));
    if first != (0, 0) {
        let role = if starts.is_empty() { Role::Body } else { Role::Preface };
        let file = if starts.is_empty() { "essay.md" } else { "preface.md" };
        chapters.push(EssayChapter {
            file: file.into(),
            role,
            source: 0..first.0,
            target: 0..first.1,
            bare: false,
        });
    }
    for (index, (at, to)) in starts.iter().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or((notes, target_notes));
        chapters.push(EssayChapter {
            file: format!("{stem}-{}.md", index + 1),
            role: Role::Body,
            source: *at..next.0,
            target: *to..next.1,
            bare: false,
        });
    }
    if notes < source.len() || target_notes < target_len {
        chapters.push(EssayChapter {
            file: "credits.md".into(),
            role: Role::Credits,
            source: notes..source.len(),
            target: target_notes..target_len,
            bare: false,
        });
    }
    chapters
}

fn begins_chapter(kind: Kind, split: Split) -> bool {
    match (kind, split) {
        (Kind::Heading { level, part }, Split::Parts) => part && level == 1,
        (Kind::Heading { level, .. }, Split::Sections) => level == 1,
        _ => false,
    }
}

/// The Markdown of a chapter's elements. `above` is how many heading levels
/// stand above the highest heading: 0 where chapters begin with it.
pub fn markdown(elements: &[Element], above: u8) -> String {
    markdown_with_starts(elements, above).0
}

/// The Markdown, and where each element begins in it.
pub fn markdown_with_starts(elements: &[Element], above: u8) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(elements.len());
    for (at, element) in elements.iter().enumerate() {
        if at > 0 {
            let list = |kind| matches!(kind, Kind::Item { .. });
            let tight = list(element.kind) && list(elements[at - 1].kind);
            text.push_str(if tight { "\n" } else { "\n\n" });
        }
        starts.push(text.len());
        text.push_str(&element_markdown(element, above));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    (text, starts)
}

fn element_markdown(element: &Element, above: u8) -> String {
    let text = element.text.as_str();
    let inline = || element.markdown.clone().unwrap_or_else(|| escape(text));
    match element.kind {
        Kind::Verbatim => inline(),
        Kind::Title => format!("# {}", inline()),
        Kind::Heading { level, .. } => {
            let hashes = "#".repeat(usize::from((level + above).clamp(1, 6)));
            format!("{hashes} {}", inline())
        }
        Kind::Paragraph | Kind::Byline | Kind::Note => inline(),
        Kind::Item { number: None } => match &element.markdown {
            Some(markdown) => format!("- {markdown}"),
            None => format!("- {}", escape(&text[bullet(text).unwrap_or(0)..])),
        },
        Kind::Item { number: Some(number) } => match label(text) {
            _ if element.markdown.is_some() => {
                format!("{number}. {}", without_number(&inline(), number))
            }
            Some(label) if matches!(label.style, Style::Arabic | Style::ArabicBracket) => {
                format!("{number}. {}", escape(&text[label.end..]))
            }
            _ => escape(text),
        },
    }
}

/// Markdown without the number that a list item has already.
fn without_number(markdown: &str, number: u32) -> &str {
    let rest = markdown.strip_prefix(&number.to_string()).map(|rest| {
        rest.strip_prefix('\\').unwrap_or(rest).strip_prefix(['.', ')', '、', '．', '）'])
    });
    rest.flatten().map_or(markdown, str::trim_start)
}

/// Plain text as inline Markdown on a line of its own: what CommonMark and
/// mdBook would read as markup is escaped, bare web addresses become links.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(address) = web_address(rest).filter(|_| !ends_in_word(&out)) {
            out.push_str(&format!("<{address}>"));
            at += address.len();
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        let next = rest[c.len_utf8()..].chars().next();
        if needs_escape(c, out.chars().next_back(), next) {
            out.push('\\');
        }
        out.push(c);
        at += c.len_utf8();
    }
    escape_start(out)
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// A web address at the start of a text, without the punctuation after it.
fn web_address(text: &str) -> Option<&str> {
    if !(text.starts_with("http://") || text.starts_with("https://")) {
        return None;
    }
    let end = text
        .find(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '\\'))
        .unwrap_or(text.len());
    let address = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
    (address.len() > "https://".len()).then_some(address)
}

fn needs_escape(c: char, before: Option<char>, next: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    match c {
        '\\' | '`' | '*' | '[' | ']' | '~' | '^' | '$' => true,
        '_' => !(word(before) && word(next)),
        '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '{' => next.is_some_and(|c| matches!(c, '{' | '#' | '.')) || next.is_none(),
        '&' => next.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
        _ => false,
    }
}

/// Escapes what would begin a heading, quote, list, rule or definition at the
/// start of a line.
fn escape_start(text: String) -> String {
    let Some(first) = text.chars().next() else { return text };
    let marker = match first {
        '#' | '>' | ':' | '|' => Some(0),
        '-' | '+' | '=' => Some(0),
        '0'..='9' => {
            let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let list = text[digits..].starts_with(['.', ')'])
                && text[digits + 1..].chars().next().is_none_or(char::is_whitespace);
            (list && digits <= 9).then_some(digits)
        }
        _ => None,
    };
    match marker {
        Some(at) => format!("{}\\{}", &text[..at], &text[at..]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::parse::parse;
    use proptest::prelude::*;

    #[track_caller]
    fn reads_back(text: &str) {
        let markdown = markdown(&[Element::plain(Kind::Paragraph, text)], 0);
        let blocks = parse(&markdown).blocks;
        let plain: Vec<&str> = blocks.iter().map(|block| block.plain.as_str()).collect();
        assert_eq!(plain, [text], "{markdown}");
        assert_eq!(blocks[0].kind, BlockKind::Paragraph, "{markdown}");
    }

    #[test]
    fn plain_text_stays_plain() {
        for text in [
            "1. 第一，不要着急。",
            "2) second",
            "# not a heading",
            "> not a quote",
            "- not a list",
            "--- not a rule",
            "===",
            ": not a definition",
            "a * b * c，2*3*4",
            "snake_case 和 _强调_",
            "<b>不是标签</b> 1 < 2",
            "A&amp;B，A&B",
            "[不是](链接) ![也不是](图)",
            "`不是代码`",
            "脚注[^1]",
            "~~不删~~ ~不删~ 10~20",
            "{{#include x.md}}",
            "标题 {#id}",
            "价格 $5 和 $6",
            "| a | b |",
            "反斜杠\\",
            "https://example.org/a_b_c?x=1&y=2 看这里",
            "见 https://example.org/1。",
            "x^2^",
        ] {
            reads_back(text);
        }
    }

    #[test]
    fn headings_of_chapters_are_first_level() {
        let heading = Element::plain(Kind::Heading { level: 1, part: true }, "第一部分　词");
        assert_eq!(markdown(std::slice::from_ref(&heading), 0), "# 第一部分　词\n");
        assert_eq!(markdown(&[heading], 1), "## 第一部分　词\n");
    }

    proptest! {
        #[test]
        fn any_line_reads_back(text in "[\\x20-\\x7e一二三，。：]{1,40}") {
            let text = text.trim();
            prop_assume!(!text.is_empty());
            reads_back(text);
        }
    }
}
