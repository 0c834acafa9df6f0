use super::*;
use crate::align::align;
use crate::document::{Bilingual, Source};
use crate::language::Language;
use crate::parse::parse;
use proptest::prelude::*;
use std::path::PathBuf;

const TEA: &str = r#"
[[term]]
source = "茶"
target = "tea"
definition = { source = "叶子。", target = "Leaves." }
related = ["green-tea"]

[[term]]
source = "绿茶"
target = "green tea"
definition = { source = "不发酵的茶。", target = "Tea that is not fermented." }
"#;

/// A chapter in two languages and what is found in it.
fn found<T>(
    glossary: &str,
    texts: [&str; 2],
    config: &GlossaryConfig,
    look: impl Fn(&[Document<'_>], Vec<TermUse>, Vec<Diagnostic>) -> T,
) -> T {
    let source = |path: &str, language: &str, text: &str| Source {
        path: PathBuf::from(path),
        language: Language::new(language),
        text: text.to_string(),
    };
    let (zh, en) = (source("a.md", "zh", texts[0]), source("en/a.md", "en", texts[1]));
    let (glossary, read) = Glossary::parse(&source("glossary.toml", "zh", glossary));
    assert_eq!(read, []);
    let document = Document {
        source: &zh,
        target: Some(&en),
        page: PathBuf::from("a.html"),
        title: Bilingual::default(),
        number: String::new(),
        pairs: align(parse(&zh.text).blocks, parse(&en.text).blocks, &glossary),
        source_comments: Vec::new(),
        target_comments: Vec::new(),
    };
    let documents = [document];
    let (uses, diagnostics) = find(&documents, &glossary, config);
    look(&documents, uses, diagnostics)
}

/// The Markdown of each linked use after `*`, the plain text of the others.
fn uses(texts: [&str; 2], config: &GlossaryConfig) -> Vec<String> {
    found(TEA, texts, config, |documents, uses, _| {
        let text = |used: &TermUse| {
            let text = &documents[0].text(used.side).map(|s| s.text.as_str()).unwrap_or_default();
            let pieces: Vec<&str> = used.source.iter().map(|piece| &text[piece.clone()]).collect();
            let block = &documents[0].pair(used.at.pair).block(used.side, used.block);
            match used.linked {
                true => format!("*{}", pieces.join("|")),
                false => block.plain[used.plain.clone()].to_string(),
            }
        };
        uses.iter().map(text).collect()
    })
}

fn codes(texts: [&str; 2]) -> Vec<(&'static str, PathBuf, usize)> {
    found(TEA, texts, &GlossaryConfig::default(), |_, _, found| {
        found.into_iter().map(|d| (d.code.name(), d.path, d.line)).collect()
    })
}

#[test]
fn links_the_first_use_for_each_language() {
    let texts = ["绿茶是茶。\n\n绿茶和茶。\n", "Green tea is tea.\n\nGreen teas, teas.\n"];
    assert_eq!(
        uses(texts, &GlossaryConfig::default()),
        ["*绿茶", "*茶", "*Green tea", "*tea", "绿茶", "茶", "Green teas", "teas"]
    );
}

#[test]
fn links_as_config_says() {
    let texts = ["茶。茶。\n\n## 二\n\n茶。\n", ""];
    let with = |link| uses(texts, &GlossaryConfig { link, ..GlossaryConfig::default() });
    assert_eq!(with(LinkUses::All), ["*茶", "*茶", "*茶"]);
    assert_eq!(with(LinkUses::FirstInSection), ["*茶", "茶", "*茶"]);
    assert_eq!(with(LinkUses::Never), ["茶", "茶", "茶"]);
    let config = GlossaryConfig { chapter: false, ..GlossaryConfig::default() };
    assert_eq!(uses(texts, &config), ["茶", "茶", "茶"], "nothing to link to");
}

#[test]
fn leaves_headings_code_links_images_html_and_math_alone() {
    let text = "# 茶\n\n`茶` [茶](a.md) ![茶](a.png) <b>茶</b> \\\\(茶\\\\) <a href=\"/\">茶</a> 茶\n\n\
                ```\n茶\n```\n\n<div>茶</div>\n";
    let found = uses([text, ""], &GlossaryConfig::default());
    assert_eq!(found.iter().filter(|text| text.starts_with('*')).count(), 1, "{found:?}");
    assert_eq!(found.last().map(String::as_str), Some("*茶"));
    assert!(!found.iter().any(|text| text.contains('`')), "code is no use: {found:?}");
}

#[test]
fn crosses_emphasis_in_pieces_and_a_line_break_in_one() {
    assert_eq!(uses(["绿**茶**。\n", ""], &GlossaryConfig::default()), ["*绿|茶"]);
    assert_eq!(uses(["> 绿\n> 茶。\n", ""], &GlossaryConfig::default()), ["*绿\n> 茶"]);
    assert_eq!(uses(["", "Green\ntea.\n"], &GlossaryConfig::default()), ["*Green\ntea"]);
}

#[test]
fn leaves_a_term_alone_in_its_own_definition() {
    let found = uses(["茶\n: 绿茶是茶。\n", ""], &GlossaryConfig::default());
    assert_eq!(found, ["茶", "*绿茶", "茶"]);
}

#[test]
fn reports_a_translation_without_the_term() {
    let found = codes(["绿茶与茶。\n\n一杯绿茶。\n", "Green tea, tea.\n\nA cup of sencha.\n"]);
    assert_eq!(found, [("inconsistent-term", PathBuf::from("a.md"), 3)]);
    let found = codes(["绿茶与茶。\n\n一杯水。\n", "Green tea, tea.\n\nA cup of tea.\n"]);
    assert_eq!(found, [("inconsistent-term", PathBuf::from("en/a.md"), 3)]);
}

#[test]
fn a_longer_term_is_no_use_of_the_shorter() {
    let found = codes(["茶。\n\n绿茶。\n", "Tea.\n\nGreen teas.\n"]);
    assert_eq!(found, []);
}

#[test]
fn reports_a_term_that_is_not_used_or_in_one_language_only() {
    let found = codes(["茶。\n", "Tea.\n"]);
    assert_eq!(found, [("unused-term", PathBuf::from("glossary.toml"), 9)]);
    let found = codes(["绿茶与茶。\n", "Tea.\n"]);
    assert_eq!(
        found.iter().map(|(code, _, line)| (*code, *line)).collect::<Vec<_>>(),
        [("inconsistent-term", 1), ("one-sided-use", 9)]
    );
}

#[test]
fn says_once_that_a_term_has_no_name_in_the_other_language() {
    let glossary = "[[term]]\nsource = \"茶\"\ndefinition = { source = \"饮。\" }\n";
    let source = Source {
        path: "glossary.toml".into(),
        language: Language::new("zh"),
        text: glossary.into(),
    };
    let glossary = Glossary::parse(&source).0;
    let zh = Source { path: "a.md".into(), text: "茶。\n".into(), ..source.clone() };
    let en = Source { language: Language::new("en"), text: "Tea.\n".into(), ..source.clone() };
    let document = Document {
        source: &zh,
        target: Some(&en),
        page: "a.html".into(),
        title: Bilingual::default(),
        number: String::new(),
        pairs: align(parse(&zh.text).blocks, parse(&en.text).blocks, &glossary),
        source_comments: Vec::new(),
        target_comments: Vec::new(),
    };
    let found = find(&[document], &glossary, &GlossaryConfig::default()).1;
    assert!(found.iter().all(|found| found.code.name() != "one-sided-use"), "{found:#?}");
}

#[test]
fn says_when_the_words_of_an_unused_term_belong_to_another() {
    let glossary = "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\n\
                    definition = { source = \"饮。\", target = \"A drink.\" }\n\
                    related = [\"红茶\"]\n\
                    [[term]]\nsource = \"红茶\"\ntarget = \"black tea\"\n\
                    definition = { source = \"茶。\", target = \"Tea.\" }\n";
    let hints =
        found(glossary, ["红茶。\n", "Black tea.\n"], &GlossaryConfig::default(), |_, _, d| {
            d.into_iter().map(|d| (d.code.name(), d.hint)).collect::<Vec<_>>()
        });
    assert_eq!(hints.len(), 1);
    assert_eq!(hints[0].0, "unused-term");
    assert!(hints[0].1.contains("another term"), "{}", hints[0].1);
}

proptest! {
    #[test]
    fn bears_any_text(text in "([茶绿綠 a\\n>*_`<>\\[\\]()#|:&;-]|tea|\\PC)*") {
        found(TEA, [&text, &text], &GlossaryConfig::default(), |documents, uses, _| {
            for used in uses {
                assert_eq!(used.linked, !used.source.is_empty());
                let text = documents[0].text(used.side).map(|s| s.text.as_str());
                let mut end = 0;
                for piece in used.source {
                    assert!(piece.start >= end && piece.start < piece.end);
                    assert!(text.is_some_and(|text| text.get(piece.clone()).is_some()));
                    end = piece.end;
                }
            }
        });
    }
}
