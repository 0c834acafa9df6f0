//! Whether a piece of a sentence has the shape of a belief.

use crate::annotate::callout::evidence::{Hit, figures};
use crate::annotate::callout::text::{Passage, Sentence, han_count};
use std::ops::Range;

/// What a claim is called after it: 也是一条岔路.
pub(super) const COMMENTS: &[&str] =
    &["也是一", "是一种", "这是", "是一条", "是最", "是个", "这话", "这也是", "也是个"];

pub(super) fn sigmoid(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Does the subject point to this one thing or person?
pub(super) fn specific(subject: &str) -> bool {
    let subject = subject.trim();
    ["这", "那", "我", "他", "她", "你", "某", "该", "本", "此"]
        .iter()
        .any(|word| subject.starts_with(word))
        || han_count(subject) < 2
        || han_count(subject) > 24
}

/// Is it a circumstance of one event that is denied: 复印晚了两天，不是故意的;
/// 他不是被劝退的 (是…的 sets apart how a thing came about); 七月上线的不是…;
/// 头一个来的不是…?
pub(super) fn denies_event(passage: &Passage<'_>, hit: &Hit) -> bool {
    const FIRST: &[&str] = &["头一", "第一个", "最先", "最早"];
    let text = |slot| hit.found.slot(slot).map_or("", |range| passage.text(&range));
    let (subject, denied) = (text('X'), text('Y'));
    let denied = denied.split(['，', '；', '。']).next().unwrap_or_default();
    hit.frame.spec.of_events
        && (subject.contains(['了', '他', '她'])
            || figures(subject) > 0
            || FIRST.iter().any(|word| subject.contains(word))
            || denied.ends_with('的'))
}

/// Words that begin a piece of a story rather than a claim.
pub(super) const POINTING: &[&str] = &[
    "我", "他", "她", "你", "自己", "这", "那", "其中", "是", "地", "的", "些", "在", "于", "来",
    "什么", "谁", "怎么", "哪",
];

/// Does a text tell that something came about?
pub(super) fn ends_in_le(text: &str) -> bool {
    text.trim_end_matches(STOPS).ends_with('了')
}

/// What closes a sentence.
const STOPS: &[char] = &['。', '，', '？', '！', '”'];

/// Does its last clause say that a thing is done with: 这就公道了, 就够了?
pub(in crate::annotate::callout) fn then_done(text: &str) -> bool {
    let text = text.trim_end_matches(STOPS);
    let last = text.rsplit(['，', '；', '：']).next().unwrap_or_default();
    ends_in_le(last) && last.contains('就')
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

/// What goes on with a verb: no content begins with it (说过的话, 夸我们).
pub(super) const INSIDE: &[char] =
    &['过', '的', '了', '到', '出', '起', '得', '着', '完', '好', '们'];

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
    const TO: &[char] =
        &['对', '向', '跟', '给', '和', '与', '让', '请', '替', '为', '由', '从', '被'];
    let before = passage.folded.get(..hit.found.cue.start).unwrap_or_default();
    let text = passage.text(content);
    let until = passage.folded.get(..hit.found.last.start).unwrap_or_default();
    let denied = ["不", "没", "没有", "别"].iter().any(|no| until.ends_with(no))
        && !["无不", "莫不", "何不"].iter().any(|all| until.ends_with(all));
    (hit.frame.spec.speaker && (before.ends_with(TO) || denied)) || text.starts_with(INSIDE)
}
