//! A chapter as plain Markdown, for every renderer but HTML.

use crate::document::Book;

/// The Markdown of one chapter, with both languages in it.
pub fn chapter(book: &Book<'_>, document: usize) -> String {
    book.documents[document].source.text.clone()
}
