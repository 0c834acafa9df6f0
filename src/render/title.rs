//! Titles of chapters in both languages.

use crate::book::Book;
use crate::document::Bilingual;
use crate::language::is_han;

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

/// The two languages of a line that the author writes as one, with a dot
/// between them: a title or a description of book.toml. `None` where it is in
/// one language.
pub(crate) fn halves(book: &Book<'_>, line: &str) -> Option<Bilingual> {
    let (first, second) = line.split_once(" · ").filter(|(_, rest)| !rest.contains(" · "))?;
    let han = |text: &str| text.chars().any(is_han);
    if han(first) == han(second) {
        return None;
    }
    let turned = han(first) != book.source_language.is_chinese();
    let (source, target) = if turned { (second, first) } else { (first, second) };
    Some(Bilingual { source: source.to_string(), target: target.to_string() })
}
