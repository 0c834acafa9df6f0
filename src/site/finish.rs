//! Finishes a site that mdBook has built: the handouts, the links to them, and
//! what a published site wants.

use crate::book::Book;
use crate::load::BookText;
use crate::publish;
use anyhow::{Context, Result};
use std::path::Path;

/// The image for link previews, relative to the site.
const SOCIAL_IMAGE: &str = "social.png";

/// Finishes the site in `dir`, which will be at `goal`.
pub(super) fn finish(
    text: &BookText,
    book: &Book<'_>,
    base_url: Option<String>,
    dir: &Path,
    goal: &Path,
) -> Result<()> {
    let handouts = handouts(book, text, dir, goal);
    let mut site = base_url.map(|base_url| publish::Site {
        base_url,
        book,
        description: text.description.clone(),
        authors: text.authors.clone(),
        image: None,
    });
    if let Some(site) = &mut site
        && let Some(image) = social_image(site)?
    {
        write(&dir.join(SOCIAL_IMAGE), &image)?;
        site.image = Some(SOCIAL_IMAGE);
    }
    let mut pages = Vec::new();
    html_files(dir, "", &mut pages)?;
    pages.sort();
    for page in &pages {
        finish_page(book, site.as_ref(), &handouts, dir, page)?;
    }
    if let Some(site) = site {
        write(&dir.join("sitemap.xml"), publish::sitemap(&site, &pages).as_bytes())?;
        write(&dir.join("robots.txt"), publish::robots(&site).as_bytes())?;
    }
    Ok(())
}

fn finish_page(
    book: &Book<'_>,
    site: Option<&publish::Site<'_>>,
    handouts: &[String],
    dir: &Path,
    page: &str,
) -> Result<()> {
    let file = dir.join(page);
    let before = std::fs::read_to_string(&file)
        .with_context(|| format!("`{}` cannot be read", file.display()))?;
    let mut html = before.clone();
    if !handouts.is_empty() {
        html = publish::handout_links(book, page, &html, handouts)?;
    }
    if let Some(site) = site {
        html = publish::page(site, page, &html)?.unwrap_or(html);
    }
    if html != before {
        write(&file, html.as_bytes())?;
    }
    Ok(())
}

/// Makes the handouts beside the pages and returns their file names. The site
/// is there without them, so that what prevents them is a warning here and an
/// error of `handout`.
#[cfg(feature = "pdf")]
fn handouts(book: &Book<'_>, text: &BookText, dir: &Path, goal: &Path) -> Vec<String> {
    if !text.config.handouts.enable {
        return Vec::new();
    }
    let made = crate::handout::write_all(book, text, &dir.join("handouts"), &goal.join("handouts"));
    made.unwrap_or_else(|error| {
        tracing::warn!("{error:#}");
        Vec::new()
    })
}

#[cfg(not(feature = "pdf"))]
fn handouts(_book: &Book<'_>, _text: &BookText, _dir: &Path, _goal: &Path) -> Vec<String> {
    Vec::new()
}

/// The image for link previews, where the typesetter is compiled in.
#[cfg(feature = "pdf")]
fn social_image(site: &publish::Site<'_>) -> Result<Option<Vec<u8>>> {
    use crate::handout::{in_two_languages, social_image};
    let image = social_image(
        &in_two_languages(&site.book.title),
        &in_two_languages(&site.description),
        &site.base_url,
        [&site.book.source_language, &site.book.target_language],
    );
    image.map(Some)
}

#[cfg(not(feature = "pdf"))]
fn social_image(_site: &publish::Site<'_>) -> Result<Option<Vec<u8>>> {
    Ok(None)
}

/// The pages below a directory of the site, with forward slashes.
fn html_files(dir: &Path, below: &str, pages: &mut Vec<String>) -> Result<()> {
    let entries =
        std::fs::read_dir(dir).with_context(|| format!("`{}` cannot be read", dir.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            html_files(&entry.path(), &format!("{name}/"), pages)?;
        } else if name.ends_with(".html") {
            pages.push(name);
        }
    }
    Ok(())
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(file, bytes).with_context(|| format!("`{}` cannot be written", file.display()))
}
