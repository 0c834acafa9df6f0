//! A callout in each format.

use super::{escape, words};
use crate::document::{Book, Callout};

/// A callout as one line of HTML.
pub fn html(book: &Book<'_>, callout: &Callout) -> String {
    format!(
        "<aside class=\"bi-callout\" id=\"callout-{}\">{}</aside>",
        callout.number,
        escape(&words::both_plain(book, words::MISCONCEPTION))
    )
}

/// A callout as a block quote.
pub fn markdown(book: &Book<'_>, callout: &Callout) -> String {
    format!("> {} {}", words::both_plain(book, words::MISCONCEPTION), callout.number)
}
