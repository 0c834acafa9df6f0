//! Laws of the importer.

use super::furniture::{arrange, take_shortcodes};
use super::lines::lines;
use super::{Front, Options, Target, bilingual, book, essay_with, marked};
use crate::language::Language;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// How often each letter stands in a text.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        *counts.entry(c).or_insert(0) += 1;
    }
    counts
}

/// Every letter of a text stands in the book that is made of it, or in what is
/// said to be left out.
fn no_letter_is_lost(text: &str, markdown: bool) -> Result<(), TestCaseError> {
    let (front, rest) = Front::take(text.to_string());
    let (rest, left_out) = take_shortcodes(&rest);
    let lines = if markdown { marked::lines(&rest) } else { lines(&rest) };
    let essay = essay_with(lines, front, Language::new("zh-Hans"));
    let options = Options { name: "x".into(), ..Options::default() };
    let files = book(&essay, &Target::None(Language::new("en")), &options);
    let chapter = |path: &std::path::Path| {
        path.parent() == Some("book".as_ref()) && path.extension() == Some("md".as_ref())
    };
    let mut found: String = files
        .iter()
        .filter(|(path, _)| chapter(path) && !path.ends_with("SUMMARY.md"))
        .map(|(_, text)| text.as_str())
        .collect();
    found.extend(left_out.iter().map(|shortcode| shortcode.text.as_str()));
    let found = letters(&found);
    for (letter, count) in letters(text) {
        let there = found.get(&letter).copied().unwrap_or(0);
        prop_assert!(there >= count, "{letter}: {there} of {count} in {text:?}");
    }
    Ok(())
}

fn line() -> impl Strategy<Value = String> {
    const LINES: &[&str] = &[
        "---",
        "+++",
        "title: 灯",
        "title = \"灯\"",
        "layout: post",
        "第一部分",
        "第二部分",
        "一、起因",
        "1. 甲",
        "2. 乙",
        "01",
        "「02」",
        "- 3 -",
        "# 题",
        "## 节",
        "```",
        "{{< figure >}}",
        "{% raw %}",
        "往期推荐",
        "点个在看",
        "阅读 1万+",
        "点击上方蓝字关注我们",
        "原创 某某 2024-03-05 北京",
        "转载请注明出处",
        "> 引",
        "| a | b |",
        "| - | - |",
        "[^1]: 注",
        "文[^1]",
        "<!-- 注 -->",
        "<div>",
        "    缩进",
        "[a]: https://example.org",
        "镇上的路灯换了三年，还有人问省不省电。",
        "The lamp is lit, and it is late.",
        "",
    ];
    prop_oneof![
        3 => prop::sample::select(LINES).prop_map(str::to_string),
        1 => "[a-d一二三，。：*_`\\[\\]{}<>%#-]{0,12}",
    ]
}

proptest! {
    #[test]
    fn no_letter_is_lost_but_those_that_are_listed(
        text in prop::collection::vec(line(), 0..14),
        blank in any::<bool>(),
        markdown in any::<bool>(),
    ) {
        no_letter_is_lost(&text.join(if blank { "\n\n" } else { "\n" }), markdown)?;
    }

    #[test]
    fn two_languages_taken_apart_lose_no_letter(text in prop::collection::vec(line(), 0..14)) {
        let lines = lines(&text.join("\n"));
        if let Some(halves) = bilingual::halves(&lines) {
            let all = |lines: &[super::lines::Line]| -> String {
                lines.iter().map(|line| line.text.as_str()).collect()
            };
            let (whole, found) = (letters(&all(&lines)), all(&halves.source) + &all(&halves.target));
            // What is in neither language stands on both sides.
            let found = letters(&found);
            let lost = whole.iter().filter(|(c, n)| found.get(*c).is_none_or(|kept| kept < *n));
            prop_assert_eq!(lost.collect::<Vec<_>>(), []);
        }
    }
}

#[test]
fn essays_have_no_furniture_in_them_and_are_in_one_language() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/essays");
    let files = std::fs::read_dir(dir).expect("essays").flatten().map(|entry| entry.path());
    let mut seen = 0;
    for path in files.filter(|path| path.extension() == Some("txt".as_ref())) {
        let text = std::fs::read_to_string(&path).expect("text");
        let before = lines(&text);
        let text = |lines: &[super::lines::Line]| -> Vec<String> {
            lines.iter().map(|line| line.text.clone()).collect()
        };
        assert_eq!(text(&arrange(before.clone())), text(&before), "{}", path.display());
        assert_eq!(bilingual::halves(&before), None, "{}", path.display());
        seen += 1;
    }
    assert!(seen > 100);
}
