//! What a first visitor wants to know, on the first page: what the book is, how
//! it is read, and what else there is.

use super::{escape, link, title, words};
use crate::book::Book;
use crate::document::Side;
use std::path::Path;

/// Marks the list that `build` adds the handouts to.
pub const LIST_CLASS: &str = "bi-opening-list";

/// The panel on one line of HTML, for the page `page`.
pub(crate) fn html(book: &Book<'_>, page: &Path) -> String {
    let label = escape(&words::both_plain(book, words::ABOUT));
    let mut out = format!("<aside class=\"bi-opening\" id=\"about\" aria-label=\"{label}\">");
    if !book.description.is_empty() {
        out.push_str(&format!("<p>{}</p>", described(book)));
    }
    out.push_str(&format!("<p>{}</p>", words::both(book, words::HOW_TO_READ)));
    out.push_str(&format!("<ul class=\"{LIST_CLASS}\">"));
    for (file, phrase, count) in [
        ("misconceptions.html", words::AT_A_GLANCE, book.callouts.len()),
        ("glossary.html", words::GLOSSARY, book.glossary.terms.len()),
    ] {
        if count > 0 && book.generated.contains(&file) {
            let href = link(page, Path::new(file));
            out.push_str(&format!(
                "<li><a href=\"{href}\">{}</a>\u{a0}<span class=\"bi-count\">{count}</span></li>",
                words::both(book, phrase)
            ));
        }
    }
    out.push_str("</ul></aside>");
    out
}

/// The description of book.toml; one that holds both languages follows the mode.
fn described(book: &Book<'_>) -> String {
    match title::halves(book, &book.description) {
        Some(text) => words::sides(book, |side: Side| text.get(side).to_string()),
        None => escape(&book.description),
    }
}
