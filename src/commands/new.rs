//! `new`: from an essay to a book.

use crate::import::{self, Options, chapters::Split, encoding, script};
use crate::language::Language;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Make a book from an essay and its translation.
///
/// The essay may be plain text as pasted from a page or a word processor.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  mdbook-bilingual new my-book --from essay.txt --translation essay.en.txt"
)]
pub struct Args {
    /// The directory to make. It must be empty, or not there.
    dir: PathBuf,
    /// The essay.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// Its translation: a file like the essay.
    #[arg(long, value_name = "FILE")]
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
}

/// Reads the texts, and writes the whole book or nothing.
pub fn run(args: &Args) -> Result<()> {
    refuse_full(&args.dir)?;
    let text = read(&args.from, args.encoding.as_deref())?;
    let source_language = language(args.source_language.as_deref(), &text);
    let essay = import::essay(&text, source_language);
    let translation = match &args.translation {
        Some(path) => {
            let text = read(path, args.encoding.as_deref())?;
            let language = language(args.target_language.as_deref(), &text);
            Some(import::translation(&text, language, &essay))
        }
        None => None,
    };
    let target = match (&translation, &args.target_language) {
        (Some(translation), _) => translation.language.clone(),
        (None, Some(tag)) => Language::new(tag),
        (None, None) => Language::new("en"),
    };
    let options = Options {
        title: args.title.clone(),
        name: args.from.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        split: args.split,
    };
    let files = import::book(&essay, translation.as_ref(), &target, &options);
    write_whole(&args.dir, &files)?;
    tracing::info!("the book is in {}", args.dir.display());
    Ok(())
}

fn language(tag: Option<&str>, text: &str) -> Language {
    tag.map_or_else(|| script::detect(text), Language::new)
}

/// Fails where the directory has anything in it.
fn refuse_full(dir: &Path) -> Result<()> {
    let full = match std::fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => dir.exists(),
    };
    if full {
        bail!(
            "`{}` is there already and is not an empty directory\n  = help: name a new directory",
            dir.display()
        );
    }
    Ok(())
}

fn read(path: &Path, encoding: Option<&str>) -> Result<String> {
    let bytes =
        std::fs::read(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    let decoded =
        encoding::decode(&bytes, encoding).with_context(|| format!("`{}`", path.display()))?;
    if decoded.text.trim().is_empty() {
        bail!("`{}` is empty\n  = help: it should hold the text", path.display());
    }
    if decoded.encoding != "UTF-8" {
        tracing::info!("`{}` is {} text", path.display(), decoded.encoding);
    }
    Ok(decoded.text)
}

/// Writes all files or none: into a directory beside the goal, which then takes
/// the goal's name.
fn write_whole(dir: &Path, files: &[(PathBuf, String)]) -> Result<()> {
    let failed = || format!("the book cannot be written to `{}`", dir.display());
    let parent = match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent).with_context(failed)?;
    let draft = tempfile::Builder::new()
        .prefix(".mdbook-bilingual-")
        .tempdir_in(parent)
        .with_context(failed)?;
    let whole = draft.path().join("book");
    for (path, text) in files {
        let path = whole.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(failed)?;
        }
        std::fs::write(&path, text).with_context(failed)?;
    }
    if dir.is_dir() {
        std::fs::remove_dir(dir).with_context(failed)?;
    }
    std::fs::rename(&whole, dir).with_context(failed)
}
