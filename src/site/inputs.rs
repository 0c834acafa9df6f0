//! What a book is made from does not belong to its site. mdBook copies every
//! file of the source directory that is not Markdown.

use super::normal;
use crate::config::Config;
use anyhow::{Context, Result};
use mdbook_core::config::Config as MdbookConfig;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// The files that the plugin reads and no page loads, relative to the source
/// directory: the callouts, the glossary, the questions, a PO file, a template for the
/// handouts. Those elsewhere than in that directory are not among them.
pub(super) fn of(root: &Path, mdbook: &MdbookConfig, plugin: &Config) -> Vec<PathBuf> {
    let src = normal(&mdbook.book.src);
    let in_src = [&plugin.callouts.file, &plugin.glossary.file, &plugin.handouts.questions]
        .map(|path| normal(path));
    let in_root = [&plugin.translation, &plugin.handouts.template].into_iter().flatten();
    let in_root = in_root.filter_map(|path| Some(normal(path).strip_prefix(&src).ok()?.into()));
    let all = in_src.into_iter().chain(in_root);
    let within =
        |path: &PathBuf| path.components().all(|part| matches!(part, Component::Normal(_)));
    all.filter(|path| within(path) && root.join(&src).join(path).is_file()).collect()
}

/// Removes them from a site.
pub(super) fn remove(inputs: &[PathBuf], site: &Path) -> Result<()> {
    for input in inputs {
        let file = site.join(input);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error)
                    .with_context(|| format!("`{}` cannot be removed", file.display()));
            }
            _ => {}
        }
    }
    Ok(())
}
