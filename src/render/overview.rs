//! The chapter that lists every callout of the book.

use super::{callout, escape, words};
use crate::book::{Book, Callout};
use crate::document::Side;
use std::path::Path;

/// The list for mdBook's HTML renderer, to stand on the page `page`; nothing
/// for a book without callouts.
pub fn html(book: &Book<'_>, page: &Path) -> Option<String> {
    if book.callouts.is_empty() {
        return None;
    }
    let items: String = book.callouts.iter().map(|callout| item(book, callout, page)).collect();
    Some(format!("<ol class=\"bi-overview\">{items}</ol>\n"))
}

/// One entry: the misconception as a link to its callout, the boundary, and
/// the chapter as a link to the paragraph.
fn item(book: &Book<'_>, callout: &Callout, page: &Path) -> String {
    let document = book.document(callout.anchor.document);
    let to_callout = match document.page == page {
        true => format!("#callout-{}", callout.number),
        false => format!("{}#callout-{}", super::link(page, &document.page), callout.number),
    };
    let texts = |text: &crate::document::Bilingual| {
        let side = |side: Side, class: &str| match text.get(side) {
            "" => String::new(),
            words => format!(
                "<span class=\"{class}\" lang=\"{}\">{}</span>",
                escape(book.language(side).tag()),
                escape(&words.split_whitespace().collect::<Vec<_>>().join(" "))
            ),
        };
        let target = side(Side::Target, "bi-t");
        let target = if text.source == text.target { String::new() } else { target };
        format!("{}{target}", side(Side::Source, "bi-s"))
    };
    format!(
        "<li class=\"bi-overview-item\" value=\"{}\"><p class=\"bi-overview-misconception\"><a \
         href=\"{}\">{}</a></p><p class=\"bi-overview-boundary\">{}</p><p \
         class=\"bi-overview-place\"><a href=\"{}\">{}</a></p></li>",
        callout.number,
        escape(&to_callout),
        texts(&callout.misconception),
        texts(&callout.boundary),
        escape(&callout::place(book, callout.anchor, page)),
        words::sides(book, |side| chapter(&document.title, side)),
    )
}

/// The title of a chapter on one side, or on the other where it has none.
fn chapter(title: &crate::document::Bilingual, side: Side) -> String {
    match title.get(side) {
        "" => title.source.clone(),
        words => words.to_string(),
    }
}

/// The list as plain Markdown.
pub fn markdown(book: &Book<'_>, page: &Path) -> Option<String> {
    if book.callouts.is_empty() {
        return None;
    }
    let mut out = String::new();
    for callout in &book.callouts {
        let document = book.document(callout.anchor.document);
        let path = super::link(page, document.path());
        let title = callout::escape_markdown(&document.title.source);
        let both = |text: &crate::document::Bilingual| {
            let parts = [Side::Source, Side::Target].map(|side| text.get(side));
            let parts = parts.iter().filter(|part| !part.is_empty());
            parts.map(|part| callout::escape_markdown(part)).collect::<Vec<_>>().join(" / ")
        };
        out.push_str(&format!(
            "{}. **{}**\n\n    {}\n\n    [{title}]({path})\n\n",
            callout.number,
            both(&callout.misconception),
            both(&callout.boundary),
        ));
    }
    Some(out)
}
