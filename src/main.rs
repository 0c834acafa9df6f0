//! The program: reads the command line, sends the log to stderr.

use clap::Parser;
use mdbook_bilingual::commands::{self, Cli};
use std::io::ErrorKind;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// What is logged where the user does not say. mdBook's pages are on their way to
/// another place than the one it names.
const DIRECTIVES: &str = "info,mdbook_html=warn";

fn main() -> ExitCode {
    let directives = std::env::var("MDBOOK_LOG").unwrap_or_else(|_| DIRECTIVES.into());
    let filter = EnvFilter::builder()
        .with_default_directive(tracing_subscriber::filter::LevelFilter::INFO.into())
        .parse_lossy(directives);
    tracing_subscriber::fmt()
        .without_time()
        .with_target(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match commands::run(Cli::parse()) {
        Ok(code) => code,
        // Whoever reads the output has seen enough (`inspect | head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        io.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind())
    };
    error.chain().any(|cause| kind(cause) == Some(ErrorKind::BrokenPipe))
}
