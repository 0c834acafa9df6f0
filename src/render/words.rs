//! Words of the interface, in the languages of the page.

use super::escape;
use crate::book::Book;
use crate::document::{Bilingual, Side};
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
/// The label of the panel on the first page.
pub const ABOUT: Phrase =
    Phrase { hans: "关于本书", hant: "關於本書", english: "About this book" };
/// How a bilingual book is read.
pub const HOW_TO_READ: Phrase = Phrase {
    hans: "页首可以切换语言：只看一种，或者两种对照。只看一种时，点一下段落就能看到另一种文字。\
           带虚线的词点开有释义；点放大镜或按 S 键搜索，中文、拼音都可以。",
    hant: "頁首可以切換語言：只看一種，或者兩種對照。只看一種時，點一下段落就能看到另一種文字。\
           帶虛線的詞點開有釋義；點放大鏡或按 S 鍵搜尋，中文、拼音都可以。",
    english: "Choose a language at the top of the page, or both side by side. In one language, a \
              tap on a paragraph shows it in the other. Words with a dotted line open their \
              definition; the magnifier or the key S searches in either language.",
};
/// The printed handouts.
pub const HANDOUTS: Phrase = Phrase { hans: "讲义", hant: "講義", english: "Handouts" };
/// The handout that holds the whole book.
pub const READING: Phrase = Phrase { hans: "阅读版", hant: "閱讀版", english: "Reading" };
/// The handout for participants.
pub const WORKSHEET: Phrase = Phrase { hans: "练习页", hant: "練習頁", english: "Worksheet" };
/// The handout for the facilitator.
pub const KEY: Phrase =
    Phrase { hans: "主持人版", hant: "主持人版", english: "Facilitator’s key" };
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
    sides(book, |side| phrase.of(book.language(side)).to_string())
}

/// A text for each side of the book, each in an element that follows the mode.
pub fn sides(book: &Book<'_>, text: impl Fn(Side) -> String) -> String {
    let side = |side: Side| (book.language(side).tag(), text(side));
    let ((source, a), (target, b)) = (side(Side::Source), side(Side::Target));
    if a == b {
        return format!("<span lang=\"{}\">{}</span>", escape(source), escape(&a));
    }
    format!(
        "<span class=\"bi-s\" lang=\"{}\">{}</span><span class=\"bi-x\"> / </span><span \
         class=\"bi-t\" lang=\"{}\">{}</span>",
        escape(source),
        escape(&a),
        escape(target),
        escape(&b)
    )
}

/// The phrase as a title: in both languages of a bilingual book.
pub fn titles(book: &Book<'_>, phrase: Phrase) -> Bilingual {
    let side = |side: Side| phrase.of(book.language(side)).to_string();
    Bilingual {
        source: side(Side::Source),
        target: if book.bilingual { side(Side::Target) } else { String::new() },
    }
}

/// The phrase in both languages of the book, as plain text.
pub fn both_plain(book: &Book<'_>, phrase: Phrase) -> String {
    let a = phrase.of(&book.source_language);
    let b = phrase.of(&book.target_language);
    if a == b { a.to_string() } else { format!("{a} / {b}") }
}
