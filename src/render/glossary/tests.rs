use super::*;
use crate::glossary::Glossary;
use crate::language::Language;
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use proptest::prelude::*;

/// A bilingual book of these terms, without text.
pub(super) fn book(terms: Vec<Term>) -> Book<'static> {
    Book {
        glossary: Glossary { terms, ..Glossary::default() },
        ..Book::empty(Language::new("zh"), Language::new("en"))
    }
}

fn term(id: usize, related: &[(usize, &str)]) -> Term {
    let relation = |(to, label): &(usize, &str)| Relation {
        to: format!("t{to}"),
        label: Bilingual { source: label.to_string(), target: label.to_string() },
    };
    Term {
        id: format!("t{id}"),
        name: Bilingual { source: format!("词{id}"), target: format!("word {id}") },
        related: related.iter().map(relation).collect(),
        ..Term::default()
    }
}

fn page(terms: Vec<Term>) -> String {
    html(&book(terms), Path::new("glossary.html")).unwrap_or_default()
}

#[test]
fn nothing_without_a_glossary() {
    assert_eq!(html(&book(Vec::new()), Path::new("glossary.html")), None);
    assert_eq!(markdown(&book(Vec::new()), Path::new("glossary.html")), None);
}

#[test]
fn shows_relations_in_both_directions() {
    let page = page(vec![term(0, &[(1, "属于"), (2, "")]), term(1, &[]), term(2, &[(0, "")])]);
    let entry = |id: &str| {
        let from = page.find(&format!("id=\"term-{id}\"")).unwrap_or(0);
        let entry = &page[from..];
        entry[..entry.find("</div>").unwrap_or(entry.len())].to_string()
    };
    let own = "<span class=\"bi-label\">属于</span> <a href=\"#term-t1\">词1</a>";
    assert!(entry("t0").contains(own), "{}", entry("t0"));
    let back = "<a href=\"#term-t0\">词0</a> <span class=\"bi-label\">属于</span> 词1";
    assert!(entry("t1").contains(back), "{}", entry("t1"));
    assert_eq!(entry("t0").matches("#term-t2").count(), 2, "once in each language");
}

#[test]
fn draws_a_map_with_links_and_text_and_lists_it() {
    let page = page(vec![term(0, &[(1, "属于")]), term(1, &[]), term(2, &[])]);
    let map = &page[page.find("<svg").unwrap_or(0)..page.find("</svg>").unwrap_or(0)];
    assert!(map.contains("href=\"#term-t0\"") && map.contains(">word 1</text>"), "{map}");
    assert!(map.contains(">属于</text>"));
    assert!(!map.contains("词2"), "a term without relation is not on the map");
    assert!(page.contains("bi-relations"));
}

/// These six relations stopped a library that placed the boxes.
#[test]
fn draws_parts_that_meet_in_one_term() {
    let page = page(vec![
        term(0, &[(5, "甲")]),
        term(1, &[]),
        term(2, &[(11, "a")]),
        term(3, &[]),
        term(4, &[]),
        term(5, &[]),
        term(6, &[]),
        term(7, &[(5, "a甲aaa甲"), (2, "a")]),
        term(8, &[(11, ""), (3, "甲")]),
        term(9, &[]),
        term(10, &[]),
        term(11, &[]),
    ]);
    assert_eq!(page.matches("bi-map-term").count(), 7);
    assert_eq!(page.matches("bi-map-edge").count(), 6);
}

#[test]
fn lists_what_is_too_much_to_draw() {
    let others: Vec<(usize, &str)> = (0..41).map(|to| (to, "")).collect();
    let page = page((0..41).map(|id| term(id, &others)).collect());
    assert!(!page.contains("<svg") && page.contains("bi-relations"));
}

#[test]
fn keeps_the_terms_of_a_long_glossary_near_and_out_of_the_sidebar() {
    // mdBook's sidebar takes the headings that begin with a link.
    let in_sidebar = "<h3 id=\"term-t0\"><a class=\"header\"";
    let short = page((0..120).map(|id| term(id, &[])).collect());
    assert!(short.contains(in_sidebar) && !short.contains("<details>"));
    let long = page((0..121).map(|id| term(id, &[(0, "")])).collect());
    assert!(!long.contains(in_sidebar) && long.contains("href=\"#term-t0\""));
    let before_terms = long.split("id=\"term-").next().unwrap_or_default();
    assert!(!before_terms.contains("<svg"));
    assert!(before_terms.matches("<details>").count() >= 3, "an initial each, and the relations");
}

#[test]
fn bears_hostile_terms() {
    let nasty = "\"'><script>alert(1)</script>](javascript:x)\u{7}\u{202e}*|`&";
    let hostile = Term {
        name: Bilingual { source: nasty.into(), target: nasty.repeat(300) },
        source_aliases: vec![nasty.into()],
        definition: Bilingual { source: nasty.into(), target: nasty.into() },
        related: term(0, &[(1, nasty)]).related,
        ..term(0, &[])
    };
    let book = book(vec![hostile, term(1, &[])]);
    let html = html(&book, Path::new("glossary.html")).unwrap_or_default();
    let scripts = html.matches("<script").count();
    assert_eq!(scripts, 1, "the linked data alone");
    assert!(!html.contains("alert(1)</script>") && !html.contains("href=\"javascript"));
    let elements = html.split("<script").next().unwrap_or_default();
    assert!(!elements.contains("\"'>"), "{elements}");
    let markdown = markdown(&book, Path::new("glossary.html")).unwrap_or_default();
    for event in crate::parse::parser(&markdown) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => assert!(!html.contains("script")),
            Event::Start(Tag::Link { dest_url, .. }) => assert!(!dest_url.contains("script")),
            _ => {}
        }
    }
}

#[test]
fn plain_markdown_is_a_definition_list_with_links() {
    let mut one = term(0, &[(1, "属于")]);
    one.definition =
        Bilingual { source: "一种词1。".into(), target: "A kind of word 1.".into() };
    let markdown = markdown(&book(vec![one, term(1, &[])]), Path::new("glossary.html"));
    let markdown = markdown.unwrap_or_default();
    assert!(
        markdown.starts_with(
            "<a id=\"term-t0\"></a>**词0 · word 0**\n: 一种[词1](#term-t1)。\n\n\
             : A kind of [word 1](#term-t1).\n\n: 属于 [词1](#term-t1)\n"
        ),
        "{markdown}"
    );
    assert!(markdown.contains(": [词0](#term-t0) 属于 词1\n"), "{markdown}");
}

/// A page in one language without the links to terms.
fn unlinked(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(at) = rest.find("<a class=\"bi-term\"") {
        let (before, link) = rest.split_at(at);
        out.push_str(before);
        let Some((_, inside)) = link.split_once('>') else { break };
        let Some((text, after)) = inside.split_once("</a>") else { break };
        out.push_str(text);
        rest = after;
    }
    out.push_str(rest);
    out
}

proptest! {
    #[test]
    fn every_byte_outside_links_stays(text in "([词0-9 a\n>`#|:.-]|word|词1|\\PC)*") {
        use crate::annotate::terms::find;
        use crate::config::{GlossaryConfig, LinkUses};
        use crate::document::{Document, Source};
        let source = Source {
            path: "a.md".into(),
            language: Language::new("zh"),
            text: text.replace(['*', '_', '~', '<'], ""),
        };
        let document = Document {
            source: &source,
            target: None,
            page: "a.html".into(),
            title: Bilingual::default(),
            number: String::new(),
            pairs: crate::align::into_pairs(
                crate::parse::parse(&source.text)
                    .blocks
                    .into_iter()
                    .map(|block| (vec![block], Vec::new(), 1.0))
                    .collect(),
            ),
            source_comments: Vec::new(),
            target_comments: Vec::new(),
        };
        let mut book = Book { bilingual: false, ..book(vec![term(0, &[]), term(1, &[])]) };
        let config = GlossaryConfig { link: LinkUses::All, ..GlossaryConfig::default() };
        book.uses = find(std::slice::from_ref(&document), &book.glossary, &config).0;
        book.documents = vec![document];
        let page = crate::render::html::chapter(&book, crate::book::DocumentIndex(0));
        let own = unlinked(page.split("<script").next().unwrap_or_default());
        let joined = |text: &str| text.split_whitespace().collect::<String>();
        // A line break between two Chinese characters goes.
        prop_assert_eq!(joined(&own), joined(&source.text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn draws_any_relations(
        relations in prop::collection::vec((0usize..12, 0usize..12, "[a-z甲乙]{0,6}"), 0..30),
    ) {
        let terms = (0..12).map(|id| {
            let own = relations.iter().filter(|(from, to, _)| *from == id && from != to);
            let own: Vec<(usize, &str)> =
                own.map(|(_, to, label)| (*to, label.as_str())).collect();
            term(id, &own)
        });
        let page = page(terms.collect());
        let related = relations.iter().any(|(from, to, _)| from != to);
        prop_assert_eq!(page.contains("<svg"), related);
        prop_assert!(!page.contains("NaN") && !page.contains("inf\""));
    }
}
