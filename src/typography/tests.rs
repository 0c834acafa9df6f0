use super::mend_emphasis;
use crate::parse::{parse, parser};
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use proptest::prelude::*;
use std::borrow::Cow;

#[track_caller]
fn mends(from: &str, to: &str) {
    assert_eq!(mend_emphasis(from), to, "{from}");
}

#[track_caller]
fn leaves(text: &str) {
    let mended = mend_emphasis(text);
    assert!(matches!(mended, Cow::Borrowed(_)), "{text} became {mended}");
}

#[test]
fn emphasis_closes_after_full_width_punctuation() {
    mends("**强调。**后文", "<strong>强调。</strong>后文");
    mends("**强调（注）**后", "<strong>强调（注）</strong>后");
    mends("前**《书》**后", "前<strong>《书》</strong>后");
    mends("*强调。*后", "<em>强调。</em>后");
    mends("~~删除。~~后", "<del>删除。</del>后");
    mends("***都有。***后", "<em><strong>都有。</strong></em>后");
    mends("**强调。**Rust", "<strong>强调。</strong>Rust");
}

#[test]
fn quotes_dashes_and_ascii_brackets_beside_chinese_count() {
    mends("他说**“好”**就走", "他说<strong>“好”</strong>就走");
    mends("**“好。”**Rust", "<strong>“好。”</strong>Rust");
    mends("**等等——**后文", "<strong>等等——</strong>后文");
    mends("**脚本(Script)**里", "<strong>脚本(Script)</strong>里");
    mends("**스크립트(Script)**라고", "<strong>스크립트(Script)</strong>라고");
}

#[test]
fn several_in_a_paragraph_pair_in_order() {
    mends(
        "**甲。**中**乙。**后\n第二行**丙。**尾",
        "<strong>甲。</strong>中<strong>乙。</strong>后\n第二行<strong>丙。</strong>尾",
    );
    mends("**外。*内。*外。**后", "<strong>外。<em>内。</em>外。</strong>后");
}

#[test]
fn works_in_every_block_and_inside_links() {
    mends("# **题。**尾", "# <strong>题。</strong>尾");
    mends("- **项。**尾\n- b", "- <strong>项。</strong>尾\n- b");
    mends("> 甲\n> **引。**尾", "> 甲\n> <strong>引。</strong>尾");
    mends(
        "|a|b|\n|-|-|\n|**甲。**乙|**丙。**|",
        "|a|b|\n|-|-|\n|<strong>甲。</strong>乙|**丙。**|",
    );
    mends("[**甲。**乙](u**v。**w)", "[<strong>甲。</strong>乙](u**v。**w)");
    mends("**[甲](u)。**乙", "<strong>[甲](u)。</strong>乙");
    mends("**`码`。**乙", "<strong>`码`。</strong>乙");
}

#[test]
fn what_is_left_over_stays_literal() {
    mends("**甲。**乙 **丙", "<strong>甲。</strong>乙 \\*\\*丙");
    mends("*甲 **乙。**丙", "\\*甲 <strong>乙。</strong>丙");
}

#[test]
fn leaves_what_needs_no_mending() {
    leaves("**强调**。后文");
    leaves("**bold.** text, *em* and 中文");
    leaves("**bold.**text stays as CommonMark has it, 中文");
    leaves("没有强调，3 * 4 * 5。");
    leaves("所有*.rs和*.md文件");
    leaves("**强调。");
    leaves("");
}

#[test]
fn leaves_code_html_links_and_escapes_alone() {
    leaves("`**强调。**后文`");
    leaves("```\n**强调。**后文\n```");
    leaves("    **强调。**后文\n");
    leaves("<div>\n**强调。**后文\n</div>");
    leaves("<a title=\"**强调。**后\">甲</a>");
    leaves("[甲](/强调。**后 \"**强调。**后\")");
    leaves("![**强调。**后](u)");
    leaves("[甲]: /u \"**强调。**后\"\n");
    leaves("\\*\\*强调。\\*\\*后文");
    leaves("![[**强调。**后](u)](v)");
}

#[test]
fn a_snake_name_and_a_range_keep_their_characters() {
    mends("**甲。**乙 a_b_c 3~5天", "<strong>甲。</strong>乙 a_b_c 3~5天");
}

#[test]
fn an_unclosed_run_of_many_is_linear() {
    let text = "**甲。*乙".repeat(20_000);
    assert!(mend_emphasis(&text).len() >= text.len());
}

/// The text without tags, delimiters and escapes.
fn bare(text: &str) -> String {
    let mut bare = text.to_string();
    for tag in ["strong", "em", "del"] {
        bare = bare.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    bare.replace(['*', '~', '_', '\\'], "")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn mending_keeps_the_text(text in "[甲乙。，（）《》“”—a .*_~\\\\`\\[\\]()|>#\n-]{0,40}") {
        let mended = mend_emphasis(&text);
        prop_assert_eq!(bare(&mended), bare(&text));
        prop_assert_eq!(mended.lines().count(), text.lines().count());
    }

    #[test]
    fn mending_twice_changes_nothing_more(text in "[甲。（“a *~_`\\[\\](\n]{0,30}") {
        let once = mend_emphasis(&text).into_owned();
        let twice = mend_emphasis(&once);
        prop_assert_eq!(&*twice, &*once);
    }

    #[test]
    fn mended_blocks_are_the_same_blocks(text in "[甲乙。（“a *~|>\n-]{0,40}") {
        let (before, mended) = (parse(&text), mend_emphasis(&text));
        let kinds = |parsed: &crate::parse::Parsed<'_>| {
            parsed.blocks.iter().map(|block| block.kind.name()).collect::<Vec<_>>()
        };
        prop_assert_eq!(kinds(&before), kinds(&parse(&mended)));
    }

    /// Without CJK characters nothing may change, and so nothing does.
    #[test]
    fn text_without_cjk_is_borrowed(text in "[ab .*_~“”()\n]{0,40}") {
        prop_assert!(matches!(mend_emphasis(&text), Cow::Borrowed(_)));
    }

    /// What the parser still pairs in a mended paragraph is nothing.
    #[test]
    fn a_mended_paragraph_has_no_delimiters_left(text in "[甲乙。（a*~_ ]{0,30}") {
        if let Cow::Owned(mended) = mend_emphasis(&text) {
            let left = parser(&mended).any(|event| {
                matches!(event, Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough))
            });
            prop_assert!(!left, "{} became {}", text, mended);
        }
    }
}
