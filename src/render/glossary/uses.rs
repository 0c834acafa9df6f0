//! Where a term is used: a link to every paragraph, with the words around it.

use super::{Chapter, class, sides};
use crate::book::{PairRef, TermUse};
use crate::document::BlockKind;
use crate::render::words::Phrase;
use crate::render::{escape, link, words};
use unicode_width::UnicodeWidthChar;

const APPEARS_IN: Phrase = Phrase { hans: "出处", hant: "出處", english: "Appears in" };

/// Paragraphs that are shown without asking for them.
const OPEN: usize = 3;

/// Paragraphs of a term that are shown with an excerpt; further ones are a
/// number each, so that a term on every page does not drown the rest.
const EXCERPTS: usize = 60;

/// Excerpts of the whole page, about: a browser takes seconds over more.
const EXCERPTS_OF_PAGE: usize = 24_000;

/// Columns of text on each side of a use.
const AROUND: usize = 36;

/// The paragraphs that use a term, chapter by chapter.
pub(super) fn html(chapter: &Chapter<'_>, at: usize) -> String {
    let paragraphs = paragraphs(&chapter.uses[at]);
    if paragraphs.is_empty() {
        return String::new();
    }
    let book = chapter.book;
    let open = if paragraphs.len() <= OPEN { " open" } else { "" };
    let mut out = format!(
        "<div class=\"bi-uses\"><details{open}><summary>{} <span class=\"bi-count\">{}</span>\
         </summary>\n",
        words::both(book, APPEARS_IN),
        paragraphs.len()
    );
    let excerpted = (EXCERPTS_OF_PAGE / book.glossary.terms.len().max(1)).clamp(OPEN, EXCERPTS);
    let mut number = 0;
    for in_chapter in paragraphs.chunk_by(|(a, _), (b, _)| a.document == b.document) {
        let Some((first, _)) = in_chapter.first() else { continue };
        let document = book.document(first.document);
        let title = sides(book, " · ", |side| escape(document.title.get(side)));
        out.push_str(&format!("<p class=\"bi-chapter\">{title}</p>\n<ul>"));
        for (place, uses) in in_chapter {
            number += 1;
            let href = escape(&href(chapter, *place));
            let text = match number <= excerpted {
                true => excerpts(chapter, uses),
                false => number.to_string(),
            };
            let compact = if number <= excerpted { "" } else { " class=\"bi-more\"" };
            out.push_str(&format!("<li{compact}><a href=\"{href}\">{text}</a></li>"));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</details></div>\n");
    out
}

/// The paragraphs with the uses in each.
pub(super) fn paragraphs<'a>(uses: &[&'a TermUse]) -> Vec<(PairRef, Vec<&'a TermUse>)> {
    let groups = uses.chunk_by(|a, b| a.at == b.at);
    groups.filter_map(|uses| Some((uses.first()?.at, uses.to_vec()))).collect()
}

/// The link to a paragraph; to the section where it is a heading.
fn href(chapter: &Chapter<'_>, place: PairRef) -> String {
    let document = chapter.book.document(place.document);
    let pair = chapter.book.pair(place);
    let page = link(chapter.page, &document.page);
    let heading = matches!(pair.kind(), BlockKind::Heading { .. });
    let anchor = match heading {
        true => pair
            .source
            .first()
            .and_then(|block| chapter.headings[place.document.0].get(&block.span.start).cloned()),
        false if chapter.book.bilingual => Some(pair.id.clone()),
        false => None,
    };
    match anchor {
        Some(anchor) => format!("{page}#{anchor}"),
        None => page,
    }
}

/// The words around the first use in each language.
fn excerpts(chapter: &Chapter<'_>, uses: &[&TermUse]) -> String {
    let mut out = String::new();
    for side in super::SIDES {
        let Some(found) = uses.iter().find(|found| found.side == side) else { continue };
        let Some((before, used, after)) = excerpt(chapter, found) else { continue };
        if !out.is_empty() {
            out.push_str("<span class=\"bi-x\"> </span>");
        }
        out.push_str(&format!(
            "<span class=\"{}\" lang=\"{}\">{}<mark>{}</mark>{}</span>",
            class(side),
            escape(chapter.book.language(side).tag()),
            escape(&before),
            escape(&used),
            escape(&after)
        ));
    }
    out
}

/// The words before a use, the use and the words after it.
fn excerpt(chapter: &Chapter<'_>, found: &TermUse) -> Option<(String, String, String)> {
    let block = chapter.book.pair(found.at).side(found.side).get(found.block.0)?;
    let before = block.plain.get(..found.plain.start)?;
    let after = block.plain.get(found.plain.end..)?;
    let used = block.plain.get(found.plain.clone())?;
    let from = before.len() - fitting(before.chars().rev());
    let to = fitting(after.chars());
    let (mut head, mut tail) = (&before[from..], &after[..to]);
    if from > 0 {
        head = whole_words(head, head.find(' ').map(|at| at + 1), |at| &head[at..]);
    }
    if to < after.len() {
        tail = whole_words(tail, tail.rfind(' '), |at| &tail[..at]);
    }
    let line = |text: &str| text.replace(['\n', '\r', '\t'], " ");
    let (lead, trail) = (if from > 0 { "…" } else { "" }, if to < after.len() { "…" } else { "" });
    Some((format!("{lead}{}", line(head)), line(used), format!("{}{trail}", line(tail))))
}

/// The length of as many characters as fit beside a use, in bytes.
fn fitting(chars: impl Iterator<Item = char>) -> usize {
    let mut columns = 0;
    chars
        .take_while(|c| {
            columns += c.width().unwrap_or(0).max(1);
            columns <= AROUND
        })
        .map(char::len_utf8)
        .sum()
}

/// The text without the word that was cut, where words have spaces.
fn whole_words<'t>(text: &'t str, space: Option<usize>, cut: impl Fn(usize) -> &'t str) -> &'t str {
    let latin = text.chars().filter(char::is_ascii).count() * 2 > text.chars().count();
    match space {
        Some(at) if latin => cut(at),
        _ => text,
    }
}
