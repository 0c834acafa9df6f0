use super::*;
use crate::align;
use crate::document::Source;
use crate::parse::parse;
use proptest::prelude::*;

/// What is drafted from one chapter in these languages.
fn drafts(source: (&str, &str), target: (&str, &str)) -> Vec<DraftTerm> {
    let text = |(tag, text): (&str, &str), path: &str| Source {
        path: path.into(),
        language: Language::new(tag),
        text: text.into(),
    };
    let language = Language::new(source.0);
    let (source, target) = (text(source, "one.md"), text(target, "en/one.md"));
    let document = Document {
        source: &source,
        target: Some(&target),
        page: "one.html".into(),
        title: Bilingual::default(),
        number: String::new(),
        pairs: align::align(
            parse(&source.text).blocks,
            parse(&target.text).blocks,
            &Glossary::default(),
        ),
        source_comments: Vec::new(),
        target_comments: Vec::new(),
    };
    draft(&[document], &language)
}

fn names(source: &str, target: &str) -> Vec<(String, String)> {
    drafts(("zh", source), ("en", target))
        .into_iter()
        .map(|term| (term.name.source, term.name.target))
        .collect()
}

fn pair(source: &str, target: &str) -> (String, String) {
    (source.to_string(), target.to_string())
}

#[test]
fn a_term_comes_with_its_translation_and_both_definitions() {
    let terms = drafts(
        ("zh", "# 仓库\n\n先看规矩。热备是指让另一台机器一直跟着跑。\n"),
        ("en", "# Store\n\nRules first. Hot standby means keeping a second machine running.\n"),
    );
    assert_eq!(terms.len(), 1);
    assert_eq!(terms[0].name.source, "热备");
    assert_eq!(terms[0].name.target, "hot standby");
    assert_eq!(terms[0].definition.source, "热备是指让另一台机器一直跟着跑。");
    assert_eq!(terms[0].definition.target, "Hot standby means keeping a second machine running.");
    assert_eq!(terms[0].line, 3);
}

#[derive(serde::Deserialize)]
struct Case {
    source: String,
    target: String,
    terms: Vec<(String, String)>,
}

/// Sentences that were not written for any one rule.
#[test]
fn reads_sentences_of_many_kinds() {
    #[derive(serde::Deserialize)]
    struct Cases {
        case: Vec<Case>,
    }
    let cases: Cases = toml::from_str(include_str!("cases.toml")).unwrap();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let mut found = names(&case.source, &case.target);
        let mut wanted = case.terms.clone();
        found.sort();
        wanted.sort();
        if found != wanted {
            wrong.push((&case.source, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn two_terms_of_a_paragraph_do_not_take_each_others_names() {
    let found = names(
        "所谓“暗转”，是指灯光全灭时换景的那几秒，最短的一次只有四秒。每一个动作起步的记号，我们称为“提示点”。\n",
        "A blackout change means the seconds in which the set is changed in the dark; our shortest \
         took four. The mark from which every movement sets off we call a “cue point”.\n",
    );
    assert_eq!(found, [pair("暗转", "blackout change"), pair("提示点", "cue point")]);
}

#[test]
fn a_term_defined_twice_is_drafted_once_in_either_script() {
    let found = names(
        "熱備是指讓另一台機器跟著跑。\n\n热备是指让另一台机器跟着跑。\n",
        "Hot standby means a second machine running.\n\nHot standby means a machine running.\n",
    );
    assert_eq!(found, [pair("熱備", "hot standby")]);
}

#[test]
fn a_person_is_no_term_though_he_is_called_something() {
    let found = names(
        "村里人都叫他“活地图”。这只猫名为“阿福”。\n",
        "The villagers call him “Old Map”. The cat is called “Afu”.\n",
    );
    assert_eq!(found, []);
}

#[test]
fn an_acronym_gives_way_to_what_it_stands_for() {
    let found = names(
        "库存周转率（ITR）升到了六点二。\n",
        "The inventory turnover ratio (ITR) rose to 6.2.\n",
    );
    assert_eq!(found, [pair("库存周转率", "inventory turnover ratio")]);
}

#[test]
fn a_book_from_english_to_chinese_is_drafted_from_the_chinese() {
    let terms = drafts(
        ("en", "Hot standby means keeping a second machine running.\n"),
        ("zh", "热备是指让另一台机器一直跟着跑。\n"),
    );
    assert_eq!(terms[0].name.source, "hot standby");
    assert_eq!(terms[0].name.target, "热备");
}

#[test]
fn a_book_without_chinese_or_without_translation_is_no_trouble() {
    assert_eq!(drafts(("en", "A cat is a cat.\n"), ("de", "Eine Katze.\n")), []);
    assert_eq!(names("热备是指让另一台机器一直跟着跑。\n", ""), [pair("热备", "")]);
}

#[test]
fn emphasis_says_where_a_term_begins() {
    let found = names(
        "越界读取就属于*未定义行为*（undefined behavior）。\n",
        "Reading past the end is *undefined behavior*.\n",
    );
    assert_eq!(found, [pair("未定义行为", "undefined behavior")]);
}

#[test]
fn terms_of_the_author_are_not_proposed_again() {
    let terms = drafts(
        ("zh", "熱備是指讓另一台機器一直跟著跑。\n"),
        ("en", "Hot standby means a second machine running.\n"),
    );
    let term = crate::glossary::Term {
        source_aliases: vec!["热备".into()],
        ..crate::glossary::Term::default()
    };
    let glossary = Glossary { terms: vec![term], ..Glossary::default() };
    assert_eq!(without_known(terms, &glossary), []);
}

proptest! {
    /// No text panics, and the same text gives the same drafts.
    #[test]
    fn any_text_is_read_alike_twice(
        source in "([一-龥]|是指|即|所谓|叫做|把|，|。|“|”|「|」|（|）|\"|[a-zA-Z ’'.(),:]|\n\n|😀|é){0,60}",
        target in "([a-zA-Z]|means|called| is a |“|”|‘|’|\"|[ .,:;()—]|\n\n|İ|ß|中){0,60}",
    ) {
        let first = drafts(("zh", &source), ("en", &target));
        prop_assert_eq!(&first, &drafts(("zh", &source), ("en", &target)));
        for term in &first {
            prop_assert!(source.contains(&term.name.source), "{:?}", term);
        }
        for term in drafts(("en", &target), ("zh", &source)) {
            prop_assert!(source.contains(&term.name.target), "{:?}", term);
        }
    }
}
