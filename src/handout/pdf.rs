//! A document to the bytes of a PDF.

use super::world::HandoutWorld;
use anyhow::{Result, bail};
use typst::foundations::{Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// A set document.
pub(super) struct Pdf {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// How many pages it has.
    pub(super) pages: usize,
}

/// Lays the document out.
///
/// Fails where the template does, with its message.
pub(super) fn layout(world: &HandoutWorld) -> Result<PagedDocument> {
    match typst::compile::<PagedDocument>(world).output {
        Ok(document) => Ok(document),
        Err(errors) => bail!("{}", world.message(&errors)),
    }
}

/// Sets the document and writes it, as PDF/A-2a and PDF/UA-1 where every picture
/// has its description, else as PDF/A-2u, tagged all the same. `ident` must be
/// stable from run to run.
pub(super) fn write(world: &HandoutWorld, ident: String, accessible: bool) -> Result<Pdf> {
    let document = layout(world)?;
    // What was kept to set the pages is no longer needed, and it is a lot.
    typst::comemo::evict(0);
    world.progress.writing();
    let standards: &[PdfStandard] = match accessible {
        true => &[PdfStandard::A_2a, PdfStandard::Ua_1],
        // Level A of PDF/A asks for descriptions too.
        false => &[PdfStandard::A_2u],
    };
    let standards = match PdfStandards::new(standards) {
        Ok(standards) => standards,
        Err(error) => bail!("{}", error.message()),
    };
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("mdbook-bilingual".into())),
        timestamp: fixed_time(),
        standards,
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(&document, &options) {
        Ok(bytes) => Ok(Pdf { bytes, pages: document.pages().len() }),
        Err(errors) => bail!("{}", world.message(&errors)),
    }
}

/// The text of every page.
pub(super) fn page_texts(document: &PagedDocument) -> Vec<String> {
    let page = |page: &typst_layout::Page| {
        let mut text = String::new();
        frame_text(&page.frame, &mut text);
        text
    };
    document.pages().iter().map(page).collect()
}

fn frame_text(frame: &Frame, into: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => frame_text(&group.frame, into),
            FrameItem::Text(run) => into.push_str(&run.text),
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
}

/// PDF/A wants a date; a fixed one keeps the bytes the same from run to run.
fn fixed_time() -> Option<Timestamp> {
    Datetime::from_ymd_hms(2000, 1, 1, 0, 0, 0).map(Timestamp::new_utc)
}
