//! Writes an annotated book: one file a format.

pub mod callout;
pub mod glossary;
pub mod html;
mod inline;
pub mod markdown;
pub mod opening;
pub mod overview;
mod splice;
pub mod title;
pub mod words;

use crate::book::{Book, DocumentIndex};
use crate::document::{Bilingual, Side};
#[cfg(feature = "pdf")]
use percent_encoding::percent_decode_str;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
#[cfg(feature = "pdf")]
use std::borrow::Cow;
use std::path::Path;

/// Text fit for HTML content and double-quoted attributes.
pub fn escape(text: &str) -> String {
    mdbook_core::utils::escape_html(text).into_owned()
}

/// A link from one page to another, relative, with forward slashes, each part
/// percent-encoded where a URL needs it.
pub fn link(from: &Path, to: &Path) -> String {
    let up = from.components().count().saturating_sub(1);
    let parts: Vec<String> = std::iter::repeat_n("..".to_string(), up)
        .chain(to.components().map(|part| encode(&part.as_os_str().to_string_lossy())))
        .collect();
    parts.join("/")
}

/// What is kept of a URL's segment besides letters and digits.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'+')
    .remove(b'@')
    .remove(b',')
    .remove(b'=');

/// One segment of a URL's path, percent-encoded. Letters stay readable in every
/// script: browsers encode them when they ask for the page.
pub(crate) fn encode(part: &str) -> String {
    part.split_inclusive(|c: char| !c.is_alphanumeric())
        .flat_map(|piece| {
            let letters = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            let mark = utf8_percent_encode(&piece[letters.len()..], SEGMENT);
            std::iter::once(letters).chain(mark)
        })
        .collect()
}

/// The path of a URL as a file has it: with `%20` and the like decoded.
#[cfg(feature = "pdf")]
pub(crate) fn decoded(path: &str) -> Cow<'_, str> {
    percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path))
}

/// What the page's script needs: the languages, the titles, the terms. A
/// chapter that the plugin wrote has no index.
fn page_data(book: &Book<'_>, title: &Bilingual, index: Option<DocumentIndex>) -> Value {
    let neighbour = |at: Option<usize>| {
        let title = &book.documents.get(at?)?.title;
        Some([title.get(Side::Source), title.get(Side::Target)])
    };
    let mut data = json!({
        "source": book.source_language.tag(),
        "target": book.target_language.tag(),
        "names": [book.source_language.own_name(), book.target_language.own_name()],
        "title": [title.get(Side::Source), title.get(Side::Target)],
        "previous": neighbour(index.and_then(|index| index.0.checked_sub(1))),
        "next": neighbour(index.and_then(|index| index.0.checked_add(1))),
    });
    // Not within the macro, which copies: they are the bulk of a page's data.
    data["terms"] = index.map_or(Value::Null, |index| glossary::popovers(book, index));
    data
}

/// The link from a page to a term of the glossary.
fn term_link(page: &Path, id: &str) -> String {
    format!("{}#term-{id}", link(page, Path::new("glossary.html")))
}
