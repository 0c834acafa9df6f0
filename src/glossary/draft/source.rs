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
    /// Is it given as a name to something, rather than defined?
    pub(super) naming: bool,
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
    for sentence in crate::align::sentence::sentences(&folded.text) {
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
    let start = captures.name("quoted").or(captures.name("subject")).or(captures.name("name"))?;
    let before_term = sentence.get(..start.start())?;
    if before_term.matches('（').count() > before_term.matches('）').count() {
        return None;
    }
    let gloss = captures.name("gloss").map(|gloss| gloss.as_str().to_string());
    let naming = captures.name("genus").is_some();
    let strength = pattern.rule.strength;
    let found =
        |range, quoted| Some(Found { range, quoted, gloss: gloss.clone(), naming, strength });
    let name = captures.name("name");
    if naming {
        let called = |name: &regex::Match<'_>| sentence[..name.start()].ends_with('叫');
        if name.filter(called).is_some_and(|name| begins(name.as_str(), &RULES.words.no_name)) {
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
            if end.is_some_and(|end| is_han(end) || matches!(end, '？' | '“' | '《')) {
                return None;
            }
            name.start() + leading(name.as_str())..name.end()
        }
        None => {
            let subject = captures.name("subject")?;
            let at_start = subject.start() == 0;
            if RULES.words.opinion.iter().any(|word| subject.as_str().contains(word.as_str())) {
                return None;
            }
            let start = subject_start(subject.as_str(), at_start, gloss.is_some(), known);
            if gloss.is_none() && describes(&subject.as_str()[..start]) {
                return None;
            }
            subject.start() + start..subject.end()
        }
    };
    let words = sentence.get(range.clone())?;
    let name = naming && !sentence[..range.start].ends_with('叫');
    let fits = gloss.as_deref().is_none_or(|gloss| is_gloss_of(gloss, words));
    (fits && is_bare_term(words, name)).then(|| found(range, false))?
}

/// Can this be the English for so many characters, and is it no unit?
fn is_gloss_of(gloss: &str, words: &str) -> bool {
    let unit = gloss.len() <= 3 && gloss.starts_with(|c: char| c.is_lowercase());
    let acronym = gloss.len() <= 8 && gloss.chars().filter(char::is_ascii_uppercase).count() >= 2;
    let count = if acronym { gloss.len() } else { gloss.split([' ', '-']).count() };
    !unit && words.chars().count() <= 3 * count + 3
}

/// Does a naming verb name a concept here, and not a person or nothing, in the
/// author's own words?
fn names_a_concept(sentence: &str, captures: &Captures<'_>) -> Option<()> {
    const PERSONS: [&str; 9] = ["我们", "你们", "他们", "她们", "咱们", "他", "她", "我", "你"];
    let words = &RULES.words;
    let before = sentence.get(..captures.name("genus")?.end())?;
    let clause = before.rsplit(['，', '：', '；']).next().unwrap_or("");
    let who = clause.split(['把', '管', '将']).next().unwrap_or("");
    let bare = clause.trim_end_matches('被');
    let person = PERSONS.iter().any(|person| {
        clause.strip_suffix(person).is_some_and(|rest| rest.ends_with(['管', '把', '将', '称']))
    });
    let contrast = captures.name("name").is_some() && before.contains("不叫");
    let named = !words.no_naming.iter().any(|no| clause.ends_with(no.as_str()) || bare == no)
        && !words.opinion.iter().any(|word| who.contains(word.as_str()))
        && !clause.contains("前者")
        && !clause.contains("后者");
    (named && !person && !contrast).then_some(())
}

/// Where the term begins in the words before a defining verb.
fn subject_start(
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
            && subject[range.end..].chars().count() >= 2
        {
            start = start.max(range.end);
        }
    }
    start += leading(&subject[start..]);
    if let Some(at) = subject[start..].rfind('的') {
        let end = start + at + '的'.len_utf8();
        let possessor = subject[start..].starts_with(['本', '该']);
        let whole = subject[start..].chars().count() <= 7
            && !possessor
            && ((at_start && start == 0) || known(&subject[start..]) > 1);
        if !whole && subject[end..].chars().count() >= 2 {
            start = end;
        }
    }
    start + repeated_tail(&subject[start..], known)
}

/// Say the words before a term that something known is such a thing (`A is our
/// B`), rather than announcing it (`the second is B`)?
fn describes(before: &str) -> bool {
    before.match_indices('是').any(|(at, _)| {
        !before[..at].ends_with(['个', '样', '种', '条', '项', '的', '还', '便', '正', '就'])
            && !before[..at].ends_with("之一")
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

/// Words of a dictionary entry, and no clause, pronoun or general word. What is
/// given as a name may be a clause.
fn is_bare_term(words: &str, name: bool) -> bool {
    let rules = &RULES.words;
    let count = words.chars().count();
    (2..=LONGEST).contains(&count)
        && words.chars().any(|c| is_han(c) || c.is_ascii_alphabetic())
        && words.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '·' | '/'))
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
}

/// In quotation marks stand terms, but also what people say.
fn is_quoted_term(words: &str) -> bool {
    let speech = ["我", "你", "您", "他", "她", "吗", "呢", "吧", "了", "谁", "什么", "怎么", "请"];
    (2..=LONGEST).contains(&words.chars().count())
        && !words.starts_with("一个")
        && !words.starts_with("一位")
        && words.chars().any(|c| is_han(c) || c.is_ascii_alphabetic())
        && !words.contains(['，', '。', '？', '！', '；', '：', '是'])
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
