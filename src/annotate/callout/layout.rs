//! How a chapter is laid out as an argument: which sections announce
//! misreadings, and which of their blocks state a claim.

use super::cues::{Class, CueLexicon};
use super::phrases::Phrase;
use super::text::{Passage, han_count};
use crate::document::BlockKind;
use std::ops::Range;

/// What a label before a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `1、`, `（一）`, `其一，`, an ordered list's number, a subheading.
    Number,
    /// `误区一：`
    Named,
    /// `问：`, `Q1：`
    Question,
    /// `答：`, `A：`
    Answer,
}

/// What is weighed as one: a paragraph, or a marked claim and the passages
/// that may refute it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// The passages, the claim's first.
    pub(super) passages: Range<usize>,
    /// Where the claim begins in its passage, after the label.
    pub(super) content: usize,
    /// How the claim is marked; nothing for a paragraph of running prose.
    pub(super) mark: Option<Mark>,
    /// Is it a question that its answer says no to?
    pub(super) refused: bool,
    /// 0 to 1: how clearly misreadings were announced.
    pub(super) announced: f32,
    /// The heading that it stands under.
    pub(super) heading: Option<usize>,
}

impl Unit {
    /// Is it announced in so many words that misreadings follow?
    pub(super) fn is_announced(&self) -> bool {
        self.announced >= 0.9
    }

    /// The same unit among all passages of a book, where its chapter's begin
    /// at `start`.
    pub(super) fn shifted(mut self, start: usize) -> Self {
        self.passages = self.passages.start + start..self.passages.end + start;
        self.heading = self.heading.map(|heading| heading + start);
        self
    }
}

/// How strongly these words announce misreadings: 1 for 误解 and its like,
/// less for words that may also announce news.
pub(super) fn announces(text: &str, lexicon: &CueLexicon, own: &[String]) -> f32 {
    let has = |words: &[String]| words.iter().any(|word| text.contains(word.as_str()));
    if has(lexicon.words(Class::Announce)) || has(own) {
        1.0
    } else if has(lexicon.words(Class::AnnounceWeak)) && han_count(text) <= 14 {
        0.5
    } else {
        0.0
    }
}

/// The label at the start of a text and where the text after it begins. A picture
/// before it (❌ 误区1：) is part of it.
pub(super) fn label(text: &str, lexicon: &CueLexicon) -> Option<(Mark, usize)> {
    let pictured = |c: char| matches!(c, '✓'..='✘' | '✅' | '❌' | '❎' | '⚠' | '\u{fe0f}' | '\u{1f300}'..='\u{1faff}');
    let bare = text.trim_start_matches(pictured);
    let bare = if bare.len() < text.len() { bare.trim_start() } else { bare };
    let found = question(bare, lexicon)
        .or_else(|| named(bare, lexicon))
        .or_else(|| numbered(bare, lexicon));
    found.map(|(mark, content)| (mark, text.len() - bare.len() + content))
}

/// `Q1：`, `问：`, `A：`, `答：`, `记者：`.
fn question(text: &str, lexicon: &CueLexicon) -> Option<(Mark, usize)> {
    let asker = lexicon.phrases[Phrase::Asker].words().find_map(|who| text.strip_prefix(who));
    let answerer = |c| lexicon.phrases[Phrase::Answerer].has(c);
    let (mark, rest) = match asker {
        Some(rest) => (Mark::Question, rest),
        None => (Mark::Answer, text.strip_prefix(answerer)?),
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c, lexicon));
    let rest = rest.trim_start_matches(' ');
    let rest = rest.strip_prefix(['：', ':', '.', '、'])?;
    Some((mark, text.len() - rest.trim_start().len()))
}

/// `误区一：`, `看法之二：`, `【误解3】`, `误读甲：`.
fn named(text: &str, lexicon: &CueLexicon) -> Option<(Mark, usize)> {
    let end = text
        .char_indices()
        .take(14)
        .find(|(_, c)| matches!(c, '：' | ':' | '】' | ' ' | '　' | '、' | '，' | '.'))?;
    let head = &text[..end.0];
    let rest = text[end.0 + end.1.len_utf8()..].trim_start();
    let names = |test: &dyn Fn(&str) -> bool| lexicon.words(Class::Label).iter().any(|w| test(w));
    let counted = head.chars().next_back().is_some_and(|c| {
        is_numeral(c, lexicon)
            || c.is_ascii_digit()
            || c.is_ascii_uppercase()
            || matches!(c, '①'..='⑳')
            || lexicon.phrases[Phrase::Stem].has(c)
    });
    // Without a number only a noun labels: 问题是：… and 想法很简单：… lead over.
    let introduces = matches!(end.1, '：' | ':' | '】') && han_count(head) <= 8;
    let labels = (counted && names(&|word| head.contains(word)))
        || (introduces
            && !lexicon.fits(Phrase::NoLabel, head)
            && names(&|word| head.ends_with(word)));
    (labels && han_count(rest) >= 3).then_some((Mark::Named, text.len() - rest.len()))
}

/// `1.`, `1、`, `（1）`, `①`, `一、`, `其一，`, `第一，`.
fn numbered(text: &str, lexicon: &CueLexicon) -> Option<(Mark, usize)> {
    let bare = text.trim_start_matches(['（', '(', '【', '#', ' ']);
    let circled =
        bare.chars().next().is_some_and(|c| matches!(c, '①'..='⑳' | '❶'..='❿' | '⑴'..='⒇'));
    let rest = if circled {
        bare.get(3..)?
    } else {
        let phrases = &lexicon.phrases;
        let ordinal = bare.strip_prefix(|c| phrases[Phrase::Ordinal].has(c)).unwrap_or(bare);
        let number =
            ordinal.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c, lexicon));
        if number.len() == ordinal.len() || ordinal.len() - number.len() > 9 {
            return None;
        }
        let counted = ordinal.len() < bare.len();
        let number = match counted {
            true => number.trim_start_matches(|c| phrases[Phrase::Counter].has(c)),
            false => number,
        };
        let next = number.chars().next()?;
        let separates = matches!(next, '.' | '．' | '、' | ')' | '）' | '】' | '：' | ':')
            || (counted && matches!(next, '，' | ',' | ' '));
        if !separates {
            return None;
        }
        let rest = &number[next.len_utf8()..];
        if next == '.' && rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        rest
    };
    Some((
        Mark::Number,
        text.len() - rest.trim_start_matches([' ', '　', '、', '.', '）', ')']).len(),
    ))
}

fn is_numeral(c: char, lexicon: &CueLexicon) -> bool {
    lexicon.phrases[Phrase::Numeral].has(c)
}

/// Is this passage the start of an enumerated item?
fn item(passage: &Passage<'_>, lexicon: &CueLexicon) -> Option<(Mark, usize)> {
    match (label(&passage.folded, lexicon), passage.kind) {
        (Some((Mark::Answer, _)), _) => None,
        (Some(found), _) => Some(found),
        (None, BlockKind::ListItem { .. }) => Some((Mark::Number, 0)),
        (None, _) => None,
    }
}

/// Everything that is weighed in a chapter, in order: its marked claims and
/// the paragraphs between them. `title` is what stands above the first heading.
pub(super) fn units(
    passages: &[Passage<'_>],
    title: &str,
    lexicon: &CueLexicon,
    own: &[String],
) -> Vec<Unit> {
    let marked = marked(passages, title, lexicon, own);
    let whole = 0.5 * announces(title, lexicon, own);
    let mut units = Vec::new();
    let mut next = marked.into_iter().peekable();
    let (mut heading, mut by_heading) = (None, 0.0f32);
    let mut at = 0;
    while at < passages.len() {
        if let Some(mut unit) = next.next_if(|unit| unit.passages.start <= at) {
            if unit.passages.end > at {
                unit.refused = unit.mark != Some(Mark::Named) && refused(passages, at, lexicon);
                if unit.refused {
                    unit.passages.end = unit.passages.end.max(at + 2);
                }
                unit.heading = heading;
                at = unit.passages.end;
                units.push(unit);
            }
            continue;
        }
        if refused(passages, at, lexicon) {
            heading = Some(at).filter(|_| passages[at].level().is_some()).or(heading);
            let content = label(&passages[at].folded, lexicon).map_or(0, |(_, content)| content);
            let (mark, passages) = (Some(Mark::Question), at..at + 2);
            units.push(Unit { passages, content, mark, refused: true, announced: 0.0, heading });
            at += 1;
        } else if passages[at].level().is_some() {
            heading = Some(at);
            by_heading = announces(&passages[at].folded, lexicon, own);
        } else {
            units.push(Unit {
                passages: at..at + 1,
                content: 0,
                mark: None,
                announced: by_heading.max(whole),
                refused: false,
                heading,
            });
        }
        at += 1;
    }
    units
}

/// Does a passage ask whether something is so (机油越贵越好吗？), and the next one
/// begin with a no, or state it, and the next one call it false (错误。…)?
fn refused(passages: &[Passage<'_>], at: usize, lexicon: &CueLexicon) -> bool {
    let claim = &passages[at];
    let [sentence] = claim.sentences.as_slice() else { return false };
    let Some(answer) = passages.get(at + 1).filter(|answer| answer.level().is_none()) else {
        return false;
    };
    let from = match label(&answer.folded, lexicon) {
        Some((Mark::Answer, content)) => content,
        _ => 0,
    };
    let opens = |class| {
        let said = &answer.folded[from..];
        lexicon.words(class).iter().any(|word| said.starts_with(word.as_str()))
    };
    let asks = sentence.asks || claim.folded.trim_end().ends_with(['吗', '嗎']);
    let whether = asks && !claim.classes_in(&sentence.span).meets(Class::Wh);
    (whether && opens(Class::NoAnswer)) || (!asks && opens(Class::FalseMark))
}

/// Where the text begins after a label that says that what follows is so
/// (真相：…, ✅ 现实), in a passage that has one.
pub(super) fn reality(passage: &Passage<'_>) -> Option<usize> {
    let text = &passage.folded;
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words = passage.lexicon.words(Class::Reality).iter();
    let rest = words.filter_map(|word| bare.strip_prefix(word.as_str()));
    let rest = rest.map(|rest| {
        rest.trim_start_matches(|c: char| is_numeral(c, passage.lexicon) || c.is_ascii_digit())
    });
    let content = rest.filter_map(|rest| match rest.chars().next() {
        None => Some(text.len()),
        Some(c) => {
            [':', '：', '】', ' '].contains(&c).then(|| text.len() - rest.len() + c.len_utf8())
        }
    });
    content.max()
}

/// The marked claims of a chapter, in order.
fn marked(
    passages: &[Passage<'_>],
    title: &str,
    lexicon: &CueLexicon,
    own: &[String],
) -> Vec<Unit> {
    let mut found = Vec::new();
    let whole = announces(title, lexicon, own);
    let mut start = 0;
    while start < passages.len() {
        if let Some(unit) = of_heading(passages, start, &found, lexicon) {
            start = unit.passages.end;
            found.push(unit);
            continue;
        }
        let heading = passages[start].level();
        let from = start + usize::from(heading.is_some());
        let level = heading.unwrap_or(0);
        let by_heading = match heading {
            Some(_) => announces(&passages[start].folded, lexicon, own),
            None => 0.0,
        };
        // Up to the next heading that is not below this one.
        let below = if by_heading > 0.0 {
            (from..passages.len())
                .find(|i| passages[*i].level().is_some_and(|l| l <= level))
                .unwrap_or(passages.len())
        } else {
            (from..passages.len())
                .find(|i| passages[*i].level().is_some())
                .unwrap_or(passages.len())
        };
        let announced = by_heading.max(whole * 0.5);
        let mut inner = (from..below).filter(|i| passages[*i].level().is_some()).peekable();
        // A heading below that announces misreadings itself comes first.
        let subheadings = inner.peek().is_some();
        if inner.any(|i| opens_announced(&passages[i], lexicon, own)) {
            start += 1;
            let lead = (from..below).find(|i| passages[*i].level().is_some()).unwrap_or(below);
            found.extend(by_item(passages, from..lead, announced, lexicon, own));
            start = start.max(lead);
            continue;
        }
        let units = match subheadings {
            true => by_subheading(passages, from..below, announced, lexicon),
            false => by_item(passages, from..below, announced, lexicon, own),
        };
        let consumed = subheadings && !units.is_empty();
        found.extend(units);
        start = if consumed || !subheadings { below.max(start + 1) } else { start + 1 };
    }
    found
}

/// The unit of a heading that is itself a claim or a question (误区一：…, 问一：…)
/// and of what stands under it. After the last such heading the chapter may
/// close: it takes no more than the longest of those before took.
fn of_heading(
    passages: &[Passage<'_>],
    start: usize,
    before: &[Unit],
    lexicon: &CueLexicon,
) -> Option<Unit> {
    let level = passages[start].level()?;
    let (mark, content) = label(&passages[start].folded, lexicon)
        .filter(|(mark, _)| matches!(mark, Mark::Named | Mark::Question))?;
    let ends = |i: &usize| passages[*i].level().is_some_and(|l| l <= level);
    let next = (start + 1..passages.len()).find(ends);
    let end = next.unwrap_or_else(|| {
        let alike = before.iter().filter(|unit| unit.mark == Some(mark));
        let most = alike.map(|unit| unit.passages.len()).max().unwrap_or(LONGEST);
        passages.len().min(start + most.max(2))
    });
    let announced = if mark == Mark::Named { 0.9 } else { 0.0 };
    Some(Unit {
        passages: start..end,
        content,
        mark: Some(mark),
        announced,
        refused: false,
        heading: None,
    })
}

/// Does this heading announce misreadings, rather than name one (误区一：…)?
fn opens_announced(heading: &Passage<'_>, lexicon: &CueLexicon, own: &[String]) -> bool {
    match label(&heading.folded, lexicon) {
        Some((Mark::Named | Mark::Question | Mark::Answer, _)) => false,
        _ => announces(&heading.folded, lexicon, own) > 0.0,
    }
}

/// Units that begin with a subheading.
fn by_subheading(
    passages: &[Passage<'_>],
    range: Range<usize>,
    announced: f32,
    lexicon: &CueLexicon,
) -> Vec<Unit> {
    let heads: Vec<usize> = range.clone().filter(|i| passages[*i].level().is_some()).collect();
    let top = heads.iter().filter_map(|i| passages[*i].level()).min().unwrap_or(6);
    let heads: Vec<usize> =
        heads.into_iter().filter(|i| passages[*i].level() == Some(top)).collect();
    heads
        .iter()
        .enumerate()
        .filter_map(|(n, head)| {
            let end = heads.get(n + 1).copied().unwrap_or(range.end);
            let labelled = label(&passages[*head].folded, lexicon);
            // A heading without a number states a claim only where misreadings
            // are what the section is about.
            let (mark, content) =
                labelled.or_else(|| (announced >= 0.9).then_some((Mark::Number, 0)))?;
            let announced = if mark == Mark::Named { announced.max(0.9) } else { announced };
            Some(Unit {
                passages: *head..end,
                content,
                mark: Some(mark),
                announced,
                refused: false,
                heading: None,
            })
        })
        .collect()
}

/// Units that begin with a numbered or labelled paragraph or a list item.
fn by_item(
    passages: &[Passage<'_>],
    range: Range<usize>,
    announced: f32,
    lexicon: &CueLexicon,
    own: &[String],
) -> Vec<Unit> {
    let items: Vec<(usize, Mark, usize)> = range
        .clone()
        .filter_map(|i| item(&passages[i], lexicon).map(|(mark, content)| (i, mark, content)))
        .collect();
    let shallow = items.iter().map(|(i, ..)| passages[*i].depth).min().unwrap_or(0);
    let items: Vec<_> = items.into_iter().filter(|(i, ..)| passages[*i].depth == shallow).collect();
    let mut announced = announced;
    let mut units: Vec<Unit> = Vec::new();
    let mut before = range.start;
    for (n, (at, mark, content)) in items.iter().enumerate() {
        // A paragraph that leads over to the list may announce it.
        if let Some(lead) = at.checked_sub(1).filter(|lead| *lead >= before) {
            let by_lead = announces(tail(&passages[lead]), lexicon, own);
            announced = announced.max(if by_lead >= 0.9 { 0.9 } else { 0.0 });
        }
        let next = items.get(n + 1).map_or(range.end, |(next, ..)| *next);
        let nested = (at + 1..next).take_while(|i| passages[*i].depth > 0).count();
        let opens = nested == 0 && (*mark == Mark::Question || passages[*at].sentences.len() <= 1);
        let end = match n + 1 < items.len() {
            _ if !opens => at + 1 + nested,
            true => next,
            // After the last item the list may be over: it takes what the
            // longest of the others took, and nothing where all the others
            // are a sentence each.
            false => {
                let plain = |unit: &Unit| {
                    unit.passages.len() == 1 && passages[unit.passages.start].sentences.len() <= 1
                };
                let most = units.iter().map(|unit| unit.passages.len()).max();
                let least = if !units.is_empty() && units.iter().all(plain) { 1 } else { 2 };
                range.end.min(at + most.unwrap_or(LONGEST).max(least))
            }
        };
        let by_label = if *mark == Mark::Named { 0.9 } else { 0.0 };
        units.push(Unit {
            passages: *at..end,
            content: *content,
            mark: Some(*mark),
            announced: announced.max(by_label),
            refused: false,
            heading: None,
        });
        before = end;
    }
    units
}

/// The most passages of a list's only item.
const LONGEST: usize = 4;

/// The last two sentences of a passage.
fn tail<'a>(passage: &'a Passage<'_>) -> &'a str {
    let from = passage.sentences.len().saturating_sub(2);
    let start = passage.sentences.get(from).map_or(0, |sentence| sentence.span.start);
    passage.folded.get(start..).unwrap_or_default()
}

/// A text in another language without a number before it: `1. `, `(2) `,
/// `Q3: `, `Misconception 4: `.
pub(super) fn unnumbered(text: &str) -> &str {
    let text = text.trim();
    let end = text.char_indices().take(32).find(|(at, c)| {
        matches!(c, '.' | ':' | ')')
            && text[at + 1..].starts_with([' ', '\u{a0}'])
            && text[..*at].chars().filter(|c| c.is_alphabetic()).count() <= 16
    });
    match end {
        Some((at, c)) => {
            let head = text[..at].trim_start_matches('(');
            let counted = head.chars().next_back().is_some_and(|c| c.is_ascii_digit());
            let short = head.chars().count() <= 4
                && (counted
                    || matches!(head, "Q" | "A")
                    || head.chars().all(|c| "ivx".contains(c)));
            let lettered = head.rsplit(' ').next().is_some_and(|word| word.len() == 1);
            let labelled = c == ':'
                && head.split(' ').count() <= 3
                && (counted
                    || (lettered && head.contains(' '))
                    || ["one", "two", "three", "four", "five", "six", "seven"]
                        .iter()
                        .any(|n| head.to_lowercase().ends_with(n)));
            if short || labelled { text[at + 1..].trim_start() } else { text }
        }
        None => text,
    }
}
