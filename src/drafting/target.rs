//! The term in the other language: which words of the aligned text name what
//! the source defines.
//!
//! Candidates come from the frames of a definition, from quotation marks and
//! from the English an author gave in brackets. What they share with the source
//! decides: quotation marks, place in the text, length, and how often the book
//! has both in the same pair and not one without the other.

use super::rules::{Frame, Position, RULES};
use std::ops::Range;

/// What is known of a term when its translation is looked for.
pub(super) struct Query<'q> {
    /// How many Han characters or words it has.
    pub(super) length: usize,
    /// Does it stand in quotation marks?
    pub(super) quoted: bool,
    /// Is it given as a name?
    pub(super) naming: bool,
    /// English in brackets after it.
    pub(super) gloss: Option<&'q str>,
    /// The bytes that translate its sentence.
    pub(super) home: Range<usize>,
    /// The byte at which its translation is expected.
    pub(super) position: usize,
    /// Dice coefficient of the term with these words over all pairs, 0 to 1.
    pub(super) shared: &'q dyn Fn(&str) -> f32,
}

/// The words that were chosen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    /// Where they stand in the folded text, if they do.
    pub(super) range: Option<Range<usize>>,
    /// A byte of the sentence that defines them.
    pub(super) defined: usize,
    /// The term.
    pub(super) name: String,
    /// Does the text define or name something with these words?
    pub(super) framed: bool,
}

#[derive(Debug)]
struct Candidate {
    range: Range<usize>,
    /// The byte where the frame and the words meet.
    place: usize,
    /// A byte of the sentence that defines the words.
    defined: usize,
    quoted: bool,
    /// How surely the frame defines, 0 to 1.
    frame: f32,
    /// Does the frame give a name?
    naming: bool,
    /// The whole phrase up to the next function word, not a part of it.
    whole: bool,
}

/// The translations of the terms of a pair in its folded English text. The
/// surest choice is made first, and what one term has taken no other takes;
/// `taken` are those of earlier pairs, in lower case.
pub(super) fn choose(
    queries: &[Query<'_>],
    text: &str,
    english: bool,
    taken: &[String],
) -> Vec<Option<Choice>> {
    let mut choices: Vec<Option<Choice>> = queries
        .iter()
        .map(|query| query.gloss.filter(|gloss| is_final(gloss, text)))
        .map(|gloss| gloss.map(|gloss| from_gloss(gloss, text)))
        .collect();
    let mut taken = taken.to_vec();
    taken.extend(choices.iter().flatten().map(|choice| choice.name.to_lowercase()));
    let candidates = if queries.is_empty() { Vec::new() } else { candidates(text, english) };
    let mut scores: Vec<(f32, usize, &Candidate)> = Vec::new();
    for (number, query) in queries.iter().enumerate().filter(|(n, _)| choices[*n].is_none()) {
        let score = |candidate| (score(query, candidate, text), number, candidate);
        scores.extend(candidates.iter().map(score).filter(|(score, ..)| *score > 0.4));
    }
    // Of two equally sure the longer: `sense of limits` before `limits`.
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.2.range.len().cmp(&a.2.range.len())));
    for (_, number, candidate) in scores {
        let name = text[candidate.range.clone()].to_string();
        let chosen = choices.iter().flatten().filter_map(|choice| choice.range.as_ref());
        let free = chosen
            .into_iter()
            .all(|range| candidate.range.end <= range.start || range.end <= candidate.range.start);
        if choices[number].is_none() && free && !taken.contains(&name.to_lowercase()) {
            taken.push(name.to_lowercase());
            let (framed, range) = (candidate.frame >= 0.5, Some(candidate.range.clone()));
            choices[number] = Some(Choice { range, defined: candidate.defined, name, framed });
        }
    }
    for (choice, query) in choices.iter_mut().zip(queries) {
        if choice.is_none() {
            *choice = query.gloss.map(|gloss| from_gloss(gloss, text));
        }
    }
    choices
}

/// Does the gloss itself say what the translation calls the term?
fn is_final(gloss: &str, text: &str) -> bool {
    !is_acronym(gloss) || spelled_out(gloss, text).is_some()
}

fn score(query: &Query<'_>, candidate: &Candidate, text: &str) -> f32 {
    let words = &text[candidate.range.clone()];
    let quotation = match (query.quoted, candidate.quoted) {
        (true, true) => 0.8,
        (true, false) => -0.2,
        (false, true) => -0.4,
        (false, false) => 0.0,
    };
    let distance = candidate.place.abs_diff(query.position) as f32 / text.len().max(1) as f32;
    let expected = (query.length as f32 / 2.0).max(1.0);
    let content = |word: &&str| !RULES.english.function.contains(&word.to_lowercase());
    let count = words.split([' ', '-']).filter(content).count() as f32;
    candidate.frame + quotation + (query.shared)(words) * 0.8
        - (count - expected).abs() * 0.12
        - distance * 0.8
        - if query.home.contains(&candidate.defined) { 0.0 } else { 0.4 }
        + if candidate.whole { 0.15 } else { 0.0 }
        + if query.naming && candidate.naming { 0.2 } else { 0.0 }
}

/// The words an author gave, in the spelling of the translation; an acronym
/// gives way to the words it stands for.
fn from_gloss(gloss: &str, text: &str) -> Choice {
    let found = spelled_out(gloss, text).or_else(|| find_ignoring_case(text, gloss));
    let name = found.clone().map_or(gloss, |range| &text[range]);
    let common = !is_acronym(name)
        && name.split([' ', '-']).any(|word| word.starts_with(|c: char| c.is_lowercase()));
    // The author wrote it as no proper name, or the translation does.
    let lower = !is_acronym(gloss)
        && (gloss.starts_with(char::is_lowercase) || text.contains(&gloss.to_lowercase()));
    Choice {
        range: found.clone(),
        defined: found.as_ref().map_or(0, |range| range.start),
        framed: common || lower,
        name: match found {
            // The translation's own words stand without the capitals of a gloss.
            Some(range)
                if is_acronym(gloss) || !text[range.clone()].contains(char::is_uppercase) =>
            {
                text[range].to_string()
            }
            _ => gloss.to_string(),
        },
    }
}

fn is_acronym(words: &str) -> bool {
    let capitals = words.chars().filter(char::is_ascii_uppercase).count();
    capitals >= 2 && capitals * 2 >= words.len() && !words.contains(' ')
}

/// The words before `(ACRONYM)` whose initials it is.
fn spelled_out(acronym: &str, text: &str) -> Option<Range<usize>> {
    if !is_acronym(acronym) {
        return None;
    }
    let before = [format!(" ({acronym})"), format!(" ({acronym},"), format!(", or {acronym}")];
    let end = before.iter().find_map(|mark| text.find(mark))?;
    let mut letters = acronym.chars().filter(char::is_ascii_alphabetic).rev().peekable();
    for word in text[..end].rsplit([' ', '-']).take(acronym.len() * 2) {
        let start = offset(text, word);
        let initial = word.chars().next()?.to_ascii_uppercase();
        if letters.next_if(|letter| letter.to_ascii_uppercase() == initial).is_some()
            && letters.peek().is_none()
        {
            return Some(start..end);
        }
    }
    None
}

/// The byte at which a slice of a text begins.
fn offset(text: &str, slice: &str) -> usize {
    slice.as_ptr() as usize - text.as_ptr() as usize
}

fn find_ignoring_case(text: &str, words: &str) -> Option<Range<usize>> {
    let at = text.to_lowercase().find(&words.to_lowercase())?;
    let range = at..at + words.len();
    text.get(range.clone()).is_some_and(|found| found.eq_ignore_ascii_case(words)).then_some(range)
}

fn candidates(text: &str, english: bool) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let frames = RULES.frames.iter().filter(|frame| english || frame.rule.id == "quoted");
    for frame in frames {
        let mut from = 0;
        while let Some(captures) = frame.regex.captures_at(text, from) {
            let Some(whole) = captures.get(0) else { break };
            // Frames share words: the next may begin inside this one.
            from = next_char(text, whole.start());
            let new = candidates.len();
            if let Some(quoted) = captures.name("quoted") {
                candidates.extend(quoted_candidate(frame, text, quoted.range()));
                from = from.max(quoted.end());
            } else if let Some(phrase) = captures.name("np") {
                let acronym = captures.name("acronym").map(|acronym| acronym.as_str());
                candidates.extend(parts(frame, text, phrase.range(), acronym));
                from = from.max(whole.end().saturating_sub(1)).min(text.len());
                from = floor(text, from);
            }
            if let Some(pronoun) = captures.name("pronoun") {
                for candidate in &mut candidates[new..] {
                    (candidate.place, candidate.defined) = (pronoun.start(), pronoun.start());
                }
            }
            if from >= text.len() {
                break;
            }
        }
    }
    candidates
}

fn next_char(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn quoted_candidate(frame: &Frame, text: &str, range: Range<usize>) -> Option<Candidate> {
    let words = text[range.clone()].trim_end_matches([',', '.']);
    let start = range.start + article(words);
    let range = start..range.start + words.len();
    let count = words.split(' ').count();
    let sentence = count > 5 || count > 3 && words.contains(',') || words.contains(['?', '!']);
    (!sentence && range.start < range.end).then_some(Candidate {
        place: range.start,
        defined: range.start,
        range,
        quoted: true,
        frame: frame.rule.weight,
        naming: frame.names(),
        whole: true,
    })
}

/// The phrase `N of N` that ends with these words, after an article or at a
/// beginning, and whether the text never has them alone.
fn of_phrase(text: &str, start: usize, end: usize) -> Option<(Range<usize>, bool)> {
    if start >= end {
        return None;
    }
    let before = text[..start].strip_suffix(" of ")?;
    let head = before.rsplit([' ', '“', '\n']).next().filter(|head| !head.is_empty())?;
    let whole = offset(text, head)..end;
    let count = |words: &str| text.matches(words).count();
    let repeated = count(&text[whole.clone()]);
    let alone = repeated == 1 || repeated < count(&text[start..end]);
    let lead = text[..whole.start].trim_end_matches('“');
    let article = ["a ", "an ", "the "].iter().any(|word| ends_with_word(lead, word));
    let wordy = head.chars().all(char::is_alphabetic)
        && !RULES.english.function.contains(&head.to_lowercase());
    (!alone || wordy && (article || lead.is_empty() || lead.ends_with(['.', '\n'])))
        .then_some((whole, !alone))
}

/// Does a text end with a whole word, whatever its case?
fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(at) = text.len().checked_sub(word.len()) else { return false };
    text.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(word))
        && !text[..at].ends_with(char::is_alphanumeric)
}

/// Does a verb follow these words?
fn takes_verb(before: &str) -> bool {
    let word = before.trim_end().rsplit([' ', '“']).next().unwrap_or("").to_lowercase();
    RULES.english.before_verb.contains(&word)
}

/// Bytes of an article at the front.
fn article(words: &str) -> usize {
    ["a ", "an ", "the ", "A ", "An ", "The "]
        .into_iter()
        .find(|article| words.starts_with(article))
        .map_or(0, str::len)
}

/// The phrase beside the frame up to the next function word, and its parts that
/// touch the frame; before an acronym the words that it stands for.
fn parts(frame: &Frame, text: &str, range: Range<usize>, acronym: Option<&str>) -> Vec<Candidate> {
    let candidate = |(range, whole): (Range<usize>, bool)| Candidate {
        place: match frame.rule.term {
            Position::Before => range.end,
            Position::After => range.start,
        },
        defined: range.start,
        range,
        quoted: false,
        frame: frame.rule.weight,
        naming: frame.names(),
        whole,
    };
    if let Some(range) = acronym.and_then(|acronym| spelled_out(acronym, text)) {
        return vec![candidate((range, true))];
    }
    let words: Vec<Range<usize>> = text[range.clone()]
        .split(' ')
        .map(|word| {
            let start = offset(text, word);
            start..start + word.len()
        })
        .collect();
    let ranges = match frame.rule.term {
        Position::Before => parts_before(text, &words, range.end),
        Position::After => parts_after(text, &words, range.end),
    };
    let wordy =
        |(range, _): &(Range<usize>, bool)| text[range.clone()].contains(char::is_alphabetic);
    ranges.into_iter().filter(wordy).map(candidate).collect()
}

fn is_function(text: &str, word: &Range<usize>) -> bool {
    RULES.english.function.contains(&text[word.clone()].to_lowercase())
}

/// The phrases that end where the frame begins, and whether each is whole.
fn parts_before(text: &str, words: &[Range<usize>], end: usize) -> Vec<(Range<usize>, bool)> {
    let chunk: Vec<_> = words.iter().rev().take_while(|word| !is_function(text, word)).collect();
    let start = chunk.last().map_or(end, |word| word.start);
    let mut ranges: Vec<_> =
        chunk.iter().rev().take(5).map(|word| (word.start..end, word.start == start)).collect();
    // `To stop the line means …` defines what one may do, with its object.
    if let [to, verb, ..] = words
        && &text[to.clone()] == "To"
        && words.len() <= 6
    {
        return vec![(verb.start..end, true)];
    }
    // After `to`, a pronoun or an auxiliary stands a verb, no part of the term.
    if ranges.len() > 1 && takes_verb(&text[..start]) {
        ranges.remove(0);
    }
    match of_phrase(text, start, end) {
        Some((phrase, true)) => vec![(phrase, true)],
        wider => wider.into_iter().map(|(phrase, _)| (phrase, true)).chain(ranges).collect(),
    }
}

/// The phrases that begin where the frame ends, and whether each is whole.
fn parts_after(text: &str, words: &[Range<usize>], end: usize) -> Vec<(Range<usize>, bool)> {
    let is_article = |word: &Range<usize>| article(&format!("{} ", &text[word.clone()])) > 0;
    let further: Vec<_> = words.iter().skip_while(|word| is_article(word)).collect();
    let chunk: Vec<_> = further.iter().take_while(|word| !is_function(text, word)).collect();
    let Some(start) = chunk.first().map(|word| word.start) else { return Vec::new() };
    // What is called `the right to stop the line` is that up to the comma.
    let joins = |word: &Range<usize>| {
        !is_function(text, word) || matches!(&text[word.clone()], "of" | "to" | "the" | "a" | "an")
    };
    let closed = text[end..].starts_with([',', '.', ';', ':', ')', '—', '!', '?']);
    let joined = chunk.len() < further.len()
        && further.len() <= 6
        && closed
        && further.iter().all(|word| joins(word))
        && further.last().is_some_and(|word| !is_function(text, word));
    if joined {
        return vec![(start..end, true)];
    }
    // A gerund takes its object and adverbs with it.
    let gerund = matches!(chunk.as_slice(), [word] if text[(**word).clone()].ends_with("ing"));
    let phrase = (gerund && (2..=5).contains(&further.len())).then_some((start..end, true));
    let chunk_end = chunk.last().map_or(end, |word| word.end);
    let parts = chunk
        .iter()
        .rev()
        .take(5)
        .map(|word| (start..word.end, phrase.is_none() && word.end == chunk_end));
    phrase.clone().into_iter().chain(parts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any(text: &str, frame: &Frame) -> Vec<String> {
        let mut found = Vec::new();
        for captures in frame.regex.captures_iter(text) {
            if let Some(quoted) = captures.name("quoted") {
                found.extend(quoted_candidate(frame, text, quoted.range()));
            } else if let Some(phrase) = captures.name("np") {
                let acronym = captures.name("acronym").map(|acronym| acronym.as_str());
                found.extend(parts(frame, text, phrase.range(), acronym));
            }
        }
        found.into_iter().map(|candidate| text[candidate.range].to_string()).collect()
    }

    #[test]
    fn every_frame_finds_its_examples_and_nothing_else() {
        let mut wrong = Vec::new();
        for frame in &RULES.frames {
            for example in &frame.rule.examples {
                let found = any(&example.text, frame);
                if !found.contains(&example.term) {
                    wrong.push((&frame.rule.id, &example.text, found));
                }
            }
            for text in &frame.rule.counter_examples {
                let found = any(text, frame);
                if !found.is_empty() {
                    wrong.push((&frame.rule.id, text, found));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
