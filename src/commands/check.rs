//! `check`: every diagnostic.

use crate::diagnostic::{Code, Diagnostic, Digest, Severity, counted};
use crate::language::Ui;
use crate::load::BookText;
use crate::{pipeline, site};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Print the diagnostics of a book; exit with 1 if one of them is an error.
///
/// For people, the first three of a kind are shown and the rest counted, and what
/// has no translation is one line a chapter.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  mdbook-bilingual check my-book --format github\n  \
                        mdbook-bilingual check --explain stale-pair")]
pub struct Args {
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The form of the output. `json` and `github` always have every diagnostic.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Show every diagnostic with its line, however many there are.
    #[arg(long)]
    all: bool,
    /// Say what a diagnostic means, what to do and how it comes about; `all` lists them.
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
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

/// Prints the diagnostics on stdout, or what one of them means.
pub fn run(args: &Args) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    if let Some(name) = &args.explain {
        write!(out, "{}", explanation(name)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = site::book_text(&args.dir)?;
    let diagnostics = pipeline::assemble(&text).diagnostics;
    match args.format {
        Format::Human => write!(out, "{}", for_people(&text, &diagnostics, args.all))?,
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

/// The entry of a code, or the list of all.
fn explanation(name: &str) -> Result<String> {
    if name == "all" {
        let line = |code: &Code| {
            let entry = code.entry();
            let severity = entry.severity.name();
            format!("{:25} {severity:8} {}\n", entry.name, entry.summary.english)
        };
        return Ok(Code::ALL.iter().map(line).collect());
    }
    let Some(code) = Code::named(name) else {
        let near: Vec<String> = Code::near(name).iter().map(|name| format!("`{name}`")).collect();
        let meant = match near.is_empty() {
            true => String::new(),
            false => format!("did you mean {}? ", near.join(" or ")),
        };
        bail!(
            "there is no diagnostic `{name}`\n  = help: {meant}`mdbook-bilingual check --explain \
             all` lists them"
        );
    };
    Ok(code.explained("# ", Ui::English))
}

/// The findings for people: with line and caret, of each kind the first ones
/// unless `all` are asked for, and how many there are.
fn for_people(text: &BookText, diagnostics: &[Diagnostic], all: bool) -> String {
    let located: Vec<Diagnostic> = diagnostics.iter().map(|found| text.located(found)).collect();
    let by_chapter = |found: &&Diagnostic| !all && found.code == Code::UntranslatedBlock;
    let (untranslated, others): (Vec<_>, Vec<_>) = located.iter().partition(by_chapter);
    let digest = match all {
        true => Digest { said: others, more: BTreeMap::new() },
        false => Digest::of(others),
    };
    let mut out = String::new();
    for found in &digest.said {
        let _ = writeln!(out, "{found}\n");
    }
    let mut summed = chapters(&untranslated);
    summed.extend(digest.more.iter().map(|(code, count)| format!("{count} more `{code}`")));
    for line in &summed {
        let _ = writeln!(out, "{line}");
    }
    if !summed.is_empty() {
        let _ = writeln!(out, "  = help: `mdbook-bilingual check --all` shows each of them\n");
    }
    let count = |severity: Severity| {
        let found = diagnostics.iter().filter(|found| found.severity == severity);
        counted(found.count(), severity.name())
    };
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    let _ = writeln!(out, "{errors}, {warnings}, {notes}");
    out
}

/// How many lines a summary of a chapter names.
const NAMED: usize = 10;

/// A line a chapter about what has no translation, in the order of the findings.
fn chapters(untranslated: &[&Diagnostic]) -> Vec<String> {
    untranslated
        .chunk_by(|a, b| a.path == b.path)
        .map(|chapter| {
            let first = chapter[0];
            let (severity, path) = (first.severity.name(), first.path.display());
            let lines: Vec<String> =
                chapter.iter().take(NAMED).map(|found| found.line.to_string()).collect();
            let more = if chapter.len() > NAMED { " …" } else { "" };
            let (have, line) = if chapter.len() == 1 { ("has", "line") } else { ("have", "lines") };
            format!(
                "{severity}[{}]: {} of `{path}` {have} no translation, {line} {}{more}",
                first.code,
                counted(chapter.len(), "paragraph"),
                lines.join(", ")
            )
        })
        .collect()
}
