//! What each line of an essay is: title, byline, heading, paragraph, list item
//! or a note at the end. Never fails: what nothing tells is a paragraph.

use super::lines::{Line, Mark, ends_sentence};
use super::numbering::{Label, Style, label};
use crate::language::is_han;
use std::collections::BTreeSet;

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The title of the whole text.
    Title,
    /// Who wrote it, and where.
    Byline,
    /// A heading below the title, 1 is the highest.
    Heading {
        /// 1 for parts or, in a text without parts, sections.
        level: u8,
        /// It names itself a part or chapter (`第一部分`, `Part One`).
        part: bool,
    },
    /// Running text, also with a number before it.
    Paragraph,
    /// An item of a list.
    Item {
        /// Its number; nothing in a list with bullets.
        number: Option<u32>,
    },
    /// A note about the text, such as where it may be reprinted.
    Note,
    /// Markdown that is taken over as it is.
    Verbatim,
}

/// A part of the text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub kind: Kind,
    /// The text, with its number if that is to stay in it.
    pub text: String,
    /// Its Markdown, where it was written in Markdown.
    pub markdown: Option<String>,
    /// The lines of the input it was made from: first and last index.
    pub lines: (usize, usize),
}

impl Element {
    /// An element of plain text that stands nowhere in particular.
    pub fn plain(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), markdown: None, lines: (0, 0) }
    }
}

/// The elements of a text, one a line or, where a title stands on the line
/// after `Part One`, one for both.
pub fn structure(lines: &[Line]) -> Vec<Element> {
    let labels: Vec<Option<Label>> = lines.iter().map(|line| label(&line.text)).collect();
    let end = lines.len() - trailing_notes(lines);
    let mut kinds = vec![Kind::Paragraph; lines.len()];
    kinds[end..].fill(Kind::Note);
    let body = title_block(lines, &labels, end, &mut kinds);
    let mut headings = Headings::default();
    if !mark_marked(lines, body..end, &mut headings) {
        mark_sequences(lines, &labels, body..end, &mut kinds, &mut headings);
        mark_unnumbered(lines, &labels, body..end, &mut kinds, &mut headings);
    }
    headings.set_levels(&mut kinds);
    mark_items(lines, &labels, &mut kinds);
    join_titles(lines, &labels, &kinds)
}

/// The length of a text in Han characters; two Latin letters count as one.
pub fn measure(text: &str) -> usize {
    let han = text.chars().filter(|c| !c.is_ascii()).count();
    han + text.chars().filter(char::is_ascii).count() / 2
}

/// The longest heading, in Han characters. Titles in Chinese newspapers stay
/// below 20, headings that state a whole claim below 30; English ones run to
/// twice the letters.
const HEADING: usize = 30;
const ENGLISH_HEADING: usize = 60;

/// Could this be a heading, going by itself alone?
pub fn is_heading_like(text: &str) -> bool {
    let text = text.trim();
    let limit = if text.chars().any(is_han) { HEADING } else { ENGLISH_HEADING };
    let question = text.ends_with(['？', '?', '！', '!', '…']);
    let open = text.ends_with(['：', ':', '，', ',', '；', '、']);
    let sentences = text.chars().filter(|c| matches!(c, '。' | '；')).count();
    !text.is_empty()
        && measure(text) <= limit
        && sentences == 0
        && !open
        && (question || !ends_sentence(text))
}

// ---------------------------------------------------------------- notes

/// What a note at the end of a text says, in its own words, each with an
/// example. A note is short and stands at the very end.
const NOTE_CUES: &[(&str, &str)] = &[
    ("转载", "如若转载，请注明出处"),
    ("轉載", "轉載請註明出處"),
    ("注明出处", "引用请注明出处"),
    ("註明出處", "引用請註明出處"),
    ("版权", "版权所有，违者必究"),
    ("版權", "版權所有"),
    ("未经许可", "未经许可不得使用"),
    ("原文链接", "原文链接：https://example.org/1"),
    ("原文地址", "原文地址：https://example.org/1"),
    ("本文链接", "本文链接：https://example.org/1"),
    ("原文網址", "原文網址：https://example.org/1"),
    ("来源：", "来源：某某周刊"),
    ("來源：", "來源：某某週刊"),
    ("责任编辑", "责任编辑：小王"),
    ("責任編輯", "責任編輯：小王"),
    ("上一篇", "上一篇：无"),
    ("下一篇", "下一篇：春天"),
    ("相关阅读", "相关阅读"),
    ("相關閱讀", "相關閱讀"),
    ("阅读原文", "阅读原文"),
    ("扫码关注", "扫码关注我们"),
    ("关注公众号", "欢迎关注公众号"),
    ("分享到", "分享到：微信 微博"),
    ("点赞", "点赞 在看 收藏"),
    ("阅读量", "阅读量 1024"),
    ("©", "© 2024"),
    ("Copyright", "Copyright 2024"),
    ("All rights reserved", "All rights reserved."),
    ("reprint", "Please credit the source when you reprint this."),
    ("republish", "Do not republish without permission."),
    ("Originally published", "Originally published at https://example.org/1"),
    ("Source: http", "Source: https://example.org/1"),
];

/// The longest note, in Han characters, web addresses not counted.
const NOTE: usize = 45;

/// Is this a note about the text rather than part of it?
pub fn is_note(text: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    let bare: String = text.split_whitespace().filter(|word| !word.contains("://")).collect();
    let bare = bare.split("http").next().unwrap_or_default();
    let only_address = bare.is_empty() && text.contains("://");
    let cue = |cue: &str| text.to_lowercase().contains(&cue.to_lowercase());
    only_address || (measure(bare) <= NOTE && NOTE_CUES.iter().any(|(words, _)| cue(words)))
}

/// How many lines at the end are notes. A rule of dashes before them belongs to
/// them.
fn trailing_notes(lines: &[Line]) -> usize {
    let notes = lines.iter().rev().take_while(|line| is_note(&line.text)).count();
    let rule =
        |line: &Line| !line.text.is_empty() && line.text.chars().all(|c| "-—_=*－─".contains(c));
    match lines.len().checked_sub(notes + 1).and_then(|at| lines.get(at)) {
        // All of a text is never notes.
        _ if notes == lines.len() => 0,
        Some(line) if notes > 0 && rule(line) => notes + 1,
        _ => notes,
    }
}

// ---------------------------------------------------------------- title

/// Marks title and bylines; returns where the body begins.
fn title_block(lines: &[Line], labels: &[Option<Label>], end: usize, kinds: &mut [Kind]) -> usize {
    let marked = lines[..end].iter().position(|line| line.mark == Some(Mark::Title));
    let begins =
        |at: usize| labels[at].as_ref().is_some_and(|label| in_sequence(labels, at, label));
    let plain =
        |line: &Line| !ends_sentence(&line.text) || line.text.ends_with(['？', '！', '?', '!']);
    let first = end > 1
        && lines[0].mark.is_none()
        && is_heading_like(&lines[0].text)
        && plain(&lines[0])
        && !begins(0)
        && known_heading(&lines[0].text).is_none();
    let title = match marked {
        Some(at) => at,
        None if first => 0,
        None => return 0,
    };
    kinds[title] = Kind::Title;
    let mut at = title + 1;
    while at < end && at <= title + MAX_BYLINES {
        let line = &lines[at];
        let byline = is_byline(&line.text) && !begins(at) && line.mark.is_none();
        if !byline || known_heading(&line.text).is_some() {
            break;
        }
        kinds[at] = Kind::Byline;
        at += 1;
    }
    at
}

const MAX_BYLINES: usize = 3;

/// A short line without a full stop under the title: an organisation, a name, a
/// date. A salutation (`各位同事：`) is the beginning of the text.
fn is_byline(text: &str) -> bool {
    measure(text) <= HEADING && !ends_sentence(text) && !text.ends_with(['：', ':', '，', ','])
}

/// Does a label of the same style with a neighbouring number stand elsewhere,
/// or does the style need no company?
fn in_sequence(labels: &[Option<Label>], at: usize, label: &Label) -> bool {
    label.style.rank().is_some()
        || labels.iter().enumerate().any(|(other, found)| {
            other != at
                && found.as_ref().is_some_and(|found| {
                    found.style == label.style && found.ordinal.abs_diff(label.ordinal) == 1
                })
        })
}

// ---------------------------------------------------------------- numbered

/// Which lines are headings, and of which family; levels come later.
#[derive(Default)]
struct Headings {
    found: Vec<(usize, Family)>,
}

/// Headings of one family have one level.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Family {
    /// The word processor says which level.
    Marked(u8),
    Numbered(Style),
    /// Words such as 结语, on a level with the highest.
    Known,
    Unnumbered,
}

/// Takes the headings that the file format names; says whether there are any.
/// Where there are, numbers decide nothing.
fn mark_marked(lines: &[Line], body: std::ops::Range<usize>, headings: &mut Headings) -> bool {
    for at in body {
        if let Some(Mark::Heading(level)) = lines[at].mark {
            headings.found.push((at, Family::Marked(level)));
        }
    }
    !headings.found.is_empty()
}

/// Finds the sequences of numbers and decides for each whether its lines are
/// headings, list items or numbered paragraphs.
fn mark_sequences(
    lines: &[Line],
    labels: &[Option<Label>],
    body: std::ops::Range<usize>,
    kinds: &mut [Kind],
    headings: &mut Headings,
) {
    let mut open: Vec<Vec<usize>> = Vec::new();
    let mut done: Vec<Vec<usize>> = Vec::new();
    for at in body.clone() {
        let Some(label) = labels[at].as_ref().filter(|_| lines[at].mark.is_none()) else {
            continue;
        };
        let same = |run: &Vec<usize>| {
            run.last()
                .and_then(|last| labels[*last].as_ref())
                .is_some_and(|l| l.style == label.style)
        };
        let last = |run: &[usize]| {
            run.last().and_then(|last| labels[*last].as_ref()).map_or(0, |last| last.ordinal)
        };
        let figures = |run: &Vec<usize>| {
            let before = run.last().and_then(|last| labels[*last].as_ref());
            before.is_some_and(|before| {
                before.style.is_figures()
                    && label.style.is_figures()
                    && before.ordinal + 1 == label.ordinal
            })
        };
        // `1.`, `2、`, `(3)` are one sequence where none of them has its own.
        let run = open.iter().position(same).filter(|run| follows(last(&open[*run]), label));
        match run.or_else(|| open.iter().position(figures)).or_else(|| open.iter().position(same)) {
            Some(run) if follows(last(&open[run]), label) => open[run].push(at),
            Some(run) => done.push(std::mem::replace(&mut open[run], vec![at])),
            None => open.push(vec![at]),
        }
    }
    done.append(&mut open);
    done.sort();
    for run in done {
        let Some(style) = labels[run[0]].as_ref().map(|label| label.style.clone()) else {
            continue;
        };
        match sequence_kind(lines, labels, &run, body.end) {
            Sequence::Headings(members) => {
                headings
                    .found
                    .extend(members.into_iter().map(|at| (at, Family::Numbered(style.clone()))));
            }
            Sequence::List => {
                for at in run {
                    let number = labels[at].as_ref().map(|label| label.ordinal);
                    kinds[at] = Kind::Item { number };
                }
            }
            Sequence::Paragraphs => {}
        }
    }
    headings.found.sort_by_key(|(at, _)| *at);
}

/// Does a label go on with a sequence whose last number is `last`? Authors skip
/// or repeat a number now and then.
fn follows(last: u32, label: &Label) -> bool {
    label.style.rank().is_some() && label.ordinal >= last
        || (last..=last + 2).contains(&label.ordinal) && label.ordinal > 1
}

enum Sequence {
    Headings(Vec<usize>),
    List,
    Paragraphs,
}

/// Items of a list are at most this long, in Han characters: two lines of print.
/// What is longer reads better as a paragraph with its number.
const ITEM: usize = 60;

/// Headings are short, do not end as sentences do and have text under them;
/// list items follow one another directly.
fn sequence_kind(lines: &[Line], labels: &[Option<Label>], run: &[usize], end: usize) -> Sequence {
    let Some(first) = labels[run[0]].as_ref() else { return Sequence::Paragraphs };
    let strong = first.style.rank().is_some();
    let rest = |at: usize| {
        labels[at].as_ref().map_or("", |label| lines[at].text.get(label.end..).unwrap_or(""))
    };
    let titled = |at: &usize| match rest(*at) {
        // `Part One` with its title on the next line.
        "" => strong || matches!(first.style, Style::Named(_)),
        rest => is_numbered_title(rest, first.style == Style::Han),
    };
    let followed = |at: usize| at + 1 < end && run.binary_search(&(at + 1)).is_err();
    if run.len() < 2 && !strong {
        return Sequence::Paragraphs;
    }
    let members: Vec<usize> = run.iter().copied().filter(titled).collect();
    let with_text = members.iter().filter(|at| followed(**at)).count();
    let consecutive = run.windows(2).all(|pair| pair[1] == pair[0] + 1);
    if members.len() * 3 >= run.len() * 2
        && with_text * 3 >= members.len() * 2
        && !members.is_empty()
    {
        return Sequence::Headings(members);
    }
    let figures = matches!(first.style, Style::Arabic | Style::ArabicBracket);
    let short = run.iter().all(|at| measure(&lines[*at].text) <= ITEM);
    if figures && consecutive && short && first.ordinal == 1 {
        return Sequence::List;
    }
    Sequence::Paragraphs
}

/// The longest numbered title that may end with a full stop, in Han characters.
const TITLE_WITH_STOP: usize = 15;

/// Could this be a title, given that a number stands before it? Some authors
/// set a colon after it, and some a full stop, which is a title only after
/// `一、`: elsewhere it is a numbered claim that ends so.
fn is_numbered_title(rest: &str, high: bool) -> bool {
    let bare = rest.trim_end_matches(['：', ':']);
    let stop = bare.strip_suffix('。').filter(|bare| high && measure(bare) <= TITLE_WITH_STOP);
    is_heading_like(stop.unwrap_or(bare))
}

// ---------------------------------------------------------------- unnumbered

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

fn known_heading(text: &str) -> Option<&'static str> {
    let lower = text.trim_end_matches(['：', ':']).to_lowercase();
    KNOWN.iter().copied().find(|known| *known == lower)
}

/// The longest heading that has no number, in Han characters.
const UNNUMBERED: usize = 22;

/// Headings without numbers: short lines without a full stop between paragraphs
/// that have one. A single such line may be anything; two are a habit.
fn mark_unnumbered(
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
const BODIES: &[(&str, &str)] = &[
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
fn names_somebody(text: &str) -> bool {
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

impl Headings {
    /// Gives every family its level: parts, chapters and sections by their
    /// names, then in the order in which the families first appear.
    fn set_levels(&self, kinds: &mut [Kind]) {
        let mut order: Vec<&Family> = Vec::new();
        for (_, family) in &self.found {
            if !order.contains(&family) && *family != Family::Known {
                order.push(family);
            }
        }
        let rank = |family: &Family| match family {
            Family::Numbered(style) => style.rank().unwrap_or(10),
            Family::Marked(level) => *level,
            Family::Known | Family::Unnumbered => 10,
        };
        order.sort_by_key(|family| rank(family));
        for (at, family) in &self.found {
            let place = order.iter().position(|known| *known == family).unwrap_or(0);
            let part = match family {
                Family::Numbered(style) => matches!(style, Style::Part | Style::Chapter),
                Family::Marked(level) => *level == 1,
                Family::Known | Family::Unnumbered => false,
            };
            kinds[*at] = Kind::Heading { level: place.min(4) as u8 + 1, part };
        }
    }
}

// ---------------------------------------------------------------- items, joins

const BULLETS: &[char] = &['•', '·', '●', '○', '◆', '◇', '■', '□', '▪', '‣', '※', '★', '▶', '➤'];

/// Where the text of a list item with a bullet begins.
pub fn bullet(text: &str) -> Option<usize> {
    let mark = text.chars().next()?;
    let rest = &text[mark.len_utf8()..];
    let dash = matches!(mark, '-' | '*' | '–') && rest.starts_with([' ', '\u{3000}']);
    let start = text.len() - rest.trim_start().len();
    ((BULLETS.contains(&mark) || dash) && start < text.len()).then_some(start)
}

fn mark_items(lines: &[Line], labels: &[Option<Label>], kinds: &mut [Kind]) {
    for (at, line) in lines.iter().enumerate() {
        kinds[at] = match (line.mark, kinds[at]) {
            (Some(Mark::Verbatim), _) => Kind::Verbatim,
            (Some(Mark::Item { ordered: true }), _) => {
                Kind::Item { number: labels[at].as_ref().map(|label| label.ordinal) }
            }
            (Some(Mark::Item { ordered: false }), _) => Kind::Item { number: None },
            (None, Kind::Paragraph) if line.markdown.is_none() && bullet(&line.text).is_some() => {
                Kind::Item { number: None }
            }
            (_, kind) => kind,
        };
    }
}

/// One element a line; `Part One` and the title on the next line become one.
fn join_titles(lines: &[Line], labels: &[Option<Label>], kinds: &[Kind]) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let bare = labels[at].as_ref().is_some_and(|label| label.end == lines[at].text.len());
        let titled = at + 1 < lines.len()
            && matches!(kinds[at], Kind::Heading { .. })
            && bare
            && kinds[at + 1] == Kind::Paragraph
            && is_heading_like(&lines[at + 1].text)
            && at + 2 < lines.len();
        let Line { text, markdown, .. } = &lines[at];
        let (text, markdown, last) = match titled {
            true => (joined_title(text, &lines[at + 1].text), None, at + 1),
            false => (text.clone(), markdown.clone(), at),
        };
        elements.push(Element { kind: kinds[at], text, markdown, lines: (at, last) });
        at = last + 1;
    }
    elements
}

/// `Part One` and its title as one line.
fn joined_title(number: &str, title: &str) -> String {
    match title.chars().any(is_han) {
        true => format!("{number}\u{3000}{title}"),
        false => format!("{number}: {title}"),
    }
}

#[cfg(test)]
mod tests;
