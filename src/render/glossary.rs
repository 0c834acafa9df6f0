//! The glossary chapter.

use crate::document::Book;
use std::path::Path;

/// The entries for mdBook's HTML renderer, to stand on the page `page`; nothing
/// for a book without a glossary.
pub fn html(_book: &Book<'_>, _page: &Path) -> Option<String> {
    None
}

/// The entries as plain Markdown.
pub fn markdown(_book: &Book<'_>, _page: &Path) -> Option<String> {
    None
}
