//! Script: which one a text is written in, and Chinese of both scripts brought
//! into one form to be compared. The only room that knows OpenCC.
//!
//! Simplified is what texts are folded to, because many Traditional characters
//! have one Simplified form and not the other way round.

use crate::language::{Language, is_han};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::ops::Range;
use std::sync::LazyLock;

/// How much of a text is looked at, in characters.
pub const SAMPLE: usize = 20_000;

/// Traditional to Simplified; `None` where OpenCC's tables cannot be read.
static TO_SIMPLIFIED: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// The language of a text: Chinese (Simplified or Traditional), Japanese,
/// Korean, or English for everything in Latin letters.
pub fn detect(text: &str) -> Language {
    let sample: String = text.chars().take(SAMPLE).collect();
    let count = |class: fn(char) -> bool| sample.chars().filter(|c| class(*c)).count();
    let han = count(is_han);
    let kana = count(|c| matches!(c, '\u{3041}'..='\u{30ff}'));
    let hangul = count(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
    let latin = count(|c| c.is_ascii_alphabetic());
    // A Latin word is about as long as three Han characters say.
    let tag = match () {
        () if hangul > han && hangul * 3 > latin => "ko",
        () if kana * 5 > han && kana * 3 > latin => "ja",
        () if han * 4 > latin => chinese(&sample),
        () => "en",
    };
    Language::new(tag)
}

/// Simplified or Traditional: how many characters change in simplifying.
fn chinese(text: &str) -> &'static str {
    let han: String = text.chars().filter(|c| is_han(*c)).collect();
    let changed = han.chars().zip(simplified(&han).chars()).filter(|(old, new)| old != new).count();
    // About a third of running Traditional text changes; a name or a quotation
    // in Simplified text stays far below.
    if changed * 8 > han.chars().count() { "zh-Hant" } else { "zh-Hans" }
}

/// Characters that only Traditional text has, frequent enough that a page has some.
const TRADITIONAL: &str = "們這個來說對時會為過還沒與並從無學開關問題實際認誤當將後點種邊讓應該";

/// Is this Traditional text, judged by its most frequent characters? Unlike
/// [`detect`] it may be asked of a title or a phrase: a Simplified one such as
/// 显著 has characters that simplifying would change as well.
pub fn is_traditional(text: &str) -> bool {
    text.chars().take(4000).filter(|c| TRADITIONAL.contains(*c)).take(3).count() >= 3
}

/// Running text in the Simplified script, with as many characters; the words
/// around a character tell which form it has.
pub fn simplified(text: &str) -> String {
    let Some(converter) = TO_SIMPLIFIED.as_ref().filter(|_| text.chars().any(is_han)) else {
        return text.to_string();
    };
    let whole = converter.convert(text);
    if whole.chars().count() == text.chars().count() {
        return whole;
    }
    text.chars().map(simplified_char).collect()
}

/// The Simplified form of a Han character by itself, from the tables of OpenCC;
/// other characters and those without one stay. Of the forms that a Traditional
/// character has in different words it is the most frequent: a name and the
/// text it is looked for in are made alike whatever stands around them.
pub fn simplified_char(c: char) -> char {
    let index = (c as u32).wrapping_sub(FIRST_HAN) as usize;
    SIMPLIFIED.get(index).copied().unwrap_or(c)
}

/// The first of the characters in [`SIMPLIFIED`].
const FIRST_HAN: u32 = 0x3400;

/// The Simplified forms of the Han characters of the basic plane, by code
/// point from [`FIRST_HAN`].
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all: Vec<char> = ('\u{3400}'..='\u{9FFF}').collect();
    let Some(converter) = TO_SIMPLIFIED.as_ref() else { return all };
    // One character a line, so that no two make a word.
    let lines: String = all.iter().flat_map(|c| [*c, '\n']).collect();
    let converted = converter.convert(&lines);
    let mut simple = converted.lines().map(|line| {
        let mut chars = line.chars();
        chars.next().filter(|_| chars.next().is_none())
    });
    all.iter().map(|c| simple.next().flatten().unwrap_or(*c)).collect()
});

/// A text made fit to be compared, and the way between both: each character
/// stands for one character of the original, in as many bytes or in others.
#[derive(Debug)]
pub struct Folded<'a> {
    original: &'a str,
    /// The form to compare.
    pub text: String,
    /// Where the distance between both changes: offsets in the folded text and
    /// in the original, behind a character of another length.
    shifts: Vec<(usize, usize)>,
}

impl<'a> Folded<'a> {
    /// The text with every character as `fold`, called for each in order, has
    /// it.
    pub fn new(original: &'a str, mut fold: impl FnMut(char) -> char) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut shifts = Vec::new();
        let mut kept = 0;
        for (at, c) in original.char_indices() {
            let with = fold(c);
            if with == c {
                continue;
            }
            text.push_str(&original[kept..at]);
            text.push(with);
            kept = at + c.len_utf8();
            if with.len_utf8() != c.len_utf8() {
                shifts.push((text.len(), kept));
            }
        }
        text.push_str(&original[kept..]);
        Self { original, text, shifts }
    }

    /// A range of the folded text, between characters, in bytes of the original.
    pub fn to_original(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let before = self.shifts.partition_point(|(folded, _)| *folded <= at);
            match before.checked_sub(1).and_then(|last| self.shifts.get(last)) {
                Some((folded, original)) => original + (at - folded),
                None => at,
            }
        };
        place(range.start)..place(range.end)
    }

    /// A range of the original, between characters, in bytes of the folded text.
    pub fn to_folded(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let before = self.shifts.partition_point(|(_, original)| *original <= at);
            match before.checked_sub(1).and_then(|last| self.shifts.get(last)) {
                Some((folded, original)) => folded + (at - original),
                None => at,
            }
        };
        place(range.start)..place(range.end)
    }

    /// The original words at a range of the folded text.
    pub fn original(&self, range: Range<usize>) -> &'a str {
        self.original.get(self.to_original(range)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tells_scripts_apart() {
        for (text, tag) in [
            ("春天来了，我们把院子里的土翻了一遍。", "zh-Hans"),
            ("春天來了，我們把院子裡的土翻了一遍。", "zh-Hant"),
            ("精益（lean manufacturing）是一种方法。", "zh-Hans"),
            ("Spring came and we dug the garden. 春天 is spring.", "en"),
            ("春が来たので、庭の土を掘り返した。", "ja"),
            ("봄이 와서 마당의 흙을 갈아엎었다.", "ko"),
        ] {
            assert_eq!(detect(text).tag(), tag, "{text}");
        }
    }

    #[test]
    fn simplifies_one_character_at_a_time() {
        let simple: String = "漢語後裡客戶里a，𠮷".chars().map(simplified_char).collect();
        assert_eq!(simple, "汉语后里客户里a，𠮷");
    }

    #[test]
    fn simplifies_by_the_words_around() {
        assert_eq!(simplified("乾坤、乾燥"), "乾坤、干燥");
    }

    proptest! {
        #[test]
        fn folding_leads_both_ways(text in "[a-zé一-龥㐀-㐏\u{20000}-\u{2000f}“]{0,40}") {
            let fold = |c: char| match c {
                'é' => 'e',
                'e' => '。',
                '“' => '"',
                '\u{20000}'..='\u{20007}' => '土',
                c => c,
            };
            let folded = Folded::new(&text, fold);
            prop_assert_eq!(folded.text.chars().count(), text.chars().count());
            let chars = text.char_indices().zip(folded.text.char_indices());
            for ((there, c), (here, with)) in chars {
                let (from, to) = (there..there + c.len_utf8(), here..here + with.len_utf8());
                prop_assert_eq!(folded.to_original(to.clone()), from.clone());
                prop_assert_eq!(folded.to_folded(from.clone()), to.clone());
                prop_assert_eq!(folded.original(to), &text[from]);
            }
        }
    }
}
