//! Finds the names of terms in the text of one language.
//!
//! Text and names are folded before they are compared: lower case, Simplified
//! characters, half-width Latin letters, a space for a hyphen. One character
//! stays one character, so that a match leads back to the text as it stands.

use crate::document::Side;
use crate::glossary::Glossary;
use crate::language::{Language, is_cjk, is_han};
use crate::script::{Folded, simplified_char};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use std::ops::Range;

/// The names of a glossary's terms in one language, ready to be searched for.
pub(crate) struct Matcher {
    /// Its values are ranges of `names`.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<(usize, usize)>>,
    /// In the order of the folded names, so that those of one spelling, mostly
    /// a mistake of the author's, stand together.
    names: Vec<Name>,
    fold: Fold,
}

/// A name of a term, in one of the forms it is written in.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    /// Index of the term.
    term: usize,
    /// The endings of a regular plural that may follow.
    endings: &'static [&'static str],
    /// The acronyms in it, which must stand in their own case: where in the
    /// folded name, and how they are written.
    acronyms: Vec<(usize, String)>,
}

/// A name of a term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermMatch {
    /// Index of the term.
    pub(crate) term: usize,
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
}

impl Matcher {
    /// The names of all terms on one side of a glossary.
    pub(crate) fn new(glossary: &Glossary, side: Side, language: &Language) -> Self {
        let fold = Fold { chinese: language.is_chinese() };
        let english = language.primary().eq_ignore_ascii_case("en");
        let mut names: Vec<(String, Name)> = Vec::new();
        for (term, entry) in glossary.terms.iter().enumerate() {
            for (form, plural) in entry.names(side).flat_map(|name| forms(name, english)) {
                let folded = fold.text(&form).text;
                if !folded.trim().is_empty() {
                    let endings = if english && !plural { endings(&folded) } else { &[] };
                    let acronyms = acronyms(&form, &fold);
                    names.push((folded, Name { term, endings, acronyms }));
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        let mut from = 0;
        let spellings = names.chunk_by(|a, b| a.0 == b.0).map(|same| {
            let range = (from, from + same.len());
            from = range.1;
            (same[0].0.as_str(), range)
        });
        let automaton = CharwiseDoubleArrayAhoCorasick::with_values(spellings).ok();
        Self { automaton, names: names.into_iter().map(|(_, name)| name).collect(), fold }
    }

    /// Every name in the text, also those inside longer ones.
    pub(crate) fn all(&self, text: &str) -> Vec<TermMatch> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = self.fold.text(text);
        let mut found = Vec::new();
        for hit in automaton.find_overlapping_iter(&folded.text) {
            let (from, to) = hit.value();
            for name in &self.names[from..to] {
                let end = end(&folded.text, hit.start()..hit.end(), name.endings);
                if let Some(end) = end.filter(|_| name.in_case(text, &folded, hit.start())) {
                    let range = folded.to_original(hit.start()..end);
                    found.push(TermMatch { term: name.term, range });
                }
            }
        }
        found
    }
}

impl Name {
    /// Do its acronyms have their own case where the name begins at `start` of
    /// the folded text?
    fn in_case(&self, text: &str, folded: &Folded<'_>, start: usize) -> bool {
        self.acronyms.iter().all(|(at, acronym)| {
            let from = start + at;
            let from = folded.to_original(from..from).start;
            text.get(from..).is_some_and(|rest| rest.starts_with(acronym.as_str()))
        })
    }
}

/// The leftmost-longest of the names found: 内部客户 wins over 客户.
pub(crate) fn longest(mut found: Vec<TermMatch>) -> Vec<TermMatch> {
    found.sort_by_key(|f| (f.range.start, std::cmp::Reverse(f.range.end), f.term));
    let mut end = 0;
    found.retain(|f| {
        let free = f.range.start >= end;
        if free {
            end = f.range.end;
        }
        free
    });
    found
}

/// Where a match ends, a plural's ending included; nothing where it begins or
/// ends inside a word.
fn end(text: &str, hit: Range<usize>, endings: &[&str]) -> Option<usize> {
    let (before, after) = (&text[..hit.start], &text[hit.end..]);
    let first = text[hit.clone()].chars().next()?;
    if before.chars().next_back().is_some_and(|c| joins(c) || in_word(c) && in_word(first)) {
        return None;
    }
    let ends_here = |end: usize| {
        let last = text[..end].chars().next_back();
        let next = text[end..].chars().next();
        !next.is_some_and(|next| extends(next) || last.is_some_and(in_word) && in_word(next))
    };
    let plural = endings.iter().filter(|ending| after.starts_with(**ending));
    let mut ends = plural.map(|ending| hit.end + ending.len()).chain([hit.end]);
    ends.find(|end| ends_here(*end))
}

/// A character that makes one word with its like beside it: letters and digits
/// of a script that puts spaces between words.
fn in_word(c: char) -> bool {
    // Asked first: cheap, and most of a Chinese text.
    !is_unspaced(c) && (c == '_' || c.is_alphanumeric())
}

/// Letters of scripts whose words stand without spaces, or, for Hangul, with
/// particles attached.
fn is_unspaced(c: char) -> bool {
    is_cjk(c)
        || matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1100}'..='\u{11FF}'
            | '\u{1780}'..='\u{17FF}' | '\u{AC00}'..='\u{D7AF}')
}

/// A character that belongs to the one before it (Unicode: combining marks,
/// variation selectors, emoji modifiers, the zero-width joiner).
fn extends(c: char) -> bool {
    joins(c)
        || matches!(c, '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0100}'..='\u{E01EF}')
}

fn joins(c: char) -> bool {
    c == '\u{200D}'
}

/// The ways a name is written, and whether each is a plural already: with and
/// without a space between Han and Latin; `-ies` for `-y`.
fn forms(name: &str, english: bool) -> Vec<(String, bool)> {
    let mut forms = vec![(name.to_string(), false)];
    let mixed = name.contains(is_han) && name.contains(|c: char| c.is_ascii_alphanumeric());
    if mixed || name.contains('\u{3000}') {
        let (closed, spaced) = (edges(name, ""), edges(name, " "));
        forms.extend([closed, spaced].into_iter().filter(|form| form != name).map(|f| (f, false)));
    }
    if english
        && let Some(stem) = name.strip_suffix(['y', 'Y'])
        && stem.ends_with(|c: char| c.is_ascii_alphabetic() && !"aeiouAEIOU".contains(c))
    {
        forms.push((format!("{stem}ies"), true));
    }
    forms
}

/// The name with `between` wherever Han meets Latin letters or digits.
fn edges(name: &str, between: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let meet = |a: char, b: char| {
        is_han(a) && b.is_ascii_alphanumeric() || a.is_ascii_alphanumeric() && is_han(b)
    };
    let mut chars = name.chars().filter(|c| *c != '\u{3000}').peekable();
    let mut last: Option<char> = None;
    while let Some(c) = chars.next() {
        if c == ' ' && matches!((last, chars.peek()), (Some(a), Some(b)) if meet(a, *b)) {
            continue;
        }
        if last.is_some_and(|last| meet(last, c)) {
            out.push_str(between);
        }
        out.push(c);
        last = Some(c);
    }
    out
}

/// The endings of the regular plural of a folded English name.
fn endings(name: &str) -> &'static [&'static str] {
    let last = name.chars().next_back().unwrap_or(' ');
    match last {
        's' | 'x' | 'z' => &["es"],
        'h' if name.ends_with("ch") || name.ends_with("sh") => &["es"],
        'o' => &["es", "s"],
        c if c.is_alphanumeric() && !is_cjk(c) => &["s"],
        _ => &[],
    }
}

/// The acronyms in a name (2 to 6 letters and digits, capitals only) with their
/// places in the folded name.
fn acronyms(name: &str, fold: &Fold) -> Vec<(usize, String)> {
    let mut acronyms = Vec::new();
    if !name.contains(|c: char| c.is_ascii_uppercase()) {
        return acronyms;
    }
    let mut at = 0;
    for word in name.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let capitals = bare.chars().any(|c| c.is_ascii_uppercase())
            && !bare.chars().any(|c| c.is_ascii_lowercase());
        if capitals && (2..=6).contains(&bare.len()) {
            acronyms.push((at, bare.to_string()));
        }
        at += fold.text(word).text.len();
    }
    acronyms
}

/// How characters are made alike.
#[derive(Debug, Clone, Copy)]
struct Fold {
    /// Read Traditional characters as Simplified ones?
    chinese: bool,
}

impl Fold {
    fn text<'t>(&self, text: &'t str) -> Folded<'t> {
        let mut folded = Folded::new(text, |c| self.char(c));
        folded.text.make_ascii_lowercase();
        folded
    }

    /// A character made like its variants, but for the case of ASCII letters.
    fn char(&self, c: char) -> char {
        match c {
            '-' | '\n' | '\t' | '\u{A0}' | '\u{2010}' | '\u{2011}' => ' ',
            '\u{0}'..='\u{7F}' => c,
            '’' => '\'',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c if is_han(c) => {
                if self.chinese {
                    simplified_char(c)
                } else {
                    c
                }
            }
            c if is_cjk(c) => c,
            c => {
                let mut lower = c.to_lowercase();
                match (lower.next(), lower.next()) {
                    (Some(one), None) => one,
                    _ => c,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Bilingual;
    use crate::glossary::Term;
    use proptest::prelude::*;

    fn found<'t>(names: &[&str], language: &str, text: &'t str) -> Vec<&'t str> {
        let term = |name: &&str| Term {
            name: Bilingual { source: name.to_string(), target: String::new() },
            ..Term::default()
        };
        let glossary = Glossary { terms: names.iter().map(term).collect(), ..Glossary::default() };
        let matcher = Matcher::new(&glossary, Side::Source, &Language::new(language));
        longest(matcher.all(text)).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn takes_the_longest_of_nested_terms() {
        assert_eq!(
            found(&["苹果", "红苹果", "红苹果树"], "zh", "红苹果和苹果"),
            ["红苹果", "苹果"]
        );
        assert_eq!(
            found(&["apple", "red apple"], "en", "Red apples, an apple"),
            ["Red apples", "apple"]
        );
    }

    #[test]
    fn falls_back_to_the_shorter_where_the_longer_ends_inside_a_word() {
        assert_eq!(found(&["tea", "tea cup"], "en", "tea cupboard"), ["tea"]);
    }

    #[test]
    fn asks_a_boundary_of_latin_and_none_of_han() {
        assert_eq!(found(&["KPI", "指标"], "zh", "用KPI指标考核，KPIX不算"), ["KPI", "指标"]);
        assert_eq!(found(&["cat"], "en", "category, concat, cat_1, a cat."), ["cat"]);
        assert_eq!(found(&["5G"], "zh", "15G和5G"), ["5G"]);
    }

    #[test]
    fn knows_regular_plurals_and_possessives_of_the_last_word() {
        assert_eq!(
            found(
                &["box", "city", "tea cup", "bus"],
                "en",
                "Boxes, cities, tea cups, buses, Box's, teas cup"
            ),
            ["Boxes", "cities", "tea cups", "buses", "Box"]
        );
        assert_eq!(found(&["Kiste"], "de", "Kistes Kiste"), ["Kiste"]);
    }

    #[test]
    fn takes_a_hyphen_for_a_space_and_any_case() {
        assert_eq!(
            found(&["tea cup", "well-known"], "en", "Tea-Cup TEA\u{a0}CUP well known"),
            ["Tea-Cup", "TEA\u{a0}CUP", "well known"]
        );
    }

    #[test]
    fn takes_an_acronym_only_in_its_own_case() {
        assert_eq!(
            found(&["IT", "US dollar"], "en", "it IT us dollar, US dollars"),
            ["IT", "US dollars"]
        );
    }

    #[test]
    fn takes_traditional_for_simplified_and_back() {
        assert_eq!(found(&["内部客户"], "zh-Hans", "內部客戶與内部客户"), ["內部客戶", "内部客户"]);
        assert_eq!(found(&["裡面"], "zh-Hant", "里面、裏面"), ["里面", "裏面"]);
        assert_eq!(found(&["面"], "ja", "麺面"), ["面"]);
    }

    #[test]
    fn leads_back_to_the_text_where_the_fold_changes_its_length() {
        // Ⱥ is two bytes, its lower case three.
        assert_eq!(found(&["tea"], "en", "ȺȺ tea Ⱥ Tea"), ["tea", "Tea"]);
        assert_eq!(found(&["Ⱥb"], "en", "xⱥb Ⱥb"), ["Ⱥb"]);
    }

    #[test]
    fn takes_a_space_between_han_and_latin_or_none() {
        assert_eq!(found(&["API网关"], "zh", "API 网关与API网关"), ["API 网关", "API网关"]);
        assert_eq!(found(&["API 网关"], "zh", "API网关"), ["API网关"]);
    }

    #[test]
    fn leaves_a_part_of_an_emoji_or_an_accented_letter_alone() {
        assert_eq!(
            found(&["👩", "cafe"], "en", "👩\u{200d}🚀 👩 cafe\u{301} cafe"),
            ["👩", "cafe"]
        );
    }

    #[test]
    fn bears_hostile_names() {
        let long = "长".repeat(10_000);
        let names = ["", " ", ".*", "(?", "[a-z]+", "\u{202e}", "<script>", long.as_str(), "'"];
        assert_eq!(found(&names, "zh", "a.*b <script> [a-z]+"), [".*", "<script>", "[a-z]+"]);
    }

    proptest! {
        #[test]
        fn finds_disjoint_ranges_on_character_boundaries(
            names in prop::collection::vec("\\PC{0,4}|[a-cA-C中國国Ⱥ -]{1,3}", 0..6),
            text in "(\\PC|[a-cA-C中國国Ⱥ -])*",
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let term = |name: &&str| Term {
                name: Bilingual { source: name.to_string(), target: String::new() },
                ..Term::default()
            };
            let glossary =
                Glossary { terms: names.iter().map(term).collect(), ..Glossary::default() };
            let matcher = Matcher::new(&glossary, Side::Source, &Language::new("zh"));
            let mut end = 0;
            for found in longest(matcher.all(&text)) {
                prop_assert!(found.range.start >= end && found.range.end > found.range.start);
                prop_assert!(text.get(found.range.clone()).is_some());
                end = found.range.end;
            }
        }
    }
}
