//! The chapter that lists every callout of the book.

use crate::document::Book;
use std::path::Path;

/// The list for mdBook's HTML renderer, to stand on the page `page`; nothing
/// for a book without callouts.
pub fn html(_book: &Book<'_>, _page: &Path) -> Option<String> {
    None
}

/// The list as plain Markdown.
pub fn markdown(_book: &Book<'_>, _page: &Path) -> Option<String> {
    None
}
