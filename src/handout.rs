//! Handouts for workshops: a book to PDF.
//!
//! 1. [`reading`] and [`sheet`] turn the book into [`data`], text being
//!    [`content`] that the template walks,
//! 2. [`fonts`] finds faces for every character of it,
//! 3. [`mod@world`] is all that the typesetter may see,
//! 4. [`pdf`] sets it and writes the file.

mod appendix;
mod content;
mod data;
mod fonts;
mod images;
mod pdf;
mod progress;
mod questions;
mod reading;
mod resolve;
mod sheet;
mod social;
mod words;
mod world;

pub use social::social_image;

use crate::book::{Book, DocumentIndex, PairRef, indexed};
use crate::config::{HandoutConfig, Kind, Languages, Layout, Paper};
use crate::diagnostic::{self, Code, Diagnostic, Severity, counted};
use crate::disk::write_whole;
use crate::document::{Bilingual, BlockKind, Document, Side, Source};
use crate::language::Language;
use crate::load::BookText;
use anyhow::{Context, Result, bail};
use data::{Arrangement, Data, Tongue, Two};
use progress::Progress;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A handout that was made.
#[derive(Debug)]
pub struct Handout {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Is it PDF/UA-1 and PDF/A-2a? Else a picture lacks its description, and it
    /// is PDF/A-2u.
    pub accessible: bool,
    /// What was left out or could not be said.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes every handout that the book's config asks for, into `directory`, and
/// returns the names of the files: `reading.pdf`, `worksheet.pdf`, `key.pdf`. A
/// sheet without any exercise is not made. The log names the files in `goal`,
/// where the directory will be.
pub fn write_all(
    book: &Book<'_>,
    text: &BookText,
    directory: &Path,
    goal: &Path,
) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for kind in &text.config.handouts.kinds {
        let file = format!("{}.pdf", kind.name());
        let config = &text.config.handouts;
        let Some(handout) = make_saying(book, text, *kind, config, &goal.join(&file))? else {
            tracing::info!("no {}: {NOTHING_TO_PRINT}", kind.name());
            continue;
        };
        write_whole(&directory.join(&file), &handout.bytes)?;
        files.push(file);
    }
    Ok(files)
}

/// What a sheet lacks that has no exercise.
const NOTHING_TO_PRINT: &str = "a misconception, a question or three reviewed terms would make one";

/// Makes one handout and writes it to `file`, saying on the log what there is
/// to say. Fails also where there is nothing to print.
pub fn write(
    book: &Book<'_>,
    text: &BookText,
    kind: Kind,
    config: &HandoutConfig,
    file: &Path,
) -> Result<()> {
    match make_saying(book, text, kind, config, file)? {
        Some(handout) => write_whole(file, &handout.bytes),
        None => bail!(
            "the {} has nothing to ask, so `{}` is not written\n  = help: {NOTHING_TO_PRINT}",
            kind.name(),
            file.display()
        ),
    }
}

/// Makes one handout that will be `file`, saying on the log what there is to
/// say.
fn make_saying(
    book: &Book<'_>,
    text: &BookText,
    kind: Kind,
    config: &HandoutConfig,
    file: &Path,
) -> Result<Option<Handout>> {
    let started = std::time::Instant::now();
    let bytes = text.chapters.iter().map(|chapter| chapter.source.text.len()).sum();
    let progress = Progress::of(text.chapters.len(), bytes);
    let handout = make_showing(book, text, kind, config, progress)
        .with_context(|| format!("the handout `{}` cannot be made", kind.name()))?;
    let Some(handout) = handout else { return Ok(None) };
    diagnostic::warn(&handout.diagnostics, "in the book");
    tracing::info!(
        "{}: {}, {} KB, {} ms",
        file.display(),
        counted(handout.pages, "page"),
        handout.bytes.len() / 1000,
        started.elapsed().as_millis()
    );
    Ok(Some(handout))
}

/// Makes one handout of a book; nothing where a sheet would have no exercise.
///
/// Fails where a character has no font, where the questions cannot be read,
/// and where the author's template fails.
pub fn make(
    book: &Book<'_>,
    text: &BookText,
    kind: Kind,
    config: &HandoutConfig,
) -> Result<Option<Handout>> {
    make_showing(book, text, kind, config, Progress::hidden())
}

fn make_showing(
    book: &Book<'_>,
    text: &BookText,
    kind: Kind,
    config: &HandoutConfig,
    progress: Progress,
) -> Result<Option<Handout>> {
    let mut setting = Setting::new(book, text, kind, config)?;
    let Some(world) = world(&mut setting, text, progress)? else { return Ok(None) };
    let ident = format!("{}/{}/{:?}", text.title, kind.name(), config.paper);
    let pdf = pdf::write(&world, ident, setting.accessible);
    typst::comemo::evict(0);
    let pdf = pdf?;
    Ok(Some(Handout {
        bytes: pdf.bytes,
        pages: pdf.pages,
        accessible: setting.accessible,
        diagnostics: setting.diagnostics,
    }))
}

/// The text of every page of a handout, in the order it is read: what a
/// program that takes the text out of the PDF finds. No page where there is
/// nothing to print.
pub fn page_texts(
    book: &Book<'_>,
    text: &BookText,
    kind: Kind,
    config: &HandoutConfig,
) -> Result<Vec<String>> {
    let mut setting = Setting::new(book, text, kind, config)?;
    match world(&mut setting, text, Progress::hidden())? {
        Some(world) => Ok(pdf::page_texts(&pdf::layout(&world)?)),
        None => Ok(Vec::new()),
    }
}

/// Everything the typesetter may see of a handout; nothing where there is
/// nothing to print.
fn world(
    setting: &mut Setting<'_>,
    text: &BookText,
    progress: Progress,
) -> Result<Option<world::HandoutWorld>> {
    let config = setting.config;
    let Some(mut data) = setting.data(text)? else { return Ok(None) };
    let directories: Vec<PathBuf> =
        config.font_paths.iter().map(|path| text.root.join(path)).collect();
    let mut fonts = fonts::Fonts::load(&directories)?;
    data.families = fonts.families.clone();
    let data = serde_json::to_value(data)?;
    let missing = fonts.complete(&characters(&data));
    if !missing.is_empty() {
        bail!("{}", uncovered(setting.book, &missing));
    }
    let template = match &config.template {
        Some(path) => Some(std::fs::read_to_string(text.root.join(path)).with_context(|| {
            format!("book.toml: template = \"{}\" cannot be read", path.display())
        })?),
        None => None,
    };
    let files = std::mem::take(&mut setting.files);
    world::HandoutWorld::new(data, template, fonts, files, progress).map(Some)
}

/// One handout being made.
struct Setting<'b> {
    book: &'b Book<'b>,
    kind: Kind,
    config: &'b HandoutConfig,
    base_url: Option<&'b str>,
    src: &'b Path,
    /// The languages that are printed.
    sides: &'static [Side],
    /// The chapters that are printed, by their index.
    included: Vec<DocumentIndex>,
    files: images::Files,
    /// The labels of the pairs that are printed.
    printed: BTreeMap<PairRef, String>,
    accessible: bool,
    diagnostics: Vec<Diagnostic>,
}

impl<'b> Setting<'b> {
    fn new(
        book: &'b Book<'b>,
        text: &'b BookText,
        kind: Kind,
        config: &'b HandoutConfig,
    ) -> Result<Self> {
        let sides: &'static [Side] = match (
            config.languages,
            book.documents.iter().any(|document| document.target.is_some()),
        ) {
            (Languages::Target, true) => &[Side::Target],
            (Languages::Both, true) => &[Side::Source, Side::Target],
            (Languages::Source, _) | (_, false) => &[Side::Source],
        };
        for path in &config.chapters {
            if !book.documents.iter().any(|document| document.path() == path) {
                bail!(
                    "book.toml: chapters names `{}`, which is no chapter of the book\n  = help: \
                     name chapters as SUMMARY.md does",
                    path.display()
                );
            }
        }
        let chosen = |document: &Document<'_>| {
            config.chapters.is_empty() || config.chapters.iter().any(|p| p == document.path())
        };
        let said = |document: &Document<'_>| {
            document.pairs.iter().any(|pair| !matches!(pair.kind(), BlockKind::Heading { .. }))
        };
        let included = indexed(&book.documents);
        let included = included.filter(|(_, d)| chosen(d) && said(d)).map(|(index, _)| index);
        Ok(Self {
            book,
            kind,
            config,
            base_url: text.config.base_url.as_deref().filter(|url| !url.is_empty()),
            src: &text.src,
            sides,
            included: included.collect(),
            files: images::Files::default(),
            printed: BTreeMap::new(),
            accessible: true,
            diagnostics: Vec::new(),
        })
    }

    /// Everything the template gets; nothing for a sheet without any exercise.
    fn data(&mut self, text: &BookText) -> Result<Option<Data>> {
        let reading = self.kind == Kind::Reading;
        let layout = match (self.sides.len(), self.config.layout, self.config.paper) {
            (1, _, _) => Arrangement::Single,
            (_, Some(Layout::Stacked), _) | (_, None, Paper::A5) => Arrangement::Stacked,
            (_, Some(Layout::Columns), _) | (_, None, Paper::A4 | Paper::Letter) => {
                Arrangement::Columns
            }
        };
        let url = self.base_url.map(str::to_string);
        let sheet = match reading {
            true => None,
            false => {
                let asked = self.questions(text)?;
                Some(sheet::sheet(self, &asked))
            }
        };
        if sheet.as_ref().is_some_and(data::Sheet::is_empty) {
            return Ok(None);
        }
        Ok(Some(Data {
            kind: self.kind.into(),
            paper: self.config.paper.into(),
            layout,
            languages: Two::of(|side| {
                self.sides.contains(&side).then(|| tongue(self.book.language(side)))
            }),
            families: Vec::new(),
            title: Two::text(&in_two_languages(&text.title), self.sides),
            description: Two::text(&in_two_languages(&text.description), self.sides),
            authors: text.authors.iter().map(|author| content::printable(author)).collect(),
            qr: url.as_deref().and_then(|url| self.qr(url)),
            url,
            words: self.words(text),
            chapters: if reading { reading::chapters(self) } else { Vec::new() },
            callouts: if reading { appendix::callouts(self) } else { Vec::new() },
            glossary: if reading { appendix::glossary(self) } else { Vec::new() },
            sheet,
        }))
    }

    /// The author's questions, or the ones made from the book.
    fn questions(&mut self, text: &BookText) -> Result<Vec<questions::Question>> {
        let path = &self.config.questions;
        let file = text.src.join(path);
        let (mut questions, mut diagnostics) = (Vec::new(), Vec::new());
        if file.is_file() {
            let written = std::fs::read_to_string(&file)
                .with_context(|| format!("`{}` cannot be read", file.display()))?;
            (questions, diagnostics) = questions::read(path, &written, self.book);
        }
        for chapter in &text.chapters {
            let Some(front_matter) = &chapter.front_matter else { continue };
            let (found, wrong) = questions::of_chapter(&chapter.source.path, front_matter);
            questions.extend(found);
            diagnostics.extend(wrong);
        }
        if let Some(error) = diagnostics.iter().find(|d| d.severity == Severity::Error) {
            bail!("{error}");
        }
        self.diagnostics.extend(diagnostics);
        if questions.is_empty() && !file.is_file() {
            return Ok(questions::defaults(self.book));
        }
        Ok(questions)
    }

    fn words(&self, text: &BookText) -> BTreeMap<&'static str, Two<String>> {
        let callouts = &text.config.callouts;
        let own = |name| match name {
            "misconception" => callouts.misconception_title.as_ref(),
            "boundary" => callouts.boundary_title.as_ref(),
            _ => None,
        };
        let both = |name, phrase: crate::render::words::Phrase| match own(name) {
            Some(words) => Bilingual { source: words.source.clone(), target: words.target.clone() },
            None => Bilingual {
                source: phrase.of(&self.book.source_language).to_string(),
                target: phrase.of(&self.book.target_language).to_string(),
            },
        };
        words::PHRASES
            .iter()
            .map(|(name, phrase)| {
                let mut two = Two::text(&both(name, *phrase), self.sides);
                if two.source == two.target {
                    two.target = None;
                }
                (*name, two)
            })
            .collect()
    }

    /// Is this pair's chapter printed?
    fn prints(&self, at: PairRef) -> bool {
        self.included.contains(&at.document)
    }

    /// The label of a pair, unique in the book.
    fn label(&self, at: PairRef) -> String {
        format!("c{}-{}", at.document.0, self.book.pair(at).id)
    }

    fn chapter_label(&self, index: DocumentIndex) -> String {
        format!("chapter-{}", index.0)
    }

    /// Adds a diagnostic, once.
    fn say(&mut self, code: Code, text: &Source, at: Range<usize>, message: String, hint: &str) {
        let diagnostic = Diagnostic::at(code, text, at, message).hint(hint);
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }
}

/// A language as Typst names it.
fn tongue(language: &Language) -> Tongue {
    let tag = language.tag();
    let region = tag.split('-').skip(1).find(|part| part.len() == 2 && part.is_ascii());
    let region = match tag {
        "zh-Hans" => Some("CN"),
        "zh-Hant" => Some("TW"),
        "en" => Some("US"),
        _ => region,
    };
    Tongue {
        lang: language.primary().to_ascii_lowercase(),
        region: region.map(str::to_ascii_uppercase),
        han: language.is_chinese() || matches!(language.primary(), "ja" | "ko"),
    }
}

/// A title that says the same in two languages, as book.toml has it:
/// `中文 · English`. One without such a mark is for both.
pub fn in_two_languages(title: &str) -> Bilingual {
    for mark in [" · ", " / ", " | ", " — "] {
        if let Some((source, target)) = title.split_once(mark) {
            return Bilingual { source: source.trim().into(), target: target.trim().into() };
        }
    }
    Bilingual { source: title.trim().into(), target: String::new() }
}

/// Every character of the strings in a value.
fn characters(value: &serde_json::Value) -> BTreeSet<char> {
    match value {
        serde_json::Value::String(text) => text.chars().collect(),
        serde_json::Value::Array(values) => values.iter().flat_map(characters).collect(),
        serde_json::Value::Object(values) => values.values().flat_map(characters).collect(),
        _ => BTreeSet::new(),
    }
}

/// How many characters without a font the error names.
const NAMED: usize = 20;

/// Which characters have no font, where each stands first, and what helps.
fn uncovered(book: &Book<'_>, missing: &BTreeSet<char>) -> String {
    let place = |c: char| {
        let texts =
            book.documents.iter().flat_map(|d| [d.text(Side::Source), d.text(Side::Target)]);
        let mut found = texts.flatten().filter_map(|text| Some((text, text.text.find(c)?)));
        match found.next() {
            Some((text, at)) => format!("{}:{}", text.path.display(), text.line(at)),
            None if book.glossary.text.contains(c) => book.glossary.path.display().to_string(),
            None => "book.toml or the questions".to_string(),
        }
    };
    let list: Vec<String> = missing
        .iter()
        .take(NAMED)
        .map(|c| format!("\n    U+{:04X} {c}  {}", *c as u32, place(*c)))
        .collect();
    let more = match missing.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("\n    and {more} more"),
    };
    format!(
        "no font has these characters:{}{more}\n  = help: install a font that has them, e.g. \
         `apt install fonts-noto-cjk fonts-noto-core fonts-noto-color-emoji`, or put one into a directory and name \
         it: font-paths = [\"fonts\"] in [preprocessor.bilingual.handouts]",
        list.concat()
    )
}
