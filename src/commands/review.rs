//! `review`: what no person has looked at yet, one screen each.

mod answer;
mod items;
mod keys;

use crate::{pipeline, site};
use anyhow::Result;
use keys::{Asked, Key};
use std::path::PathBuf;

/// Walk through what no person has looked at yet: proposed callouts, shown ones
/// that callouts.toml does not have, drafted terms, doubtful pairs.
///
/// Each answer is saved at once: in callouts.toml, glossary.toml, or, for pairs,
/// bilingual.lock. Without a terminal the answers are read from stdin, a letter
/// a line.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  mdbook-bilingual review my-book\n  \
                        printf 'a\\nd\\nq\\n' | mdbook-bilingual review my-book")]
pub struct Args {
    /// The book's directory, where book.toml is.
    #[arg(default_value = ".")]
    dir: PathBuf,
}

/// Asks about each item and saves what is answered.
pub fn run(args: &Args) -> Result<()> {
    let text = site::book_text(&args.dir)?;
    let book = pipeline::assemble(&text);
    let items = items::unreviewed(&text, &book);
    let mut asked = Asked::new();
    let (mut at, mut answered) = (0, 0);
    while let Some(item) = items.get(at) {
        let place = format!("[{}/{}] ", at + 1, items.len());
        asked.show(&format!("{place}{}", items::screen(&book, item)))?;
        let key = asked.key()?;
        let saved = match key {
            Key::Quit => break,
            Key::Later => {
                at += 1;
                continue;
            }
            Key::Back => {
                at = at.saturating_sub(1);
                continue;
            }
            Key::Accept => answer::accept(&text, &book, item),
            Key::Drop => answer::drop(&text, item),
            Key::Edit => answer::edit(&text, item),
        };
        match saved {
            Ok(true) => {
                answered += 1;
                at += 1;
            }
            // An edit that was given up, or a key that does nothing here.
            Ok(false) => {}
            Err(error) => asked.say(&format!("{error:#}"))?,
        }
    }
    asked.end(&format!("{answered} of {} answered", items.len()))
}
