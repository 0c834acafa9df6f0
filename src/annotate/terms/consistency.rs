//! Are the terms used, and is each translated in one way?

use super::{Present, TermMatch};
use crate::book::TermUse;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{BlockIndex, Document, Pair, Side, Status};
use crate::glossary::{Glossary, Term};

/// What there is to say about the terms of a book, gathered pair by pair.
#[derive(Debug)]
pub(super) struct Report {
    found: Vec<Diagnostic>,
    /// Of each term and side: does its name stand in a text at all, be it
    /// inside a longer term?
    met: Vec<[bool; 2]>,
}

/// The most characters of a paragraph that a hint shows.
const SHOWN: usize = 80;

impl Report {
    pub(super) fn new(glossary: &Glossary) -> Self {
        Self { found: Vec::new(), met: vec![[false; 2]; glossary.terms.len()] }
    }

    /// Notes which names stand on one side of a pair.
    pub(super) fn meet(&mut self, side: Side, present: &Present) {
        for term in &present.any {
            self.met[*term][side as usize] = true;
        }
    }

    /// A term in one language whose partner the other language lacks.
    pub(super) fn pair(
        &mut self,
        document: &Document<'_>,
        pair: &Pair<'_>,
        glossary: &Glossary,
        source: &Present,
        target: &Present,
    ) {
        if pair.status != Status::Translated || pair.shared {
            return;
        }
        for (side, here, there) in [(Side::Source, source, target), (Side::Target, target, source)]
        {
            for (at, (block, found)) in here.used.iter().enumerate() {
                // Asked first: nearly always true, and cheap.
                if there.any.contains(&found.term) {
                    continue;
                }
                let term = &glossary.terms[found.term];
                let other = side.other();
                let named = term.names(other).next().is_some();
                let said = here.used[..at].iter().any(|(_, before)| before.term == found.term);
                if named && !said && !inflected(term, pair, other) {
                    self.found.extend(inconsistent(document, pair, side, *block, found, term));
                }
            }
        }
    }

    /// Everything said about the pairs, the uses and the glossary itself.
    pub(super) fn finish(
        mut self,
        documents: &[Document<'_>],
        glossary: &Glossary,
        uses: &[TermUse],
    ) -> Vec<Diagnostic> {
        let bilingual = documents.iter().any(|document| document.target.is_some());
        let mut used = vec![[0usize; 2]; glossary.terms.len()];
        for found in uses {
            used[found.term][found.side as usize] += 1;
        }
        for ((term, counts), met) in glossary.terms.iter().zip(used).zip(&self.met) {
            self.found.extend(usage(glossary, term, counts, *met, bilingual));
        }
        self.found.extend(glossary.review(bilingual));
        self.found
    }
}

/// What matters less about a term that nobody has checked yet.
fn severity(term: &Term) -> Severity {
    if term.draft { Severity::Note } else { Severity::Warning }
}

fn inconsistent(
    document: &Document<'_>,
    pair: &Pair<'_>,
    side: Side,
    block: BlockIndex,
    found: &TermMatch,
    term: &Term,
) -> Option<Diagnostic> {
    let other = side.other();
    let (text, partner) = (document.text(side)?, document.text(other)?);
    let block = pair.side(side).get(block.0)?;
    let across = pair.side(other).first()?;
    let pieces = super::pieces(block, &found.range);
    let span = match super::is_text(block, &found.range) {
        true => pieces.first()?.start..pieces.last()?.end,
        false => block.span.clone(),
    };
    let wanted: Vec<String> = term.names(other).map(|name| format!("`{name}`")).collect();
    let shown: String = across.plain.chars().take(SHOWN).collect();
    let more = if across.plain.chars().nth(SHOWN).is_some() { "…" } else { "" };
    let message = format!(
        "`{}` stands here, but the paragraph across has no {}",
        block.plain.get(found.range.clone())?,
        wanted.join(" or ")
    );
    let hint = format!(
        "it reads “{shown}{more}” ({}:{}); use the term there, or add an alias in the glossary",
        partner.path.display(),
        partner.line(across.span.start)
    );
    Some(
        Diagnostic::at(Code::InconsistentTerm, text, span, message)
            .severity(severity(term))
            .hint(hint),
    )
}

/// A term that no text uses, or the text of one language only.
fn usage(
    glossary: &Glossary,
    term: &Term,
    [source, target]: [usize; 2],
    met: [bool; 2],
    bilingual: bool,
) -> Option<Diagnostic> {
    let taken = "its words stand in the text only as, or in, a name of another term";
    let (code, message, hint) = match (source, target) {
        (0, 0) => (
            Code::UnusedTerm,
            format!("no text uses the term `{}`", term.id),
            match met {
                [false, false] => "remove it, or name it as the text does".to_string(),
                _ => format!("{taken}: remove one of the two"),
            },
        ),
        (0, _) | (_, 0) if bilingual => {
            let side = if source == 0 { Side::Source } else { Side::Target };
            // That it has no name there is said already.
            term.names(side).next()?;
            (
                Code::OneSidedUse,
                format!("`{}` is used in one language only", term.id),
                match met[side as usize] {
                    false => format!(
                        "the other text never says `{}`: name it as that text does, or \
                         add an alias",
                        term.name.get(side)
                    ),
                    true => format!("there {taken}: add an alias, or take that name away"),
                },
            )
        }
        _ => return None,
    };
    let span = term.span.clone();
    Some(glossary.diagnostic(code, span, message).severity(severity(term)).hint(hint))
}

/// Does the paragraph have one of the term's English names with its words
/// inflected (*created value* for *create value*), or with an article or a
/// possessive between them?
fn inflected(term: &Term, pair: &Pair<'_>, side: Side) -> bool {
    let texts: Vec<Vec<String>> = pair.side(side).iter().map(|block| stems(&block.plain)).collect();
    term.names(side).any(|name| {
        let name = stems(name);
        !name.is_empty()
            && texts.iter().any(|text| text.windows(name.len()).any(|words| words == name))
    })
}

/// Words that may come between the words of a term.
const FUNCTION_WORDS: &[&str] =
    &["a", "an", "the", "our", "your", "their", "its", "his", "her", "my", "s"];

/// The Latin words of a text without their regular inflection.
fn stems(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .filter(|word| !FUNCTION_WORDS.contains(&word.as_str()))
        .map(|word| stem(&word).to_string())
        .collect()
}

/// A word without a regular ending of English inflection; the same stem for
/// all forms of one word (create, creates, created, creating: `creat`).
fn stem(word: &str) -> &str {
    for ending in ["ies", "ied", "ing", "es", "ed", "s", "e", "y"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 3
        {
            return stem;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stem_for_the_forms_of_a_word() {
        for forms in [
            ["create", "creates", "created", "creating"],
            ["carry", "carries", "carried", "carry"],
            ["box", "boxes", "boxed", "boxing"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
        assert_ne!(stem("user"), stem("used"));
        assert_eq!(stems("the growers' share"), stems("grower's shares"));
    }
}
