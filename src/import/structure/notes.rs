//! Notes about the text rather than of it: reprints, sources, page numbers.

use super::measure;
use crate::import::lines::{Line, Mark};

/// What a note at the end of a text says, in its own words, each with an
/// example. A note is short and stands at the very end.
pub(super) const NOTE_CUES: &[(&str, &str)] = &[
    ("转载", "如若转载，请注明出处"),
    ("轉載", "轉載請註明出處"),
    ("注明出处", "引用请注明出处"),
    ("註明出處", "引用請註明出處"),
    ("版权", "版权所有，违者必究"),
    ("版權", "版權所有"),
    ("未经许可", "未经许可不得使用"),
    ("原文链接", "原文链接：https://example.org/1"),
    ("原文地址", "原文地址：https://example.org/1"),
    ("本文链接", "本文链接：https://example.org/1"),
    ("原文網址", "原文網址：https://example.org/1"),
    ("来源：", "来源：某某周刊"),
    ("來源：", "來源：某某週刊"),
    ("责任编辑", "责任编辑：小王"),
    ("責任編輯", "責任編輯：小王"),
    ("上一篇", "上一篇：无"),
    ("下一篇", "下一篇：春天"),
    ("相关阅读", "相关阅读"),
    ("相關閱讀", "相關閱讀"),
    ("阅读原文", "阅读原文"),
    ("扫码关注", "扫码关注我们"),
    ("关注公众号", "欢迎关注公众号"),
    ("分享到", "分享到：微信 微博"),
    ("点赞", "点赞 在看 收藏"),
    ("阅读量", "阅读量 1024"),
    ("©", "© 2024"),
    ("Copyright", "Copyright 2024"),
    ("All rights reserved", "All rights reserved."),
    ("reprint", "Please credit the source when you reprint this."),
    ("republish", "Do not republish without permission."),
    ("Originally published", "Originally published at https://example.org/1"),
    ("Source: http", "Source: https://example.org/1"),
];

/// The longest note, in Han characters, web addresses not counted.
const NOTE: usize = 45;

/// Is this a note about the text rather than part of it?
pub fn is_note(text: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    if is_page_number(text) {
        return true;
    }
    let bare: String = text.split_whitespace().filter(|word| !word.contains("://")).collect();
    let bare = bare.split("http").next().unwrap_or_default();
    let only_address = bare.is_empty() && text.contains("://");
    let cue = |cue: &str| text.to_lowercase().contains(&cue.to_lowercase());
    only_address || (measure(bare) <= NOTE && NOTE_CUES.iter().any(|(words, _)| cue(words)))
}

/// How many lines at the end are notes. A rule of dashes before them belongs to
/// them.
pub(super) fn trailing_notes(lines: &[Line]) -> usize {
    let note = |line: &&Line| line.mark == Some(Mark::Note) || is_note(&line.text);
    let notes = lines.iter().rev().take_while(note).count();
    let rule =
        |line: &Line| !line.text.is_empty() && line.text.chars().all(|c| "-—_=*－─".contains(c));
    match lines.len().checked_sub(notes + 1).and_then(|at| lines.get(at)) {
        // All of a text is never notes.
        _ if notes == lines.len() => 0,
        Some(line) if notes > 0 && rule(line) => notes + 1,
        _ => notes,
    }
}

/// The number of a page, as it comes along from a printed text: `- 3 -`,
/// `第 3 页 共 9 页`, `Page 3 of 9`.
fn is_page_number(text: &str) -> bool {
    let bare: String = text.split_whitespace().collect::<String>().to_lowercase();
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let page = |text: &str| text.strip_suffix(['页', '頁']).is_some_and(number);
    let dash = ['-', '–', '—', '·'];
    let dashed = bare.strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash));
    let (this, all) = bare.split_once('共').unwrap_or((&bare, "1页"));
    let this = this.trim_end_matches(['，', ',', '/']);
    let (english, of) = bare.split_once("of").unwrap_or((&bare, "1"));
    dashed.is_some_and(number)
        || (this.strip_prefix('第').is_some_and(page) && page(all))
        || (english.strip_prefix("page").is_some_and(number) && number(of))
}

/// Page numbers stand anywhere in a text that comes from print: they go to the
/// end, where notes are.
pub fn notes_last(lines: Vec<Line>) -> Vec<Line> {
    let (pages, mut text): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|line| line.markdown.is_none() && is_page_number(&line.text));
    text.extend(pages);
    text
}
