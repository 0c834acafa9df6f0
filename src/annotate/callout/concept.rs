//! What an essay is about: the words that a misconception can be about.

use super::cues::CueLexicon;
use super::phrases::Phrase;
use super::text::{Passage, han_count};
use crate::language::is_han;
use memchr::memmem;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

/// The concepts of a book, in folded text.
#[derive(Debug)]
pub(super) struct Concepts {
    lexicon: &'static CueLexicon,
    /// Defined or named in a chapter, by the chapter's number.
    named: BTreeSet<(usize, String)>,
    /// Of the glossary.
    glossary: Vec<String>,
    /// Sentences that the glossary has as definitions, bare.
    definitions: HashSet<String>,
    /// Titles and headings, by the chapter's number.
    titles: BTreeMap<usize, Vec<String>>,
    /// A book this short is one essay: what one chapter names counts in all.
    short: bool,
    /// Passages that define or name a term.
    defining: BTreeSet<usize>,
}

/// The most passages of a book that is one essay.
const SHORT: usize = 150;

impl Concepts {
    /// Gathers the concepts of a book.
    pub(super) fn gather(
        lexicon: &'static CueLexicon,
        passages: &[Passage<'_>],
        titles: impl IntoIterator<Item = String>,
        glossary: impl IntoIterator<Item = String>,
        definitions: impl IntoIterator<Item = String>,
    ) -> Self {
        let titles = titles.into_iter().map(|title| vec![title]).enumerate().collect();
        let mut concepts = Self {
            lexicon,
            named: BTreeSet::new(),
            glossary: glossary.into_iter().filter(|term| han_count(term) >= 2).collect(),
            definitions: HashSet::new(),
            titles,
            short: passages.len() <= SHORT,
            defining: BTreeSet::new(),
        };
        for definition in definitions {
            let sentences = super::text::sentences(&definition);
            concepts
                .definitions
                .extend(sentences.iter().map(|s| bare(&definition[s.span.clone()])));
        }
        for (index, passage) in passages.iter().enumerate() {
            if passage.level().is_some() {
                concepts
                    .titles
                    .entry(passage.at.document)
                    .or_default()
                    .push(passage.folded.clone());
            } else if concepts.define(passage, &passages[near(index, SHORT, passages.len())]) {
                concepts.defining.insert(index);
            }
        }
        concepts
    }

    /// Adds the terms that a passage defines or names; are there any? `around`
    /// are the passages near it.
    fn define(&mut self, passage: &Passage<'_>, around: &[Passage<'_>]) -> bool {
        let text = &passage.folded;
        let before = self.named.len();
        let lexicon = self.lexicon;
        for (cue, defines) in lexicon.namings(text) {
            if defines {
                let head = strip_gloss(&text[..cue.start]);
                let from = after_last(head, |c| !is_han(c) && c != '“' && c != '”');
                self.add(&head[from..], passage.at.document, around);
            } else {
                let rest = text[cue.end..].trim_start_matches(['“', '：', '，']);
                let to = rest.find(|c: char| !is_han(c)).unwrap_or(rest.len());
                self.add(&rest[..to], passage.at.document, around);
            }
        }
        for (at, _) in text.match_indices(['（', '(']) {
            let gloss = text[at..].trim_start_matches(['（', '(']);
            if gloss.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let head = text[..at].trim_end_matches(['”', ' ']);
                let from = after_last(head, |c| {
                    !is_han(c) || lexicon.function(c) || lexicon.phrases[Phrase::NamesGloss].has(c)
                });
                self.add(&head[from..], passage.at.document, around);
            }
        }
        self.named.len() > before
    }

    /// Is the book as short as one essay?
    pub(super) fn short(&self) -> bool {
        self.short
    }

    /// Is a term defined in these passages, or has the book's glossary one?
    pub(super) fn defines(&self, passages: Range<usize>) -> bool {
        self.defining.range(passages).next().is_some() || !self.glossary.is_empty()
    }

    /// Does the glossary define a term with this sentence?
    pub(super) fn glosses(&self, sentence: &str) -> bool {
        !self.definitions.is_empty() && self.definitions.contains(&bare(sentence))
    }

    /// The named concepts that count in a chapter.
    fn named_in(&self, document: usize) -> impl Iterator<Item = &str> {
        let chapters = if self.short { 0..usize::MAX } else { document..document + 1 };
        let here = self.named.range((chapters.start, String::new())..(chapters.end, String::new()));
        here.map(|(_, term)| term.as_str()).chain(self.glossary.iter().map(String::as_str))
    }

    /// Adds a term; of a longer phrase (去年我们试行分层作业) the longest end
    /// that is used twice `around` it.
    fn add(&mut self, term: &str, document: usize, around: &[Passage<'_>]) {
        let term = term.trim_matches(['“', '”']);
        let count = term.chars().count();
        let function = |c| self.lexicon.function(c);
        let content = |term: &str| term.chars().any(|c| !function(c));
        let used_twice = |term: &str| {
            let finder = memmem::Finder::new(term);
            let uses = around.iter().flat_map(|p| finder.find_iter(p.folded.as_bytes()));
            uses.take(2).count() == 2
        };
        if (2..=4).contains(&count) && content(term) {
            self.named.insert((document, term.to_string()));
        } else if (5..=16).contains(&count) {
            // No longer end is used more often than a shorter one.
            let ends = term.char_indices().rev().map(|(at, _)| &term[at..]).skip(1).take(7);
            let known = ends
                .take_while(|end| used_twice(end))
                .filter(|end| !end.starts_with(function))
                .last();
            let whole = Some(term).filter(|term| term.chars().count() <= 8);
            if let Some(term) = known.or(whole).filter(|term| content(term)) {
                self.named.insert((document, term.to_string()));
            }
        }
    }

    /// 0 to 1: how much this phrase is about a concept of the book. `used`
    /// says how often a word recurs near it.
    pub(super) fn weight(
        &self,
        phrase: &str,
        document: usize,
        used: impl Fn(&str) -> usize,
    ) -> f32 {
        if self.named_in(document).any(|term| phrase.contains(term)) {
            return 1.0;
        }
        let mut words: Vec<&str> = self.lexicon.content_words(phrase).collect();
        words.retain(|word| !self.lexicon.fits(Phrase::General, word));
        if words.iter().any(|word| self.titled(word, document)) {
            return 0.8;
        }
        match words.into_iter().map(used).max().unwrap_or(0) {
            0..=1 => 0.0,
            2 => 0.2,
            3 => 0.4,
            4 => 0.5,
            _ => 0.6,
        }
    }

    /// Stands this word in a title or a heading?
    pub(super) fn titled(&self, word: &str, document: usize) -> bool {
        let chapters = if self.short { 0..usize::MAX } else { document..document + 1 };
        self.titles.range(chapters).flat_map(|(_, all)| all).any(|title| title.contains(word))
    }

    /// The named concept nearest before `at` in the text, for 它 to stand for.
    pub(super) fn last_before<'c>(&'c self, text: &str, document: usize) -> Option<&'c str> {
        self.named_in(document)
            .filter_map(|term| text.rfind(term).map(|at| (at, term.len(), term)))
            .max()
            .map(|(_, _, term)| term)
    }
}

/// The letters of a sentence.
fn bare(sentence: &str) -> String {
    sentence.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Where each pair of content characters stands, to count how often it recurs.
#[derive(Debug)]
pub(super) struct Uses<'a> {
    /// The passages of every use, in order.
    passages: FxHashMap<&'a str, Vec<u32>>,
}

impl<'a> Uses<'a> {
    /// Of all passages of a book.
    pub(super) fn of(passages: &'a [Passage<'_>]) -> Self {
        let mut uses: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (index, passage) in (0..).zip(passages) {
            for word in passage.lexicon.content_words(&passage.folded) {
                uses.entry(word).or_default().push(index);
            }
        }
        Self { passages: uses }
    }

    /// How often a pair of characters is used in these passages.
    pub(super) fn within(&self, word: &str, passages: &Range<usize>) -> usize {
        let Some(uses) = self.passages.get(word) else { return 0 };
        let before = |end: usize| uses.partition_point(|at| (*at as usize) < end);
        before(passages.end) - before(passages.start)
    }
}

/// The numbers up to `most` away from `at`, below `count`.
pub(super) fn near(at: usize, most: usize, count: usize) -> Range<usize> {
    at.saturating_sub(most)..(at + most).min(count)
}

/// Where the text begins that follows the last character of a kind.
fn after_last(text: &str, is: impl Fn(char) -> bool) -> usize {
    let last = text.char_indices().rev().find(|(_, c)| is(*c));
    last.map_or(0, |(at, c)| at + c.len_utf8())
}

/// `客户成功（Customer Success）` → `客户成功`.
fn strip_gloss(head: &str) -> &str {
    let head = head.trim_end_matches([' ', '，', '”']);
    match head.strip_suffix(['）', ')']) {
        Some(inner) => {
            inner.rfind(['（', '(']).map_or(head, |at| head[..at].trim_end_matches([' ', '”']))
        }
        None => head,
    }
}

/// 0 to 1: how many content words of the shorter phrase the longer one takes up.
pub(super) fn cohesion(lexicon: &CueLexicon, a: &str, b: &str) -> f32 {
    let words = |text| lexicon.content_words(text).collect::<BTreeSet<&str>>();
    let both = words(a).intersection(&words(b)).count();
    match both {
        0 => 0.0,
        1 => 0.6,
        _ => 1.0,
    }
}
