//! The words of a callout: the wrong belief as a positive phrase, and the
//! author's own words that say what is right.

use super::cues::CueLexicon;
use super::evidence::Hit;
use super::text::{Passage, han_count, trim};
use std::ops::Range;

/// The wrong belief that a frame found, worded by its template; `it` is what
/// 它 stands for.
pub(super) fn misconception(
    passage: &Passage<'_>,
    hit: &Hit,
    lexicon: &CueLexicon,
    it: Option<&str>,
) -> String {
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
                Some(range) => out.push_str(&slot(passage, range, c, it)),
                None if c.is_ascii_uppercase() => {}
                None => out.push_str(&in_script(passage, c.encode_utf8(&mut [0; 4]))),
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    tidy(&out.replace("就是就是", "就是"))
}

/// Words of ours in the script of the passage: the few characters that the
/// templates use and that differ.
fn in_script(passage: &Passage<'_>, words: &str) -> String {
    if passage.plain == passage.folded || !super::text::is_traditional(passage.plain) {
        return words.to_string();
    }
    const PAIRS: &[(char, char)] = &[
        ('个', '個'),
        ('说', '說'),
        ('与', '與'),
        ('对', '對'),
        ('头', '頭'),
        ('冲', '衝'),
        ('证', '證'),
        ('会', '會'),
        ('无', '無'),
        ('关', '關'),
        ('还', '還'),
        ('当', '當'),
        ('换', '換'),
        ('来', '來'),
        ('这', '這'),
        ('应', '應'),
        ('该', '該'),
        ('于', '於'),
        ('误', '誤'),
        ('预', '預'),
        ('决', '決'),
        ('从', '從'),
        ('间', '間'),
        ('并', '並'),
        ('称', '稱'),
        ('够', '夠'),
        ('见', '見'),
    ];
    words
        .chars()
        .map(|c| PAIRS.iter().find(|(simple, _)| *simple == c).map_or(c, |(_, other)| *other))
        .collect()
}

/// A slot's text without what does not belong to it.
fn slot(passage: &Passage<'_>, range: Range<usize>, name: char, it: Option<&str>) -> String {
    let range = strip_leads(passage, range);
    let mut range = if name == 'X' { strip_tails(passage, range) } else { range };
    // 人们总把知识和信息混在一起
    if let Some(at) = passage.text(&range).rfind(['把', '将']).filter(|_| name == 'X') {
        range.start += at + '把'.len_utf8();
    }
    // 当小测验用的班级
    if let Some(at) = passage.text(&range).find("用的").filter(|at| *at > 0 && name == 'Y') {
        range.end = range.start + at + '用'.len_utf8();
    }
    let text = passage.original(&range).trim_matches(['，', ',', '：', ':', ' ']);
    match (name, passage.text(&range), it) {
        ('X', "它" | "这" | "此", Some(it)) => it.to_string(),
        _ => text.to_string(),
    }
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
                let shadowed = ["可以", "可能", "可见", "可靠", "而言", "而已", "并且不"];
                (!shadowed.iter().any(|word| text.starts_with(word)) && text.len() > lead.len() + 6)
                    .then_some(lead.len())
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
pub(super) fn tidy(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || "，。；：、！？,;:!?—…".contains(c);
    let mut text = text.trim_matches(ends);
    // What joined the next clause: 这并非甲，也不是乙.
    for joint in ["，也", "，更", "，又", "，而", "，却"] {
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
pub(super) fn inner_claim(worded: &str) -> String {
    let mut text = tidy(worded);
    if let Some(at) = text.find(['：', ':'])
        && han_count(&text[..at]) <= 16
        && han_count(&text[at..]) >= 4
    {
        text = tidy(&text[at..]);
    }
    // What somebody concludes from his belief is no part of it.
    for so in ["，因此", "，所以", "，于是", "，於是", "，因而"] {
        if let Some(at) = text.find(so).filter(|at| han_count(&text[..*at]) >= 4) {
            text.truncate(at);
        }
    }
    let said = [
        "，说",
        "，說",
        "，问",
        "，問",
        "，认为",
        "，認為",
        "，觉得",
        "，覺得",
        "，以为",
        "，以為",
    ]
    .iter()
    .filter_map(|verb| text.find(verb).map(|at| at + verb.len()))
    // 问了显得小气 and 说明 are part of what is said.
    .filter(|at| {
        !text[*at..].starts_with(['了', '过', '過', '的', '起', '得', '着', '著', '到', '明'])
    })
    .min();
    if let Some(at) = said.filter(|at| han_count(&text[*at..]) >= 4) {
        text = tidy(&text[at..]);
    }
    if let Some(at) = text.find(['，', ','])
        && han_count(&text[..at]) <= 2
        && han_count(&text[at..]) >= 4
    {
        text = tidy(&text[at..]);
    }
    for verb in ["认为", "認為", "以为", "以為", "觉得", "覺得", "总觉得"] {
        if let Some(rest) = text.strip_prefix(verb) {
            text = tidy(rest);
        }
    }
    text
}

/// A yes-or-no question as the belief that it asks about.
pub(super) fn affirm(question: &str) -> String {
    let mut text = tidy(question);
    for tag in [
        "对吗",
        "是吗",
        "对吧",
        "是吧",
        "是不是",
        "对不对",
        "是这样吗",
        "不是吗",
        "對嗎",
        "是嗎",
        "對吧",
        "對不對",
    ] {
        if let Some(rest) = text.strip_suffix(tag) {
            text = tidy(rest);
        }
    }
    for (from, to) in [
        ("不就该", "就该"),
        ("不就該", "就該"),
        ("不就是", "就是"),
        ("岂不是", "就是"),
        ("豈不是", "就是"),
        ("是不是就", "就"),
        ("是不是该", "该"),
        ("是不是", ""),
        ("还算不算", "就不算"),
        ("還算不算", "就不算"),
        ("还算", "就不算"),
        ("還算", "就不算"),
        ("能不能", "能"),
        ("要不要", "要"),
        ("可不可以", "可以"),
    ] {
        if text.contains(from) {
            text = text.replacen(from, to, 1);
            break;
        }
    }
    for end in ["了吗", "了嗎", "吗", "嗎", "呢", "吧"] {
        if let Some(rest) = text.strip_suffix(end) {
            text = rest.to_string();
            break;
        }
    }
    tidy(&text)
}

/// Words that begin a remark on what has just been said:
/// 严师未必出高徒，这句老话我信了二十年.
const REMARKS: &[&str] = &["，这句", "，这话", "，这种说法", "，这个说法", "，这种话", "，此话"];

/// The part of a sentence to show as the boundary: the range without leading
/// connectives, a closing remark on it, and closing punctuation.
pub(super) fn boundary(passage: &Passage<'_>, range: Range<usize>) -> Range<usize> {
    let range = strip_leads(passage, range);
    let text = passage.text(&range);
    let remark = REMARKS.iter().filter_map(|remark| text.find(remark)).min();
    let text = &text[..remark.filter(|at| han_count(&text[..*at]) >= 5).unwrap_or(text.len())];
    let kept = text.trim_end_matches(['。', '！', '!', '，', '；', ' ', '.']);
    if let Some(speech) = speech(kept) {
        return range.start + speech.start..range.start + speech.end;
    }
    let mut end = range.start + kept.len();
    if kept.ends_with('”') && !kept.contains('“') {
        end -= '”'.len_utf8();
    }
    range.start..end
}

/// What somebody says in a sentence that has little else.
fn speech(text: &str) -> Option<Range<usize>> {
    let open = text.find('“')?;
    let close = open + text[open..].find('”')?;
    let start = open + '“'.len_utf8();
    let introduced = text[..open].ends_with(['：', '说', '道', '讲']);
    let said = text[start..close].trim_end_matches(['。', '！', '，', '；']);
    let alone = !text[close..].contains('“');
    let most = han_count(said) >= 8 && 2 * han_count(said) >= han_count(text);
    (introduced && alone && most).then_some(start..start + said.len())
}
