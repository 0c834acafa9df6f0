//! The words of a callout: the wrong belief as a positive phrase, and the
//! author's own words that say what is right.

use super::cues::CueLexicon;
use super::evidence::Hit;
use super::frame::Role;
use super::phrases::Phrase;
use super::text::{Passage, han_count, trim};
use std::ops::Range;

/// The wrong belief that a frame found, worded by its template; `it` is what
/// 它 stands for.
pub(super) fn misconception(passage: &Passage<'_>, hit: &Hit, it: Option<&str>) -> String {
    let lexicon = passage.lexicon;
    let mut out = String::new();
    let mut rest = hit.frame.spec.misconception.as_str();
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("{+}") {
            out.push_str(&in_script(passage, &lexicon.affirmative(passage.text(&hit.found.cue))));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("{=}") {
            out.push_str(passage.original(&hit.found.last));
            rest = after;
        } else {
            match hit.found.slot(c).filter(|_| c.is_ascii_uppercase()) {
                Some(range) if c != 'X' && hit.frame.spec.kind == Role::Denial => {
                    out.push_str(&slot(passage, first_proposition(passage, range), c, it));
                }
                Some(range) if c == 'X' && range.start >= hit.found.cue.end => {
                    // 一提到授权，不少人马上想到放手: who thinks so is no part of it.
                    let end =
                        passage.text(&range).find('，').map_or(range.end, |at| range.start + at);
                    out.push_str(&slot(passage, range.start..end, c, it));
                }
                Some(range) => out.push_str(&slot(passage, range, c, it)),
                None if c.is_ascii_uppercase() => {}
                None => out.push_str(&in_script(passage, c.encode_utf8(&mut [0; 4]))),
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    for (doubled, once) in &lexicon.phrases.repaired.pairs {
        out = out.replace(doubled, once);
    }
    tidy(lexicon, &out)
}

/// Of what is denied, what is denied in one breath: up to the first break after
/// which the clause can stand alone; what follows supports the denial.
fn first_proposition(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    let text = passage.text(&range);
    let opens = &passage.lexicon.phrases[Phrase::OpensClause];
    let mut from = 0;
    for (at, mark) in text.match_indices(['，', '；', '—', '：', '[', '^']) {
        if han_count(&text[..at]) >= 2 && !opens.fits(text[from..at].trim()) {
            return range.start..range.start + at;
        }
        from = at + mark.len();
    }
    range
}

/// Words of ours in the script of the passage: the few characters that the
/// templates use and that differ.
fn in_script(passage: &Passage<'_>, words: &str) -> String {
    if passage.plain == passage.folded || !super::text::is_traditional(passage.plain) {
        return words.to_string();
    }
    passage.lexicon.phrases.traditional(words)
}

/// A slot's text without what does not belong to it.
fn slot(passage: &Passage<'_>, range: Range<usize>, name: char, it: Option<&str>) -> String {
    let range = strip_leads(passage, range);
    let mut range = if name == 'X' { strip_tails(passage, range) } else { range };
    let phrases = &passage.lexicon.phrases;
    let marker = |c| phrases[Phrase::ObjectMarker].has(c);
    if let Some((at, c)) =
        passage.text(&range).char_indices().rfind(|(_, c)| name == 'X' && marker(*c))
    {
        range.start += at + c.len_utf8();
    }
    let used = phrases[Phrase::UsedAs].places(passage.text(&range)).next();
    if let Some((at, word)) = used.filter(|(at, _)| *at > 0 && name == 'Y') {
        range.end = range.start + at + word.chars().next().map_or(0, char::len_utf8);
    }
    let text = passage.original(&range).trim_matches(['，', ',', '：', ':', ' ']);
    let pronoun = name == 'X' && passage.lexicon.fits(Phrase::Pronoun, passage.text(&range));
    it.filter(|_| pronoun).unwrap_or(text).to_string()
}

/// The range without connectives at its start.
pub(super) fn strip_leads(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    let mut range = trim(&passage.folded, range);
    loop {
        let text = passage.text(&range);
        let skip = text
            .strip_prefix(['，', '：', '；', ',', ':', '—', ' '])
            .map(|rest| text.len() - rest.len())
            .or_else(|| {
                let lead = passage
                    .lexicon
                    .leads
                    .iter()
                    .filter(|lead| text.starts_with(lead.as_str()))
                    .max_by_key(|lead| lead.len())?;
                let shadowed = passage.lexicon.fits(Phrase::ShadowedLead, text);
                (!shadowed && text.len() > lead.len() + 6).then_some(lead.len())
            });
        match skip {
            Some(skip) => range.start += skip,
            None => return range,
        }
    }
}

/// The range without adverbs at its end.
fn strip_tails(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    let mut range = range;
    loop {
        let text = passage.text(&range);
        let tail = passage
            .lexicon
            .tails
            .iter()
            .filter(|tail| text.ends_with(tail.as_str()) && text.len() > tail.len() + 3)
            .max_by_key(|tail| tail.len());
        match tail {
            Some(tail) => range.end -= tail.len(),
            None => return range,
        }
    }
}

/// Without punctuation at the ends and unpaired quotation marks.
fn tidy(lexicon: &CueLexicon, text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || "，。；：、！？,;:!?—…".contains(c);
    let mut text = text.trim_matches(ends);
    for joint in lexicon.phrases[Phrase::Joint].words() {
        text = text.strip_suffix(joint).unwrap_or(text);
    }
    for (open, close) in [('“', '”'), ('「', '」'), ('『', '』'), ('‘', '’')] {
        if text.starts_with(open)
            && text.ends_with(close)
            && text.matches(open).count() == 1
            && text.matches(close).count() == 1
        {
            text = text[open.len_utf8()..text.len() - close.len_utf8()].trim_matches(ends);
        }
    }
    let unpaired = |c: char| {
        [('“', '”'), ('「', '」'), ('『', '』'), ('（', '）')].iter().any(|(open, close)| {
            (c == *open || c == *close)
                && text.matches(*open).count() != text.matches(*close).count()
        })
    };
    text.chars().filter(|c| !unpaired(*c)).collect::<String>().trim_matches(ends).to_string()
}

/// The claim itself in what was reported: without whom it was said to
/// (劝你们，…), an introduction that ends in a colon, or a further verb of
/// saying (批评…，说…).
pub(super) fn inner_claim(lexicon: &CueLexicon, worded: &str) -> String {
    let phrases = &lexicon.phrases;
    let mut text = tidy(lexicon, worded);
    if let Some(at) = text.find(['：', ':'])
        && han_count(&text[..at]) <= 16
        && han_count(&text[at..]) >= 4
    {
        text = tidy(lexicon, &text[at..]);
    }
    for so in phrases[Phrase::Therefore].words() {
        if let Some(at) = text.find(so).filter(|at| han_count(&text[..*at]) >= 4) {
            text.truncate(at);
        }
    }
    let said = phrases[Phrase::Reports]
        .places(&text)
        .map(|(at, verb)| at + verb.len())
        .filter(|at| !lexicon.fits(Phrase::GoesOn, &text[*at..]))
        .min();
    if let Some(at) = said.filter(|at| han_count(&text[*at..]) >= 4) {
        text = tidy(lexicon, &text[at..]);
    }
    if let Some(at) = text.find(['，', ','])
        && han_count(&text[..at]) <= 2
        && han_count(&text[at..]) >= 4
    {
        text = tidy(lexicon, &text[at..]);
    }
    for verb in phrases[Phrase::Thinks].words() {
        if let Some(rest) = text.strip_prefix(verb) {
            text = tidy(lexicon, rest);
        }
    }
    text
}

/// A yes-or-no question as the belief that it asks about.
pub(super) fn affirm(lexicon: &CueLexicon, question: &str) -> String {
    let phrases = &lexicon.phrases;
    let mut text = tidy(lexicon, question);
    for tag in phrases[Phrase::Tag].words() {
        if let Some(rest) = text.strip_suffix(tag) {
            text = tidy(lexicon, rest);
        }
    }
    let asked = phrases.affirmed.pairs.iter().find(|(asked, _)| text.contains(asked));
    if let Some((asked, affirmed)) = asked {
        text = text.replacen(asked, affirmed, 1);
    }
    let bare = phrases[Phrase::Asks].words().find_map(|end| text.strip_suffix(end));
    tidy(lexicon, bare.unwrap_or(&text))
}

/// The part of a sentence to show as the boundary: the range without leading
/// connectives, a closing remark on it, and closing punctuation.
pub(super) fn boundary(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    let range = strip_leads(passage, range);
    let text = passage.text(&range);
    let remarks = &passage.lexicon.phrases[Phrase::Remark];
    let remark = remarks.places(text).map(|(at, _)| at).min();
    let text = &text[..remark.filter(|at| han_count(&text[..*at]) >= 5).unwrap_or(text.len())];
    let kept = text.trim_end_matches(['。', '！', '!', '，', '；', ' ', '.']);
    if let Some(speech) = speech(passage.lexicon, kept) {
        return range.start + speech.start..range.start + speech.end;
    }
    let mut end = range.start + kept.len();
    if kept.ends_with('”') && !kept.contains('“') {
        end -= '”'.len_utf8();
    }
    range.start..end
}

/// What somebody says in a sentence that has little else.
fn speech(lexicon: &CueLexicon, text: &str) -> Option<Range<usize>> {
    let open = text.find('“')?;
    let close = open + text[open..].find('”')?;
    let start = open + '“'.len_utf8();
    let introduced = lexicon.fits(Phrase::Speech, &text[..open]);
    let said = text[start..close].trim_end_matches(['。', '！', '，', '；']);
    let alone = !text[close..].contains('“');
    let most = han_count(said) >= 8 && 2 * han_count(said) >= han_count(text);
    (introduced && alone && most).then_some(start..start + said.len())
}
