//! Chinese names in an alphabetic text: 王小明 is Wang Xiaoming.

use super::item::Item;
use super::token::{Class, Token};
use crate::document::Block;
use crate::language::is_han;
use crate::script::simplified_char;
use pinyin::ToPinyin;
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

/// The most characters of a name.
const LONGEST_NAME: usize = 4;

/// Every syllable of pinyin without its tone.
static SYLLABLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    ('\u{4E00}'..='\u{9FFF}').filter_map(|c| c.to_pinyin()).map(|sound| sound.plain()).collect()
});

/// Gives items that have the same name in Chinese characters and in pinyin a
/// token in common.
pub(super) fn mark(
    source: &[Block<'_>],
    source_items: &mut [Item],
    target: &[Block<'_>],
    target_items: &mut [Item],
) {
    let mark = |latin: &[Block<'_>],
                latin_items: &mut [Item],
                chinese: &[Block<'_>],
                chinese_items: &mut [Item]| {
        let mut names = BTreeSet::new();
        for (block, item) in latin.iter().zip(&mut *latin_items) {
            let found = if block.kind.is_prose() { written(&block.plain) } else { Vec::new() };
            add(item, found.iter());
            names.extend(found);
        }
        if names.is_empty() {
            return;
        }
        for (block, item) in chinese.iter().zip(&mut *chinese_items) {
            let found =
                if block.kind.is_prose() { spoken(&block.plain, &names) } else { Vec::new() };
            add(item, found.iter());
        }
    };
    mark(target, target_items, source, source_items);
    mark(source, source_items, target, target_items);
}

fn add<'a>(item: &mut Item, names: impl Iterator<Item = &'a String>) {
    item.tokens.extend(names.map(|name| Token::new(Class::Word, name)));
    item.tokens.sort_unstable();
    item.tokens.dedup();
}

/// The capitalised words of a text, or runs of them, that are two syllables of
/// pinyin or more.
fn written(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut run = String::new();
    for word in text.split([' ', '\n', '-']) {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let bare = bare.strip_suffix("’s").or(bare.strip_suffix("'s")).unwrap_or(bare);
        let name = bare.starts_with(|c: char| c.is_ascii_uppercase())
            && bare.len() <= 24
            && bare[1..].bytes().all(|b| b.is_ascii_lowercase());
        let sound = bare.to_ascii_lowercase();
        if !name || syllables(&sound).is_none() {
            run.clear();
            continue;
        }
        run.push_str(&sound);
        for name in [&sound, &run] {
            if syllables(name).is_some_and(|n| (2..=LONGEST_NAME).contains(&n)) {
                names.push(name.clone());
            }
        }
        if word.ends_with([',', '.', ';', ':', '!', '?']) {
            run.clear();
        }
    }
    names.sort();
    names.dedup();
    names
}

/// The fewest syllables of pinyin that make up a word, if any do.
fn syllables(word: &str) -> Option<usize> {
    let mut fewest: Vec<Option<usize>> = vec![None; word.len() + 1];
    fewest[0] = Some(0);
    for end in 1..=word.len() {
        for start in end.saturating_sub(6)..end {
            if let (Some(before), Some(part)) = (fewest[start], word.get(start..end))
                && SYLLABLES.contains(part)
                // Inside a word such a syllable is written with an apostrophe.
                && (start == 0 || !part.starts_with(['a', 'e', 'o']))
            {
                fewest[end] = Some(fewest[end].map_or(before + 1, |n: usize| n.min(before + 1)));
            }
        }
    }
    fewest[word.len()].filter(|n| *n > 0)
}

/// Those of the names that are heard in a Chinese text.
fn spoken(text: &str, names: &BTreeSet<String>) -> Vec<String> {
    let sounds: Vec<Option<&str>> = text
        .chars()
        .map(|c| {
            is_han(c).then(|| simplified_char(c).to_pinyin().map(|sound| sound.plain())).flatten()
        })
        .collect();
    let mut found = Vec::new();
    for start in 0..sounds.len() {
        let mut name = String::new();
        for (length, sound) in sounds[start..].iter().take(LONGEST_NAME).enumerate() {
            let Some(sound) = sound else { break };
            name.push_str(sound);
            if length > 0 && names.contains(&name) {
                found.push(name.clone());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hears_a_name_in_its_characters() {
        let text = "Last year Wang Xiaoming moved to Yunnan. Then he came back.";
        let names: BTreeSet<String> = written(text).into_iter().collect();
        assert!(names.contains("wangxiaoming") && names.contains("yunnan"));
        let heard = spoken("去年王小明搬到雲南，又搬回来。", &names);
        assert_eq!(heard, ["wangxiaoming", "xiaoming", "yunnan"]);
    }

    #[test]
    fn takes_no_english_word_for_a_name() {
        assert!(written("The Garden Street in Germany, Mr Lee.").is_empty());
    }
}
