//! The picture that a link to the book shows on social sites.

use super::data::{DocumentKind, Tongue, Two};
use super::{characters, content, fonts, images, pdf, progress, tongue, world};
use crate::document::{Bilingual, Side};
use crate::language::Language;
use anyhow::{Context, Result};
use serde::Serialize;
use typst_render::RenderOptions;

/// What the picture says.
#[derive(Serialize)]
struct Data {
    kind: DocumentKind,
    languages: Two<Tongue>,
    families: Vec<String>,
    title: Two<String>,
    subtitle: Two<String>,
    url: String,
}

/// A PNG of 1200 × 630 pixels with the book's title in both languages, a line
/// below it and the address. Characters that no font has are left out.
pub fn social_image(
    title: &Bilingual,
    subtitle: &Bilingual,
    url: &str,
    languages: [&Language; 2],
) -> Result<Vec<u8>> {
    const SIDES: &[Side] = &[Side::Source, Side::Target];
    let [source, target] = languages;
    let mut fonts = fonts::Fonts::load(&[])?;
    let mut data = Data {
        kind: DocumentKind::Social,
        languages: Two { source: Some(tongue(source)), target: Some(tongue(target)) },
        families: Vec::new(),
        title: Two::text(title, SIDES),
        subtitle: Two::text(subtitle, SIDES),
        url: content::printable(url),
    };
    let missing = fonts.complete(&characters(&serde_json::to_value(&data)?));
    for text in [&mut data.title, &mut data.subtitle] {
        for side in [&mut text.source, &mut text.target].into_iter().flatten() {
            side.retain(|c| !missing.contains(&c));
        }
    }
    let main = "#import \"/handout.typ\": social\n#social(sys.inputs)\n".to_string();
    let world = world::HandoutWorld::new(
        serde_json::to_value(&data)?,
        Some(main),
        fonts,
        images::Files::default(),
        progress::Progress::hidden(),
    )?;
    let document = pdf::layout(&world)?;
    let page = document.pages().first().context("the picture has no page")?;
    let options = RenderOptions { pixel_per_pt: 2.0.into(), render_bleed: false };
    Ok(typst_render::render(page, &options).encode_png()?)
}
