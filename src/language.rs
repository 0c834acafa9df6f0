//! Languages and the few facts about characters that several rooms ask for.

use serde::Serialize;

/// A BCP 47 language tag in the form that `lang` attributes want, e.g. `zh-Hans`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Language(String);

/// The language an interface word is wanted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ui {
    /// Chinese, Simplified or Traditional.
    Chinese,
    /// English, and every language without words of its own here.
    English,
}

impl Language {
    /// The tag for what an author wrote in book.toml: `zh` and `zh-CN` become
    /// `zh-Hans`, `zh-TW` and `zh-HK` become `zh-Hant`, others stay.
    pub fn new(tag: &str) -> Self {
        let tag = tag.trim().replace('_', "-");
        let lower = tag.to_ascii_lowercase();
        Self(match lower.as_str() {
            "zh" | "zh-cn" | "zh-sg" | "zh-hans" | "zh-hans-cn" => "zh-Hans".into(),
            "zh-tw" | "zh-hk" | "zh-mo" | "zh-hant" | "zh-hant-tw" | "zh-hant-hk" => {
                "zh-Hant".into()
            }
            _ => tag,
        })
    }

    /// The tag itself.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The primary subtag, e.g. `zh`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Is this a Chinese language tag?
    pub fn is_chinese(&self) -> bool {
        self.primary().eq_ignore_ascii_case("zh")
    }

    /// The language of the interface words on this language's side.
    pub fn ui(&self) -> Ui {
        if self.is_chinese() { Ui::Chinese } else { Ui::English }
    }

    /// What readers call the language in itself: `中文`, `English`, or the tag.
    pub fn own_name(&self) -> &str {
        match self.primary() {
            "zh" => "中文",
            "en" => "English",
            "ja" => "日本語",
            "ko" => "한국어",
            "de" => "Deutsch",
            "fr" => "Français",
            "es" => "Español",
            _ => self.tag(),
        }
    }
}

/// Is this a Han character (CJK ideograph)?
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' | '々' | '〇')
}

/// Is this a character of Chinese or Japanese text: Han, kana, bopomofo, or
/// full-width punctuation, so that no space belongs beside it?
pub fn is_cjk(c: char) -> bool {
    is_han(c)
        || matches!(c,
            '\u{3000}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{3100}'..='\u{312F}'
            | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}')
}
