//! Headings without a number.

use super::headings::{Family, Headings};
use super::{Kind, is_heading_like, measure};
use crate::import::lines::{Line, ends_sentence};
use crate::import::numbering::Label;
use crate::language::is_han;
use std::collections::BTreeSet;

/// Words that are headings by themselves.
const KNOWN: &[&str] = &[
    "引言",
    "前言",
    "序言",
    "序",
    "导言",
    "導言",
    "导语",
    "導語",
    "绪论",
    "緒論",
    "摘要",
    "背景",
    "结语",
    "結語",
    "结论",
    "結論",
    "总结",
    "總結",
    "小结",
    "小結",
    "后记",
    "後記",
    "尾声",
    "尾聲",
    "结束语",
    "結束語",
    "附录",
    "附錄",
    "写在前面",
    "寫在前面",
    "写在后面",
    "写在最后",
    "寫在最後",
    "参考文献",
    "參考文獻",
    "introduction",
    "preface",
    "foreword",
    "prologue",
    "abstract",
    "background",
    "conclusion",
    "conclusions",
    "summary",
    "epilogue",
    "afterword",
    "appendix",
    "references",
    "closing",
];

pub(super) fn known_heading(text: &str) -> Option<&'static str> {
    let lower = text.trim_end_matches(['：', ':']).to_lowercase();
    KNOWN.iter().copied().find(|known| *known == lower)
}

/// The longest heading that has no number, in Han characters.
const UNNUMBERED: usize = 22;

/// Headings without numbers: short lines without a full stop between paragraphs
/// that have one. A single such line may be anything; two are a habit.
pub(super) fn mark_unnumbered(
    lines: &[Line],
    labels: &[Option<Label>],
    body: std::ops::Range<usize>,
    kinds: &mut [Kind],
    headings: &mut Headings,
) {
    let taken: BTreeSet<usize> = headings.found.iter().map(|(at, _)| *at).collect();
    let free = |at: usize| !taken.contains(&at) && kinds[at] == Kind::Paragraph;
    let prose = |at: usize| body.contains(&at) && free(at) && ends_sentence(&lines[at].text);
    let mut found = Vec::new();
    for at in body.clone().filter(|at| free(*at)) {
        let text = &lines[at].text;
        let before = at == body.start || prose(at - 1);
        if known_heading(text).is_some() && at + 1 < body.end {
            headings.found.push((at, Family::Known));
        } else if is_unnumbered_heading(text) && labels[at].is_none() && before && prose(at + 1) {
            found.push(at);
        }
    }
    // The first lines of a text are more often a byline or a salutation.
    if found.iter().filter(|at| **at > body.start).count() >= 2 {
        // Where headings are a habit, the line over the first paragraph is one
        // too, unless it names somebody.
        if let Some(at) = body.start.checked_sub(1)
            && kinds[at] == Kind::Byline
            && ends_sentence(&lines[body.start].text)
            && is_unnumbered_heading(&lines[at].text)
            && !names_somebody(&lines[at].text)
        {
            found.push(at);
        }
        headings.found.extend(found.into_iter().map(|at| (at, Family::Unnumbered)));
    }
    headings.found.sort_by_key(|(at, _)| *at);
}

/// How bylines end that name an organisation, each with an example.
pub(super) const BODIES: &[(&str, &str)] = &[
    ("公司", "某某公司"),
    ("集团", "某某集团"),
    ("集團", "某某集團"),
    ("部", "市场部"),
    ("处", "秘书处"),
    ("處", "秘書處"),
    ("组", "编辑组"),
    ("組", "編輯組"),
    ("局", "水利局"),
    ("会", "委员会"),
    ("會", "委員會"),
    ("中心", "信息中心"),
    ("学院", "技工学院"),
    ("學院", "技工學院"),
    ("大学", "某某大学"),
    ("大學", "某某大學"),
    ("社", "合作社"),
    ("馆", "图书馆"),
    ("館", "圖書館"),
    ("所", "研究所"),
    ("编辑", "本刊编辑"),
    ("記者", "本報記者"),
    ("记者", "本报记者"),
];

/// Does a line under the title say who wrote the text, when or where? Names are
/// short; several are set apart by spaces.
pub(super) fn names_somebody(text: &str) -> bool {
    let apart = text.contains(|c: char| {
        c.is_whitespace() || c.is_ascii_digit() || "：:／/｜|〇○·、".contains(c)
    });
    let latin = !text.chars().any(is_han);
    let by = latin && text.to_lowercase().starts_with("by ");
    match latin {
        true => by || text.contains([',', '|', '/']) || text.chars().any(|c| c.is_ascii_digit()),
        false => apart || measure(text) <= 4 || BODIES.iter().any(|(end, _)| text.ends_with(end)),
    }
}

fn is_unnumbered_heading(text: &str) -> bool {
    let latin = !text.chars().any(is_han);
    is_heading_like(text)
        && measure(text) <= if latin { 2 * UNNUMBERED } else { UNNUMBERED }
        && !ends_sentence(text.trim_end_matches(['？', '?']))
        && !text.starts_with(['“', '「', '"', '—', '-', '•', '·', '*', '（', '('])
        && !text.contains(['：', '\u{3000}'])
        && !text.chars().all(|c| !c.is_alphabetic())
}
