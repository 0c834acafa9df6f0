//! From a raw essay, as pasted from a page or a word processor, to the files of
//! a book.
//!
//! 1. [`encoding`] finds out how the bytes are written, [`crate::script`] in which
//!    language; [`docx`] and [`marked`] read other formats than plain text,
//! 2. [`lines`] undoes wrapping, so that a line is a paragraph; [`furniture`] sets
//!    what is around the text apart, [`bilingual`] takes two languages apart,
//! 3. [`mod@structure`] tells titles, headings, claims and notes apart
//!    ([`numbering`] has the styles of numbering), [`outline`] shows it,
//! 4. [`pairing`] carries the structure over to the translation, [`directory`]
//!    the chapters of a translation that has some to the essay,
//! 5. [`punctuation`] sets Chinese punctuation,
//! 6. [`chapters`] cuts and writes Markdown, [`terms`] drafts the glossary,
//!    [`scaffold`] writes what stands around it.
//!
//! All of them are functions from values to values.

pub mod bilingual;
pub mod chapters;
pub mod directory;
pub mod docx;
pub mod encoding;
pub mod furniture;
pub mod lines;
pub mod marked;
pub mod numbering;
pub mod outline;
pub mod pairing;
pub mod punctuation;
pub mod scaffold;
pub mod structure;
mod summary;
mod terms;
#[cfg(test)]
mod tests;

use crate::front_matter;
use crate::language::Language;
use chapters::{EssayChapter, Split, cut, markdown};
use directory::{Page, bind};
use lines::{Line, Mark};
use pairing::{Mirrored, mirror};
use punctuation::{Counts, set_elements};
use scaffold::File;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use structure::{Element, Kind, notes_last, structure};
use summary::{page_heading, summary};

/// An essay with its structure.
#[derive(Debug, Clone)]
pub struct Essay {
    /// The language it is written in.
    pub language: Language,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What the lines are.
    pub elements: Vec<Element>,
    /// What the file says about itself at its top, to stand there again.
    pub front: Front,
}

/// The front matter of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    /// All of it, with its fences.
    pub text: String,
    /// The title in it.
    pub title: Option<String>,
    /// The author in it.
    pub author: Option<String>,
}

impl Front {
    /// Takes the front matter off a text, whose other lines keep their numbers.
    pub fn take(text: String) -> (Self, String) {
        let Some(found) = front_matter::find(&text) else { return (Self::default(), text) };
        let front = Self {
            text: format!("{}\n\n", text[found.whole.clone()].trim_end()),
            title: found.value(&text, "title"),
            author: found.value(&text, "author"),
        };
        (front, front_matter::blanked(&text, &found))
    }
}

/// A translation with the structure of its essay.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The language it is written in.
    pub language: Language,
    /// What it holds and what that translates.
    pub mirrored: Mirrored,
    /// The chapters it divides the book into, where it has some.
    pub chapters: Option<Vec<EssayChapter>>,
    /// What translates nothing and has no place in a chapter.
    pub unplaced: Vec<Element>,
    /// The front matter of its file.
    pub front: Front,
}

/// What there is of a translation.
#[derive(Debug, Clone)]
pub enum Target {
    /// None yet: the language to translate to.
    None(Language),
    /// A text.
    Text(Translation),
    /// A gettext file, taken over as it is: its name, its text, its language.
    Catalog(String, String, Language),
}

impl Target {
    /// The language of the translation.
    pub fn language(&self) -> &Language {
        match self {
            Self::None(language) | Self::Catalog(_, _, language) => language,
            Self::Text(translation) => &translation.language,
        }
    }
}

/// What the author decides.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The book's title, where it is not the essay's.
    pub title: Option<String>,
    /// The title of last resort, e.g. the name of the essay's file.
    pub name: String,
    /// Where chapters are cut.
    pub split: Split,
}

/// The structure of an essay without front matter.
pub fn essay(lines: Vec<Line>, language: Language) -> Essay {
    essay_with(lines, Front::default(), language)
}

/// The structure of an essay. The title in its front matter is its title where
/// it has no other.
pub fn essay_with(lines: Vec<Line>, front: Front, language: Language) -> Essay {
    let lines = arranged(lines, &front);
    let elements = structure(&lines);
    Essay { language, lines, elements, front }
}

/// The lines in the order of a book, with a title.
fn arranged(mut lines: Vec<Line>, front: &Front) -> Vec<Line> {
    let titled = lines.iter().any(|line| line.mark == Some(Mark::Title));
    if let Some(title) = front.title.as_deref().filter(|_| !titled) {
        let same = lines.iter().position(|line| line.text == title);
        match same.filter(|at| *at < 3) {
            Some(at) => lines[at].mark = Some(Mark::Title),
            None => lines.insert(0, Line::title(title)),
        }
    }
    notes_last(furniture::arrange(lines))
}

/// The structure of a translation, guided by its essay.
pub fn translation(lines: &[Line], language: Language, essay: &Essay) -> Translation {
    translation_with(lines.to_vec(), Front::default(), language, essay)
}

/// The structure of a translation with front matter, guided by its essay.
pub fn translation_with(
    lines: Vec<Line>,
    front: Front,
    language: Language,
    essay: &Essay,
) -> Translation {
    let lines = arranged(lines, &front);
    let mirrored = mirror(&essay.elements, essay.lines.len(), &lines);
    Translation { language, mirrored, chapters: None, unplaced: Vec::new(), front }
}

/// A translation that is divided into chapters already.
pub fn bound_translation(pages: Vec<Page>, language: Language, essay: &Essay) -> Translation {
    let bound = bind(&essay.elements, pages);
    Translation {
        language,
        mirrored: bound.mirrored,
        chapters: Some(bound.chapters),
        unplaced: bound.unplaced,
        front: Front::default(),
    }
}

/// Sets the punctuation of both texts, as far as they are Chinese.
pub fn set_punctuation(essay: &mut Essay, target: &mut Target) -> Counts {
    let mut counts = Counts::default();
    set_elements(&mut essay.elements, &essay.language, &mut counts);
    if let Target::Text(translation) = target {
        set_elements(&mut translation.mirrored.elements, &translation.language, &mut counts);
    }
    counts
}

/// A chapter in both languages, as Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its file's name.
    pub file: String,
    /// The essay's part of it.
    pub source: String,
    /// The translation's, if there is one.
    pub target: Option<String>,
}

/// All files of the book, by their path from its root.
pub fn book(essay: &Essay, target: &Target, options: &Options) -> Vec<File> {
    let translation = match target {
        Target::Text(translation) => Some(translation),
        Target::None(_) | Target::Catalog(..) => None,
    };
    let chapters = translation.and_then(|translation| translation.chapters.clone());
    let chapters = chapters.unwrap_or_else(|| {
        cut(&essay.elements, translation.map(|translation| &translation.mirrored), options.split)
    });
    let title = title(essay, options);
    let directory = directory_name(&essay.language, target.language());
    let texts = texts(essay, target, &chapters);
    let source_dir = Path::new("book");
    let target_dir = source_dir.join(&directory);
    let mut files = scaffold::files(&scaffold::Book {
        title: &title,
        author: author(&essay.elements).or(essay.front.author.as_deref()),
        source: &essay.language,
        target: target.language(),
        translation: match target {
            Target::Catalog(name, ..) => format!("po/{name}"),
            Target::None(_) | Target::Text(_) => directory,
        },
    });
    let own = summary(&chapters, &essay.elements, |c| c.source.clone(), &essay.language, &title);
    files.push((source_dir.join("SUMMARY.md"), own));
    match target {
        Target::Text(translation) => {
            let elements = &translation.mirrored.elements;
            let own = first_title(elements).unwrap_or(&title);
            let own = summary(&chapters, elements, |c| c.target.clone(), target.language(), own);
            files.push((target_dir.join("SUMMARY.md"), own));
            if !translation.unplaced.is_empty() {
                files.push((target_dir.join("unplaced.md"), markdown(&translation.unplaced, 1)));
            }
        }
        Target::Catalog(name, text, _) => files.push((Path::new("po").join(name), text.clone())),
        Target::None(_) => {}
    }
    let glossary = terms::glossary(&texts, &essay.language, target.language());
    files.push((source_dir.join("glossary.toml"), glossary));
    for text in texts {
        files.push((source_dir.join(&text.file), text.source));
        files.extend(text.target.map(|target| (target_dir.join(&text.file), target)));
    }
    files.sort();
    files
}

/// The Markdown of every chapter.
fn texts(essay: &Essay, target: &Target, chapters: &[EssayChapter]) -> Vec<Text> {
    let whole = matches!(chapters, [only, ..] if only.file == "essay.md");
    let above = u8::from(whole);
    let page = |chapter: &EssayChapter, language: &Language, body: String| {
        format!("{}{body}", page_heading(chapter, language))
    };
    chapters
        .iter()
        .enumerate()
        .map(|(at, chapter)| {
            let front = if at == 0 { essay.front.text.as_str() } else { "" };
            let elements = &essay.elements[chapter.source.clone()];
            let bare =
                if chapter.bare { page_heading(chapter, &essay.language) } else { "".into() };
            let credits = EssayChapter { bare: false, ..chapter.clone() };
            let source = page(&credits, &essay.language, markdown(elements, above));
            let target = match target {
                Target::Text(translation) => {
                    let elements = &translation.mirrored.elements[chapter.target.clone()];
                    let front = if at == 0 { translation.front.text.as_str() } else { "" };
                    let body = markdown(elements, above);
                    Some(format!("{front}{}", page(&credits, &translation.language, body)))
                }
                Target::None(language) => {
                    Some(page(&credits, language, places_to_fill(elements, above)))
                }
                Target::Catalog(..) => None,
            };
            Text { file: chapter.file.clone(), source: format!("{front}{bare}{source}"), target }
        })
        .collect()
}

/// The name of the translation's directory: the language's primary subtag, or
/// the whole tag where both languages share it.
fn directory_name(source: &Language, target: &Language) -> String {
    match source.primary() == target.primary() {
        true => target.tag().to_string(),
        false => target.primary().to_string(),
    }
}

/// The title of the book: the author's wish, the essay's title, the phrase that
/// the text quotes most, or the file's name.
pub fn title(essay: &Essay, options: &Options) -> String {
    options
        .title
        .clone()
        .or_else(|| first_title(&essay.elements).map(str::to_string))
        .or_else(|| most_quoted(&essay.elements))
        .unwrap_or_else(|| options.name.clone())
}

fn first_title(elements: &[Element]) -> Option<&str> {
    elements.iter().find(|element| element.kind == Kind::Title).map(|e| e.text.as_str())
}

/// The phrase that stands between quotation marks most often, at least twice.
fn most_quoted(elements: &[Element]) -> Option<String> {
    let mut counts: BTreeMap<&str, (usize, Reverse<usize>)> = BTreeMap::new();
    let pieces = elements.iter().flat_map(|element| element.text.split(['“', '「', '《']).skip(1));
    for (at, piece) in pieces.enumerate() {
        if let Some((phrase, _)) = piece.split_once(['”', '」', '》'])
            && (2..=20).contains(&phrase.chars().count())
        {
            counts.entry(phrase).or_insert((0, Reverse(at))).0 += 1;
        }
    }
    // Of phrases quoted equally often, the first.
    let (phrase, (count, _)) = counts.into_iter().max_by_key(|(_, place)| *place)?;
    (count >= 2).then(|| phrase.to_string())
}

/// The name in a byline that says it is one.
fn author(elements: &[Element]) -> Option<&str> {
    let bylines = elements.iter().filter(|element| element.kind == Kind::Byline);
    let marks =
        ["原创 ", "作者：", "作者:", "文／", "文/", "文｜", "文 | ", "撰文：", "By ", "by "];
    bylines
        .flat_map(|line| marks.iter().filter_map(|mark| line.text.strip_prefix(mark)))
        // A site sets the account, the date and the place behind the name.
        .map(|name| match furniture::is_source_line(name) {
            true => name.split_whitespace().next().unwrap_or_default(),
            false => name.trim(),
        })
        .find(|name| !name.is_empty())
}

/// What stands in a translation that is still to be written: every element as a
/// comment, in its place.
fn places_to_fill(elements: &[Element], above: u8) -> String {
    elements
        .iter()
        .map(|element| {
            // A comment ends at its first `--`.
            let text = markdown(std::slice::from_ref(element), above).replace("--", "- -");
            format!("<!-- translate: {} -->\n", text.trim_end())
        })
        .collect::<Vec<_>>()
        .join("\n")
}
