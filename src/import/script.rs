//! Which language a raw text is written in, as far as its script tells.

use crate::language::{Language, is_han};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// How much of a text is looked at, in characters.
pub const SAMPLE: usize = 20_000;

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
    let Ok(simplify) = OpenCC::from_config(BuiltinConfig::T2s) else { return "zh-Hans" };
    let changed =
        han.chars().zip(simplify.convert(&han).chars()).filter(|(old, new)| old != new).count();
    // About a third of running Traditional text changes; a name or a quotation
    // in Simplified text stays far below.
    if changed * 8 > han.chars().count() { "zh-Hant" } else { "zh-Hans" }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
