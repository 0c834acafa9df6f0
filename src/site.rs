//! Adapter: drives mdBook in process, for the commands.

mod finish;

use crate::load::{self, BookText};
use crate::preprocessor::Plugin;
use crate::publish;
use anyhow::{Context, Result, bail};
use mdbook_core::book::Book;
use mdbook_core::config::Config;
use mdbook_driver::MDBook;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Builds the whole site of the book at `root`, with the handouts, and returns
/// where it is.
pub fn build(root: &Path) -> Result<PathBuf> {
    let mut config = config(root)?;
    let plugin = load::config(&config)?;
    let base_url = plugin.base_url.as_deref().map(publish::base_url).transpose()?;
    if let Some(base_url) = &base_url {
        set_site_url(&mut config, base_url)?;
    }
    let mut book = MDBook::load_with_config(root, config.clone())?;
    book.with_preprocessor(Plugin);
    book.build()?;
    let site = book.build_dir_for("html");
    let handouts = plugin.handouts.enable && cfg!(feature = "pdf");
    if handouts || base_url.is_some() {
        let text = recorded(root.to_path_buf(), config)?;
        finish::finish(&text, base_url, &site)?;
    }
    Ok(site)
}

/// The page for lost readers finds its styles by `site-url`: the path of the
/// address, where book.toml does not say.
fn set_site_url(config: &mut Config, base_url: &str) -> Result<()> {
    const KEY: &str = "output.html.site-url";
    let outputs = config.outputs::<toml::Value>()?;
    let html = outputs.get("html");
    let said = html.is_some_and(|html| html.get("site-url").is_some());
    if (outputs.is_empty() || html.is_some()) && !said {
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
    recorded(root.to_path_buf(), config)
}

fn recorded(root: PathBuf, config: Config) -> Result<BookText> {
    let mut book = MDBook::load_with_config(root, config)?;
    let seen = Arc::new(Mutex::new(None));
    book.with_preprocessor(Recorder(seen.clone()));
    book.preprocess_book(&mdbook_html::HtmlHandlebars::new())?;
    let seen = seen.lock().ok().and_then(|mut seen| seen.take());
    let (context, chapters) = seen.context(
        "the preprocessor did not run\n  = help: `renderers` in [preprocessor.bilingual] must \
         include \"html\"",
    )?;
    load::book_text(&context, &chapters)
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
    let (src, build) = (normal(&root.join(src)), normal(&root.join(build)));
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

/// A stand-in under the plugin's name that keeps what comes in.
struct Recorder(Arc<Mutex<Option<(PreprocessorContext, Book)>>>);

impl Preprocessor for Recorder {
    fn name(&self) -> &str {
        "bilingual"
    }

    fn run(&self, context: &PreprocessorContext, book: Book) -> Result<Book> {
        if let Ok(mut seen) = self.0.lock() {
            *seen = Some((context.clone(), book.clone()));
        }
        Ok(book)
    }
}
