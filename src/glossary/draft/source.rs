//! Terms that a Chinese sentence defines: which words, by which pattern.

use super::rules::{Pattern, RULES, Strength};
use crate::language::is_han;
use regex::Captures;
use std::ops::Range;

/// The most Han characters a term has; longer ones are clauses.
const LONGEST: usize = 10;

/// A term found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The term, in bytes of the folded sentence.
    pub(super) range: Range<usize>,
    /// Does it stand in quotation marks?
    pub(super) quoted: bool,
    /// English in brackets after it, as folded.
    pub(super) gloss: Option<String>,
    /// Does the pattern define by itself?
    pub(super) strength: Strength,
}

/// Every term that a folded sentence defines, in the order of the text.
/// `known` counts how often the book has some words.
pub(super) fn find(sentence: &str, known: &dyn Fn(&str) -> usize) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for pattern in &RULES.patterns {
        for captures in pattern.regex.captures_iter(sentence) {
            let Some(new) = read(pattern, sentence, &captures, known) else { continue };
            merge(&mut found, new);
        }
    }
    found.sort_by_key(|found| found.range.start);
    found
}

/// What one pattern finds, for the tests of the patterns.
#[cfg(test)]
pub(super) fn find_by(pattern: &Pattern, text: &str) -> Vec<String> {
    let folded = super::fold::Folded::chinese(text);
    let mut terms = Vec::new();
    for sentence in super::fold::sentences(&folded.text) {
        let text = &folded.text[sentence.clone()];
        for captures in pattern.regex.captures_iter(text) {
            if let Some(found) = read(pattern, text, &captures, &|_| 1) {
                let start = sentence.start;
                let range = found.range.start + start..found.range.end + start;
                terms.push(folded.original(range).to_string());
            }
        }
    }
    terms
}

/// Keeps one finding a place: the stronger, and what each knows of a gloss.
fn merge(found: &mut Vec<Found>, new: Found) {
    let overlapping = found
        .iter_mut()
        .find(|old| old.range.start < new.range.end && new.range.start < old.range.end);
    match overlapping {
        None => found.push(new),
        Some(old) => {
            old.gloss = old.gloss.take().or(new.gloss);
            if old.strength == Strength::Weak && new.strength == Strength::Strong {
                old.strength = Strength::Strong;
                old.range = new.range;
            }
        }
    }
}

/// The term of one match, if it is one.
fn read(
    pattern: &Pattern,
    sentence: &str,
    captures: &Captures<'_>,
    known: &dyn Fn(&str) -> usize,
) -> Option<Found> {
    if let Some(rest) = captures.name("rest")
        && (begins(rest.as_str(), &RULES.words.no_definition) || is_day(rest.as_str()))
    {
        return None;
    }
    let gloss = captures.name("gloss").map(|gloss| gloss.as_str().to_string());
    let found = |range, quoted| {
        Some(Found { range, quoted, gloss: gloss.clone(), strength: pattern.rule.strength })
    };
    let name = captures.name("name");
    if name.is_some() || captures.name("genus").is_some() {
        if name.is_some_and(|name| begins(name.as_str(), &RULES.words.no_name)) {
            return None;
        }
        names_a_concept(sentence, captures)?;
    }
    if let Some(quoted) = captures.name("quoted") {
        return is_quoted_term(quoted.as_str()).then(|| found(quoted.range(), true))?;
    }
    let range = match name {
        Some(name) => {
            let end = sentence.get(name.end()..)?.chars().next();
            if end.is_some_and(is_han) {
                return None;
            }
            name.start() + leading(name.as_str())..name.end()
        }
        None => {
            let subject = captures.name("subject")?;
            let at_start = subject.start() == 0;
            subject.start() + subject_start(subject.as_str(), at_start, known)..subject.end()
        }
    };
    is_bare_term(sentence.get(range.clone())?).then(|| found(range, false))?
}

/// Does a naming verb name a concept here, and not a person or nothing?
fn names_a_concept(sentence: &str, captures: &Captures<'_>) -> Option<()> {
    let words = &RULES.words;
    let genus = captures.name("genus")?;
    let clause = genus.as_str().rsplit(['，', '：', '、']).next().unwrap_or("");
    let bare = clause.trim_end_matches("被");
    let named = !words.no_naming.iter().any(|no| clause.ends_with(no.as_str()) || bare == no)
        && !clause.contains("前者")
        && !clause.contains("后者");
    let before = sentence.get(..genus.end())?;
    let inside_brackets = before.matches('（').count() > before.matches('）').count();
    (named && !inside_brackets).then_some(())
}

/// Where the term begins in the words before a defining verb.
fn subject_start(subject: &str, at_start: bool, known: &dyn Fn(&str) -> usize) -> usize {
    let mut start = 0;
    for word in &RULES.words.introducing {
        if let Some(at) = subject.rfind(word.as_str()) {
            let end = at + word.len();
            if subject[end..].chars().count() >= 2 {
                start = start.max(end);
            }
        }
    }
    start += leading(&subject[start..]);
    if let Some(at) = subject[start..].rfind('的') {
        let end = start + at + '的'.len_utf8();
        let whole = subject[start..].chars().count() <= 7
            && ((at_start && start == 0) || known(&subject[start..]) > 1);
        if !whole && subject[end..].chars().count() >= 2 {
            start = end;
        }
    }
    start + repeated_tail(&subject[start..], known)
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
fn leading(words: &str) -> usize {
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

/// Words of a dictionary entry, and no clause, pronoun or general word.
fn is_bare_term(words: &str) -> bool {
    let rules = &RULES.words;
    let count = words.chars().count();
    (2..=LONGEST).contains(&count)
        && words.chars().any(|c| is_han(c) || c.is_ascii_alphabetic())
        && words.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '·' | '/'))
        && !rules.never.iter().any(|word| words.contains(word.as_str()))
        && !rules.edges.iter().any(|edge| words.starts_with(edge.as_str()))
        && !rules.edges.iter().any(|edge| words.ends_with(edge.as_str()))
        && !rules.general.iter().any(|general| general == words)
        && !is_day(words)
}

/// In quotation marks stand terms, but also what people say.
fn is_quoted_term(words: &str) -> bool {
    let speech = ["我", "你", "您", "他", "她", "吗", "呢", "吧", "了", "谁", "什么", "怎么", "请"];
    (1..=LONGEST).contains(&words.chars().count())
        && words.chars().any(|c| is_han(c) || c.is_ascii_alphabetic())
        && !words.contains(['，', '。', '？', '！', '；', '：'])
        && !speech.iter().any(|word| words.contains(word))
        && !RULES.words.general.iter().any(|general| general == words)
}

fn begins(words: &str, with: &[String]) -> bool {
    with.iter().any(|word| words.starts_with(word.as_str()))
}

/// A day, an hour or a number.
fn is_day(words: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万两○〇零".contains(c);
    let rest = words.trim_start_matches(digit);
    rest.len() < words.len()
        && (rest.is_empty() || rest.starts_with(['月', '日', '号', '点', '时']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_finds_its_examples_and_nothing_else() {
        let mut wrong = Vec::new();
        for pattern in &RULES.patterns {
            assert!(!pattern.rule.reason.is_empty(), "{}", pattern.rule.id);
            assert!(pattern.rule.examples.len() >= 3, "{}", pattern.rule.id);
            assert!(pattern.rule.counter_examples.len() >= 3, "{}", pattern.rule.id);
            for example in &pattern.rule.examples {
                let found = find_by(pattern, &example.text);
                if found != [example.term.as_str()] {
                    wrong.push((&pattern.rule.id, &example.text, found));
                }
            }
            for text in &pattern.rule.counter_examples {
                let found = find_by(pattern, text);
                if !found.is_empty() {
                    wrong.push((&pattern.rule.id, text, found));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
