//! The whole book as far as drafting asks it: how often it has some words, and
//! what stands across from them.

use super::Site;
use super::fold;
use super::rules::RULES;
use crate::align::lexicon::Lexicon;
use crate::align::sentence::beads;
use crate::document::{Document, Pair, Side};
use crate::glossary::Glossary;
use std::ops::Range;

/// Every pair of the book as folded text, to count words in.
pub(super) struct Corpus {
    /// The side that is Chinese.
    pub(super) chinese: Side,
    /// Is the other language English?
    pub(super) english: bool,
    lexicon: Lexicon,
    pairs: Vec<Texts>,
}

/// The folded texts of a pair.
struct Texts {
    chinese: String,
    /// In the other language, as written.
    other: String,
    /// The same in lower case.
    lower: String,
}

impl Corpus {
    pub(super) fn new(documents: &[Document<'_>], chinese: Side) -> Self {
        let text = |pair: &Pair<'_>, side| -> String {
            pair.side(side).iter().map(|block| block.plain.as_str()).collect::<Vec<_>>().join("\n")
        };
        let pairs = documents
            .iter()
            .flat_map(|document| &document.pairs)
            .filter(|pair| pair.kind().is_prose())
            .map(|pair| {
                let other = fold::spaced(&text(pair, chinese.other())).text;
                let lower = other.to_lowercase();
                Texts { chinese: fold::chinese(&text(pair, chinese)).text, other, lower }
            })
            .collect();
        let english = documents
            .iter()
            .find_map(|document| document.text(chinese.other()))
            .is_some_and(|text| text.language.primary().eq_ignore_ascii_case("en"));
        Self { chinese, english, lexicon: Lexicon::new(&Glossary::default()), pairs }
    }

    /// How often the book has these folded words.
    pub(super) fn count(&self, words: &str) -> usize {
        self.pairs.iter().map(|pair| pair.chinese.matches(words).count()).sum()
    }

    /// Has the other language these words only with capitals, as a proper name?
    pub(super) fn is_proper_name(&self, words: &str) -> bool {
        let lower = words.to_lowercase();
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let mut parts = words.split([' ', '-']);
        words.split([' ', '-']).any(capital)
            && parts.all(|word| capital(word) || number(word))
            && !self.pairs.iter().any(|pair| pair.other.contains(&lower))
    }

    /// A regular plural in the singular, where the book has that too.
    pub(super) fn singular<'n>(&self, words: &'n str) -> Option<&'n str> {
        let one = words.strip_suffix('s').filter(|one| self.english && !one.ends_with('s'))?;
        let last = words.rsplit([' ', '-']).next().unwrap_or(words).to_lowercase();
        if RULES.english.no_plural.contains(&last) {
            return None;
        }
        let lower = one.to_lowercase();
        let alone = |text: &str| {
            text.match_indices(&lower)
                .any(|(at, _)| !text[at + lower.len()..].starts_with(|c: char| c.is_alphanumeric()))
        };
        self.pairs.iter().any(|pair| alone(&pair.lower)).then_some(one)
    }

    /// The stretch of the aligned text that translates the sentence of a site,
    /// and where in it its term is to be expected, in bytes of the text.
    pub(super) fn home(&self, site: &Site<'_>, across: &str) -> (Range<usize>, usize) {
        let start = site.range().start;
        let beads = beads(&site.text.text, across, &self.lexicon);
        let bead = beads.into_iter().find(|bead| bead.source.contains(&start));
        let (from, to) = match bead {
            Some(bead) if !bead.target.is_empty() => (bead.source, bead.target),
            _ => (0..site.text.text.len(), 0..across.len()),
        };
        let position = (start - from.start) as f32 / from.len().max(1) as f32;
        (to.clone(), to.start + (position * to.len() as f32) as usize)
    }

    /// Dice coefficient of a Chinese term and words of the other language over
    /// all pairs, 0 to 1.
    pub(super) fn shared(&self, term: &str, words: &str) -> f32 {
        let words = words.to_lowercase();
        let stem = words.strip_suffix('s').unwrap_or(&words);
        let (mut with_term, mut with_words, mut both) = (0_u32, 0_u32, 0_u32);
        for pair in &self.pairs {
            let (has_term, has_words) = (pair.chinese.contains(term), pair.lower.contains(stem));
            with_term += u32::from(has_term);
            with_words += u32::from(has_words);
            both += u32::from(has_term && has_words);
        }
        match with_term + with_words {
            0 => 0.0,
            sum => 2.0 * both as f32 / sum as f32,
        }
    }
}
