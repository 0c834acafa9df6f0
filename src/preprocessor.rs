//! Adapter: mdBook's preprocessor.

mod assets;

use crate::book::{Book as Model, indexed};
use crate::config::Config;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::document::Bilingual;
use crate::load::{self, BookText};
use crate::pipeline::{assemble, assemble_for_pages};
use crate::render::{self, words};
use anyhow::{Result, bail};
use mdbook_core::book::{Book, BookItem, Chapter};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext, parse_input};
use self_cell::self_cell;
use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::Path;

/// What mdBook calls the plugin.
pub(crate) const NAME: &str = "bilingual";

/// The plugin as mdBook sees it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Plugin;

impl Preprocessor for Plugin {
    fn name(&self) -> &str {
        NAME
    }

    fn run(&self, context: &PreprocessorContext, book: Book) -> Result<Book> {
        rendered(context, &AssembledBook::read(context, &book)?, book)
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(supports(renderer))
    }
}

self_cell! {
    /// A book with the text that it was assembled from, for whoever keeps both:
    /// the book's blocks are slices of the text.
    pub(crate) struct AssembledBook {
        owner: BookText,
        #[covariant]
        dependent: Model,
    }
}

impl AssembledBook {
    /// Reads what belongs to mdBook's chapters, and assembles it for the
    /// renderer that asks.
    pub(crate) fn read(context: &PreprocessorContext, book: &Book) -> Result<Self> {
        let text = load::book_text(context, book)?;
        Ok(match context.renderer.as_str() {
            "html" => Self::new(text, assemble_for_pages),
            _ => Self::new(text, assemble),
        })
    }
}

/// mdBook's book with the chapters as the renderer that asks for them wants
/// them, and with those that the plugin writes. Warnings go to the log; fails
/// where one of the diagnostics is an error.
pub(crate) fn rendered(
    context: &PreprocessorContext,
    assembled: &AssembledBook,
    mut book: Book,
) -> Result<Book> {
    let (text, model) = (assembled.borrow_owner(), assembled.borrow_dependent());
    report(&model.diagnostics.iter().map(|found| text.located(found)).collect::<Vec<_>>())?;
    let html = context.renderer == "html";
    if html {
        assets::provide(context, model.bilingual)?;
    }
    // By path: mdBook walks a book in another order when it may change it.
    let mut rendered = HashMap::with_capacity(model.documents.len());
    for (index, document) in indexed(&model.documents) {
        let content = match html {
            true => render::html::chapter(model, index),
            false => render::markdown::chapter(model, index),
        };
        let title = render::title::both(&document.title);
        rendered.insert(document.path().to_path_buf(), (title, content));
    }
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item
            && chapter.path.is_some()
            && let Some(path) = &chapter.source_path
            && let Some((title, content)) = rendered.remove(path)
        {
            chapter.name = title;
            chapter.content = content;
        }
    });
    let mut parts = text.parts.iter();
    for item in &mut book.items {
        if let BookItem::PartTitle(title) = item
            && let Some(both) = parts.next().filter(|part| !part.target.is_empty())
        {
            *title = render::title::both(both);
        }
    }
    for generated in Generated::ALL {
        generated.add(model, text, html, &mut book);
    }
    Ok(book)
}

/// A chapter that the plugin writes.
#[derive(Debug, Clone, Copy)]
enum Generated {
    Misconceptions,
    Glossary,
}

impl Generated {
    const ALL: [Self; 2] = [Self::Misconceptions, Self::Glossary];

    /// Its file, whether the author has put it into SUMMARY.md or not.
    fn path(self) -> &'static Path {
        Path::new(match self {
            Self::Misconceptions => "misconceptions.md",
            Self::Glossary => "glossary.md",
        })
    }

    fn wanted(self, config: &Config) -> bool {
        match self {
            Self::Misconceptions => config.callouts.chapter,
            Self::Glossary => config.glossary.chapter,
        }
    }

    fn title(self, model: &Model<'_>) -> Bilingual {
        words::titles(
            model,
            match self {
                Self::Misconceptions => words::AT_A_GLANCE,
                Self::Glossary => words::GLOSSARY,
            },
        )
    }

    fn content(self, model: &Model<'_>, page: &Path, html: bool) -> Option<String> {
        match (self, html) {
            (Self::Misconceptions, true) => render::overview::html(model, page),
            (Self::Misconceptions, false) => render::overview::markdown(model, page),
            (Self::Glossary, true) => render::glossary::html(model, page),
            (Self::Glossary, false) => render::glossary::markdown(model, page),
        }
    }

    /// Writes the chapter below what the author's file of that name holds, or
    /// as a new last chapter.
    fn add(self, model: &Model<'_>, text: &BookText, html: bool, book: &mut Book) {
        if !self.wanted(&text.config) {
            return;
        }
        let page = self.path().with_extension("html");
        let Some(content) = self.content(model, &page, html) else { return };
        let mut pending = Some(content);
        book.for_each_mut(|item| {
            if let BookItem::Chapter(chapter) = item
                && chapter.source_path.as_deref() == Some(self.path())
                && let Some(content) = pending.take()
            {
                chapter.content.push_str("\n\n");
                chapter.content.push_str(&content);
            }
        });
        if let Some(content) = pending {
            let title = self.title(model);
            let name = render::title::both(&title);
            let content = match html {
                true => render::html::generated(model, &title, &content),
                false => format!("# {name}\n\n{content}"),
            };
            let mut chapter = Chapter::new(&name, content, self.path(), Vec::new());
            chapter.source_path = None;
            book.push_item(chapter);
        }
    }
}

/// Every renderer but our own handouts, which read the sources themselves.
pub(crate) fn supports(renderer: &str) -> bool {
    renderer != "handouts"
}

/// Warnings to the log; fails where one of the diagnostics is an error.
fn report(diagnostics: &[Diagnostic]) -> Result<()> {
    let of = |severity| diagnostics.iter().filter(move |found| found.severity == severity);
    diagnostic::warn(of(Severity::Warning), "in the book: `mdbook-bilingual check` lists them");
    let errors: Vec<String> = of(Severity::Error).map(Diagnostic::to_string).collect();
    if !errors.is_empty() {
        bail!("{}", errors.join("\n"));
    }
    Ok(())
}

/// The protocol: a book as JSON on stdin, the changed book on stdout.
pub(crate) fn serve(input: impl Read, mut output: impl Write) -> Result<()> {
    let (context, book) = parse_input(input)?;
    warn_of_version(&context.mdbook_version);
    let book = Plugin.run(&context, book)?;
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
