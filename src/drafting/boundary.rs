//! Where a Chinese term begins, and whether words are a term at all.

use super::rules::RULES;
use crate::language::is_han;
use std::ops::Range;

/// The most Han characters a term has; longer ones are clauses.
const LONGEST: usize = 10;

/// How a number before a measure is written.
const NUMERALS: &[char] = &['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '几'];

/// A gloss without its article and the acronym after its comma.
pub(super) fn without_acronym(gloss: &str) -> &str {
    let gloss = gloss.strip_prefix("the ").unwrap_or(gloss);
    match gloss.rsplit_once(", ") {
        Some((words, tail)) if tail.chars().filter(char::is_ascii_uppercase).count() > 1 => words,
        _ => gloss.trim_end(),
    }
}

/// Can this be the English for so many characters, and is it no unit?
pub(super) fn is_gloss_of(gloss: &str, words: &str) -> bool {
    const UNITS: [&str; 16] = [
        "m", "mm", "cm", "km", "g", "mg", "kg", "t", "s", "ms", "min", "h", "l", "ml", "kW", "kWh",
    ];
    let unit = gloss.len() == 1 || UNITS.contains(&gloss);
    let acronym = gloss.len() <= 8 && gloss.chars().filter(char::is_ascii_uppercase).count() >= 2;
    let count = if acronym { gloss.len() } else { gloss.split([' ', '-']).count() };
    !unit && words.contains(is_han) && words.chars().count() <= 3 * count + 3
}

/// Where the term begins in the words before a defining verb.
pub(super) fn subject_start(
    subject: &str,
    at_start: bool,
    glossed: bool,
    known: &dyn Fn(&str) -> usize,
) -> usize {
    let mut start = 0;
    if glossed && let Some(at) = subject.rfind('是') {
        start = at + '是'.len_utf8();
    }
    for word in &RULES.words.introducing {
        let last = subject.match_indices(word.as_str()).map(|(at, word)| at..at + word.len());
        let last = last.filter(|range| !is_kept(subject, range)).last();
        if let Some(range) = last
            && subject[range.end..].chars().count() >= 2 - usize::from(glossed)
        {
            start = start.max(range.end);
        }
    }
    start = start.max(counted(subject));
    start += leading(&subject[start..]);
    if let Some(at) = subject[start..].rfind('的') {
        let end = start + at + '的'.len_utf8();
        // 本店的X and 店里说的X are about X.
        let possessor = subject[start..].starts_with(['本', '该'])
            || subject[..start + at].ends_with(['说', '讲', '谈', '称']);
        let whole = subject[start..].chars().count() <= 7
            && !possessor
            && ((at_start && start == 0) || known(&subject[start..]) > 1);
        if !whole && subject[end..].chars().count() >= 2 {
            start = end;
        }
    }
    start += repeated_tail(&subject[start..], known);
    start + if glossed { unbound(&subject[start..], known) } else { 0 }
}

/// Where the thing begins that a clause counts, after a number and a measure
/// (`hangs up one piece of X`). A term may begin with a number of its own.
fn counted(subject: &str) -> usize {
    let ends = RULES.words.measures.iter().flat_map(|measure| subject.match_indices(measure));
    ends.filter(|(at, _)| {
        let before = &subject[..*at];
        let verb = before.trim_end_matches(NUMERALS);
        verb.len() < before.len() && !verb.is_empty() && !verb.ends_with('第')
    })
    .map(|(at, measure)| at + measure.len())
    .filter(|end| subject[*end..].chars().count() >= 2)
    .max()
    .unwrap_or(0)
}

/// Words of the sentence before a glossed term, where the book has the term
/// elsewhere without them.
fn unbound(words: &str, known: &dyn Fn(&str) -> usize) -> usize {
    let mut start = 0;
    loop {
        let rest = &words[start..];
        let cut = RULES.words.binding.iter().find_map(|word| {
            let end = rest.find(word.as_str())? + word.len();
            let tail = &rest[end..];
            (!tail.is_empty() && known(tail) > known(rest)).then_some(end)
        });
        match cut {
            Some(end) => start += end,
            None => return start,
        }
    }
}

/// Say the words before a term that something known is such a thing (`A is our
/// B`), rather than announcing it (`the second is B`)?
pub(super) fn describes(before: &str) -> bool {
    before.match_indices('是').any(|(at, verb)| {
        let introduces = |word: &String| before[..at + verb.len()].ends_with(word.as_str());
        !RULES.words.introducing.iter().any(introduces)
            && !before[..at].ends_with(['条', '项', '还'])
    })
}

/// Is this part of a longer word that introduces nothing?
fn is_kept(subject: &str, range: &Range<usize>) -> bool {
    RULES.words.keeping.iter().any(|word| {
        subject
            .match_indices(word.as_str())
            .any(|(at, word)| at <= range.start && range.end <= at + word.len())
    })
}

/// Where words begin that the book has elsewhere, if the whole is too long for
/// a term.
fn repeated_tail(words: &str, known: &dyn Fn(&str) -> usize) -> usize {
    if words.chars().count() <= 6 {
        return 0;
    }
    words
        .char_indices()
        .find(|(at, _)| words[*at..].chars().count() >= 2 && known(&words[*at..]) > 1)
        .map_or(0, |(at, _)| at)
}

/// How many bytes at the front are words before a term.
pub(super) fn leading(words: &str) -> usize {
    let mut start = 0;
    loop {
        let rest = &words[start..];
        let longest = RULES
            .words
            .leading
            .iter()
            .filter(|word| rest.starts_with(word.as_str()))
            .map(String::len)
            .filter(|len| rest[*len..].chars().count() >= 2)
            .max();
        match longest {
            Some(len) => start += len,
            None => return start,
        }
    }
}

/// Words of a dictionary entry, and no clause, pronoun or general word. What is
/// given as a name may be a clause.
pub(super) fn is_bare_term(words: &str, name: bool, glossed: bool) -> bool {
    let rules = &RULES.words;
    let count = words.chars().count();
    (usize::from(!glossed) + 1..=LONGEST).contains(&count)
        && words.chars().any(|c| is_han(c) || c.is_ascii_alphabetic())
        && words.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '·' | '/' | ' '))
        && !rules.never.iter().any(|word| match name {
            true => words.starts_with(word.as_str()) || words.ends_with(word.as_str()),
            false => words
                .match_indices(word.as_str())
                .any(|(at, word)| !is_kept(words, &(at..at + word.len()))),
        })
        && !begins(words, &rules.begins)
        && !rules.ends.iter().any(|end| words.ends_with(end.as_str()))
        && !rules.general.iter().any(|general| general == words)
        && !is_day(words)
        && !is_count(words)
}

/// A number and a measure, which stand for things named before.
fn is_count(words: &str) -> bool {
    let rest = words.trim_start_matches(NUMERALS);
    rest.len() < words.len() && RULES.words.counting.iter().any(|measure| measure == rest)
}

/// In quotation marks stand terms, but also what people say.
pub(super) fn is_quoted_term(words: &str, naming: bool) -> bool {
    let speech = ["我", "你", "您", "他", "她", "吗", "呢", "吧", "了", "什么", "怎么", "请"];
    (2..=LONGEST).contains(&words.chars().count())
        && !words.starts_with("一个")
        && !words.starts_with("一位")
        && words.chars().any(|c| is_han(c) || c.is_ascii_alphabetic())
        && !words.contains(['，', '。', '？', '！', '；', '：', '是'])
        && !speech.iter().any(|word| {
            let mut uses = words.match_indices(word);
            uses.any(|(at, word)| !is_kept(words, &(at..at + word.len())))
        })
        // A rule may be named by what it says: “谁捡谁管”.
        && (naming || !words.contains('谁'))
        && !RULES.words.general.iter().any(|general| general == words)
}

pub(super) fn begins(words: &str, with: &[String]) -> bool {
    with.iter().any(|word| words.starts_with(word.as_str()))
}

/// A day, an hour or a number.
pub(super) fn is_day(words: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万两○〇零".contains(c);
    let rest = words.trim_start_matches(digit);
    rest.len() < words.len()
        && (rest.is_empty() || rest.starts_with(['月', '日', '号', '点', '时']))
}
