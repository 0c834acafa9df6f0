//! Chapters whose two sides do not match block for block.

mod languages;

use super::*;
use crate::parse::parse;
use proptest::prelude::*;

/// The beads of two Markdown texts as `source blocks-target blocks`.
fn shape(source: &str, target: &str) -> String {
    let pairs = align(parse(source).blocks, parse(target).blocks, &Glossary::default());
    let beads: Vec<String> =
        pairs.iter().map(|pair| format!("{}-{}", pair.source.len(), pair.target.len())).collect();
    beads.join(" ")
}

fn glossary(chinese: &str, english: &str) -> Glossary {
    let name = crate::document::Bilingual { source: chinese.into(), target: english.into() };
    let mut glossary = Glossary::default();
    glossary.terms.push(crate::glossary::Term { name, ..Default::default() });
    glossary
}

const CHINESE: &str = "# 关于花园

园子在河的南岸，面积不到两亩，却种了四十三种果树。

## 浇水

夏天每天浇两次水。早上六点以前浇完第一次，太阳下山以后再浇第二次；中午绝对不能浇。

有人问：下雨天还要浇吗？不用。

## 施肥

肥料放在 `shed-2` 里，用多少取多少，取完要登记。

冬天不施肥，等到三月再说。
";

const ENGLISH: &str = "# About the Garden

The garden lies on the south bank of the river. It covers less than two mu, yet forty-three kinds of fruit tree grow in it.

## Watering

In summer it is watered twice a day. The first round is over before six in the morning and the second comes after sunset; it must never be watered at noon.

Somebody asked: does it need water on a rainy day? It does not.

## Feeding

The fertiliser is kept in `shed-2`. Take what you need and sign for it.

In winter nothing is fed; wait until March.
";

#[test]
fn pairs_what_matches_one_to_one() {
    assert_eq!(shape(CHINESE, ENGLISH), ["1-1"; 8].join(" "));
    assert_eq!(shape(ENGLISH, CHINESE), ["1-1"; 8].join(" "));
}

#[test]
fn a_dropped_paragraph_does_not_shift_the_rest() {
    let short =
        ENGLISH.replace("Somebody asked: does it need water on a rainy day? It does not.\n\n", "");
    assert_eq!(shape(CHINESE, &short), "1-1 1-1 1-1 1-1 1-0 1-1 1-1 1-1");
    assert_eq!(shape(&short, CHINESE), "1-1 1-1 1-1 1-1 0-1 1-1 1-1 1-1");
}

#[test]
fn an_added_paragraph_stands_alone() {
    let long = ENGLISH.replace(
        "## Feeding",
        "The gate is locked at nine, and whoever comes later has to ring the bell at the house.\n\n## Feeding",
    );
    assert_eq!(shape(CHINESE, &long), "1-1 1-1 1-1 1-1 1-1 0-1 1-1 1-1 1-1");
}

#[test]
fn a_split_paragraph_stays_one_pair() {
    let split = ENGLISH.replace("a day. The first", "a day.\n\nThe first");
    assert_eq!(shape(CHINESE, &split), "1-1 1-1 1-1 1-2 1-1 1-1 1-1 1-1");
}

#[test]
fn merged_paragraphs_stay_one_pair() {
    let merged = ENGLISH.replace("noon.\n\nSomebody", "noon. Somebody");
    assert_eq!(shape(CHINESE, &merged), "1-1 1-1 1-1 2-1 1-1 1-1 1-1");
}

#[test]
fn a_dropped_heading_stands_alone() {
    let without = ENGLISH.replace("## Feeding\n\n", "");
    assert_eq!(shape(CHINESE, &without), "1-1 1-1 1-1 1-1 1-1 1-0 1-1 1-1");
}

#[test]
fn a_heading_that_runs_into_its_paragraph_stays_one_pair() {
    let merged = ENGLISH.replace("## Watering\n\nIn summer", "Watering In summer");
    let pairs = align(parse(CHINESE).blocks, parse(&merged).blocks, &glossary("浇水", "watering"));
    assert_eq!(pairs[2].source.len(), 2);
    assert_eq!(pairs.iter().filter(|pair| pair.status == Status::Translated).count(), 7);
}

#[test]
fn a_short_sentence_that_was_split_off_stays_with_its_paragraph() {
    let split = ENGLISH.replace("rainy day? It does not.", "rainy day?\n\nIt does not.");
    assert_eq!(shape(CHINESE, &split), "1-1 1-1 1-1 1-1 1-2 1-1 1-1 1-1");
}

#[test]
fn a_link_to_the_original_file_is_no_heading() {
    let chinese = CHINESE.replacen(
        "# 关于花园\n",
        "# 关于花园\n\n[ch01-about-the-garden.md](https://example.org/ch01-about-the-garden.md)\n",
        1,
    );
    assert_eq!(shape(&chinese, ENGLISH), "1-1 1-0 1-1 1-1 1-1 1-1 1-1 1-1 1-1");
}

#[test]
fn list_items_pair_by_what_they_say() {
    let chinese = "- 带上 3 把铲子\n- 带上水壶\n- 带上 `map.png`\n- 穿雨鞋\n";
    let english = "- Bring 3 spades\n- Bring `map.png`\n- Wear rubber boots\n";
    assert_eq!(shape(chinese, english), "1-1 1-0 1-1 1-1");
}

#[test]
fn table_cells_keep_their_columns() {
    let chinese = "| 名称 | 数量 |\n|--|--|\n| 苹果 | 12 |\n| 梨 | 7 |\n| 李子 | 30 |\n";
    let english = "| Name | Count |\n|--|--|\n| Apple | 12 |\n| Plum | 30 |\n";
    let pairs = align(parse(chinese).blocks, parse(english).blocks, &Glossary::default());
    for pair in pairs.iter().filter(|pair| pair.status == Status::Translated) {
        let column = |block: &Block<'_>| match block.kind {
            BlockKind::TableCell { column, .. } => Some(column),
            _ => None,
        };
        assert_eq!(column(&pair.source[0]), column(&pair.target[0]));
    }
    assert_eq!(shape(chinese, english), "1-1 1-1 1-1 1-1 1-0 1-0 1-1 1-1");
}

#[test]
fn code_is_never_merged_with_prose() {
    let chinese = "先看代码：\n\n```\nlet a = 1;\n```\n\n它给 `a` 一个值。\n";
    let english = "It gives `a` a value.\n\n```\nlet a = 1;\n```\n";
    let pairs = align(parse(chinese).blocks, parse(english).blocks, &Glossary::default());
    let code = pairs.iter().find(|pair| *pair.kind() == BlockKind::Code);
    assert!(code.is_some_and(|pair| pair.shared));
}

#[test]
fn footnotes_go_by_their_labels_wherever_they_stand() {
    let chinese = "甲[^a]，乙[^b]。\n\n[^a]: 第一条注。\n[^b]: 第二条注。\n";
    let english = "[^b]: The other note.\n\nA[^a], B[^b].\n\n[^a]: One note.\n";
    let pairs = align(parse(chinese).blocks, parse(english).blocks, &Glossary::default());
    let targets: Vec<&str> =
        pairs.iter().flat_map(|pair| &pair.target).map(|block| block.plain.as_str()).collect();
    assert_eq!(targets, ["A, B.", "One note.", "The other note."]);
}

#[test]
fn pins_hold_whatever_the_scores_say() {
    let chapter =
        |pins| ChapterBlocks { source: parse(CHINESE).blocks, target: parse(ENGLISH).blocks, pins };
    let pins = vec![
        Pin { source: 1..2, target: 3..5 },
        Pin { source: 6..7, target: 1..2 },
        Pin { source: 7..9, target: 0..1 },
    ];
    let (pairs, _) = book(vec![chapter(pins)], &Glossary::default());
    let pinned =
        pairs[0].iter().find(|pair| pair.source.first().is_some_and(|b| b.plain.starts_with('园')));
    assert_eq!(pinned.map(|pair| (pair.target.len(), pair.confidence)), Some((2, 1.0)));
    let moved = pairs[0]
        .iter()
        .find(|pair| pair.source.first().is_some_and(|b| b.plain.starts_with("肥料")));
    assert!(moved.is_some_and(|pair| pair.target[0].plain.starts_with("The garden lies")));
    assert_eq!(pairs[0].iter().map(|pair| pair.target.len()).sum::<usize>(), 8);
}

#[test]
fn a_glossary_decides_between_look_alikes() {
    let mut glossary = glossary("梅雨", "plum rain");
    glossary.terms.extend(self::glossary("霜降", "frost's descent").terms);
    let chinese = CHINESE.replace("## 施肥", "梅雨来了就挖沟。\n\n霜降到了就收瓜。\n\n## 施肥");
    let english =
        ENGLISH.replace("## Feeding", "At Frost's Descent the melons come in.\n\n## Feeding");
    let pairs = align(parse(&chinese).blocks, parse(&english).blocks, &glossary);
    assert_eq!(pairs[5].status, Status::Untranslated);
    assert_eq!(pairs[6].status, Status::Translated);
}

#[test]
fn long_stretches_without_a_partner_are_bridged() {
    let paragraph = |n: usize| format!("第 {n} 段说的是 `item{n}` 这件事，不长。\n\n");
    let chinese: String = (0..400).map(paragraph).collect();
    let english: String = (0..400)
        .filter(|n| !(100..300).contains(n))
        .map(|n| format!("Paragraph {n} is about `item{n}` and is short.\n\n"))
        .collect();
    let pairs = align(parse(&chinese).blocks, parse(&english).blocks, &Glossary::default());
    assert_eq!(pairs.iter().filter(|pair| pair.status == Status::Translated).count(), 200);
}

#[test]
fn odd_chapters_do_no_harm() {
    for (source, target) in
        [("", ""), ("# 题", ""), ("", "Text"), ("***", "a"), ("![](a.png)", "b")]
    {
        let pairs = align(parse(source).blocks, parse(target).blocks, &Glossary::default());
        assert!(pairs.iter().all(|pair| !pair.source.is_empty() || !pair.target.is_empty()));
    }
}

fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        "[一-龥a-zA-Z0-9，。？“”（）：…. ]{1,40}",
        "#{1,3} [一-龥a-z0-9]{1,9}",
        "- [一-龥a-z]{1,9}\n- [0-9]{1,3}",
        "> [a-zA-Z. ]{1,30}",
        "`{3}\n[a-z\n]{0,9}\n`{3}",
        "\\[\\^[ab]\\]: [a-z]{1,9}",
        Just("---".to_string()),
        Just("| a | 二 |\n|--|--|\n| 3 | d |".to_string()),
        Just("<div>\n\n</div>".to_string()),
        "\\PC{0,40}",
    ]
}

fn chapter() -> impl Strategy<Value = String> {
    proptest::collection::vec(block(), 0..12).prop_map(|blocks| blocks.join("\n\n"))
}

proptest! {
    #[test]
    fn every_block_stands_exactly_once(source in chapter(), target in chapter()) {
        let blocks = (parse(&source).blocks, parse(&target).blocks);
        let pairs = align(blocks.0.clone(), blocks.1.clone(), &Glossary::default());
        let spans = |blocks: Vec<&Block<'_>>| -> Vec<Range<usize>> {
            blocks.into_iter().map(|block| block.span.clone()).collect()
        };
        let kept = spans(pairs.iter().flat_map(|pair| &pair.source).collect());
        prop_assert_eq!(kept, spans(blocks.0.iter().collect()), "source, in order");
        let mut kept = spans(pairs.iter().flat_map(|pair| &pair.target).collect());
        let mut there = spans(blocks.1.iter().collect());
        let foot = |block: &Block<'_>| matches!(block.kind, BlockKind::Footnote { .. });
        if blocks.1.iter().any(foot) {
            kept.sort_by_key(|span| (span.start, span.end));
            there.sort_by_key(|span| (span.start, span.end));
        }
        prop_assert_eq!(kept, there, "target, in order unless there are footnotes");
        let ids: std::collections::BTreeSet<&str> = pairs.iter().map(|pair| pair.id.as_str()).collect();
        prop_assert_eq!(ids.len(), pairs.len());
        let again = align(blocks.0, blocks.1, &Glossary::default());
        prop_assert_eq!(format!("{pairs:?}"), format!("{again:?}"));
    }

    #[test]
    fn sentences_are_the_text_without_white_space(text in "[一-龥a-zA-Z0-9。！？…“”（）. \n]{0,80}|\\PC{0,60}") {
        for parts in [sentence::sentences(&text), sentence::clauses(&text)] {
            let joined: String = parts.iter().map(|part| &text[part.clone()]).collect();
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&joined), bare(&text));
        }
    }

    #[test]
    fn sentence_beads_cover_both_texts(source in "[一-龥。！？，a-z ]{0,60}", target in "\\PC{0,60}") {
        let beads = sentence::beads(&source, &target, &Lexicon::default());
        let covered: usize = beads.iter().map(|bead| bead.source.len()).sum();
        prop_assert!(covered <= source.len());
        let ends: Vec<usize> = beads.iter().filter(|b| !b.target.is_empty()).map(|b| b.target.end).collect();
        prop_assert!(ends.is_sorted());
    }

    #[test]
    fn a_counterpart_is_of_the_translation(source in "([一-龥。！，*]{1,30}\n\n){1,2}", target in "([A-Za-z.! *“]{1,30}\n\n){1,3}") {
        let lexicon = Lexicon::default();
        let (from, to) = (parse(&source).blocks, parse(&target).blocks);
        let pairs = into_pairs(vec![(from, to, 1.0)]);
        let pair = &pairs[0];
        let all: Vec<&str> = pair.target.iter().map(|block| block.plain.as_str()).collect();
        for (at, block) in pair.indexed(crate::document::Side::Source) {
            let said = sentence::counterpart(pair, at, 0..block.plain.len(), &lexicon);
            prop_assert!(said.is_none_or(|said| all.join(" ").contains(&said)));
        }
    }
}
