//! `check`: every diagnostic.

use crate::diagnostic::{Severity, counted};
use crate::{pipeline, site};
use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Print every diagnostic of a book; exit with 1 if one of them is an error.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  mdbook-bilingual check my-book --format github")]
pub struct Args {
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For people, with the line and a caret.
    Human,
    /// An array of objects.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

/// Prints the diagnostics on stdout.
pub fn run(args: &Args) -> Result<ExitCode> {
    let text = site::book_text(&args.dir)?;
    let diagnostics = pipeline::assemble(&text).diagnostics;
    let mut out = std::io::stdout().lock();
    match args.format {
        Format::Human => {
            for found in &diagnostics {
                writeln!(out, "{}\n", text.located(found))?;
            }
            let count = |severity, word| {
                counted(diagnostics.iter().filter(|d| d.severity == severity).count(), word)
            };
            writeln!(
                out,
                "{}, {}, {}",
                count(Severity::Error, "error"),
                count(Severity::Warning, "warning"),
                count(Severity::Note, "note")
            )?;
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &diagnostics)?;
            writeln!(out)?;
        }
        Format::Github => {
            for found in &diagnostics {
                let kind = match found.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Note => "notice",
                };
                let message = format!("{} {}", found.message, found.hint);
                let path = text.located(found).path;
                writeln!(
                    out,
                    "::{kind} file={},line={},col={},title={}::{}",
                    path.display(),
                    found.line,
                    found.column,
                    found.code,
                    message.trim().replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
                )?;
            }
        }
    }
    let failed = diagnostics.iter().any(|found| found.severity == Severity::Error);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
