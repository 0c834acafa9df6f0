use super::*;
use proptest::prelude::*;

fn kinds(text: &str) -> Vec<(BlockKind, String)> {
    parse(text).blocks.into_iter().map(|block| (block.kind, block.plain)).collect()
}

/// Markdown-like text: the characters that begin and end things, and Han.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "```\n",
        "|",
        "---",
        "\n",
        "\n\n",
        "*",
        "**",
        "`",
        "[^a]",
        "[^a]: ",
        "[茶](b)",
        "![图](c)",
        "<div>",
        "</div>",
        "<!-- x -->",
        "\\\\(",
        "\\\\)",
        "$$",
        "\\*",
        "&amp;",
        "茶",
        "内部",
        "。",
        "，",
        "“",
        "”",
        "tea ",
        "  ",
        "    ",
        "\t",
        ": ",
        "~~",
        "\r\n",
        "😀",
        "é",
        "\u{3000}",
        "[x]: y\n",
        "- [ ] ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_and_gaps_are_the_input(text in markdown()) {
        let blocks = parse(&text).blocks;
        let gaps = gaps(&text, &blocks);
        let mut whole = String::new();
        for (at, gap) in gaps.iter().enumerate() {
            whole.push_str(&text[gap.clone()]);
            whole.push_str(blocks.get(at).map_or("", |block| block.text));
        }
        prop_assert_eq!(whole, text);
    }

    #[test]
    fn segments_lie_in_their_block_and_hold_what_they_say(text in markdown()) {
        for block in parse(&text).blocks {
            for segment in &block.segments {
                prop_assert!(block.span.start <= segment.source.start);
                prop_assert!(segment.source.end <= block.span.end);
                if segment.verbatim {
                    prop_assert_eq!(
                        &block.plain[segment.plain.clone()],
                        &text[segment.source.clone()]
                    );
                }
            }
            for range in &block.protected {
                prop_assert!(block.plain.get(range.clone()).is_some());
            }
        }
    }
}

#[test]
fn a_list_item_is_its_first_paragraph() {
    assert_eq!(
        kinds("1. 甲\n\n   乙\n2. 丙\n"),
        [
            (BlockKind::ListItem { number: Some(1) }, "甲".into()),
            (BlockKind::Paragraph, "乙".into()),
            (BlockKind::ListItem { number: Some(2) }, "丙".into()),
        ]
    );
}

#[test]
fn further_lines_begin_with_the_prefix_of_their_container() {
    let prefixes: Vec<String> = parse("> - 甲\n>\n>   乙\n\n[^long-label]: 丙\n")
        .blocks
        .into_iter()
        .map(|b| b.prefix)
        .collect();
    assert_eq!(prefixes, [">   ", ">   ", "    "]);
}

#[test]
fn a_comment_is_no_block_and_stays_in_the_gap() {
    let parsed = parse("甲\n\n<!-- bilingual: no-callout -->\n\n乙\n");
    assert_eq!(parsed.blocks.len(), 2);
    assert_eq!(parsed.comments[0].text, "bilingual: no-callout");
}

#[test]
fn code_links_and_math_are_protected() {
    let block = &parse("茶 `水` [火](x) \\\\(土\\\\)").blocks[0];
    let protected: Vec<&str> = block.protected.iter().map(|r| &block.plain[r.clone()]).collect();
    assert_eq!(protected, ["水", "火", "\\(土\\)"]);
}

#[test]
fn an_image_alone_and_a_formula_alone_are_no_prose() {
    assert_eq!(kinds("![茶](x.png)\n")[0].0, BlockKind::Image);
    assert_eq!(kinds("$$ a $$\n")[0].0, BlockKind::Math);
}

#[test]
fn a_leading_escape_belongs_to_its_block() {
    assert_eq!(parse("\\# 茶\n").blocks[0].text, "\\# 茶");
}
