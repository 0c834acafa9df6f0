//! The command line: one file a subcommand, each thin.

pub mod accept;
mod append;
pub mod build;
pub mod callouts;
pub mod check;
pub mod export;
pub mod glossary;
pub mod handout;
pub mod inspect;
pub mod install;
pub mod new;
pub mod review;

use crate::preprocessor;
use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};
use std::io::IsTerminal;
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
    Callouts(callouts::Args),
    Check(check::Args),
    Export(export::Args),
    Glossary(glossary::Args),
    Handout(handout::Args),
    Inspect(inspect::Args),
    Install(install::Args),
    New(new::Args),
    Review(review::Args),
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
        Some(Command::Callouts(args)) => callouts::run(&args)?,
        Some(Command::Check(args)) => return check::run(&args),
        Some(Command::Export(args)) => export::run(&args)?,
        Some(Command::Glossary(args)) => glossary::run(&args)?,
        Some(Command::Handout(args)) => handout::run(&args)?,
        Some(Command::Inspect(args)) => inspect::run(&args)?,
        Some(Command::Install(args)) => install::run(&args)?,
        Some(Command::New(args)) => new::run(&args)?,
        Some(Command::Review(args)) => review::run(&args)?,
    }
    Ok(ExitCode::SUCCESS)
}
