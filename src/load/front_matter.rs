//! Front matter: TOML between two lines `+++` at the top of a chapter. No page
//! shows it.

use mdbook_core::book::{Book, BookItem};
use std::collections::HashMap;
use std::path::PathBuf;

/// The line that begins and ends it.
const FENCE: &str = "+++";

/// The book with empty lines where chapters have front matter, so that every
/// other line keeps its number, and the front matter by the chapter's path.
pub(super) fn take(book: &Book) -> (Book, HashMap<PathBuf, String>) {
    let mut book = book.clone();
    let mut found = HashMap::new();
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item
            && let Some(path) = &chapter.source_path
            && let Some((front, rest)) = split(&chapter.content)
        {
            found.insert(path.clone(), front);
            chapter.content = rest;
        }
    });
    (book, found)
}

/// The front matter and the text below it, each with empty lines in place of
/// the other.
pub(super) fn split(text: &str) -> Option<(String, String)> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.trim_end() == FENCE)?;
    let mut front = String::from("\n");
    let mut length = opening.len();
    for line in lines {
        length += line.len();
        if line.trim_end() == FENCE {
            let rest = "\n".repeat(text[..length].matches('\n').count()) + &text[length..];
            return Some((front, rest));
        }
        front.push_str(line);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_goes_and_lines_keep_their_numbers() {
        let (front, rest) = split("+++\na = 1\n+++\n# 题\n").expect("front matter");
        assert_eq!(front, "\na = 1\n");
        assert_eq!(rest, "\n\n\n# 题\n");
    }

    #[test]
    fn a_text_without_closing_line_is_all_text() {
        assert_eq!(split("+++\n# 题\n"), None);
        assert_eq!(split("---\na: 1\n---\n# 题\n"), None);
    }
}
