//! The order of terms in each language.

use super::name;
use crate::book::Book;
use crate::document::Side;
use crate::glossary::Term;
use crate::language::{Language, is_han};
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use pinyin::ToPinyin;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// All terms by the initial of their names on one side: `A` to `Z` and other
/// letters, then `#` for all that begins with no letter. Each group is in the
/// order of the language.
pub(super) fn groups(book: &Book<'_>, side: Side) -> Vec<(String, Vec<usize>)> {
    let language = book.language(side);
    let (collator, letters) = (collator(language), letters());
    let terms = &book.glossary.terms;
    let mut entries: Vec<(usize, Vec<String>)> = terms
        .iter()
        .enumerate()
        .map(|(at, term)| match language.is_chinese() {
            true => (at, syllables(term, side)),
            false => (at, Vec::new()),
        })
        .collect();
    entries.sort_by(|(a, read_a), (b, read_b)| {
        let (name_a, name_b) = (name(&terms[*a], side), name(&terms[*b], side));
        let collated = match &collator {
            Some(collator) => collator.compare(name_a, name_b),
            None => name_a.cmp(name_b),
        };
        read_a.cmp(read_b).then(collated).then(a.cmp(b))
    });
    let mut groups: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for (at, syllables) in entries {
        let name = name(&terms[at], side);
        let initial = initial(syllables.first().map_or(name, String::as_str), letters.as_ref());
        let key = (initial.is_none(), initial.unwrap_or_else(|| "#".into()));
        groups.entry(key).or_default().push(at);
    }
    groups.into_iter().map(|((_, initial), terms)| (initial, terms)).collect()
}

/// How a Chinese term is read, with tones: as the author says, else as the
/// characters are mostly read. Nothing where no character has a reading.
pub(super) fn reading(term: &Term, side: Side) -> Option<String> {
    if let (Some(pinyin), Side::Source) = (&term.pinyin, side) {
        return Some(pinyin.clone());
    }
    let name = term.name.get(side);
    name.chars().any(is_han).then(|| {
        let syllables = split(name, |reading| reading.with_tone());
        syllables.join(" ")
    })
}

/// The syllables a Chinese term is ordered by: with the tone as a digit at the
/// end, words in other scripts in lower case.
fn syllables(term: &Term, side: Side) -> Vec<String> {
    match (&term.pinyin, side) {
        (Some(pinyin), Side::Source) => {
            pinyin.split([' ', '\'', '’']).filter(|s| !s.is_empty()).map(plain).collect()
        }
        _ => split(name(term, side), |reading| reading.with_tone_num_end())
            .iter()
            .map(|syllable| syllable.to_lowercase())
            .collect(),
    }
}

/// The readings of the characters, and the runs of letters between them.
fn split(name: &str, read: impl Fn(pinyin::Pinyin) -> &'static str) -> Vec<String> {
    let mut syllables: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in name.chars() {
        if let Some(reading) = c.to_pinyin() {
            syllables.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            syllables.push(read(reading).to_string());
        } else if c.is_alphanumeric() {
            word.push(c);
        } else {
            syllables.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
    }
    syllables.extend((!word.is_empty()).then_some(word));
    syllables
}

/// A syllable with its tone as a digit at the end, where a mark says it.
fn plain(syllable: &str) -> String {
    const MARKED: [(&str, char); 6] =
        [("āáǎà", 'a'), ("ēéěè", 'e'), ("īíǐì", 'i'), ("ōóǒò", 'o'), ("ūúǔù", 'u'), ("ǖǘǚǜ", 'ü')];
    let mut tone = None;
    let mut out: String = syllable
        .to_lowercase()
        .chars()
        .map(|c| {
            for (marked, bare) in MARKED {
                if let Some(at) = marked.chars().position(|m| m == c) {
                    tone = Some(at + 1);
                    return bare;
                }
            }
            c
        })
        .collect();
    out.extend(tone.and_then(|tone| char::from_digit(tone as u32, 10)));
    out
}

/// A collation that sees letters but neither accents nor case.
fn letters() -> Option<CollatorBorrowed<'static>> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    Collator::try_new(CollatorPreferences::default(), options).ok()
}

/// The letter a text is found under: one of A to Z where it is one, with or
/// without accents.
fn initial(text: &str, letters: Option<&CollatorBorrowed<'_>>) -> Option<String> {
    let first = text.chars().find(|c| c.is_alphanumeric())?;
    if first.is_ascii() {
        return first.is_alphabetic().then(|| first.to_ascii_uppercase().to_string());
    }
    let letter: String = first.to_uppercase().collect();
    let basic = ('A'..='Z')
        .map(String::from)
        .find(|basic| letters.is_some_and(|c| c.compare(basic, &letter) == Ordering::Equal));
    basic.or_else(|| first.is_alphabetic().then_some(letter))
}

/// The collation of a language; for Chinese by pinyin in either script.
fn collator(language: &Language) -> Option<CollatorBorrowed<'static>> {
    let tag = match language.is_chinese() {
        true => "zh-u-co-pinyin",
        false => language.tag(),
    };
    let locale: Locale = tag.parse().ok()?;
    Collator::try_new(CollatorPreferences::from(&locale), Default::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Bilingual;

    fn book(names: &[(&str, &str, Option<&str>)]) -> Book<'static> {
        let term = |(source, target, pinyin): &(&str, &str, Option<&str>)| Term {
            name: Bilingual { source: source.to_string(), target: target.to_string() },
            pinyin: pinyin.map(str::to_string),
            ..Term::default()
        };
        super::super::tests::book(names.iter().map(term).collect())
    }

    fn listed(book: &Book<'_>, side: Side) -> Vec<String> {
        groups(book, side)
            .into_iter()
            .map(|(initial, terms)| {
                let names: Vec<&str> =
                    terms.iter().map(|at| book.glossary.terms[*at].name.get(side)).collect();
                format!("{initial}: {}", names.join(" "))
            })
            .collect()
    }

    #[test]
    fn orders_by_pinyin_and_by_the_alphabet() {
        let book = book(&[
            ("苹果", "apple", None),
            ("重庆", "Chongqing", Some("chóng qìng")),
            ("API网关", "API gateway", None),
            ("安全", "École", None),
            ("爱", "zebra", None),
            ("5G", "5G", None),
            ("成", "Zulu", None),
        ]);
        assert_eq!(
            listed(&book, Side::Source),
            ["A: 爱 安全 API网关", "C: 成 重庆", "P: 苹果", "#: 5G"]
        );
        assert_eq!(
            listed(&book, Side::Target),
            ["A: API gateway apple", "C: Chongqing", "E: École", "Z: zebra Zulu", "#: 5G"]
        );
        assert_eq!(reading(&book.glossary.terms[0], Side::Source).as_deref(), Some("píng guǒ"));
        assert_eq!(reading(&book.glossary.terms[1], Side::Source).as_deref(), Some("chóng qìng"));
    }
}
