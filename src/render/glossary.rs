//! The glossary chapter: an index in both languages, the concept map, an entry
//! for each term with what it relates to and every paragraph that uses it.

mod definition;
mod entry;
mod linked_data;
mod map;
mod markdown;
mod order;
mod uses;

pub use markdown::markdown;

use super::words::Phrase;
use super::{escape, words};
use crate::annotate::terms::{Matcher, longest};
use crate::book::{Book, DocumentIndex, TermUse};
use crate::document::{Bilingual, Side};
use crate::glossary::{Relation, Term};
use definition::Piece;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;

const TERMS: Phrase = Phrase { hans: "词条", hant: "詞條", english: "Terms" };
const BY_PINYIN: Phrase =
    Phrase { hans: "按拼音排列的索引", hant: "按拼音排列的索引", english: "Index" };
const DRAFT: Phrase = Phrase { hans: "草稿", hant: "草稿", english: "draft" };

/// The most terms that the page shows as it would a few. The index of more is
/// opened initial by initial, so that the terms are not pages further down; they
/// are laid out when they come into sight; and they are not listed in the
/// sidebar: mdBook asks at every scroll where each heading there stands.
const FEW_TERMS: usize = 120;

const SIDES: [Side; 2] = [Side::Source, Side::Target];

/// The entries for mdBook's HTML renderer, to stand on the page `page`; nothing
/// for a book without a glossary.
pub fn html(book: &Book<'_>, page: &Path) -> Option<String> {
    let chapter = Chapter::new(book, page)?;
    let groups = order::groups(book, Side::Source);
    let mut out = index(book, &groups);
    if let Some(map) = map::html(&chapter) {
        out.push_str(&heading(book, 2, map::TITLE, "concept-map"));
        out.push_str(&map);
    }
    out.push_str(&heading(book, 2, TERMS, "terms"));
    for (initial, terms) in &groups {
        let id = if initial == "#" { "other" } else { initial };
        let initial = escape(initial);
        out.push_str(&format!("<p class=\"bi-initial\" id=\"initial-{id}\">{initial}</p>\n\n"));
        for at in terms {
            out.push_str(&entry::html(&chapter, *at));
        }
    }
    out.push_str(&linked_data::script(&chapter));
    Some(out)
}

fn is_short(book: &Book<'_>) -> bool {
    book.glossary.terms.len() <= FEW_TERMS
}

/// A heading in the languages of the book.
fn heading(book: &Book<'_>, level: usize, phrase: Phrase, id: &str) -> String {
    let text = sides(book, " · ", |side| escape(phrase.of(book.language(side))));
    format!("{} {text} {{#{id}}}\n\n", "#".repeat(level))
}

/// The terms by initial, for each language.
fn index(book: &Book<'_>, source: &[(String, Vec<usize>)]) -> String {
    let mut out = String::from("<div class=\"bi-index\">\n");
    let target = order::groups(book, Side::Target);
    for (side, groups) in [(Side::Source, source), (Side::Target, target.as_slice())] {
        if side == Side::Target && !book.bilingual {
            continue;
        }
        let language = book.language(side);
        out.push_str(&format!(
            "<nav class=\"{}\" lang=\"{}\" aria-label=\"{}\"><ul>",
            class(side),
            escape(language.tag()),
            escape(BY_PINYIN.of(language))
        ));
        for (initial, terms) in groups {
            let links = terms.iter().map(|at| {
                let term = &book.glossary.terms[*at];
                let foreign = term.name.get(side).is_empty() && book.bilingual;
                let language = match foreign {
                    true => format!(" lang=\"{}\"", escape(book.language(side.other()).tag())),
                    false => String::new(),
                };
                let name = escape(name(term, side));
                format!("<a href=\"#term-{}\"{language}>{name}</a>", escape(&term.id))
            });
            let links = links.collect::<Vec<String>>().join(" ");
            let initial = format!("<b>{}</b>", escape(initial));
            if is_short(book) {
                out.push_str(&format!("<li>{initial} {links}</li>"));
            } else {
                let count = format!("<span class=\"bi-count\">{}</span>", terms.len());
                out.push_str(&format!(
                    "<li><details><summary>{initial} {count}</summary>{links}</details></li>"
                ));
            }
        }
        out.push_str("</ul></nav>\n");
    }
    out.push_str("</div>\n\n");
    out
}

/// The terms that a page links to, for its popovers: by id, `s` and `t` the
/// names, `ds` and `dt` the definitions as HTML, `rel` the related terms as
/// [id, s, t, label s, label t], with a further 1 where it is the other that is
/// related to this one, `n` the number of paragraphs that use it.
pub(super) fn popovers(book: &Book<'_>, index: DocumentIndex) -> Value {
    let linked = book.uses_in(index).iter().filter(|found| found.linked);
    let mut used: Vec<usize> = linked.map(|found| found.term).collect();
    used.sort_unstable();
    used.dedup();
    if used.is_empty() {
        return json!({});
    }
    let page = &book.document(index).page;
    let ids = ids(book);
    let backlinks = backlinks(book, &ids, |to| used.binary_search(&to).is_ok());
    // Every page counts in the whole book, so this is to be quick.
    let mut paragraphs = vec![(0usize, None); book.glossary.terms.len()];
    for found in &book.uses {
        let (count, last) = &mut paragraphs[found.term];
        if last.replace(found.at) != Some(found.at) {
            *count += 1;
        }
    }
    let terms = used.into_iter().map(|at| {
        let term = &book.glossary.terms[at];
        let define = |side| {
            let pieces = definition::pieces(term.definition.get(side));
            definition::html(&pieces, page, &[])
        };
        let own = term.related.iter().filter_map(|relation| {
            let other = &book.glossary.terms[*ids.get(relation.to.as_str())?];
            Some(related(other, relation, false))
        });
        let back =
            backlinks[at].iter().filter(|(from, relation)| !is_told(book, at, *from, relation));
        let back =
            back.map(|(from, relation)| related(&book.glossary.terms[*from], relation, true));
        let data = json!({
            "s": term.name.source,
            "t": term.name.target,
            "ds": define(Side::Source),
            "dt": define(Side::Target),
            "rel": own.chain(back).collect::<Vec<Value>>(),
            "n": paragraphs[at].0,
        });
        (term.id.clone(), data)
    });
    Value::Object(terms.collect())
}

/// For each term that is wanted, those that name it as related.
fn backlinks<'a>(
    book: &'a Book<'_>,
    ids: &HashMap<&str, usize>,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Vec<(usize, &'a Relation)>> {
    let mut backlinks = vec![Vec::new(); book.glossary.terms.len()];
    for (from, term) in book.glossary.terms.iter().enumerate() {
        for relation in &term.related {
            if let Some(to) = ids.get(relation.to.as_str()).filter(|to| wanted(**to)) {
                backlinks[*to].push((from, relation));
            }
        }
    }
    backlinks
}

/// A related term as the page's script reads it.
fn related(other: &Term, Relation { label, .. }: &Relation, back: bool) -> Value {
    let Bilingual { source, target } = &other.name;
    match back {
        false => json!([other.id, source, target, label.source, label.target]),
        true => json!([other.id, source, target, label.source, label.target, 1]),
    }
}

/// Does a term say itself that it is related to another, which says no more of
/// it?
fn is_told(book: &Book<'_>, term: usize, other: usize, relation: &Relation) -> bool {
    let other = &book.glossary.terms[other].id;
    let known = book.glossary.terms[term].related.iter().any(|own| own.to == *other);
    known && relation.label == Bilingual::default()
}

/// What the parts of the chapter work on.
struct Chapter<'a> {
    book: &'a Book<'a>,
    page: &'a Path,
    /// The terms of each side, to be found in definitions.
    matchers: [Matcher; 2],
    /// For each term the terms that name it as related.
    backlinks: Vec<Vec<(usize, &'a Relation)>>,
    /// The index of a term by its id.
    ids: HashMap<&'a str, usize>,
    /// For each term its uses, in the order of the text.
    uses: Vec<Vec<&'a TermUse>>,
    /// The ids of the headings of each chapter, by where they begin.
    headings: Vec<BTreeMap<usize, String>>,
}

impl<'a> Chapter<'a> {
    fn new(book: &'a Book<'a>, page: &'a Path) -> Option<Self> {
        let terms = &book.glossary.terms;
        if terms.is_empty() {
            return None;
        }
        let ids = ids(book);
        let backlinks = backlinks(book, &ids, |_| true);
        let mut uses = vec![Vec::new(); terms.len()];
        for found in &book.uses {
            uses[found.term].push(found);
        }
        Some(Self {
            book,
            page,
            matchers: SIDES.map(|side| Matcher::new(&book.glossary, side, book.language(side))),
            backlinks,
            ids,
            uses,
            headings: book.documents.iter().map(super::inline::heading_ids).collect(),
        })
    }

    fn term(&self, at: usize) -> &'a Term {
        &self.book.glossary.terms[at]
    }

    /// The pieces of a term's definition and the other terms in it: the first
    /// use of each.
    fn definition(&self, at: usize, side: Side) -> (Vec<Piece>, Vec<(Range<usize>, usize)>) {
        let pieces = definition::pieces(self.term(at).definition.get(side));
        let protected = definition::protected(&pieces);
        let mut seen = vec![at];
        let found = longest(self.matchers[side as usize].all(&definition::plain(&pieces)));
        let links = found.into_iter().filter(|found| {
            let range = &found.range;
            let closed = protected.iter().any(|p| p.start < range.end && range.start < p.end);
            let fresh = !closed && !seen.contains(&found.term);
            if fresh {
                seen.push(found.term);
            }
            fresh
        });
        let links = links.map(|found| (found.range, found.term)).collect();
        (pieces, links)
    }
}

fn ids<'a>(book: &'a Book<'_>) -> HashMap<&'a str, usize> {
    book.glossary.terms.iter().enumerate().map(|(at, term)| (term.id.as_str(), at)).collect()
}

/// The name of a term on one side, or on the other where it has none there.
fn name(term: &Term, side: Side) -> &str {
    let Bilingual { source, target } = &term.name;
    match side {
        Side::Source if !source.is_empty() => source,
        Side::Target if target.is_empty() => source,
        Side::Source | Side::Target => target,
    }
}

fn class(side: Side) -> &'static str {
    match side {
        Side::Source => "bi-s",
        Side::Target => "bi-t",
    }
}

/// HTML for each side that follows the language mode, with `between` where both
/// are shown. A side without text is left out; the other then always shows.
fn sides(book: &Book<'_>, between: &str, text: impl Fn(Side) -> String) -> String {
    let mut out = String::new();
    for side in SIDES {
        let text = text(side);
        if text.is_empty() || side == Side::Target && !book.bilingual {
            continue;
        }
        if !out.is_empty() && !between.is_empty() {
            out.push_str(&format!("<span class=\"bi-x\">{between}</span>"));
        }
        let lang = escape(book.language(side).tag());
        out.push_str(&format!("<span class=\"{}\" lang=\"{lang}\">{text}</span>", class(side)));
    }
    out
}

#[cfg(test)]
mod tests;
