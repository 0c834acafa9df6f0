use super::notes::NOTE_CUES;
use super::unnumbered::{BODIES, names_somebody};
use super::*;
use crate::import::lines::lines;

/// The kinds as letters: T title, B byline, 1-6 heading, p paragraph, i item,
/// n note.
fn kinds(text: &str) -> String {
    structure(&lines(text))
        .iter()
        .map(|element| match element.kind {
            Kind::Title => 'T',
            Kind::Byline => 'B',
            Kind::Heading { level, .. } => char::from(b'0' + level),
            Kind::Paragraph => 'p',
            Kind::Item { .. } => 'i',
            Kind::Note => 'n',
            Kind::Verbatim => 'v',
        })
        .collect()
}

#[test]
fn parts_with_their_titles_on_the_next_line() {
    let text = "开头是一个很长的段落，没有标题，它以句号结束，因此它不可能是全文的题目，只能是正文。\nPart One\n客户是谁\n第一段。\nPart Two\n怎么办\n第二段。\n\n如若转载,请注明出处:https://example.org/1.html";
    assert_eq!(kinds(text), "p1p1pn");
    let elements = structure(&lines(text));
    assert_eq!(elements[1].text, "Part One\u{3000}客户是谁");
}

#[test]
fn numbered_claims_are_paragraphs_and_numbered_titles_are_headings() {
    let claims = "题目\n一、问题\n1、快就是好。\n不是这样的，慢也有慢的好处。\n2、多就是好。\n也不是这样的，少也有少的好处。\n二、办法\n想清楚再动手。";
    assert_eq!(kinds(claims), "T1pppp1p");
    let titles = "题目\n1、总体印象\n人很多，天很热。\n2、费用\n花得不多。";
    assert_eq!(kinds(titles), "T1p1p");
    let long = "题目\n一、项目\n1、换刀时间。换刀时间是指从停机到重新开机的那段时间，本月缩短了一半，下个月还要再缩短一半，目标是五分钟以内，请各班组配合。\n2、存货。存货从四天减到两天，仓库空出来的地方改成了培训区，大家可以来看看，也欢迎提出意见和建议，写在纸上投进信箱即可。\n二、下月\n照旧。";
    assert_eq!(kinds(long), "T1pp1p");
}

#[test]
fn mixed_numbering_is_one_sequence() {
    let text = "题目\n1. 甲事\n说一说甲事。\n2、乙事\n说一说乙事。\n3．丙事\n说一说丙事。";
    assert_eq!(kinds(text), "T1p1p1p");
}

#[test]
fn short_items_that_follow_one_another_are_a_list() {
    let text = "题目\n需要准备这些东西：\n1. 一把尺子\n2. 一支铅笔\n3. 一块橡皮\n准备好了就开始。";
    assert_eq!(kinds(text), "Tpiiip");
    assert_eq!(kinds("题目\n要带的：\n• 伞\n• 水\n走吧。"), "Tpiip");
}

#[test]
fn an_outline_of_contents_is_not_a_set_of_headings() {
    let text = "题目\n本文分三节：\n一、甲\n二、乙\n三、丙\n一、甲\n第一节的话。\n二、乙\n第二节的话。\n三、丙\n第三节的话。";
    assert_eq!(kinds(text), "Tpppp1p1p1p");
}

#[test]
fn levels_follow_the_order_of_appearance() {
    let text = "题目\n一、总体\n话。\n（一）快慢\n话。\n（二）对错\n话。\n二、办法\n话。";
    assert_eq!(kinds(text), "T1p2p2p1p");
    let text =
        "题目\n第一部分　词\n话。\n第二部分　误解\n误解一：多就是好\n话。\n误解二：快就是好\n话。";
    assert_eq!(kinds(text), "T1p12p2p");
}

#[test]
fn bylines_salutations_and_signatures_are_no_headings() {
    assert_eq!(kinds("写给新同事\n各位新同事：\n欢迎你们。\n祝好。\n老何"), "Tpppp");
    assert_eq!(kinds("题目\n某某公司 某某部\n张三\n第一段话。\n第二段话。"), "TBBpp");
}

#[test]
fn questions_of_an_interview_are_no_headings() {
    let text = "访谈\n问：难不难？\n答：不难。\n问：贵不贵？\n答：不贵。";
    assert_eq!(kinds(text), "Tpppp");
}

#[test]
fn headings_without_numbers() {
    let text = "题目\n开头一段话，说明来意。\n春天的准备\n松土，施肥，等一场雨。\n夏天的功夫\n除草，浇水，看着它长。\n结语\n秋天再说。";
    assert_eq!(kinds(text), "Tp1p1p1p");
    let dialogue = "题目\n他走进来。\n没有人说话\n他又走了出去。";
    assert_eq!(kinds(dialogue), "Tppp", "a single short line may be anything");
}

#[test]
fn notes_are_only_at_the_end() {
    for (cue, example) in NOTE_CUES {
        assert!(is_note(example), "{cue}: {example}");
    }
    for text in [
        "我们转载了他的文章，又请他来讲了一次课，到场的有一百多人，大家听完以后都说值得，还想请他再来一次。",
        "The shop was open.",
    ] {
        assert!(!is_note(text), "{text}");
    }
    assert_eq!(kinds("题目\n转载率是一个数。\n这是正文。\n转载请注明出处"), "Tppn");
}

#[test]
fn dates_at_the_start_of_a_line_are_no_numbers() {
    let text = "题目\n8月6日，断电一次。\n8月7日，断电两次。\n2024. 是一年。\n三、四个人来过。";
    assert_eq!(kinds(text), "Tpppp");
}

#[test]
fn english_essays() {
    let text = "Quality First\nBy A. Writer\nWe make bearings, and have done so for years.\nI. What It Is\nIt is this.\nII. What It Is Not\nMyth One: quality costs money\nIt does not.\nMyth Two: quality takes time\nIt saves time.";
    assert_eq!(kinds(text), "TBp1p12p2p");
}

#[test]
fn figures_with_different_brackets_are_one_sequence() {
    let text = "题目\n1.快就是好。\n不是的，慢有慢的好处。\n2、多就是好。\n也不是的，少有少的好处。\n(3)新就是好。\n更不是的，旧有旧的好处。";
    assert_eq!(kinds(text), "Tpppppp");
    let titles = "题目\n1.快慢\n快有快的好处。\n2、多少\n少有少的好处。\n(3)新旧\n旧有旧的好处。";
    assert_eq!(kinds(titles), "T1p1p1p");
}

#[test]
fn cheque_numerals_stems_and_claims_with_their_title_on_the_next_line() {
    assert_eq!(
        kinds("題目\n壹、用語\n話一句。\n貳、看法\n話兩句。\n參、約定\n話三句。"),
        "T1p1p1p"
    );
    assert_eq!(kinds("题目\n甲　怎么来\n坐车来。\n乙　种什么\n种菜。"), "T1p1p");
    assert_eq!(kinds("题目\n误区一\n多就是好\n不是的。\n误区二\n快就是好\n也不是的。"), "T1p1p");
}

#[test]
fn a_high_number_allows_a_full_stop_after_the_title() {
    assert_eq!(kinds("题目\n一、什么是快。\n快是一种感觉。\n二、什么是慢：\n慢也是。"), "T1p1p");
}

#[test]
fn the_line_over_the_first_paragraph_may_be_a_heading() {
    let rest = "\n春天要松土，施肥，等一场雨。\n夏天的功夫\n除草，浇水，看着它长。\n秋天的收获\n割下来，晒干，收进仓里。";
    assert_eq!(kinds(&format!("题目\n春天的准备{rest}")), "T1p1p1p");
    assert_eq!(kinds(&format!("题目\n农业局\n春天的准备{rest}")), "TB1p1p1p");
    assert_eq!(kinds(&format!("题目\n某某农场技术组{rest}")), "TBp1p1p");
    assert_eq!(kinds(&format!("题目\n许小山{rest}")), "TBp1p1p");
    for (_, body) in BODIES {
        assert!(names_somebody(body), "{body}");
    }
}

#[test]
fn headings_in_brackets() {
    let text = "题目\n开头的话，说明来意。\n【春天】\n松土，施肥，等一场雨。\n【夏天】\n除草，浇水，看着它长。";
    assert_eq!(kinds(text), "Tp1p1p");
}

#[test]
fn page_numbers_in_the_text_are_notes() {
    let text = "题目\n\n一、起因\n\n话。\n\n第 1 页 共 3 页\n\n还是那些话。\n\n- 2 -\n\n二、经过\n\n话。\n\n转载请注明出处";
    let lines = notes_last(lines(text));
    let kinds: Vec<Kind> = structure(&lines).into_iter().map(|element| element.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Note).count(), 3);
    assert_eq!(kinds.iter().filter(|kind| matches!(kind, Kind::Item { .. })).count(), 0);
    for text in ["第 3 页", "— 12 —", "Page 3 of 9", "page 4"] {
        assert!(is_note(text), "{text}");
    }
    for text in ["第 3 页的错字", "- 2", "Pages 3", "共 3 页", "-"] {
        assert!(!is_note(text), "{text}");
    }
}
