//! The glossary as schema.org `DefinedTermSet`, in JSON-LD.

use super::{Chapter, SIDES, definition};
use crate::document::Bilingual;
use crate::render::words;
use serde_json::{Value, json};

/// The script element.
pub(super) fn script(chapter: &Chapter<'_>) -> String {
    let book = chapter.book;
    let in_both = |text: &Bilingual, plain: bool| -> Vec<Value> {
        SIDES
            .into_iter()
            .filter(|side| !text.get(*side).is_empty())
            .map(|side| {
                let value = match plain {
                    true => text.get(side).to_string(),
                    false => definition::plain(&definition::pieces(text.get(side))),
                };
                json!({ "@value": value, "@language": book.language(side).tag() })
            })
            .collect()
    };
    let terms: Vec<Value> = book
        .glossary
        .terms
        .iter()
        .map(|term| {
            json!({
                "@type": "DefinedTerm",
                "@id": format!("#term-{}", term.id),
                "url": format!("#term-{}", term.id),
                "termCode": term.id,
                "name": in_both(&term.name, true),
                "description": in_both(&term.definition, false),
            })
        })
        .collect();
    let set = json!({
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": words::both_plain(book, words::GLOSSARY),
        "hasDefinedTerm": terms,
    });
    // `<` ends a script early or opens a comment in it.
    let json = set.to_string().replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{json}</script>\n")
}
