//! Takes the front matter out of chapters.

use crate::front_matter::{Format, blanked, find};
use mdbook_core::book::{Book, BookItem};
use std::collections::HashMap;
use std::path::PathBuf;

/// The book with empty lines where chapters have front matter, so that every
/// other line keeps its number, and the TOML among it by the chapter's path.
pub(super) fn take(book: &Book) -> (Book, HashMap<PathBuf, String>) {
    let mut book = book.clone();
    let mut found = HashMap::new();
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item
            && let Some(path) = &chapter.source_path
            && let Some(front) = find(&chapter.content)
        {
            if front.format == Format::Toml {
                // As many lines before it as in the file.
                let toml = format!("\n{}", &chapter.content[front.inner.clone()]);
                found.insert(path.clone(), toml);
            }
            chapter.content = blanked(&chapter.content, &front);
        }
    });
    (book, found)
}

/// A translation's text without its front matter, and the title in that.
pub(super) fn split(text: String) -> (String, Option<String>) {
    match find(&text) {
        Some(front) => (blanked(&text, &front), front.value(&text, "title")),
        None => (text, None),
    }
}
