//! Titles of chapters in both languages.

use crate::document::Bilingual;

/// What stands between the two titles of a chapter: thin spaces, so that the
/// page's script can tell it from a dot that the author wrote.
pub const SEPARATOR: &str = "\u{2009}·\u{2009}";

/// Both titles on one line; mdBook escapes it. One of them where the other is
/// missing or the same.
pub fn both(title: &Bilingual) -> String {
    match (title.source.trim(), title.target.trim()) {
        (source, target) if target.is_empty() || source == target => source.to_string(),
        ("", target) => target.to_string(),
        (source, target) => format!("{source}{SEPARATOR}{target}"),
    }
}
