//! `new`: from an essay to a book.

mod input;
mod output;

use super::callouts::{self, Drafted};
use crate::diagnostic::counted;
use crate::import::docx::Picture;
use crate::import::{self, Essay, Options, Target, chapters::Split, outline};
use crate::language::Language;
use crate::site;
use anyhow::{Result, anyhow, bail};
use input::{Content, Input};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Make a book from an essay and its translation.
///
/// Both may be plain text as pasted from a page (UTF-8, UTF-16, GB18030, Big5),
/// Markdown or .docx. What was recognised is printed as an outline.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  mdbook-bilingual new my-book --from essay.txt --dry-run\n  \
                        mdbook-bilingual new my-book --from essay.txt --translation essay.en.txt")]
pub struct Args {
    /// The directory to make. It must be empty, or not there.
    dir: PathBuf,
    /// The essay: .txt, .md or .docx.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// Its translation: a file like the essay, a directory of Markdown
    /// chapters, or a .po file.
    #[arg(long, value_name = "FILE-OR-DIR")]
    translation: Option<PathBuf>,
    /// The book's title. Default: the essay's.
    #[arg(long)]
    title: Option<String>,
    /// The language of the translation. Default: what the translation is
    /// written in, or `en`.
    #[arg(long, value_name = "TAG")]
    target_language: Option<String>,
    /// The language of the essay. Default: what it is written in.
    #[arg(long, value_name = "TAG")]
    source_language: Option<String>,
    /// The encoding of both files, e.g. `gb18030`. Default: detected.
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Where chapters are cut.
    #[arg(long, value_enum, default_value_t = Split::Parts)]
    split: Split,
    /// Leave the punctuation of Chinese text as it is.
    #[arg(long)]
    keep_punctuation: bool,
    /// Print what was recognised, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Reads the texts, prints the outline, and writes the whole book or nothing.
pub fn run(args: &Args) -> Result<()> {
    output::refuse_full(&args.dir)?;
    if args.from.is_dir() {
        return Err(no_essay(&args.from));
    }
    let mut source = input::read(&args.from, args.encoding.as_deref())?;
    let mut translation = match &args.translation {
        Some(path) => Some(input::read(path, args.encoding.as_deref())?),
        None => None,
    };
    let mut pictures = std::mem::take(&mut source.pictures);
    let mut notices = said_of(&args.from, std::mem::take(&mut source.notices));
    if let (Some(path), Some(translation)) = (&args.translation, &mut translation) {
        pictures.append(&mut translation.pictures);
        notices.extend(said_of(path, std::mem::take(&mut translation.notices)));
    }
    let halves = translation.is_none().then(|| source.apart()).flatten();
    let both = halves.is_some();
    if let Some((first, second)) = halves {
        (source, translation) = (first, Some(second));
        take_named_first(args, &mut source, &mut translation);
    }
    let (source_language, target_language) = languages(args, &source, translation.as_ref(), both)?;
    let Input { content, front, format, .. } = source;
    let Content::Lines(lines) = content else { return Err(no_essay(&args.from)) };
    let mut essay = import::essay_with(lines, front, source_language);
    let mut target = target(translation, target_language, &essay);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: {format}, {}", args.from.display(), essay.language.tag())?;
    if let (true, Target::Text(translation)) = (both, &target) {
        writeln!(
            out,
            "one text in two languages, taken apart: {} paragraphs and headings in {}, {} in {}",
            essay.elements.len(),
            essay.language.tag(),
            translation.mirrored.elements.len(),
            translation.language.tag()
        )?;
    }
    write!(out, "{}", outline::outline(&essay))?;
    say_notices(&mut out, &notices)?;
    if let Target::Text(translation) = &target {
        for doubt in outline::doubts(&essay, translation) {
            tracing::warn!("{doubt}");
        }
    }
    if args.dry_run {
        return Ok(());
    }
    // A catalog names the essay's paragraphs by their very text.
    if !args.keep_punctuation && !matches!(target, Target::Catalog(..)) {
        let counts = import::set_punctuation(&mut essay, &mut target);
        if counts.total() > 0 {
            writeln!(
                out,
                "punctuation: {} marks made full-width, {} quotation marks paired, {} spaces \
                 removed, {} numbers set alike (--keep-punctuation leaves all as it is)",
                counts.marks, counts.quotes, counts.spaces, counts.numbers
            )?;
        }
    }
    let options = Options {
        title: args.title.clone(),
        name: args.from.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        split: args.split,
    };
    let mut files: Vec<(PathBuf, Vec<u8>)> = import::book(&essay, &target, &options)
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    let beside = |picture: Picture| (Path::new("book").join(picture.path), picture.bytes);
    files.extend(pictures.into_iter().map(beside));
    let draft = |root: &Path| callouts::draft(&site::book_text(root)?);
    match output::write_whole(&args.dir, &files, draft)? {
        Ok(Drafted { shown, added }) => {
            writeln!(out, "{} shown, {added} proposed in callouts.toml", counted(shown, "callout"))?
        }
        // The book is whole without them.
        Err(error) => tracing::warn!("callouts are not proposed: {error:#}"),
    }
    say_next(&mut out, args, &target)
}

/// What was not taken over, with its file.
fn said_of(path: &Path, notices: Vec<String>) -> Vec<String> {
    notices.into_iter().map(|notice| format!("{}, {notice}", path.display())).collect()
}

/// The most notices that are printed.
const MOST_NOTICES: usize = 100;

fn say_notices(out: &mut impl Write, notices: &[String]) -> Result<()> {
    if !notices.is_empty() {
        writeln!(out, "not taken over as it was:")?;
    }
    for notice in notices.iter().take(MOST_NOTICES) {
        writeln!(out, "  - {notice}")?;
    }
    if let Some(more @ 1..) = notices.len().checked_sub(MOST_NOTICES) {
        writeln!(out, "  - and {more} more of these")?;
    }
    Ok(())
}

/// Of one text in two languages, the one that the author names is the source.
fn take_named_first(args: &Args, source: &mut Input, translation: &mut Option<Input>) {
    let Some(translation) = translation else { return };
    let is = |tag: &Option<String>, input: &Input| {
        tag.as_deref()
            .is_some_and(|tag| Language::new(tag).is_chinese() == input.language.is_chinese())
    };
    if is(&args.source_language, translation) || is(&args.target_language, source) {
        std::mem::swap(source, translation);
        std::mem::swap(&mut source.front, &mut translation.front);
    }
}

fn no_essay(path: &Path) -> anyhow::Error {
    anyhow!(
        "`{}` is not an essay\n  = help: --from takes one .txt, .md or .docx file",
        path.display()
    )
}

fn target(translation: Option<Input>, language: Language, essay: &Essay) -> Target {
    let Some(Input { content, front, .. }) = translation else { return Target::None(language) };
    match content {
        Content::Lines(lines) => {
            Target::Text(import::translation_with(lines, front, language, essay))
        }
        Content::Pages(pages) => Target::Text(import::bound_translation(pages, language, essay)),
        Content::Catalog(name, text) => Target::Catalog(name, text, language),
    }
}

/// The languages of both texts. Fails where the files look exchanged.
fn languages(
    args: &Args,
    source: &Input,
    translation: Option<&Input>,
    both: bool,
) -> Result<(Language, Language)> {
    let named = |tag: &Option<String>| tag.as_deref().map(Language::new);
    let (source_named, target_named) = (named(&args.source_language), named(&args.target_language));
    let seen = source.language.clone();
    let seen_target = translation.map(|input| input.language.clone());
    let unlike = |named: &Option<Language>, seen: &Language| {
        named.as_ref().is_some_and(|named| named.is_chinese() != seen.is_chinese())
    };
    let exchanged = match &seen_target {
        Some(seen_target) if seen.is_chinese() != seen_target.is_chinese() => {
            unlike(&source_named, &seen)
                || unlike(&target_named, seen_target)
                || (source_named.is_none() && target_named.is_none() && seen_target.is_chinese())
        }
        _ => false,
    };
    if exchanged
        && !both
        && let Some(path) = &args.translation
    {
        bail!(
            "it looks like the two languages are exchanged: `{}` is {}, `{}` is {}\n  = help: \
             --from takes the original and --translation what was made from it; if this is right, \
             say so with --source-language {}",
            args.from.display(),
            seen.own_name(),
            path.display(),
            seen_target.as_ref().map_or("", Language::own_name),
            seen.tag()
        );
    }
    let target = target_named.or(seen_target).unwrap_or_else(|| Language::new("en"));
    let source = source_named.unwrap_or(seen);
    if source == target && translation.is_none() {
        bail!(
            "`{}` is {}, and so would its translation be\n  = help: name the other language with \
             --target-language, e.g. `--target-language {}`",
            args.from.display(),
            source.own_name(),
            if source.is_chinese() { "en" } else { "zh-Hans" }
        );
    }
    if source == target {
        bail!(
            "the essay and its translation are both {}\n  = help: check the two files; \
             --source-language and --target-language name languages that cannot be told by their \
             script",
            source.own_name()
        );
    }
    Ok((source, target))
}

fn say_next(out: &mut impl Write, args: &Args, target: &Target) -> Result<()> {
    if let Target::Text(translation) = target
        && !translation.unplaced.is_empty()
    {
        tracing::warn!(
            "{} paragraphs of the translation belong to nothing in the essay; they are kept in \
             `unplaced.md` beside the translation's chapters",
            translation.unplaced.len()
        );
    }
    writeln!(out, "\nThe book is in {}. Next:\n", args.dir.display())?;
    writeln!(out, "  cd {}", quoted(&args.dir.to_string_lossy()))?;
    if let Target::None(language) = target {
        let dir = language.primary();
        writeln!(out, "  # write the translation in book/{dir}, in place of the comments there")?;
    }
    writeln!(out, "  mdbook-bilingual check\n  mdbook-bilingual build --open")?;
    Ok(())
}

/// A path as a shell takes it for one word.
fn quoted(path: &str) -> String {
    match path.chars().all(|c| c.is_alphanumeric() || "/\\.:_-~".contains(c)) {
        true => path.to_string(),
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}
