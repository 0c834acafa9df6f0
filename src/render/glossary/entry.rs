//! One term of the glossary chapter, for HTML.

use super::{Chapter, DRAFT, definition, name, order, sides, uses, words};
use crate::document::Side;
use crate::glossary::Relation;
use crate::render::escape;
use crate::render::words::Phrase;

const ALSO: Phrase = Phrase { hans: "也作", hant: "也作", english: "also" };
const RELATED: Phrase = Phrase { hans: "相关", hant: "相關", english: "Related" };
/// What a comma is in a list of names.
const COMMA: Phrase = Phrase { hans: "、", hant: "、", english: ", " };

/// The entry of a term: names, definition, relations, uses. Its names are a
/// heading, so that the search finds the entry and not the page.
pub(super) fn html(chapter: &Chapter<'_>, at: usize) -> String {
    let (book, term) = (chapter.book, chapter.term(at));
    let names = sides(book, " · ", |side| named(chapter, at, side));
    let id = escape(&term.id);
    let link = format!("<a class=\"header\" href=\"#term-{id}\">{names}</a>");
    let mut out = if super::is_short(book) {
        format!("<div class=\"bi-entry\">\n<h3 id=\"term-{id}\">{link}")
    } else {
        // The sidebar has the headings that begin with a link.
        format!("<div class=\"bi-entry bi-late\">\n<h3 id=\"term-{id}\"><span>{link}</span>")
    };
    if term.draft {
        out.push_str(&format!(" <em class=\"bi-draft\">{}</em>", words::both(book, DRAFT)));
    }
    out.push_str("</h3>\n");
    let definition = sides(book, "", |side| defined(chapter, at, side));
    if !definition.is_empty() {
        out.push_str(&format!(
            "<p class=\"bi-definition\"><span class=\"bi\">{definition}</span></p>\n"
        ));
    }
    let also = sides(book, " ", |side| aliases(chapter, at, side));
    if !also.is_empty() {
        out.push_str(&format!("<p class=\"bi-aliases\">{also}</p>\n"));
    }
    out.push_str(&related(chapter, at));
    out.push_str(&uses::html(chapter, at));
    out.push_str("</div>\n\n");
    out
}

/// The term of one language as it is defined, with its reading if it is
/// Chinese; nothing where it has no name there.
fn named(chapter: &Chapter<'_>, at: usize, side: Side) -> String {
    let term = chapter.term(at);
    let name = match (term.name.get(side), chapter.book.bilingual) {
        // The one language a book has names every term.
        ("", false) => name(term, side),
        ("", true) => return String::new(),
        (name, _) => name,
    };
    let chinese = chapter.book.language(side).is_chinese();
    let reading = order::reading(term, side).filter(|_| chinese).map(|reading| {
        format!(" <span class=\"bi-pinyin\" lang=\"zh-Latn-pinyin\">{}</span>", escape(&reading))
    });
    format!("<dfn>{}</dfn>{}", escape(name), reading.unwrap_or_default())
}

fn defined(chapter: &Chapter<'_>, at: usize, side: Side) -> String {
    let (pieces, links) = chapter.definition(at, side);
    let links: Vec<_> = links
        .into_iter()
        .map(|(range, term)| (range, format!("#term-{}", chapter.term(term).id)))
        .collect();
    definition::html(&pieces, chapter.page, &links)
}

fn aliases(chapter: &Chapter<'_>, at: usize, side: Side) -> String {
    let names: Vec<String> =
        chapter.term(at).aliases(side).iter().map(|name| escape(name)).collect();
    if names.is_empty() {
        return String::new();
    }
    let language = chapter.book.language(side);
    format!("{} {}", ALSO.of(language), names.join(COMMA.of(language)))
}

/// The relations of a term in both directions, each once.
fn related(chapter: &Chapter<'_>, at: usize) -> String {
    let lines = relations(chapter, at);
    if lines.is_empty() {
        return String::new();
    }
    let list: String = lines
        .iter()
        .map(|(from, relation, to)| {
            let text = sides(chapter.book, " · ", |side| {
                relation_text(chapter, at, *from, relation, *to, side)
            });
            format!("<li>{text}</li>")
        })
        .collect();
    let label = words::both_plain(chapter.book, RELATED);
    format!("<div class=\"bi-related\"><ul aria-label=\"{}\">{list}</ul></div>\n", escape(&label))
}

/// From, how, to: what this term names, then what names this term. A relation
/// without label that both terms name is one.
pub(super) fn relations<'a>(chapter: &Chapter<'a>, at: usize) -> Vec<(usize, &'a Relation, usize)> {
    let out = chapter
        .term(at)
        .related
        .iter()
        .filter_map(|relation| Some((at, relation, *chapter.ids.get(relation.to.as_str())?)));
    let mut lines: Vec<_> = out.collect();
    for (from, relation) in &chapter.backlinks[at] {
        if !super::is_told(chapter.book, at, *from, relation) {
            lines.push((*from, relation, at));
        }
    }
    lines
}

/// *from label to*, with links to the terms other than the entry's own; the
/// other term alone where there is no label.
fn relation_text(
    chapter: &Chapter<'_>,
    own: usize,
    from: usize,
    relation: &Relation,
    to: usize,
    side: Side,
) -> String {
    let link = |at: usize| {
        let term = chapter.term(at);
        format!("<a href=\"#term-{}\">{}</a>", escape(&term.id), escape(name(term, side)))
    };
    let other = if from == own { to } else { from };
    let label = relation.label.get(side);
    if label.is_empty() {
        return link(other);
    }
    let label = format!("<span class=\"bi-label\">{}</span>", escape(label));
    match from == own {
        true => format!("{label} {}", link(other)),
        false => format!("{} {label} {}", link(other), escape(name(chapter.term(own), side))),
    }
}

/// The relations of the whole glossary as a list: what the concept map shows.
pub(super) fn relation_list(chapter: &Chapter<'_>) -> String {
    let mut out = String::from("<ul class=\"bi-relations\">\n");
    for at in 0..chapter.book.glossary.terms.len() {
        for relation in &chapter.term(at).related {
            let Some(to) = chapter.ids.get(relation.to.as_str()) else { continue };
            let text = sides(chapter.book, " · ", |side| {
                let link = |at: usize| {
                    let term = chapter.term(at);
                    let (id, name) = (escape(&term.id), escape(name(term, side)));
                    format!("<a href=\"#term-{id}\">{name}</a>")
                };
                let label = match relation.label.get(side) {
                    "" => "—".to_string(),
                    label => escape(label),
                };
                format!("{} <span class=\"bi-label\">{label}</span> {}", link(at), link(*to))
            });
            out.push_str(&format!("<li>{text}</li>\n"));
        }
    }
    out.push_str("</ul>\n");
    out
}
