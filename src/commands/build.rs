//! `build`: the whole site.

use crate::site;
use anyhow::Result;
use std::path::PathBuf;

/// Build the site of a book; no other program is needed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  mdbook-bilingual build my-book --open")]
pub struct Args {
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Open the site in the browser afterwards.
    #[arg(long)]
    open: bool,
}

/// Builds, and says where the site is.
pub fn run(args: &Args) -> Result<()> {
    let site = site::build(&args.dir)?;
    let index = site.join("index.html");
    tracing::info!("the site is at {}", index.display());
    if args.open {
        opener::open(&index)?;
    }
    Ok(())
}
