//! Adapter: drives mdBook in process, for the commands.

mod finish;
mod inputs;
mod place;

use crate::load::{self, BookText};
use crate::preprocessor::{self, AssembledBook, NAME};
use crate::publish;
use anyhow::{Context, Result, bail};
use mdbook_core::book::Book;
use mdbook_core::config::Config;
use mdbook_driver::MDBook;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_renderer::{RenderContext, Renderer};
use place::Draft;
use std::cell::OnceCell;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

/// Builds the whole site of the book at `root`, with the handouts, and returns
/// where it is. The site takes its place when it is whole: a build that fails or
/// is killed leaves the old one, and a second one waits for the first.
///
/// Fails also where the site's directory lies outside the book and holds
/// anything but a site.
pub fn build(root: &Path) -> Result<PathBuf> {
    let mut config = config(root)?;
    let plugin = load::config(&config)?;
    let base_url = plugin.base_url.as_deref().map(publish::base_url).transpose()?;
    if let Some(base_url) = &base_url {
        set_site_url(&mut config, base_url)?;
    }
    let _lock = place::lock(&normal(&root.canonicalize()?.join(&config.build.build_dir)))?;
    let has_html = has_html(&config)?;
    let inputs = inputs::of(root, &config, &plugin);
    let mut mdbook = MDBook::load_with_config(root, config)?;
    let site = mdbook.build_dir_for("html");
    let keeper = Keeper::default();
    mdbook.with_preprocessor(keeper.clone());
    if !has_html {
        mdbook.build()?;
        return Ok(site);
    }
    let draft = Draft::begin(root, &site)?;
    mdbook.with_renderer(HtmlDraft { destination: draft.path().to_path_buf() });
    mdbook.build()?;
    inputs::remove(&inputs, draft.path())?;
    let handouts = plugin.handouts.enable && cfg!(feature = "pdf");
    if handouts || base_url.is_some() {
        let book = keeper.0.get().context(DID_NOT_RUN)?;
        finish::finish(
            book.borrow_owner(),
            book.borrow_dependent(),
            base_url,
            draft.path(),
            &site,
        )?;
    }
    draft.put_in_place()?;
    Ok(site)
}

const DID_NOT_RUN: &str = "the preprocessor did not run\n  = help: `renderers` in \
                           [preprocessor.bilingual] must include \"html\"";

/// Does the book have pages? They are what mdBook makes where nothing is said.
fn has_html(config: &Config) -> Result<bool> {
    let outputs = config.outputs::<toml::Value>()?;
    Ok(outputs.is_empty() || outputs.contains_key("html"))
}

/// The page for lost readers finds its styles by `site-url`: the path of the
/// address, where book.toml does not say.
fn set_site_url(config: &mut Config, base_url: &str) -> Result<()> {
    const KEY: &str = "output.html.site-url";
    let outputs = config.outputs::<toml::Value>()?;
    let said = outputs.get("html").is_some_and(|html| html.get("site-url").is_some());
    if has_html(config)? && !said {
        let host = base_url.find("://").map_or(0, |at| at + 3);
        let path = base_url[host..].find('/').map_or("/", |at| &base_url[host + at..]);
        config.set(KEY, path)?;
    }
    Ok(())
}

/// Where mdBook puts the HTML pages of the book at `root`.
pub fn build_dir(root: &Path) -> Result<PathBuf> {
    let mut config = config(root)?;
    config.build.create_missing = false;
    Ok(MDBook::load_with_config(root, config)?.build_dir_for("html"))
}

/// The book's text as the plugin sees it in a build: after the preprocessors
/// before it. Writes nothing, not even the chapters that SUMMARY.md names and
/// that are not there.
pub fn book_text(root: &Path) -> Result<BookText> {
    let mut config = config(root)?;
    config.build.create_missing = false;
    let mut mdbook = MDBook::load_with_config(root, config)?;
    let recorder = Recorder::default();
    mdbook.with_preprocessor(recorder.clone());
    mdbook.preprocess_book(&mdbook_html::HtmlHandlebars::new())?;
    let (context, chapters) = recorder.0.get().context(DID_NOT_RUN)?;
    load::book_text(context, chapters)
}

/// Reads book.toml, checks the plugin's table and refuses a build directory
/// that mdBook would wipe with the sources in it.
fn config(root: &Path) -> Result<Config> {
    let file = root.join("book.toml");
    if !file.is_file() {
        bail!(
            "there is no `book.toml` in `{}`\n  = help: run this in the book's directory, or \
             name it; `mdbook init` and `mdbook-bilingual new` make a book",
            root.display()
        );
    }
    let mut config = Config::from_disk(&file)?;
    config.update_from_env()?;
    load::config(&config)?;
    let (src, build) = (&config.book.src, &config.build.build_dir);
    // From the file system's root, because `..` may lead out of the book's.
    let absolute = |path| std::path::absolute(root.join(path)).map(|path| normal(&path));
    let (src, build) = (absolute(src)?, absolute(build)?);
    if src.starts_with(&build) || build.starts_with(&src) {
        bail!(
            "book.toml: the build directory `{}` and the source directory `{}` overlap: building \
             would delete or mix up the sources\n  = help: set build-dir = \"site\" in [build]",
            build.display(),
            src.display()
        );
    }
    Ok(config)
}

/// The path without `.` and `..`, where it can be told without the disk.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

/// The plugin in a build: what it makes of the book for the pages is there for
/// what follows them.
#[derive(Clone, Default)]
struct Keeper(Rc<OnceCell<AssembledBook>>);

impl Preprocessor for Keeper {
    fn name(&self) -> &str {
        NAME
    }

    fn run(&self, context: &PreprocessorContext, book: Book) -> Result<Book> {
        let assembled = AssembledBook::read(context, &book)?;
        let book = preprocessor::rendered(context, &assembled, book)?;
        if context.renderer == "html" {
            // mdBook renders each output once.
            drop(self.0.set(assembled));
        }
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(preprocessor::supports(renderer))
    }
}

/// A stand-in under the plugin's name that keeps what comes in.
#[derive(Clone, Default)]
struct Recorder(Rc<OnceCell<(PreprocessorContext, Book)>>);

impl Preprocessor for Recorder {
    fn name(&self) -> &str {
        NAME
    }

    fn run(&self, context: &PreprocessorContext, book: Book) -> Result<Book> {
        drop(self.0.set((context.clone(), book.clone())));
        Ok(book)
    }
}

/// mdBook's pages, in another directory than the one that they are for.
struct HtmlDraft {
    destination: PathBuf,
}

impl Renderer for HtmlDraft {
    fn name(&self) -> &str {
        "html"
    }

    fn render(&self, context: &RenderContext) -> Result<()> {
        let mut context = context.clone();
        context.destination.clone_from(&self.destination);
        mdbook_html::HtmlHandlebars::new().render(&context)
    }
}
