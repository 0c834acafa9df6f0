//! The numbering that authors put before headings, claims and list items.
//!
//! Each style is a row of the table in `rules` with its own examples and
//! counter-examples, which are tests. A label alone proves nothing: `structure`
//! asks for a sequence of them.

mod numeral;
mod rules;

use crate::language::is_han;
use numeral::Numeral::{self, Arabic, Circled, English, Han, Letter, Roman, Stem};
use rules::RULES;

/// A style of numbering. Two labels of the same style belong to one sequence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `第一部分`, `Part One`, `上篇`.
    Part,
    /// `第一章`, `Chapter 1`, `第一讲`.
    Chapter,
    /// `第一节`, `Section One`.
    Section,
    /// `1.2`, with the number of figures.
    Decimal(usize),
    /// `一、`.
    Han,
    /// `（一）`.
    HanInBrackets,
    /// `一）`.
    HanBracket,
    /// `甲、`.
    Stem,
    /// `1.`, `1．` and `1、`: writers mix them in one sequence.
    Arabic,
    /// `1)`.
    ArabicBracket,
    /// `(1)`.
    ArabicInBrackets,
    /// `①`.
    Circled,
    /// `A.`.
    Letter,
    /// `I.`.
    Roman,
    /// `(I)`.
    RomanInBrackets,
    /// `(a)`.
    LetterInBrackets,
    /// `Q1：`.
    Question,
    /// `第一，`.
    Ordinal,
    /// `其一，`.
    Among,
    /// A noun with a number, `误区四：`, `看法之一：`, `Myth One:`, by its noun.
    Named(String),
}

impl Style {
    /// The place of the styles that name their rank themselves; smaller is
    /// higher. Nothing for those whose rank depends on the text.
    pub fn rank(&self) -> Option<u8> {
        match self {
            Self::Part => Some(0),
            Self::Chapter => Some(1),
            Self::Section => Some(2),
            _ => None,
        }
    }

    /// Is it a style with plain figures, which writers mix within a sequence?
    pub fn is_figures(&self) -> bool {
        matches!(self, Self::Arabic | Self::ArabicBracket | Self::ArabicInBrackets)
    }
}

/// A number at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Which sequence it may belong to.
    pub style: Style,
    /// The number.
    pub ordinal: u32,
    /// Where the text after the label begins, in bytes of the line.
    pub end: usize,
}

/// The label at the start of a line, if there is one. The line has no leading
/// white space.
pub fn label(line: &str) -> Option<Label> {
    decimal(line).or_else(|| RULES.iter().find_map(|rule| rule.label(line))).or_else(|| named(line))
}

/// Skips the separator that may follow a label: `第一部分：名词`, `Part One — Words`.
fn skip_separator(line: &str, at: usize) -> usize {
    let rest = line[at..].trim_start();
    let rest = rest
        .strip_prefix(['：', ':', '、', '.', '．', '—', '–', '-', '·', '|', '｜'])
        .unwrap_or(rest);
    let rest = rest.trim_start_matches(['—', '–', ' ', '　']);
    line.len() - rest.trim_start().len()
}

/// `1.2` and `1.2.3`, followed by a space or Han: sections of a report.
fn decimal(line: &str) -> Option<Label> {
    let numbers = line.split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
    let figures: Vec<&str> = numbers.trim_end_matches('.').split('.').collect();
    let plain = figures.len() >= 2 && figures.iter().all(|f| (1..=2).contains(&f.len()));
    let next = line[numbers.len()..].chars().next()?;
    let last = figures.last()?.parse().ok()?;
    (plain && next.is_whitespace() && last > 0).then(|| Label {
        style: Style::Decimal(figures.len()),
        ordinal: last,
        end: skip_separator(line, numbers.len()),
    })
}

/// The most characters of the noun in `误区四：`.
const NOUN_CHARS: usize = 6;

/// `误区四：…`, `看法之一：…`, `【迷思一】…`, `Myth One: …`, or these alone on a
/// line.
fn named(line: &str) -> Option<Label> {
    let inner = line.strip_prefix(['【', '「', '〔', '[']).unwrap_or(line);
    let shift = line.len() - inner.len();
    // An English label has a space inside, before its number.
    let chinese = inner.find(['：', ':', '　', ' ', '、', '，', '】', '」', '〕', ']', '｜']);
    let english = inner.find([':', '：', '.', '—', '–', ']']);
    [chinese, english, Some(inner.len())]
        .into_iter()
        .flatten()
        .filter(|end| (1..=40).contains(end))
        .find_map(|end| named_by(&inner[..end]).map(|found| (found, end)))
        .map(|((noun, ordinal), end)| {
            let rest = &line[shift + end..];
            let closed = rest.trim_start_matches(['】', '」', '〕', ']']);
            let end = skip_separator(line, line.len() - closed.len());
            Label { style: Style::Named(noun), ordinal, end }
        })
}

/// The noun and the number of `误区四`, `看法之一`, `Myth One`.
fn named_by(head: &str) -> Option<(String, u32)> {
    let head = head.trim_end();
    let whole = |n: Numeral, text: &str| {
        n.read(text).filter(|(_, used)| *used == text.len()).map(|(ordinal, _)| ordinal)
    };
    let (noun, ordinal) = if head.is_ascii() {
        let (noun, number) = head.rsplit_once(' ')?;
        let number = number.trim_start_matches('#');
        let capital = noun.starts_with(|c: char| c.is_ascii_uppercase());
        let fits = capital && noun.split(' ').count() <= 3;
        let ordinal =
            [English, Arabic, Roman, Letter].into_iter().find_map(|n| whole(n, number))?;
        fits.then_some((noun, ordinal))?
    } else {
        head.char_indices().skip(1).find_map(|(at, _)| {
            let number = head[at..].trim_matches(['（', '）', '(', ')', ' ']);
            let ordinal =
                [Han, Arabic, Stem, Circled].into_iter().find_map(|n| whole(n, number))?;
            Some((&head[..at], ordinal))
        })?
    };
    let noun = noun.trim_end().trim_end_matches('之');
    let fits = !noun.is_empty()
        && noun.chars().all(|c| is_han(c) || c.is_ascii_alphabetic() || c == ' ')
        && (noun.is_ascii() || noun.chars().count() <= NOUN_CHARS);
    fits.then(|| (noun.to_lowercase(), ordinal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_knows_its_examples() {
        for rule in RULES {
            for (line, ordinal) in rule.examples {
                let found = label(line);
                assert_eq!(
                    found.as_ref().map(|l| (&l.style, l.ordinal)),
                    Some((&rule.style, *ordinal)),
                    "{line}"
                );
            }
            for line in rule.counter_examples {
                let found = rule.label(line);
                assert_eq!(found, None, "{line}");
            }
        }
    }

    #[test]
    fn the_text_begins_after_the_label() {
        for (line, rest) in [
            ("第一部分　名词说明", "名词说明"),
            ("Part One: Words", "Words"),
            ("Part Two — Steps", "Steps"),
            ("1、换模时间。", "换模时间。"),
            ("2、 整理", "整理"),
            ("（1）封箱", "封箱"),
            ("误区四：不疼", "不疼"),
            ("看法之一：多练", "多练"),
            ("【误区二】多练", "多练"),
            ("1. -5 度以下", "-5 度以下"),
            ("Myth Two: more is better", "more is better"),
        ] {
            let found = label(line).map(|l| &line[l.end..]);
            assert_eq!(found, Some(rest), "{line}");
        }
    }

    #[test]
    fn nouns_with_numbers_are_one_style() {
        let style = |line: &str| label(line).map(|l| (l.style, l.ordinal));
        assert_eq!(style("误区四：不疼"), Some((Style::Named("误区".into()), 4)));
        assert_eq!(style("看法之一：多练"), Some((Style::Named("看法".into()), 1)));
        assert_eq!(
            style("Misunderstanding One: more"),
            Some((Style::Named("misunderstanding".into()), 1))
        );
        assert_eq!(style("【误区二】多就是好"), Some((Style::Named("误区".into()), 2)));
        assert_eq!(style("误区（三）：多就是好"), Some((Style::Named("误区".into()), 3)));
        assert_eq!(style("误区3"), Some((Style::Named("误区".into()), 3)));
        assert_eq!(style("Myth #2: more"), Some((Style::Named("myth".into()), 2)));
        assert_eq!(style("误读乙：多就是好"), Some((Style::Named("误读".into()), 2)));
        assert_eq!(style("误解②：多就是好"), Some((Style::Named("误解".into()), 2)));
        assert_eq!(style("Misreading B: more"), Some((Style::Named("misreading".into()), 2)));
        assert_eq!(style("我们三个人都在。"), None);
        assert_eq!(style("1.2 范围"), Some((Style::Decimal(2), 2)));
        assert_eq!(style("2.9 版"), Some((Style::Decimal(2), 9)), "only a sequence decides");
    }
}
