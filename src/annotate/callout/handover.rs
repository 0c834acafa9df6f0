//! A belief that one paragraph closes on, in somebody's words, and the next
//! one answers: the two are weighed as one.

use super::cues::{Class, Classes};
use super::layout::Unit;
use super::phrases::Phrase;
use super::text::{Passage, han_count};
use super::wording::then_done;

/// The units of a chapter with those joined that belong together.
pub(super) fn joined(units: impl IntoIterator<Item = Unit>, passages: &[Passage<'_>]) -> Vec<Unit> {
    let mut all: Vec<Unit> = Vec::new();
    for unit in units {
        let before = all.last_mut().filter(|before| {
            let prose = before.mark.is_none() && unit.mark.is_none();
            let next = before.passages.len() == 1 && before.passages.end == unit.passages.start;
            prose && next && hands_over(&passages[before.passages.start])
        });
        match before {
            Some(before) => before.passages.end = unit.passages.end,
            None => all.push(unit),
        }
    }
    all
}

/// Does the paragraph close on somebody's words that conclude something
/// (“没做坏事，有什么好不能看的？”), or report what people say?
fn hands_over(passage: &Passage<'_>) -> bool {
    let text = passage.folded.trim_end();
    let Some(open) = text.rfind('“').filter(|_| text.ends_with('”')) else { return false };
    let cues = passage.cues_in(&(open..text.len()));
    // 这才叫手艺 is said by who knows better.
    let fits = |list, text: &str| passage.lexicon.fits(list, text);
    let praises =
        |at: usize| fits(Phrase::Praise, &text[at..]) && fits(Phrase::Praised, &text[..at]);
    let concludes = cues.iter().any(|cue| cue.is(Class::Conclude) && !praises(cue.span.start));
    let reports = cues.iter().any(|cue| cue.is(Class::People))
        && cues.iter().any(|cue| cue.is(Classes::SAY | Classes::THINK));
    // Who comes to see something (原来…), or answers what was concluded before,
    // puts no belief.
    let sees = fits(Phrase::ComesToSee, &text[open + '“'.len_utf8()..]);
    let answers = passage.sentences.iter().filter(|sentence| sentence.span.end <= open).any(|s| {
        let said = passage.classes_in(&s.span);
        said.meets(Class::Conclude) && said.meets(Classes::SAY | Classes::THINK)
    });
    !sees
        && !answers
        && han_count(&text[open..]) >= 6
        && (concludes || reports || then_done(passage.lexicon, text))
}
