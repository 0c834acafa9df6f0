//! Glossary terms proposed from an aligned book: the words that the text
//! itself defines, their translation and the sentence that defines them.
//!
//! 1. `fold` brings the text into one form for matching,
//! 2. `source` finds the terms that a Chinese sentence defines,
//! 3. `target` finds what the aligned text calls them,
//! 4. `write` makes entries of a glossary file of them.
//!
//! One language of the book must be Chinese, on either side.

mod boundary;
mod corpus;
mod fold;
mod rules;
mod source;
mod target;
mod write;

pub use write::to_toml;

use crate::align::sentence::sentences;
use crate::book::{self, PairRef};
use crate::document::{Bilingual, Block, BlockKind, Document, Emphasis, Pair, Side};
use crate::glossary::Glossary;
use crate::language::Language;
use crate::script::{Folded, simplified};
use corpus::Corpus;
use rules::Strength;
use source::{Context, DefinedTerm};
use std::collections::HashSet;
use std::ops::Range;
use std::path::PathBuf;
use target::{Choice, Query};

/// A proposed term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftTerm {
    /// The term; the target is empty where none was found.
    pub name: Bilingual,
    /// The sentence that defines it, plain text.
    pub definition: Bilingual,
    /// The chapter where it is defined.
    pub path: PathBuf,
    /// The 1-based line of the defining block.
    pub line: usize,
    /// The pair that defines it.
    pub at: PairRef,
}

/// The terms that a book defines, in the order of the text, each once.
/// `language` is that of the chapters.
pub fn draft(documents: &[Document<'_>], language: &Language) -> Vec<DraftTerm> {
    let Some(chinese) = chinese_side(documents, language) else { return Vec::new() };
    let corpus = Corpus::new(documents, chinese);
    let mut drafts = Drafts { terms: Vec::new(), seen: HashSet::new(), taken: Vec::new() };
    for (d, document) in book::indexed(documents) {
        for (p, pair) in document.indexed() {
            let heading = matches!(pair.kind(), BlockKind::Heading { .. });
            if pair.kind().is_prose() && !heading {
                let at = PairRef { document: d, pair: p };
                drafts.read(document, pair, at, &corpus);
            }
        }
    }
    drafts.terms
}

/// The drafts whose source term is no term or alias of the glossary yet, in
/// either script.
pub fn without_known(drafts: Vec<DraftTerm>, glossary: &Glossary) -> Vec<DraftTerm> {
    let known: HashSet<String> = glossary
        .terms
        .iter()
        .flat_map(|term| std::iter::once(&term.name.source).chain(&term.source_aliases))
        .map(|name| key(name))
        .collect();
    drafts.into_iter().filter(|draft| !known.contains(&key(&draft.name.source))).collect()
}

/// A term as it is compared: Simplified script, lower case.
fn key(name: &str) -> String {
    simplified(name).to_lowercase()
}

/// The side that is Chinese.
fn chinese_side(documents: &[Document<'_>], language: &Language) -> Option<Side> {
    if language.is_chinese() {
        return Some(Side::Source);
    }
    let target = documents.iter().find_map(|document| document.target)?;
    target.language.is_chinese().then_some(Side::Target)
}

/// The drafts so far.
struct Drafts {
    terms: Vec<DraftTerm>,
    /// Folded terms.
    seen: HashSet<String>,
    /// Their translations in lower case.
    taken: Vec<String>,
}

impl Drafts {
    fn read(&mut self, document: &Document<'_>, pair: &Pair<'_>, at: PairRef, corpus: &Corpus) {
        let across: Vec<&str> =
            pair.side(corpus.chinese.other()).iter().map(|block| block.plain.as_str()).collect();
        let across = across.join("\n");
        let across = fold::spaced(&across);
        let texts: Vec<Folded<'_>> =
            pair.side(corpus.chinese).iter().map(|block| fold::chinese(&block.plain)).collect();
        let mut sites = Vec::new();
        for (block, text) in pair.side(corpus.chinese).iter().zip(&texts) {
            for site in defined(block, text, corpus) {
                if !self.seen.contains(&site.words().to_lowercase()) {
                    merge(&mut sites, site);
                }
            }
        }
        let homes: Vec<_> = sites.iter().map(|site| corpus.home(site, &across.text)).collect();
        let shared: Vec<_> =
            sites.iter().map(|site| |words: &str| corpus.shared(site.words(), words)).collect();
        let queries: Vec<Query<'_>> = sites
            .iter()
            .zip(homes)
            .zip(&shared)
            .map(|((site, (home, position)), shared)| Query {
                length: site.words().chars().count(),
                quoted: site.found.quoted || site.is_quoted_nearby(),
                naming: site.found.naming,
                gloss: site.found.gloss.as_deref(),
                home,
                position,
                shared,
            })
            .collect();
        let choices = target::choose(&queries, &across.text, corpus.english, &self.taken);
        for (site, choice) in sites.iter().zip(choices) {
            let Some((name, definition)) = self.term(site, choice, &across, corpus) else {
                continue;
            };
            self.terms.push(DraftTerm {
                name: turn(name, corpus.chinese),
                definition: turn(definition, corpus.chinese),
                path: document.path().to_path_buf(),
                line: pair.source.first().map_or(1, |b| document.source.line(b.span.start)),
                at,
            });
        }
    }

    /// The term and its definition, Chinese first, unless the translation does
    /// not bear it out.
    fn term(
        &mut self,
        site: &Site<'_>,
        choice: Option<Choice>,
        across: &Folded<'_>,
        corpus: &Corpus,
    ) -> Option<(Bilingual, Bilingual)> {
        let found = &site.found;
        let framed = choice.as_ref().is_some_and(|choice| choice.framed);
        // English says somehow that it defines; where it does not, neither did
        // the Chinese.
        let unconfirmed = corpus.english && !across.text.is_empty() && choice.is_none();
        if unconfirmed || found.strength == Strength::Weak && !framed {
            return None;
        }
        let name = choice.as_ref().map(|choice| name(choice, across)).unwrap_or_default();
        let name = corpus.singular(&name).unwrap_or(&name).to_string();
        let bare = found.naming || found.strength == Strength::Weak;
        if bare && found.gloss.is_none() && corpus.is_proper_name(&name) {
            return None;
        }
        self.seen.insert(site.words().to_lowercase());
        if !name.is_empty() {
            self.taken.push(name.to_lowercase());
        }
        let definition = Bilingual {
            source: site.text.original(site.sentence.clone()).trim().to_string(),
            target: choice.and_then(|choice| definition(&choice, across)).unwrap_or_default(),
        };
        let term = site.text.original(site.range()).to_string();
        Some((Bilingual { source: term, target: name }, definition))
    }
}

/// Where a term was found.
struct Site<'s> {
    text: &'s Folded<'s>,
    sentence: Range<usize>,
    found: DefinedTerm,
}

impl Site<'_> {
    /// The term, in bytes of the folded text.
    fn range(&self) -> Range<usize> {
        let start = self.sentence.start;
        start + self.found.range.start..start + self.found.range.end
    }

    /// Does its block put the term in quotation marks anywhere?
    fn is_quoted_nearby(&self) -> bool {
        self.text.text.contains(&format!("“{}”", self.words()))
    }

    /// The folded term.
    fn words(&self) -> &str {
        &self.text.text[self.range()]
    }
}

/// What the sentences of a block define.
fn defined<'s>(block: &Block<'_>, text: &'s Folded<'s>, corpus: &Corpus) -> Vec<Site<'s>> {
    let marked: Vec<_> = emphasised(block).into_iter().map(|range| text.to_folded(range)).collect();
    let mut sites = Vec::new();
    for sentence in with_answers(&text.text) {
        let marked: Vec<_> = marked.iter().filter_map(|marked| within(marked, &sentence)).collect();
        let announced = source::announces(&text.text[..sentence.end]);
        let context = Context { known: &|words| corpus.count(words), marked: &marked, announced };
        let found = source::find(&text.text[sentence.clone()], &context);
        sites.extend(found.into_iter().map(|found| Site {
            text,
            sentence: sentence.clone(),
            found,
        }));
    }
    sites
}

/// The sentences of a Chinese text, a question and what answers it at once as
/// one.
fn with_answers(text: &str) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for sentence in sentences(text) {
        let words = &text[sentence.clone()];
        let answers = ["就是", "是指", "指的是", "意思是"].iter().any(|cue| words.starts_with(cue));
        match joined.last_mut() {
            Some(last) if answers && text[last.clone()].trim_end().ends_with('？') => {
                last.end = sentence.end;
            }
            _ => joined.push(sentence),
        }
    }
    joined
}

/// Keeps one site a term: the first, or the first that defines by itself.
fn merge<'s>(sites: &mut Vec<Site<'s>>, new: Site<'s>) {
    match sites.iter_mut().find(|old| old.words().eq_ignore_ascii_case(new.words())) {
        None => sites.push(new),
        Some(old) => {
            let gloss = old.found.gloss.take().or(new.found.gloss.clone());
            if old.found.strength == Strength::Weak && new.found.strength == Strength::Strong {
                *old = new;
            }
            old.found.gloss = gloss;
        }
    }
}

/// The chosen words, without the capital of a sentence's beginning.
fn name(choice: &Choice, across: &Folded<'_>) -> String {
    let name = choice.name.as_str();
    let Some(range) = &choice.range else { return name.to_string() };
    let word = name.split([' ', '-']).next().unwrap_or(name);
    let capital = word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase)
        && word.len() > 1
        && name[word.len()..].chars().all(|c| !c.is_uppercase());
    if capital && begins_sentence(&across.text[..range.start]) {
        let mut chars = name.chars();
        return chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect();
    }
    name.to_string()
}

/// The sentence of the aligned text that has the chosen words.
fn definition(choice: &Choice, across: &Folded<'_>) -> Option<String> {
    choice.range.as_ref()?;
    let sentence =
        sentences(&across.text).into_iter().find(|sentence| sentence.contains(&choice.defined))?;
    Some(across.original(sentence).trim().to_string())
}

/// The emphasised stretches of a block, in bytes of its plain text.
fn emphasised(block: &Block<'_>) -> Vec<Range<usize>> {
    let inside = |emphasis: &Emphasis| {
        let mut parts = block.segments.iter().filter(|segment| {
            emphasis.span.start <= segment.source.start && segment.source.end <= emphasis.span.end
        });
        let first = parts.next()?;
        let last = parts.next_back().unwrap_or(first);
        Some(first.plain.start..last.plain.end)
    };
    block.emphasis.iter().filter_map(inside).collect()
}

/// A range in bytes of the sentence that holds it.
fn within(range: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let inside = sentence.start <= range.start && range.end <= sentence.end;
    inside.then(|| range.start - sentence.start..range.end - sentence.start)
}

/// Is the capital of this word only that of a sentence's beginning?
fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == '“');
    let before = ["A", "An", "The", "What"]
        .iter()
        .find_map(|word| before.strip_suffix(word))
        .unwrap_or(before)
        .trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '”'])
}

/// Chinese first, put in the order of the book.
fn turn(pair: Bilingual, chinese: Side) -> Bilingual {
    match chinese {
        Side::Source => pair,
        Side::Target => Bilingual { source: pair.target, target: pair.source },
    }
}

#[cfg(test)]
mod tests;
