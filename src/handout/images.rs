//! The pictures of a book, read from its source directory and nowhere else.

use crate::files::{LARGEST_MEDIA, read_within};
use crate::render::decoded;
use anyhow::{Context, Result, bail};
use regex::Regex;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

/// Files the template may open, by the path it knows them by.
#[derive(Debug, Default)]
pub(super) struct Files {
    files: BTreeMap<String, Bytes>,
    read: BTreeMap<PathBuf, String>,
}

impl Files {
    /// The bytes of a file by the template's path.
    pub(super) fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// Adds a file under a path.
    pub(super) fn insert(&mut self, path: String, bytes: Vec<u8>) {
        self.files.insert(path, Bytes::new(bytes));
    }

    /// The template's path for the picture that `url` names in a chapter in
    /// the directory `chapter`, relative to `src`.
    ///
    /// Fails where it is not a PNG, JPEG, GIF, WebP or SVG file inside `src`.
    pub(super) fn image(&mut self, src: &Path, chapter: &Path, url: &str) -> Result<String> {
        if url.contains("://") || url.starts_with("//") || url.starts_with("data:") {
            bail!("`{url}` is not a file of the book");
        }
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let path = decoded(path);
        let file = match path.strip_prefix('/') {
            Some(rest) => src.join(rest),
            None => src.join(chapter).join(path.as_ref()),
        };
        let root = src.canonicalize().with_context(|| format!("`{}`", src.display()))?;
        let file = file
            .canonicalize()
            .with_context(|| format!("there is no file `{}`", file.display()))?;
        if !file.starts_with(&root) {
            bail!("`{url}` lies outside the book's source directory");
        }
        if let Some(known) = self.read.get(&file) {
            return Ok(known.clone());
        }
        let bytes = Bytes::new(read_within(&file, LARGEST_MEDIA)?);
        let same = self.files.iter().find(|(_, known)| **known == bytes);
        if let Some(name) = same.map(|(name, _)| name.clone()) {
            self.read.insert(file, name.clone());
            return Ok(name);
        }
        if let Some(other) = linked(&bytes) {
            bail!("`{url}` shows another picture, `{other}`, which must be embedded in it");
        }
        let extension = format_of(&bytes)
            .with_context(|| format!("`{url}` is not a PNG, JPEG, GIF, WebP or SVG picture"))?;
        let name = format!("/images/{}.{extension}", self.read.len());
        self.files.insert(name.clone(), bytes);
        self.read.insert(file, name.clone());
        Ok(name)
    }
}

/// The file extension for a picture that can be decoded.
fn format_of(bytes: &Bytes) -> Option<&'static str> {
    let Some(format) = ExchangeFormat::detect(bytes) else {
        return SvgImage::new(bytes.clone()).ok().map(|_| "svg");
    };
    RasterImage::plain(bytes.clone(), format).ok()?;
    Some(match format {
        ExchangeFormat::Png => "png",
        ExchangeFormat::Jpg => "jpg",
        ExchangeFormat::Gif => "gif",
        ExchangeFormat::Webp => "webp",
    })
}

/// What an SVG picture shows of other files. Typst would fail on it.
fn linked(bytes: &Bytes) -> Option<String> {
    static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?s)<(?:\w+:)?(?:image|feImage)\b[^>]*?\bhref\s*=\s*["']([^"']*)"#).ok()
    });
    let text = std::str::from_utf8(bytes).ok()?;
    let links = LINK.as_ref()?.captures_iter(text).map(|found| found[1].trim().to_string());
    links.into_iter().find(|link| !link.starts_with("data:") && !link.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_outside_the_book_are_refused() {
        let dir = tempfile::tempdir().expect("a directory");
        let src = dir.path().join("src");
        std::fs::create_dir_all(&src).expect("src");
        std::fs::write(dir.path().join("secret.svg"), "<svg/>").expect("a file");
        let mut files = Files::default();
        for url in ["../secret.svg", "/../secret.svg", "/etc/passwd", "%2e%2e/secret.svg"] {
            assert!(files.image(&src, Path::new(""), url).is_err(), "{url}");
        }
    }
}
