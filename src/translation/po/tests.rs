use super::*;
use crate::document::Pair;
use crate::translation::catalog::Message;
use proptest::prelude::*;

fn catalog(messages: &[(&str, &str, bool)]) -> Catalog {
    let message = |(id, text, fuzzy): &(&str, &str, bool)| Message {
        id: (*id).to_string(),
        text: (*text).to_string(),
        fuzzy: *fuzzy,
        ..Message::default()
    };
    Catalog::new(messages.iter().map(message).collect())
}

/// The pairs of a chapter, as (source, target, status).
fn pairs(source: &str, messages: &[(&str, &str, bool)]) -> Vec<(String, String, Status)> {
    let translated = translate("a.md", source, &catalog(messages)).expect("messages");
    let (blocks, target) = (parse(source).blocks, parse(&translated.text).blocks);
    let plain = |pair: &Pair<'_>| {
        let side = |blocks: &[Block<'_>]| {
            blocks.iter().map(|block| block.plain.trim()).collect::<Vec<_>>().join("|")
        };
        (side(&pair.source), side(&pair.target), pair.status)
    };
    super::super::pairs(&blocks, &target, &translated.beads).iter().map(plain).collect()
}

#[track_caller]
fn translates(source: &str, messages: &[(&str, &str, bool)], expected: &[(&str, &str, Status)]) {
    let found = pairs(source, messages);
    let found: Vec<_> =
        found.iter().map(|(s, t, status)| (s.as_str(), t.as_str(), *status)).collect();
    assert_eq!(found, expected, "{source}");
}

use Status::{Draft, Orphan, Translated as Done, Untranslated};

#[test]
fn every_kind_of_block_gets_its_message() {
    translates(
        "# Title {#id}\n\nA line\nand more.\n\n- one\n- two\n  on\n\n  > deep\n\n|a|b|\n|-|-|\n|c|d|\n",
        &[
            ("Title", "题目", false),
            ("A line and more.", "一行。", false),
            ("one", "一", false),
            ("two on", "二  \n行", false),
            ("deep", "深", false),
            ("a", "甲", false),
            ("d", "丁\\|丁", false),
        ],
        &[
            ("Title", "题目", Done),
            ("A line and more.", "一行。", Done),
            ("one", "一", Done),
            ("two on", "二\n行", Done),
            ("deep", "深", Done),
            ("a", "甲", Done),
            ("b", "", Untranslated),
            ("c", "", Untranslated),
            ("d", "丁|丁", Done),
        ],
    );
}

#[test]
fn fuzzy_messages_are_drafts_and_missing_ones_untranslated() {
    translates(
        "One.\n\nTwo.\n\nThree.\n",
        &[("One.", "一。", true), ("Two.", "", false)],
        &[("One.", "一。", Draft), ("Two.", "", Untranslated), ("Three.", "", Untranslated)],
    );
}

#[test]
fn a_message_with_two_paragraphs_is_one_pair() {
    translates(
        "> One.\n\nTwo.\n",
        &[("One.", "一。\n\n又一。", false), ("Two.", "二。", false)],
        &[("One.", "一。|又一。", Done), ("Two.", "二。", Done)],
    );
}

#[test]
fn merged_paragraphs_and_text_without_source_come_back() {
    translates(
        "One.\n\nTwo.\n\nThree.\n",
        &[
            ("One.", "一和二。", false),
            ("Two.", MERGED, false),
            ("Three.", &format!("三。\n\n{ORPHAN}\n\n多余。"), false),
        ],
        &[("One.|Two.", "一和二。", Done), ("Three.", "三。", Done), ("多余。", "多余。", Orphan)]
            .map(|(s, t, status)| (if status == Orphan { "" } else { s }, t, status)),
    );
}

#[test]
fn code_has_its_strings_and_comments_translated() {
    let source = "- item\n\n  ```rust\n  // Note\n  let a = \"b\";\n  ```\n";
    translates(
        source,
        &[("item", "项", false), ("// Note\n", "// 注\n", false), ("\"b\"", "\"fuzzy\"", true)],
        &[("item", "项", Done), ("// Note\nlet a = \"b\";", "// 注\nlet a = \"b\";", Done)],
    );
}

#[test]
fn what_is_not_for_translation_is_printed_once() {
    let source = "<div>\n\n```\nplain\n```\n\n---\n\n<!-- i18n:skip -->\n\nSkipped.\n";
    let translated = translate("a.md", source, &catalog(&[])).expect("messages");
    assert!(translated.beads.iter().all(|bead| bead.shared), "{:?}", translated.beads);
    assert!(!translated.has_translation());
    assert_eq!(translated.text, source);
}

#[test]
fn a_context_tells_two_uses_of_a_message_apart() {
    let mut messages = catalog(&[("Same.", "同。", false)]).messages;
    messages.push(Message {
        context: Some(context("a.md", 2)),
        id: "Same.".into(),
        text: "一样。".into(),
        ..Message::default()
    });
    let translated = translate("a.md", "Same.\n\nSame.\n", &Catalog::new(messages));
    assert_eq!(translated.expect("messages").text, "同。\n\n一样。\n");
}

#[test]
fn a_translation_that_opens_a_fence_stays_in_its_place() {
    let found = pairs("One.\n\nTwo.\n", &[("One.", "```\n一", false), ("Two.", "二。", false)]);
    assert_eq!(found.len(), 2);
    assert_eq!(found[1], ("Two.".to_string(), "二。".to_string(), Done));
}

proptest! {
    #[test]
    fn every_block_of_any_text_stands_once(
        text in "[ab。*`#>|\\-1.<\n ]{0,60}",
        message in "[一*`#>|\\-<\n ]{0,12}",
        every in 1..4_usize,
    ) {
        let Ok(found) = units(&text) else { return Ok(()) };
        let ids = found.iter().flat_map(|unit| match unit {
            Unit::Message { id, .. } => vec![id.clone()],
            Unit::Code { pieces, .. } => pieces.iter().filter_map(|p| p.id.clone()).collect(),
        });
        let messages = ids.step_by(every).map(|id| Message { id, text: message.clone(), ..Message::default() });
        let translated = translate("a.md", &text, &Catalog::new(messages.collect()));
        prop_assert!(translated.is_ok());
        let translated = translated.unwrap_or_default();
        let count = parse(&text).blocks.len();
        let mut next = 0;
        for bead in &translated.beads {
            prop_assert_eq!(bead.source.start, next);
            next = bead.source.end;
        }
        prop_assert_eq!(next, count);
        let mut last = 0;
        for bead in &translated.beads {
            prop_assert!(bead.target.start >= last || bead.target.is_empty());
            last = last.max(bead.target.end);
        }
    }
}
