//! Words of the interface, in the languages of the page.

use super::escape;
use crate::document::{Book, Side};
use crate::language::{Language, Ui};

/// A phrase in every language that has words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// In Simplified Chinese.
    pub hans: &'static str,
    /// In Traditional Chinese.
    pub hant: &'static str,
    /// In English, also for every other language.
    pub english: &'static str,
}

/// Source text without translation.
pub const UNTRANSLATED: Phrase =
    Phrase { hans: "未翻译", hant: "未翻譯", english: "not yet translated" };
/// Target text without source.
pub const ORPHAN: Phrase =
    Phrase {
        hans: "原文没有此段", hant: "原文沒有此段", english: "not in the original"
    };
/// The source changed after the translation was reviewed.
pub const STALE: Phrase =
    Phrase {
        hans: "译文待更新", hant: "譯文待更新", english: "translation may be out of date"
    };
/// A translation nobody has checked.
pub const DRAFT: Phrase =
    Phrase { hans: "译文初稿", hant: "譯文初稿", english: "draft translation" };
/// The label of a paragraph's own link.
pub const PERMALINK: Phrase =
    Phrase { hans: "本段链接", hant: "本段連結", english: "link to this paragraph" };
/// The label of a callout's first half.
pub const MISCONCEPTION: Phrase =
    Phrase { hans: "误区", hant: "誤區", english: "Misconception" };
/// The label of a callout's second half.
pub const BOUNDARY: Phrase = Phrase { hans: "边界", hant: "邊界", english: "Boundary" };
/// The title of the chapter with every callout.
pub const AT_A_GLANCE: Phrase =
    Phrase { hans: "误区一览", hant: "誤區一覽", english: "Misconceptions at a glance" };
/// The title of the page for an address that is not there.
pub const NOT_FOUND: Phrase =
    Phrase { hans: "找不到这一页", hant: "找不到這一頁", english: "Page not found" };
/// What to do then.
pub const NOT_FOUND_HELP: Phrase = Phrase {
    hans: "链接可能写错了，或者这一页已经移走。可以从目录找，也可以回到首页：",
    hant: "連結可能寫錯了，或者這一頁已經移走。可以從目錄找，也可以回到首頁：",
    english: "The link may be mistyped, or the page has moved. Look in the table of contents, or \
              start from the first page:",
};
/// The title of the glossary chapter.
pub const GLOSSARY: Phrase = Phrase { hans: "词汇表", hant: "詞彙表", english: "Glossary" };

impl Phrase {
    /// The phrase in the words of a language.
    pub fn of(self, language: &Language) -> &'static str {
        match language.ui() {
            Ui::Chinese if language.tag().starts_with("zh-Hant") => self.hant,
            Ui::Chinese => self.hans,
            Ui::English => self.english,
        }
    }
}

/// The phrase in both languages of the book, each in an element that follows
/// the mode; once, where the words are the same.
pub fn both(book: &Book<'_>, phrase: Phrase) -> String {
    let side = |side: Side| {
        let language = book.language(side);
        (language.tag(), phrase.of(language))
    };
    let ((source, a), (target, b)) = (side(Side::Source), side(Side::Target));
    if a == b {
        return format!("<span lang=\"{}\">{}</span>", escape(source), escape(a));
    }
    format!(
        "<span class=\"bi-s\" lang=\"{}\">{}</span><span class=\"bi-x\"> / </span><span \
         class=\"bi-t\" lang=\"{}\">{}</span>",
        escape(source),
        escape(a),
        escape(target),
        escape(b)
    )
}

/// The phrase in both languages of the book, as plain text.
pub fn both_plain(book: &Book<'_>, phrase: Phrase) -> String {
    let a = phrase.of(&book.source_language);
    let b = phrase.of(&book.target_language);
    if a == b { a.to_string() } else { format!("{a} / {b}") }
}
