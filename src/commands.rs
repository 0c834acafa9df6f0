//! The command line: one file a subcommand, each thin.

pub mod accept;
pub mod build;
pub mod check;
pub mod export;
pub mod glossary;
pub mod handout;
pub mod inspect;
pub mod install;
pub mod new;

use crate::preprocessor;
use anyhow::{Context, Result};
use clap::{CommandFactory, Parser, Subcommand};
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// A bilingual book from two Markdown texts: Chinese and English side by side,
/// callouts at misconception boundaries, a linked glossary.
///
/// Without a command it is mdBook's preprocessor: a book as JSON on stdin, the
/// changed book on stdout.
#[derive(Debug, Parser)]
#[command(name = "mdbook-bilingual", version, arg_required_else_help = false)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say by the exit code whether a renderer is supported (mdBook asks this).
    #[command(hide = true)]
    Supports {
        /// The renderer's name.
        renderer: String,
    },
    Accept(accept::Args),
    Build(build::Args),
    Check(check::Args),
    Export(export::Args),
    Glossary(glossary::Args),
    Handout(handout::Args),
    Inspect(inspect::Args),
    Install(install::Args),
    New(new::Args),
}

/// Runs what the command line asks for.
pub fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        // A person at a terminal wants to know what there is to type; mdBook sends a book.
        None if std::io::stdin().is_terminal() => Cli::command().print_long_help()?,
        None => preprocessor::serve(std::io::stdin().lock(), std::io::stdout().lock())?,
        Some(Command::Supports { renderer }) => {
            return Ok(match preprocessor::supports(&renderer) {
                true => ExitCode::SUCCESS,
                false => ExitCode::FAILURE,
            });
        }
        Some(Command::Accept(args)) => accept::run(&args)?,
        Some(Command::Build(args)) => build::run(&args)?,
        Some(Command::Check(args)) => return check::run(&args),
        Some(Command::Export(args)) => export::run(&args)?,
        Some(Command::Glossary(args)) => glossary::run(&args)?,
        Some(Command::Handout(args)) => handout::run(&args)?,
        Some(Command::Inspect(args)) => inspect::run(&args)?,
        Some(Command::Install(args)) => install::run(&args)?,
        Some(Command::New(args)) => new::run(&args)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a file whole or not at all: beside its place first, then over it. Its
/// directory is made where it is not there.
fn replace(file: &Path, text: &str) -> Result<()> {
    let directory = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(directory)?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(file).map_or(0o644, |meta| meta.permissions().mode());
            builder.permissions(std::fs::Permissions::from_mode(mode & 0o777));
        }
        let mut draft = builder.prefix(".mdbook-bilingual-").tempfile_in(directory)?;
        draft.write_all(text.as_bytes())?;
        draft.persist(file)?;
        Ok(())
    };
    write().with_context(|| format!("`{}` cannot be written", file.display()))
}
