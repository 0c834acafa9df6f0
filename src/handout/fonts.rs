//! Fonts: the author's, then the bundled subset, then the system's for what
//! those do not cover.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst_kit::fonts::{FontPath, FontSource, FontStore};

/// A face of the bundled fonts, as `build.rs` decoded it.
macro_rules! face {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".ttf"))
    };
}

/// The bundled subset: SIL Open Font License, see `theme/handout-fonts/OFL.txt`. Made
/// by `scripts/fonts.py`.
const BUNDLED: [&[u8]; 7] = [
    face!("NotoSerifSC-Regular"),
    face!("NotoSerifSC-Bold"),
    face!("HandoutSerif-Regular"),
    face!("HandoutSerif-Bold"),
    face!("HandoutSerif-Italic"),
    face!("HandoutSerif-BoldItalic"),
    face!("NotoSansMono-Regular"),
];

/// Bundled too, but used only for a book that needs them.
const SIGNS: [&[u8]; 2] = [face!("NotoSansSymbols2-Regular"), face!("NotoEmoji-Regular")];

/// Every font a document may use.
pub(super) struct Fonts {
    store: FontStore,
    /// The families of the author's fonts, in the order of their names.
    pub(super) families: Vec<String>,
}

impl Fonts {
    /// The author's fonts and the bundled ones.
    ///
    /// Fails where a directory is not there or has no font in it.
    pub(super) fn load(directories: &[PathBuf]) -> Result<Self> {
        let mut store = FontStore::new();
        let mut families = BTreeSet::new();
        for directory in directories {
            if !directory.is_dir() {
                bail!(
                    "book.toml: font-paths names `{}`, which is not a directory\n  = help: name \
                     a directory with .ttf, .otf or .ttc files, relative to book.toml",
                    directory.display()
                );
            }
            let mut found: Vec<(FontPath, FontInfo)> = typst_kit::fonts::scan(directory).collect();
            if found.is_empty() {
                bail!(
                    "book.toml: there is no font in `{}`, which font-paths names\n  = help: put \
                     .ttf, .otf or .ttc files there; woff and woff2 are for the web",
                    directory.display()
                );
            }
            found.sort_by(|a, b| (&a.0.path, a.0.index).cmp(&(&b.0.path, b.0.index)));
            families.extend(found.iter().map(|(_, info)| info.family.clone()));
            store.extend(found);
        }
        for font in bundled()? {
            store.push((font.clone(), font.info().clone()));
        }
        Ok(Self { store, families: families.into_iter().collect() })
    }

    /// Adds the system's fonts that cover any of these characters; returns the
    /// characters that still no font covers.
    pub(super) fn complete(&mut self, characters: &BTreeSet<char>) -> BTreeSet<char> {
        let mut missing = self.uncovered(characters);
        if missing.is_empty() {
            return missing;
        }
        for font in SIGNS.iter().filter_map(|data| font(data)) {
            self.store.push((font.clone(), font.info().clone()));
        }
        missing = self.uncovered(&missing);
        if missing.is_empty() {
            return missing;
        }
        let mut system: Vec<(FontPath, FontInfo)> = typst_kit::fonts::system().collect();
        system.sort_by(|a, b| {
            (&a.1.family, &a.0.path, a.0.index).cmp(&(&b.1.family, &b.0.path, b.0.index))
        });
        for (path, info) in system {
            let covers = |c: &char| info.coverage.contains(*c as u32);
            // A broken file is found out only when it is loaded.
            if missing.iter().any(covers) && path.load().is_some() {
                self.store.push((path, info));
            }
        }
        missing = self.uncovered(&missing);
        missing
    }

    /// The characters that no font covers.
    fn uncovered(&self, characters: &BTreeSet<char>) -> BTreeSet<char> {
        let book = self.book();
        let infos: Vec<&FontInfo> = (0..).map_while(|index| book.info(index)).collect();
        characters
            .iter()
            .copied()
            .filter(|c| !invisible(*c))
            .filter(|c| !infos.iter().any(|info| info.coverage.contains(*c as u32)))
            .collect()
    }

    /// What Typst wants to know about the fonts.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    /// A font by its index.
    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }
}

/// Characters that are not drawn, so that no font need have them: spaces,
/// joiners, marks of direction, variation selectors.
fn invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The bundled fonts, read once a process.
fn bundled() -> Result<&'static [Font]> {
    static FONTS: OnceLock<Option<Vec<Font>>> = OnceLock::new();
    FONTS
        .get_or_init(|| BUNDLED.iter().map(|data| font(data)).collect())
        .as_deref()
        .context("the bundled fonts cannot be read\n  = help: reinstall mdbook-bilingual")
}

fn font(data: &'static [u8]) -> Option<Font> {
    Font::new(Bytes::new(data), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_fonts_cover_chinese_pinyin_and_english() {
        let mut fonts = Fonts::load(&[]).expect("fonts");
        let text = "客户，“边界”——《龘》？nǐ hǎo ā ǖ naïve “quotes” ☐ 🦀";
        let missing = fonts.uncovered(&text.chars().collect());
        assert_eq!(missing.into_iter().collect::<String>(), "☐龘🦀");
        let missing = fonts.complete(&"☐🦀".chars().collect());
        assert!(missing.is_empty());
    }

    #[test]
    fn a_bold_face_is_there() {
        let fonts = Fonts::load(&[]).expect("fonts");
        let weights: Vec<u16> = fonts
            .book()
            .select_family("noto serif sc")
            .filter_map(|index| fonts.book().info(index))
            .map(|info| info.variant.weight.to_number())
            .collect();
        assert_eq!(weights, [400, 700]);
    }
}
