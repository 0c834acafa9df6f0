//! The glossary chapter as plain Markdown: a definition list.

use super::{Chapter, SIDES, definition, entry, name, order, uses};
use crate::book::Book;
use crate::document::Side;
use crate::render::link;
use definition::escape_markdown;
use std::path::Path;

/// The entries as plain Markdown, to stand on the page `page`; nothing for a
/// book without a glossary.
pub fn markdown(book: &Book<'_>, page: &Path) -> Option<String> {
    let page = page.with_extension("md");
    let chapter = Chapter::new(book, &page)?;
    let groups = order::groups(book, Side::Source);
    let terms = groups.iter().flat_map(|(_, terms)| terms);
    let entries: Vec<String> = terms.map(|at| self::entry(&chapter, *at)).collect();
    Some(entries.join("\n"))
}

fn entry(chapter: &Chapter<'_>, at: usize) -> String {
    let term = chapter.term(at);
    let names: Vec<String> = SIDES
        .into_iter()
        .map(|side| escape_markdown(term.name.get(side)))
        .filter(|name| !name.is_empty())
        .collect();
    let mut out = format!("<a id=\"term-{}\"></a>**{}**\n", term.id, names.join(" · "));
    let mut line = |text: String| {
        if !text.is_empty() {
            out.push_str(&format!(": {text}\n\n"));
        }
    };
    for side in SIDES {
        let (pieces, links) = chapter.definition(at, side);
        let links: Vec<_> = links
            .into_iter()
            .map(|(range, term)| (range, format!("#term-{}", chapter.term(term).id)))
            .collect();
        line(definition::markdown(&pieces, chapter.page, &links));
    }
    let related = entry::relations(chapter, at).into_iter().map(|(from, relation, to)| {
        let other = chapter.term(if from == at { to } else { from });
        let label = escape_markdown(relation.label.get(Side::Source));
        let link = format!("[{}](#term-{})", escape_markdown(name(other, Side::Source)), other.id);
        let own = escape_markdown(name(term, Side::Source));
        match (label.is_empty(), from == at) {
            (true, _) => link,
            (false, true) => format!("{label} {link}"),
            (false, false) => format!("{link} {label} {own}"),
        }
    });
    line(related.collect::<Vec<_>>().join(", "));
    line(appears_in(chapter, at));
    if out.ends_with("**\n") {
        // A definition list wants a definition.
        out.push_str(": …\n\n");
    }
    out
}

/// The chapters that use a term.
fn appears_in(chapter: &Chapter<'_>, at: usize) -> String {
    let paragraphs = uses::paragraphs(&chapter.uses[at]);
    let chapters = paragraphs.chunk_by(|(a, _), (b, _)| a.document == b.document);
    let links = chapters.filter_map(|paragraphs| {
        let document = chapter.book.document(paragraphs.first()?.0.document);
        let title = escape_markdown(&crate::render::title::both(&document.title));
        let href = link(chapter.page, document.path());
        Some(format!("[{title}]({href}) ({})", paragraphs.len()))
    });
    links.collect::<Vec<_>>().join(", ")
}
