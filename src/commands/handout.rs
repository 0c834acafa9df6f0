//! `handout`: the PDFs alone.

use crate::config::{Kind, Languages, Paper};
use anyhow::Result;
use std::path::PathBuf;

/// Make the PDF handouts: a reading, a worksheet, the facilitator's key.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  mdbook-bilingual handout my-book\n  mdbook-bilingual handout my-book \
                  --kind worksheet --paper a5 -o worksheet.pdf"
)]
pub struct Args {
    /// The book's directory, where book.toml is. Default: the working
    /// directory.
    dir: Option<PathBuf>,
    /// Which handout to make. Default: those that book.toml names, or all.
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// The paper. Default: as book.toml says, or A4.
    #[arg(long, value_enum)]
    paper: Option<Paper>,
    /// The languages. Default: as book.toml says, or both.
    #[arg(long, value_enum)]
    languages: Option<Languages>,
    /// Where to write: a PDF for one kind, a directory for several.
    /// Default: `handouts` in the book's build directory.
    #[arg(short, long)]
    output: Option<PathBuf>,
}

#[cfg(not(feature = "pdf"))]
/// Says how to get a program with handouts.
pub fn run(_args: &Args) -> Result<()> {
    anyhow::bail!(
        "this mdbook-bilingual was built without handouts\n  = help: install it with them: \
         `cargo install mdbook-bilingual --features pdf`"
    )
}

#[cfg(feature = "pdf")]
/// Makes what is asked for.
pub fn run(args: &Args) -> Result<()> {
    if let Some(context) = backend_context(args)? {
        return backend(&context);
    }
    let root = args.dir.clone().unwrap_or_else(|| PathBuf::from("."));
    let mut text = crate::site::book_text(&root)?;
    let config = &mut text.config.handouts;
    config.paper = args.paper.unwrap_or(config.paper);
    config.languages = args.languages.unwrap_or(config.languages);
    if let Some(kind) = args.kind {
        config.kinds = vec![kind];
    }
    let output = match &args.output {
        Some(output) => output.clone(),
        None => crate::site::build_dir(&root)?.join("handouts"),
    };
    let book = crate::pipeline::assemble(&text);
    let is_file = output.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
    match (is_file, text.config.handouts.kinds.as_slice()) {
        (true, [kind]) => {
            crate::handout::write(&book, &text, *kind, &text.config.handouts, &output)
        }
        (true, kinds) => anyhow::bail!(
            "`{}` is one file, but {} handouts are to be made\n  = help: name one with --kind, or \
             a directory with -o",
            output.display(),
            kinds.len()
        ),
        (false, _) => crate::handout::write_all(&book, &text, &output, &output).map(drop),
    }
}

/// mdBook's context, where mdBook started this as `[output.handouts]`: without
/// an argument, in the output's directory, with JSON on stdin. Elsewhere stdin
/// is not read, because nobody may ever close it.
#[cfg(feature = "pdf")]
fn backend_context(args: &Args) -> Result<Option<mdbook_renderer::RenderContext>> {
    use std::io::IsTerminal;
    let stdin = std::io::stdin();
    let bare = args.dir.is_none() && args.output.is_none();
    if !bare || stdin.is_terminal() || std::path::Path::new("book.toml").is_file() {
        return Ok(None);
    }
    let mut json = String::new();
    std::io::Read::read_to_string(&mut stdin.lock(), &mut json)?;
    match json.trim_start().starts_with('{') {
        true => Ok(Some(mdbook_renderer::RenderContext::from_json(json.as_bytes())?)),
        false => Ok(None),
    }
}

/// Makes the handouts for plain mdBook. The chapters come without our own
/// pages' markup, because we tell mdBook that we do not support this renderer;
/// so the book is read anew, by the way every command reads it.
#[cfg(feature = "pdf")]
fn backend(context: &mdbook_renderer::RenderContext) -> Result<()> {
    let text = crate::site::book_text(&context.root)?;
    let book = crate::pipeline::assemble(&text);
    let goal = &context.destination;
    crate::handout::write_all(&book, &text, goal, goal).map(drop)
}
