//! What was recognised in an essay, for the author to check.

use super::structure::{Element, Kind, measure};
use super::{Essay, Translation};
use std::fmt::Write;

/// The most characters of a line that the outline shows, in Han characters.
const SHOWN: usize = 34;

/// The outline: line number, what it is, how it begins. Paragraphs that follow
/// one another are counted.
pub fn outline(essay: &Essay) -> String {
    let mut out = String::new();
    let mut elements = essay.elements.as_slice();
    while let Some(first) = elements.first() {
        let like = |element: &&Element| {
            element.kind == Kind::Paragraph && super::numbering::label(&element.text).is_none()
        };
        let count = elements.iter().take_while(like).count();
        let number = essay.lines.get(first.lines.0).map_or(0, |line| line.number);
        // Writing to a String cannot fail.
        let _ = match count {
            0 => writeln!(out, "{number:>6}  {:<10} {}", name(first), excerpt(first)),
            1 => writeln!(out, "{number:>6}  {:<10} {}", "paragraph", excerpt(first)),
            _ => writeln!(
                out,
                "{number:>6}  {:<10} {} …",
                format!("{count} paragr."),
                excerpt(first)
            ),
        };
        elements = &elements[count.max(1)..];
    }
    out
}

fn name(element: &Element) -> String {
    match element.kind {
        Kind::Title => "title".into(),
        Kind::Byline => "byline".into(),
        Kind::Heading { level, part: true } => format!("part {}", "#".repeat(level.into())),
        Kind::Heading { level, part: false } => format!("heading {}", "#".repeat(level.into())),
        Kind::Paragraph => "numbered".into(),
        Kind::Item { .. } => "list item".into(),
        Kind::Note => "note".into(),
        Kind::Verbatim => "Markdown".into(),
    }
}

fn excerpt(element: &Element) -> String {
    let indent = match element.kind {
        Kind::Heading { level, .. } => "  ".repeat(usize::from(level) - 1),
        Kind::Paragraph | Kind::Item { .. } => "    ".into(),
        Kind::Title | Kind::Byline | Kind::Note | Kind::Verbatim => String::new(),
    };
    let text = match (&element.markdown, element.kind) {
        (Some(markdown), Kind::Verbatim) => markdown.lines().next().unwrap_or_default(),
        _ => &element.text,
    };
    let mut shown = String::new();
    for c in text.chars() {
        if measure(&shown) >= SHOWN {
            shown.push('…');
            break;
        }
        shown.push(c);
    }
    indent + &shown
}

/// What is odd about an essay and its translation, to be said before the book
/// is used. Empty where nothing is.
pub fn doubts(essay: &Essay, translation: &Translation) -> Vec<String> {
    let mut doubts = Vec::new();
    let (source, target) = (essay.elements.len(), translation.mirrored.elements.len());
    if source >= 6 && (target * 10 >= source * 17 || target * 10 <= source * 6) {
        doubts.push(format!(
            "the translation has {target} paragraphs and headings for {source} of the essay\n  = \
             help: check that both files hold the same text; paragraphs without a partner are \
             listed by `check`"
        ));
    }
    let lost: Vec<&Element> = essay
        .elements
        .iter()
        .enumerate()
        .filter(|(at, element)| {
            matches!(element.kind, Kind::Heading { .. })
                && !translation.mirrored.anchors.iter().any(|(from, _)| from == at)
        })
        .map(|(_, element)| element)
        .collect();
    if let Some(first) = lost.first() {
        let line = essay.lines.get(first.lines.0).map_or(0, |line| line.number);
        doubts.push(format!(
            "{} of the essay's headings have no counterpart in the translation, first line {line}: \
             {}\n  = help: no chapter is cut there; give the translation a heading on a line of \
             its own",
            lost.len(),
            excerpt(first).trim()
        ));
    }
    doubts
}
