//! `callouts draft`: callouts that are likely, for the author to decide.

use super::append::append;
use crate::callouts::{self, Decisions};
use crate::load::BookText;
use crate::{pipeline, site};
use anyhow::Result;
use std::path::PathBuf;

/// Work on the book's callouts.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  mdbook-bilingual callouts draft my-book")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Draft(DraftArgs),
}

/// Add the callouts that are likely, and not sure enough to be shown, to the
/// file of callouts.
///
/// Paragraphs that the file has already are left out. Each proposal says
/// `draft = true`: take that line away to show it, or write `omit = true` in its
/// place.
#[derive(Debug, clap::Args)]
struct DraftArgs {
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
}

/// Runs the subcommand.
pub fn run(args: &Args) -> Result<()> {
    match &args.command {
        Command::Draft(args) => {
            let text = site::book_text(&args.dir)?;
            let drafted = draft(&text)?;
            let file = text.src.join(&text.config.callouts.file);
            match drafted.added {
                0 => tracing::info!("nothing is proposed that `{}` does not have", file.display()),
                added => tracing::info!("{added} proposed callouts added to `{}`", file.display()),
            }
            Ok(())
        }
    }
}

/// What a draft has come to.
pub(super) struct Drafted {
    /// How many callouts are shown.
    pub(super) shown: usize,
    /// How many proposals were added.
    pub(super) added: usize,
}

/// Adds what is proposed and not yet in the author's file to it.
pub(super) fn draft(text: &BookText) -> Result<Drafted> {
    let book = pipeline::assemble(text);
    let (decisions, _) = text.callouts.as_ref().map(Decisions::parse).unwrap_or_default();
    let drafts = callouts::without_known(&book, &decisions);
    if !drafts.is_empty() {
        let file = text.src.join(&text.config.callouts.file);
        let header = format!("{}\n", callouts::HEADER);
        append(&file, &header, &callouts::to_toml(&drafts))?;
    }
    Ok(Drafted { shown: book.callouts.len(), added: drafts.len() })
}
