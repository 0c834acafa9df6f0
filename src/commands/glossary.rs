//! `glossary draft`: terms that the book itself defines.

use crate::disk::write_whole;
use crate::drafting;
use crate::{pipeline, site};
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Work on the book's glossary.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  mdbook-bilingual glossary draft my-book --write")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Draft(DraftArgs),
}

/// Propose terms that the text defines, with their translation and the
/// sentence that defines them.
///
/// Terms that the glossary file has already are left out. Each proposal says
/// `draft = true`; take that line away when you have checked it.
#[derive(Debug, clap::Args)]
struct DraftArgs {
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Add the terms to the glossary file instead of printing them.
    #[arg(long)]
    write: bool,
}

/// Runs the subcommand.
pub fn run(args: &Args) -> Result<()> {
    match &args.command {
        Command::Draft(args) => propose(args),
    }
}

/// Prints the proposals on stdout, or adds them to the author's file.
fn propose(args: &DraftArgs) -> Result<()> {
    let text = site::book_text(&args.dir)?;
    let book = pipeline::assemble(&text);
    let drafts = drafting::draft(&book.documents, &book.source_language);
    let drafts = drafting::without_known(drafts, &book.glossary);
    let file = text.src.join(&text.config.glossary.file);
    if drafts.is_empty() {
        tracing::info!("the text defines no term that `{}` does not have", file.display());
        return Ok(());
    }
    let entries = drafting::to_toml(&drafts);
    if args.write {
        append(&file, &entries)?;
        tracing::info!("{} drafted terms added to `{}`", drafts.len(), file.display());
        return Ok(());
    }
    write!(std::io::stdout().lock(), "{entries}")?;
    Ok(())
}

/// Adds entries to the author's file, whose own text stays byte for byte. The
/// file is replaced in one step or not at all.
fn append(file: &Path, entries: &str) -> Result<()> {
    let old = match std::fs::read_to_string(file) {
        Ok(old) => old,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(error).with_context(|| format!("`{}` cannot be read", file.display()));
        }
    };
    let gap = match old.as_str() {
        "" => "",
        old if old.ends_with("\n\n") => "",
        old if old.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let new = format!("{old}{gap}{entries}");
    if let Err(error) = toml::from_str::<toml::Table>(new.trim_start_matches('\u{feff}')) {
        bail!(
            "`{}` cannot take further terms: {}\n  = help: write its terms as [[term]] tables \
             and mend what `mdbook-bilingual check` reports, then try again",
            file.display(),
            error.message()
        );
    }
    write_whole(file, new)
}
