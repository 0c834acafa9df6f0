//! SUMMARY.md in both languages, and the words that the tool itself puts in.

use super::chapters::{EssayChapter, Role, escape};
use super::structure::{Element, Kind};
use crate::language::{Language, Ui};
use std::ops::Range;

/// A word of the tool, in the languages it can write.
struct Word {
    hans: &'static str,
    hant: &'static str,
    english: &'static str,
}

const CONTENTS: Word = Word { hans: "目录", hant: "目錄", english: "Contents" };
const PREFACE: Word = Word { hans: "开篇", hant: "開篇", english: "Opening" };
const CLOSING: Word = Word { hans: "结语", hant: "結語", english: "Closing" };
const CREDITS: Word =
    Word { hans: "出处与说明", hant: "出處與說明", english: "Source and Notes" };

impl Word {
    fn say(&self, language: &Language) -> &'static str {
        match language.ui() {
            Ui::Chinese if language.tag() == "zh-Hant" => self.hant,
            Ui::Chinese => self.hans,
            Ui::English => self.english,
        }
    }
}

/// The heading of a page that the essay has none for; empty where it needs none.
pub(super) fn page_heading(chapter: &EssayChapter, language: &Language) -> String {
    let word = match chapter.role {
        Role::Credits => &CREDITS,
        Role::Preface if chapter.bare => &PREFACE,
        Role::Closing if chapter.bare => &CLOSING,
        Role::Preface | Role::Body | Role::Closing => return String::new(),
    };
    format!("# {}\n\n", word.say(language))
}

/// SUMMARY.md for one of the languages: `range` says which elements a chapter
/// has in it. `title` is the book's.
pub(super) fn summary(
    chapters: &[EssayChapter],
    elements: &[Element],
    range: impl Fn(&EssayChapter) -> Range<usize>,
    language: &Language,
    title: &str,
) -> String {
    let mut text = format!("# {}\n\n", CONTENTS.say(language));
    let mut before = None;
    for chapter in chapters {
        let own = elements[range(chapter)]
            .iter()
            .find(|element| matches!(element.kind, Kind::Title | Kind::Heading { .. }));
        let name = match (chapter.role, own) {
            (Role::Credits, _) => CREDITS.say(language).to_string(),
            (Role::Body | Role::Closing, Some(heading)) => heading.text.clone(),
            (Role::Preface, Some(own)) if own.kind == Kind::Title || chapter.bare => {
                own.text.clone()
            }
            (Role::Preface, _) if chapter.bare => PREFACE.say(language).to_string(),
            (Role::Closing, None) => CLOSING.say(language).to_string(),
            (Role::Preface | Role::Body, _) => title.to_string(),
        };
        let bullet = if chapter.role == Role::Body { "- " } else { "" };
        if before.is_some_and(|before| before != chapter.role) {
            text.push('\n');
        }
        before = Some(chapter.role);
        text.push_str(&format!("{bullet}[{}]({})\n", escape(&name), chapter.file));
    }
    text
}
