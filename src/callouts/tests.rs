use super::*;
use crate::language::Language;
use proptest::prelude::*;

fn read(text: &str) -> (Decisions, Vec<Diagnostic>) {
    let language = Language::new("zh");
    Decisions::parse(&Source { path: "callouts.toml".into(), language, text: text.into() })
}

fn entry(pair: &str, decision: Decision) -> Entry {
    let words = |source: &str, target: &str| Bilingual {
        source: source.to_string(),
        target: target.to_string(),
    };
    Entry {
        chapter: "one.md".into(),
        pair: pair.into(),
        text: "守时不等于早到".into(),
        misconception: words("守时就是早到", "Punctuality is being early."),
        boundary: words("守时看的是说到做到。", "It is keeping one's word."),
        decision,
        span: 0..0,
    }
}

#[test]
fn what_is_decided_changes_one_entry_and_nothing_around_it() {
    let first = to_toml(&[entry("p-1", Decision::Draft), entry("p-2", Decision::Draft)]);
    let text = format!("{HEADER}\n{}", first.replace("pair = \"p-2\"", "pair = \"p-2\" # mine"));
    let shown = decide(&text, &entry("p-2", Decision::Show)).unwrap();
    assert_eq!(shown, text.strip_suffix("draft = true\n").unwrap());
    let omitted = decide(&text, &entry("p-1", Decision::Omit)).unwrap();
    assert_eq!(omitted, text.replacen("\ndraft = true", "\nomit = true", 1));
    let added = decide(&text, &entry("p-3", Decision::Show)).unwrap();
    assert_eq!(added, format!("{text}\n{}", one(&entry("p-3", Decision::Show))));
}

#[test]
fn a_file_with_its_entries_in_a_list_is_left_alone() {
    assert!(decide("callout = []\n", &entry("p-1", Decision::Show)).is_err());
    assert!(decide("callout = \n", &entry("p-1", Decision::Show)).is_err());
}

proptest! {
    #[test]
    fn any_words_come_back_from_the_file(words in "\\PC{0,30}") {
        let words = words.trim();
        let mut entry = entry("p-1", Decision::Draft);
        entry.boundary.target = words.to_string();
        entry.chapter = format!("{words}.md");
        let (found, said) = read(&to_toml(std::slice::from_ref(&entry)));
        prop_assert!(said.is_empty(), "{said:?}");
        let found = Entry { span: 0..0, ..found.entries[0].clone() };
        prop_assert_eq!(found, entry);
    }
}
