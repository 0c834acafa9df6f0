//! Is a misconception a whole proposition: a subject and what is said of it, to
//! be judged true or false by somebody who has not read the text?
//!
//! A fragment, a condition, a question and a clause about this one thing or
//! person are none; and what stands under a condition or in a question is not
//! denied by the author.

use super::cues::Class;
use super::phrases::Phrase;
use super::text::{han_count, is_asking};
use super::wording::{BeliefKind, Wording, Words};

/// How many Han characters a claim has, at least and at most: a shorter one has
/// no predicate, a longer one is an argument.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=60;

/// May this wording be shown?
pub(super) fn is_sound(words: &Words<'_, '_>, wording: &Wording) -> bool {
    let claim = wording.misconception.trim();
    let (index, belief) = &wording.belief;
    let passage = &words.passages[*index];
    let phrases = &passage.lexicon.phrases;
    if !LENGTH.contains(&han_count(claim))
        || is_asking(claim)
        || phrases[Phrase::Pointing].fits(claim)
        || phrases[Phrase::Conjunction].fits(claim)
    {
        return false;
    }
    // What is said of the writer himself is no belief about a concept.
    let me = |c| phrases[Phrase::Me].has(c);
    if claim.replace("我们", "").replace("我們", "").contains(me) {
        return false;
    }
    if !wording.kind.denies() {
        return wording.kind != BeliefKind::Implied || !phrases[Phrase::Dangling].fits(claim);
    }
    let Some(sentence) = passage.sentences.iter().find(|s| belief.start < s.span.end) else {
        return false;
    };
    let clause = sentence.clauses.iter().find(|clause| belief.start < clause.end);
    let conditional = clause.is_some_and(|clause| {
        let before = clause.start..belief.start.max(clause.start);
        passage.classes_in(&before).meets(Class::Condition)
    });
    !sentence.asks
        && !conditional
        && !phrases[Phrase::Dangling].fits(claim)
        && !phrases[Phrase::Polar].fits(claim)
        && !phrases[Phrase::TwoSided].fits(claim)
}
