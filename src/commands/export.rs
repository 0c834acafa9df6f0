//! `export`: the aligned book in a form for other tools.

use crate::disk::write_whole;
use crate::load::catalog;
use crate::translation::export::{self, ChapterToExport, Summary};
use crate::translation::write;
use crate::{pipeline, site};
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Write the aligned book in a form for other tools.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  mdbook-bilingual export po my-book --output my-book/po/en.po")]
pub struct Args {
    /// The form: `po` is a gettext file for Poedit and Weblate.
    #[arg(value_enum)]
    format: Format,
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The file to write. Default: standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Po,
}

/// Writes the file.
pub fn run(args: &Args) -> Result<()> {
    let text = site::book_text(&args.dir)?;
    let Some(translation) = &text.config.translation else {
        bail!(
            "this book has no translation to export\n  = help: set `translation` in \
             [preprocessor.bilingual]"
        );
    };
    let book = pipeline::assemble(&text);
    let chapters: Vec<ChapterToExport<'_>> = book
        .documents
        .iter()
        .zip(&text.chapters)
        .map(|(document, chapter)| ChapterToExport { document, written: &chapter.written })
        .collect();
    let src = text.src.strip_prefix(&text.root).unwrap_or(&text.src);
    let src = src.to_string_lossy().replace('\\', "/");
    let out = match args.format {
        Format::Po => {
            let summary = Summary {
                source: read(&text.src.join("SUMMARY.md"))?,
                target: match text.src.join(translation).join("SUMMARY.md") {
                    file if file.is_file() => Some(read(&file)?),
                    _ => None,
                },
            };
            let mut messages = export::messages(&chapters, &summary, &src)?;
            let old = match catalog::is_catalog(translation) {
                true => Some(catalog::parsed(&text.root, translation)?),
                false => None,
            };
            let old = old.unwrap_or_default();
            let obsolete = export::carry_over(&mut messages, &old);
            write::po(&write::File {
                title: &book.title,
                language: book.target_language.tag(),
                header: &old.header,
                messages: &messages,
                obsolete: &obsolete,
            })
        }
    };
    match &args.output {
        Some(file) => write_whole(file, &out)?,
        None => std::io::stdout().lock().write_all(out.as_bytes())?,
    }
    Ok(())
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("`{}` cannot be read", file.display()))
}
