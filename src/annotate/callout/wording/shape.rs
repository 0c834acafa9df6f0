//! Whether a piece of a sentence has the shape of a belief.

use crate::annotate::callout::cues::CueLexicon;
use crate::annotate::callout::evidence::{Hit, figures};
use crate::annotate::callout::phrases::Phrase;
use crate::annotate::callout::text::{Passage, Sentence, han_count};
use std::ops::Range;

pub(super) fn sigmoid(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Does the subject point to this one thing or person?
pub(super) fn specific(lexicon: &CueLexicon, subject: &str) -> bool {
    let subject = subject.trim();
    lexicon.fits(Phrase::OneThing, subject) || !(2..=24).contains(&han_count(subject))
}

/// Is it a circumstance of one event that is denied: 复印晚了两天，不是故意的;
/// 他不是被劝退的 (是…的 sets apart how a thing came about); 七月上线的不是…;
/// 头一个来的不是…?
pub(super) fn denies_event(passage: &Passage<'_>, hit: &Hit) -> bool {
    let lexicon = passage.lexicon;
    let text = |slot| hit.found.slot(slot).map_or("", |range| passage.text(&range));
    let (subject, denied) = (text('X'), text('Y'));
    let denied = denied.split(['，', '；', '。']).next().unwrap_or_default();
    hit.frame.spec.of_events
        && (lexicon.fits(Phrase::Happened, subject)
            || figures(lexicon, subject) > 0
            || lexicon.fits(Phrase::First, subject)
            || lexicon.fits(Phrase::Circumstance, denied))
}

/// Does a text tell that something came about?
pub(super) fn came_about(lexicon: &CueLexicon, text: &str) -> bool {
    lexicon.fits(Phrase::CameAbout, text.trim_end_matches(STOPS))
}

/// What closes a sentence.
const STOPS: &[char] = &['。', '，', '？', '！', '”'];

/// Does its last clause say that a thing is done with: 这就公道了, 就够了?
pub(in crate::annotate::callout) fn then_done(lexicon: &CueLexicon, text: &str) -> bool {
    let text = text.trim_end_matches(STOPS);
    let last = text.rsplit(['，', '；', '：']).next().unwrap_or_default();
    came_about(lexicon, last) && lexicon.fits(Phrase::AtOnce, last)
}

/// What a sentence has in quotation marks and is long enough to claim
/// something.
pub(super) fn quotations(passage: &Passage<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let text = passage.text(&sentence.span);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('“').map(|at| from + at + '“'.len_utf8()) {
        let Some(close) = text[open..].find('”').map(|at| open + at) else { break };
        if han_count(&text[open..close]) >= 6 {
            found.push(sentence.span.start + open..sentence.span.start + close);
        }
        from = close;
    }
    found
}

/// Is the range inside quotation marks?
pub(super) fn spoken(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let before = passage.folded.get(..range.start).unwrap_or_default();
    match (before.rfind('“'), before.rfind('”')) {
        (Some(open), Some(close)) => open > close,
        (open, _) => open.is_some(),
    }
}

/// Is the person spoken to rather than speaking (对客户讲过的…), does he not say
/// it (所有人不说台词), or does the content begin in the middle of a phrase?
pub(super) fn broken(passage: &Passage<'_>, hit: &Hit, content: &Range<usize>) -> bool {
    let fits = |list, text: &str| passage.lexicon.fits(list, text);
    let before = passage.folded.get(..hit.found.cue.start).unwrap_or_default();
    let until = passage.folded.get(..hit.found.last.start).unwrap_or_default();
    let denied = fits(Phrase::Not, until) && !fits(Phrase::NotButAll, until);
    (hit.frame.spec.speaker && (fits(Phrase::Addressee, before) || denied))
        || fits(Phrase::Inside, passage.text(content))
}
