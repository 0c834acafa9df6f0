//! Adapter: mdBook's preprocessor.

use crate::diagnostic::Severity;
use crate::load;
use crate::pipeline::assemble;
use crate::render;
use anyhow::{Result, bail};
use mdbook_core::book::{Book, BookItem};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext, parse_input};
use std::io::{Read, Write};

/// The plugin as mdBook sees it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bilingual;

impl Preprocessor for Bilingual {
    fn name(&self) -> &str {
        "bilingual"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let text = load::book_text(context, &book)?;
        let model = assemble(&text);
        report(&model.diagnostics)?;
        let mut rendered: Vec<String> = (0..model.documents.len())
            .map(|index| match context.renderer.as_str() {
                "html" => render::html::chapter(&model, index),
                _ => render::markdown::chapter(&model, index),
            })
            .collect();
        rendered.reverse();
        book.for_each_mut(|item| {
            if let BookItem::Chapter(chapter) = item
                && chapter.source_path.is_some()
                && chapter.path.is_some()
                && let Some(content) = rendered.pop()
            {
                chapter.content = content;
            }
        });
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(supports(renderer))
    }
}

/// Every renderer but our own handouts, which read the sources themselves.
pub fn supports(renderer: &str) -> bool {
    renderer != "handouts"
}

/// Warnings to the log; fails where one of the diagnostics is an error.
fn report(diagnostics: &[crate::diagnostic::Diagnostic]) -> Result<()> {
    let mut errors = Vec::new();
    for diagnostic in diagnostics {
        match diagnostic.severity {
            Severity::Note => {}
            Severity::Warning => tracing::warn!("{diagnostic}"),
            Severity::Error => errors.push(diagnostic.to_string()),
        }
    }
    if !errors.is_empty() {
        bail!("{}", errors.join("\n"));
    }
    Ok(())
}

/// The protocol: a book as JSON on stdin, the changed book on stdout.
pub fn serve(input: impl Read, mut output: impl Write) -> Result<()> {
    let (context, book) = parse_input(input)?;
    warn_of_version(&context.mdbook_version);
    let book = Bilingual.run(&context, book)?;
    serde_json::to_writer(&mut output, &book)?;
    output.flush()?;
    Ok(())
}

/// mdBook's protocol may differ in a version this was not built against.
fn warn_of_version(version: &str) {
    let built = mdbook_preprocessor::MDBOOK_VERSION;
    let fits = semver::Version::parse(version)
        .ok()
        .zip(semver::VersionReq::parse(&format!("^{built}")).ok())
        .is_some_and(|(version, range)| range.matches(&version));
    if !fits {
        tracing::warn!(
            "mdbook is {version}, but mdbook-bilingual was built for {built}: pages may come out \
             wrong. Install an mdbook that is compatible with {built}, or a newer mdbook-bilingual."
        );
    }
}
