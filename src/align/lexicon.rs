//! Which words translate each other: the book's glossary, and what the
//! confident pairs of the whole book teach.

use super::common;
use super::item::Item;
use super::token::{Class, Token, is_dense, word_token};
use crate::document::Side;
use crate::glossary::Glossary;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use std::collections::{BTreeSet, HashMap};

/// What a token of one side may be on the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) translations: Vec<Token>,
    /// How often one of them stands in a translation of a text that has the
    /// token, 0 to 1.
    pub(super) chance: f64,
    /// From the glossary: as good as a word that both languages share.
    pub(super) term: bool,
}

/// Words and terms with their translations, in both directions.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Finds terms of several words or of a script without spaces.
    phrases: Option<AhoCorasick>,
    found: Vec<Token>,
    forward: HashMap<Token, Entry>,
    backward: HashMap<Token, Entry>,
}

/// How often a term of the glossary is translated as the glossary says.
const TERM_CHANCE: f64 = 0.8;

/// The fewest pairs a word must stand in before its translation is learned.
const FEWEST: u32 = 3;

/// The least log likelihood ratio (Dunning, "Accurate Methods for the
/// Statistics of Surprise and Coincidence", 1993) of a learned association;
/// 10.8 is significant at 0.001, and many thousand are tried.
const LEAST_EVIDENCE: f64 = 14.0;

/// How many translations of a word are learned.
const MOST_TRANSLATIONS: usize = 3;

impl Lexicon {
    /// The lexicon of a glossary.
    pub fn new(glossary: &Glossary) -> Self {
        let mut lexicon = Self::default();
        let mut phrases = BTreeSet::new();
        for term in &glossary.terms {
            let names = |name: &str, aliases: &[String]| -> Vec<Token> {
                std::iter::once(name)
                    .chain(aliases.iter().map(String::as_str))
                    .filter(|name| !name.trim().is_empty())
                    .map(|name| term_token(name, &mut phrases_of(name)))
                    .collect()
            };
            let source = names(&term.name.source, &term.source_aliases);
            let target = names(&term.name.target, &term.target_aliases);
            for name in [&term.name.source, &term.name.target]
                .into_iter()
                .chain(&term.source_aliases)
                .chain(&term.target_aliases)
            {
                phrases.extend(phrases_of(name));
            }
            lexicon.add(&source, &target, TERM_CHANCE);
        }
        lexicon.index(phrases);
        lexicon
    }

    /// Adds words that translate each other.
    fn add(&mut self, source: &[Token], target: &[Token], chance: f64) {
        for (entries, from, to) in
            [(&mut self.forward, source, target), (&mut self.backward, target, source)]
        {
            for token in from {
                let entry = entries.entry(*token).or_default();
                entry.translations.extend(to);
                entry.chance = entry.chance.max(chance);
                entry.term = true;
            }
        }
    }

    /// Builds what finds the phrases in a text: not as a DFA, which takes
    /// minutes where a term is ten thousand characters long.
    fn index(&mut self, phrases: BTreeSet<String>) {
        let phrases: Vec<String> = phrases.into_iter().collect();
        self.found = phrases.iter().map(|phrase| Token::new(Class::Phrase, phrase)).collect();
        self.phrases = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&phrases)
            .ok()
            .filter(|_| !phrases.is_empty());
    }

    /// The terms and common words that stand in a text, and where they begin.
    pub(super) fn phrases(&self, text: &str, tokens: &mut Vec<(Token, usize)>) {
        common::words(text, tokens);
        if let Some(phrases) = &self.phrases {
            let found = phrases.find_iter(text);
            tokens.extend(found.map(|found| (self.found[found.pattern()], found.start())));
        }
    }

    /// What a token of this side may be on the other.
    pub(super) fn entry(&self, side: Side, token: Token) -> Option<&Entry> {
        let own = match side {
            Side::Source => self.forward.get(&token),
            Side::Target => self.backward.get(&token),
        };
        own.or_else(|| common::entry(token))
    }

    /// Adds what pairs that surely translate each other teach.
    pub(super) fn learn(&mut self, pairs: &[(&Item, &Item)]) {
        let source: Vec<Vec<Token>> = pairs.iter().map(|(item, _)| teachable(item)).collect();
        let target: Vec<Vec<Token>> = pairs.iter().map(|(_, item)| teachable(item)).collect();
        for (token, entry) in associations(&source, &target) {
            merge(self.forward.entry(token).or_insert_with(|| known(token)), entry);
        }
        for (token, entry) in associations(&target, &source) {
            merge(self.backward.entry(token).or_insert_with(|| known(token)), entry);
        }
    }
}

/// What is known of a token before anything is learned.
fn known(token: Token) -> Entry {
    common::entry(token).cloned().unwrap_or_default()
}

fn merge(entry: &mut Entry, learned: Entry) {
    if entry.term {
        return;
    }
    entry.chance = entry.chance.max(learned.chance);
    for token in learned.translations {
        if !entry.translations.contains(&token) {
            entry.translations.push(token);
        }
    }
}

/// The token of a term.
fn term_token(name: &str, phrases: &mut Vec<String>) -> Token {
    match phrases.pop() {
        Some(phrase) => Token::new(Class::Phrase, &phrase),
        None => word_token(name.trim()),
    }
}

/// The phrase that a term is searched as, unless it is one alphabetic word.
fn phrases_of(name: &str) -> Vec<String> {
    let name = name.trim();
    let word = name.chars().all(|c| c.is_alphabetic() && !is_dense(c));
    if word { Vec::new() } else { vec![name.to_lowercase()] }
}

/// The tokens of an item that words can be learned from.
fn teachable(item: &Item) -> Vec<Token> {
    let tokens = item.tokens.iter().copied();
    tokens.filter(|token| matches!(token.class(), Class::Word | Class::Gram)).collect()
}

/// For each token of one side the tokens of the other that keep it company
/// far more often than chance would have it.
fn associations(from: &[Vec<Token>], to: &[Vec<Token>]) -> Vec<(Token, Entry)> {
    let pairs = from.len() as f64;
    let (numbers, names, counts) = numbered(to);
    let mut places: HashMap<Token, Vec<u32>> = HashMap::new();
    for (at, tokens) in from.iter().enumerate() {
        for token in tokens {
            places.entry(*token).or_default().push(at as u32);
        }
    }
    let mut places: Vec<(Token, Vec<u32>)> = places
        .into_iter()
        .filter(|(_, places)| places.len() as u32 >= FEWEST && (places.len() as f64) < pairs * 0.5)
        .collect();
    places.sort_unstable();
    let mut together = vec![0u32; names.len()];
    let mut learned = Vec::new();
    for (token, places) in places {
        let mut touched = Vec::new();
        for &at in &places {
            for &number in &numbers[at as usize] {
                if together[number as usize] == 0 {
                    touched.push(number);
                }
                together[number as usize] += 1;
            }
        }
        let count = places.len() as f64;
        let mut best: Vec<(f64, u32)> = touched
            .iter()
            .filter(|&&number| together[number as usize] >= FEWEST)
            .map(|&number| {
                let both = f64::from(together[number as usize]);
                (evidence(both, count, f64::from(counts[number as usize]), pairs), number)
            })
            .filter(|(evidence, _)| *evidence >= LEAST_EVIDENCE)
            .collect();
        for &number in &touched {
            together[number as usize] = 0;
        }
        best.sort_by(|a, b| {
            b.0.total_cmp(&a.0).then(names[a.1 as usize].cmp(&names[b.1 as usize]))
        });
        best.truncate(MOST_TRANSLATIONS);
        if best.is_empty() {
            continue;
        }
        let any = |at: &&u32| numbers[**at as usize].iter().any(|n| best.iter().any(|b| b.1 == *n));
        let hits = places.iter().filter(any).count() as f64;
        let translations = best.iter().map(|(_, number)| names[*number as usize]).collect();
        // Shrunk towards a half: what was learned here is tried here.
        learned.push((
            token,
            Entry { translations, chance: (hits + 0.5) / (count + 2.0), term: false },
        ));
    }
    learned
}

/// The tokens of each pair as small numbers, the tokens by number, and how
/// many pairs have each.
fn numbered(pairs: &[Vec<Token>]) -> (Vec<Vec<u32>>, Vec<Token>, Vec<u32>) {
    let mut number_of: HashMap<Token, u32> = HashMap::new();
    let (mut names, mut counts) = (Vec::new(), Vec::new());
    let numbers = pairs
        .iter()
        .map(|tokens| {
            tokens
                .iter()
                .map(|token| {
                    let number = *number_of.entry(*token).or_insert_with(|| {
                        names.push(*token);
                        counts.push(0);
                        names.len() as u32 - 1
                    });
                    counts[number as usize] += 1;
                    number
                })
                .collect()
        })
        .collect();
    (numbers, names, counts)
}

/// Dunning's log likelihood ratio of two tokens, or 0 if they keep apart.
fn evidence(both: f64, a: f64, b: f64, pairs: f64) -> f64 {
    if both * pairs <= a * b {
        return 0.0;
    }
    let part = |observed: f64, expected: f64| {
        if observed > 0.0 { observed * (observed / expected).ln() } else { 0.0 }
    };
    2.0 * (part(both, a * b / pairs)
        + part(a - both, a * (pairs - b) / pairs)
        + part(b - both, (pairs - a) * b / pairs)
        + part(pairs - a - b + both, (pairs - a) * (pairs - b) / pairs))
}
