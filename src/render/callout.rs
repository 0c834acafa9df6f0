//! A callout in each format.

use super::words::{self, Phrase};
use super::{escape, link};
use crate::book::{Book, Callout, PairRef};
use crate::config::Words;
use crate::document::{Bilingual, Side};
use std::path::Path;

/// A triangle with an exclamation mark.
const ICON: &str = "<svg viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" \
focusable=\"false\"><path d=\"M8 1.5 15.2 14H.8zm0 3.4-4.6 8h9.2zM7.3 7h1.4v3H7.3zm0 \
3.7h1.4v1.4H7.3z\" fill-rule=\"evenodd\"/></svg>";

/// A callout as one line of HTML, so that it can stand in a list or a quote.
pub fn html(book: &Book<'_>, callout: &Callout) -> String {
    let page = &book.document(callout.anchor.document).page;
    aside(book, callout, page)
}

/// A callout as it stands on a page.
pub(super) fn aside(book: &Book<'_>, callout: &Callout, page: &Path) -> String {
    let number = callout.number;
    let title = word(book, words::MISCONCEPTION, &book.callout_style.misconception_title);
    let shown = if book.callout_style.numbering {
        format!(" <span class=\"bi-callout-number\">{number}</span>")
    } else {
        String::new()
    };
    format!(
        "<aside class=\"bi-callout\" id=\"callout-{number}\" role=\"note\" \
         aria-labelledby=\"callout-{number}-title\"><p class=\"bi-callout-title\" \
         id=\"callout-{number}-title\">{ICON}<a href=\"{}\">{title}{shown}</a></p>{}{}</aside>",
        escape(&place(book, callout.anchor, page)),
        part(
            book,
            "misconception",
            words::MISCONCEPTION,
            Words::of(book, true),
            &callout.misconception
        ),
        part(book, "boundary", words::BOUNDARY, Words::of(book, false), &callout.boundary),
    )
}

impl Words {
    /// The author's word for one of the two parts, if there is one.
    fn of<'b>(book: &'b Book<'_>, misconception: bool) -> &'b Option<Words> {
        match misconception {
            true => &book.callout_style.misconception_title,
            false => &book.callout_style.boundary_title,
        }
    }
}

/// One part of a callout: its label and its text in both languages.
fn part(
    book: &Book<'_>,
    name: &str,
    phrase: Phrase,
    own: &Option<Words>,
    text: &Bilingual,
) -> String {
    let side = |side: Side, class: &str| match text.get(side) {
        "" => String::new(),
        words => format!(
            "<span class=\"{class}\" lang=\"{}\">{}</span>",
            escape(book.language(side).tag()),
            escape(&one_line(words))
        ),
    };
    let target =
        if text.source == text.target { String::new() } else { side(Side::Target, "bi-t") };
    format!(
        "<p class=\"bi-callout-{name}\"><span class=\"bi-callout-label\">{}</span> {}{}</p>",
        word(book, phrase, own),
        side(Side::Source, "bi-s"),
        target,
    )
}

/// A label in the languages of the book: the author's, or the usual one.
fn word(book: &Book<'_>, phrase: Phrase, own: &Option<Words>) -> String {
    words::sides(book, |side| label(book, phrase, own, side))
}

fn label(book: &Book<'_>, phrase: Phrase, own: &Option<Words>, side: Side) -> String {
    let own = own.as_ref().map(|words| match side {
        Side::Source => words.source.as_str(),
        Side::Target => words.target.as_str(),
    });
    match own.filter(|word| !word.is_empty()) {
        Some(word) => word.to_string(),
        None => phrase.of(book.language(side)).to_string(),
    }
}

/// The link from a page to the paragraph that states the boundary.
pub(super) fn place(book: &Book<'_>, at: PairRef, page: &Path) -> String {
    let document = book.document(at.document);
    let id = &book.pair(at).id;
    if document.page == page {
        format!("#{id}")
    } else {
        format!("{}#{id}", link(page, &document.page))
    }
}

/// A callout as a block quote.
pub fn markdown(book: &Book<'_>, callout: &Callout) -> String {
    let style = &book.callout_style;
    let number = if style.numbering { format!(" {}", callout.number) } else { String::new() };
    let mut lines = Vec::new();
    for side in [Side::Source, Side::Target] {
        let (wrong, right) = (callout.misconception.get(side), callout.boundary.get(side));
        if wrong.is_empty() && right.is_empty() {
            continue;
        }
        let misconception = label(book, words::MISCONCEPTION, &style.misconception_title, side);
        let boundary = label(book, words::BOUNDARY, &style.boundary_title, side);
        if !lines.is_empty() {
            lines.push(">".to_string());
        }
        lines.push(format!(
            "> **{}{number}** {}",
            escape_markdown(&misconception),
            escape_markdown(wrong)
        ));
        lines.push(">".to_string());
        lines.push(format!("> **{}** {}", escape_markdown(&boundary), escape_markdown(right)));
    }
    lines.join("\n")
}

/// Text without line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text that Markdown takes literally, on one line.
pub(super) fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if "\\`*_[]<>#|~$!&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
