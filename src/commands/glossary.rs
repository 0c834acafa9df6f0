//! `glossary draft`: terms that the book itself defines.

use super::append::append;
use crate::drafting;
use crate::{pipeline, site};
use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;

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
        append(&file, "", &entries)?;
        tracing::info!("{} drafted terms added to `{}`", drafts.len(), file.display());
        return Ok(());
    }
    write!(std::io::stdout().lock(), "{entries}")?;
    Ok(())
}
