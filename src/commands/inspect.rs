//! `inspect`: the aligned model.

use crate::{inspect, pipeline, site};
use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;

/// Print the aligned document model: pairs, callouts, terms, diagnostics.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  mdbook-bilingual inspect my-book --format json | jq '.chapters[].callouts'"
)]
pub struct Args {
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Json,
}

/// Prints the report on stdout.
pub fn run(args: &Args) -> Result<()> {
    let text = site::book_text(&args.dir)?;
    let book = pipeline::assemble(&text);
    let mut out = std::io::stdout().lock();
    match args.format {
        Format::Json => serde_json::to_writer_pretty(&mut out, &inspect::report(&book))?,
    }
    writeln!(out)?;
    Ok(())
}
