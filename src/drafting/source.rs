//! Terms that a Chinese sentence defines: which words, by which pattern.

use super::boundary::{
    begins, describes, is_bare_term, is_day, is_gloss_of, is_quoted_term, leading, subject_start,
    without_acronym,
};
use super::rules::{Pattern, RULES, Strength};
use crate::language::is_han;
use regex::{Captures, Match};
use std::ops::Range;

/// A term that a sentence defines, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DefinedTerm {
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

/// What is known of a sentence beside its words.
pub(super) struct Context<'c> {
    /// Counts how often the book has some words.
    pub(super) known: &'c dyn Fn(&str) -> usize,
    /// Emphasised words, in bytes of the folded sentence.
    pub(super) marked: &'c [Range<usize>],
    /// Has the block promised to explain words?
    pub(super) announced: bool,
}

/// Does a stretch of a block promise to explain words?
pub(super) fn announces(text: &str) -> bool {
    RULES.announcing.as_ref().is_some_and(|regex| regex.is_match(text))
}

/// Every term that a folded sentence defines, in the order of the text.
pub(super) fn find(sentence: &str, context: &Context<'_>) -> Vec<DefinedTerm> {
    let mut found: Vec<DefinedTerm> = Vec::new();
    let allowed = |pattern: &&Pattern| context.announced || !pattern.rule.announced;
    for pattern in RULES.patterns.iter().filter(allowed) {
        for captures in pattern.regex.captures_iter(sentence) {
            let Some(new) = read(pattern, sentence, &captures, context) else { continue };
            merge(&mut found, new);
        }
    }
    found.sort_by_key(|found| found.range.start);
    found
}

/// What one pattern finds, for the tests of the patterns.
#[cfg(test)]
pub(super) fn find_by(pattern: &Pattern, text: &str) -> Vec<String> {
    let folded = super::fold::chinese(text);
    let mut terms = Vec::new();
    for sentence in super::with_answers(&folded.text) {
        let announced = announces(&folded.text[..sentence.end]);
        let context = Context { known: &|_| 1, marked: &[], announced };
        if pattern.rule.announced && !announced {
            continue;
        }
        let text = &folded.text[sentence.clone()];
        for captures in pattern.regex.captures_iter(text) {
            if let Some(found) = read(pattern, text, &captures, &context) {
                let start = sentence.start;
                let range = found.range.start + start..found.range.end + start;
                terms.push(folded.original(range).to_string());
            }
        }
    }
    terms
}

/// Keeps one finding a place: the stronger, and what each knows of a gloss.
fn merge(found: &mut Vec<DefinedTerm>, new: DefinedTerm) {
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
    context: &Context<'_>,
) -> Option<DefinedTerm> {
    let quoted = captures.name("quoted");
    let name = captures.name("name");
    let start = quoted.or(captures.name("subject")).or(name)?.start();
    if defines_nothing(captures) || in_brackets(sentence.get(..start)?) {
        return None;
    }
    let naming = captures.name("genus").is_some();
    if naming && !names_a_concept(sentence, captures) {
        return None;
    }
    let gloss = captures.name("gloss").map(|gloss| without_acronym(gloss.as_str()).to_string());
    let range = match (quoted, name) {
        (Some(quoted), _) => quoted.range(),
        (None, Some(name)) => name_range(sentence, &name)?,
        (None, None) => {
            let subject = captures.name("subject")?;
            subject_range(sentence, subject.range(), gloss.as_deref(), context)?
        }
    };
    let words = sentence.get(range.clone())?;
    let is_term = match quoted {
        Some(_) => is_quoted_term(words, naming),
        None => {
            let named = naming && !sentence[..range.start].ends_with('叫');
            gloss.as_deref().is_none_or(|gloss| is_gloss_of(gloss, words))
                && is_bare_term(words, named, gloss.is_some())
        }
    };
    let strength = pattern.rule.strength;
    is_term.then_some(DefinedTerm { range, quoted: quoted.is_some(), gloss, naming, strength })
}

/// Do the words after the verb show that it defines nothing?
fn defines_nothing(captures: &Captures<'_>) -> bool {
    captures.name("rest").is_some_and(|rest| {
        begins(rest.as_str(), &RULES.words.no_definition) || is_day(rest.as_str())
    })
}

fn in_brackets(before: &str) -> bool {
    before.matches('（').count() > before.matches('）').count()
}

/// A bare name without words before it; nothing where it goes on.
fn name_range(sentence: &str, name: &Match<'_>) -> Option<Range<usize>> {
    let next = sentence.get(name.end()..)?.chars().next();
    let goes_on = next.is_some_and(|next| is_han(next) || matches!(next, '？' | '“' | '《'));
    let called = sentence[..name.start()].ends_with('叫');
    let causes = |word: &String| name.as_str().contains(word.as_str());
    let nothing = called
        && (begins(name.as_str(), &RULES.words.no_name) || RULES.words.causing.iter().any(causes));
    (!goes_on && !nothing).then(|| name.start() + leading(name.as_str())..name.end())
}

/// The term at the end of the words before a defining verb.
fn subject_range(
    sentence: &str,
    subject: Range<usize>,
    gloss: Option<&str>,
    context: &Context<'_>,
) -> Option<Range<usize>> {
    let glossed = gloss.is_some();
    let words = &sentence[subject.clone()];
    let marked = context.marked.iter().find(|marked| {
        subject.start <= marked.start && marked.start < marked.end && marked.end == subject.end
    });
    if let Some(marked) = marked {
        return Some(marked.clone());
    }
    let before = &sentence[..subject.start];
    let fragment = before.trim_end().ends_with(|c: char| c.is_ascii_alphanumeric())
        && before.ends_with(char::is_whitespace);
    // Latin letters after 简称 only abbreviate the term before them.
    let short = ["简称", "缩写"].iter().any(|word| {
        words.rsplit_once(word).is_some_and(|(_, rest)| rest.chars().all(|c| !is_han(c)))
    });
    if fragment && let Some(gloss) = gloss {
        // Latin letters and a space before Han are part of the term where they
        // are part of the gloss.
        let latin = before.trim_end().trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        if gloss.to_lowercase().contains(&before[latin..].trim().to_lowercase()) {
            return Some(latin..subject.end);
        }
    }
    let opinion = RULES.words.opinion.iter().any(|word| words.contains(word.as_str()));
    let start = subject_start(words, subject.start == 0, glossed, context.known);
    let plain = glossed || !(fragment || describes(&words[..start]));
    // 所谓的 mocks; after a quotation mark the term stands before 的.
    let mocked = words.starts_with('的');
    (plain && !opinion && !mocked && !short).then(|| subject.start + start..subject.end)
}

/// Does a naming verb name a concept here, and not a person or nothing, in the
/// author's own words?
fn names_a_concept(sentence: &str, captures: &Captures<'_>) -> bool {
    const PERSONS: [&str; 9] = ["我们", "你们", "他们", "她们", "咱们", "他", "她", "我", "你"];
    let words = &RULES.words;
    let end = captures.name("genus").map_or(0, |genus| genus.end());
    let before = &sentence[..end];
    let clause = before.rsplit(['，', '：', '；']).next().unwrap_or("");
    let who = clause.split(['把', '管', '将']).next().unwrap_or("");
    let bare = before.trim_end_matches(['被', '，', '：']);
    let person = PERSONS.iter().any(|person| {
        clause.strip_suffix(person).is_some_and(|rest| rest.ends_with(['管', '把', '将', '称']))
    });
    let is_bare = captures.name("name").is_some();
    let contrast = is_bare && before.contains("不叫");
    let proper = bears_a_name(clause, is_bare);
    // A bare word after 那叫 is a verdict: 那叫真便宜.
    let verdict = is_bare && bare.ends_with('那');
    // What people name in quotation marks is a name, not their opinion.
    let quotes = !is_bare && who.len() == clause.len();
    let named = !words.no_naming.iter().any(|no| bare.ends_with(no.as_str()))
        && (quotes || !words.opinion.iter().any(|word| who.contains(word.as_str())))
        && !clause.contains("前者")
        && !clause.contains("后者");
    named && !person && !contrast && !proper && !verdict
}

/// Is the subject of a naming verb a person, where the name is bare, or a thing
/// with a name of its own?
fn bears_a_name(clause: &str, is_bare: bool) -> bool {
    let words = &RULES.words;
    let clause = clause.trim_end_matches(['就', '都', '也', '名', '叫', '是']);
    let clause = ["的名字", "的名称", "的代号"]
        .iter()
        .find_map(|noun| clause.strip_suffix(noun))
        .unwrap_or(clause);
    let ends = |list: &[String]| list.iter().any(|word| clause.ends_with(word.as_str()));
    is_bare && ends(&words.persons) || ends(&words.bearers) && !clause.contains(['种', '类'])
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
