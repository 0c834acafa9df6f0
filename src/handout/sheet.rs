//! The exercises of a worksheet, and their answers for the key.

use super::Setting;
use super::content::{Inline, markdown, plain};
use super::data::{Choice, Claim, Matching, Question, Sheet, Timing, Two};
use super::questions;
use super::reading::{ChapterReading, inlines};
use crate::book::{Callout, PairRef};
use crate::config::Kind;
use crate::document::{Bilingual, Side};
use crate::glossary::Term;
use sha2::{Digest, Sha256};
use std::path::Path;

/// How many terms one matching exercise has at most: what fits a page and the
/// head.
const SET: usize = 10;

/// How many minutes a question takes whose author does not say.
const QUESTION_MINUTES: u32 = 10;

/// The exercises, with the answers if this is the key.
pub(super) fn sheet(setting: &mut Setting<'_>, asked: &[questions::Question]) -> Sheet {
    let key = setting.kind == Kind::Key;
    let claims: Vec<Claim> =
        setting.book.callouts.iter().map(|callout| claim(setting, callout, key)).collect();
    let questions: Vec<Question> = asked
        .iter()
        .enumerate()
        .map(|(at, question)| self::question(setting, at + 1, question))
        .filter(|question| !question.text.is_empty())
        .collect();
    let matching = matching(setting, key);
    let timing = key.then(|| Timing {
        claims: claims.iter().filter_map(|claim| claim.minutes).sum(),
        questions: questions.iter().map(|question| question.minutes).sum(),
        matching: setting.config.matching_minutes * matching.len() as u32,
    });
    Sheet { claims, questions, matching, timing }
}

fn claim(setting: &mut Setting<'_>, callout: &Callout, key: bool) -> Claim {
    let book = setting.book;
    let document = book.document(callout.anchor.document);
    let url = setting.url(&document.page, Some(&book.pair(callout.anchor).id));
    Claim {
        number: callout.number,
        text: inlines(&callout.misconception, setting.sides, plain),
        chapter: Two::text(&document.title, setting.sides),
        qr: url.as_deref().and_then(|url| setting.qr(url)),
        url,
        boundary: key.then(|| inlines(&callout.boundary, setting.sides, plain)),
        paragraph: key.then(|| paragraph(setting, callout.anchor)),
        minutes: key.then_some(setting.config.claim_minutes),
    }
}

/// The text of a pair, both sides.
fn paragraph(setting: &mut Setting<'_>, at: PairRef) -> Two<Vec<Inline>> {
    let (book, sides) = (setting.book, setting.sides);
    let mut chapter = ChapterReading::new(setting, at.document, book.document(at.document));
    let pair = book.pair(at);
    Two::of(|side| {
        let blocks = pair.side(side);
        (sides.contains(&side) && !blocks.is_empty()).then(|| chapter.quoted(blocks, side))
    })
}

fn question(setting: &mut Setting<'_>, number: usize, asked: &questions::Question) -> Question {
    let book = setting.book;
    let document = book.documents.iter().find(|document| document.path() == asked.chapter);
    let url = document.and_then(|document| setting.url(&document.page, None));
    let text = Bilingual { source: asked.source.clone(), target: asked.target.clone() };
    Question {
        number,
        text: inlines(&text, setting.sides, markdown),
        chapter: document.map(|d| Two::text(&d.title, setting.sides)).unwrap_or_default(),
        qr: url.as_deref().and_then(|url| setting.qr(url)),
        url,
        minutes: asked.minutes.unwrap_or(QUESTION_MINUTES),
    }
}

/// The terms in sets of at most [`SET`], with their translation or, in a
/// handout of one language, their definition.
fn matching(setting: &Setting<'_>, key: bool) -> Vec<Matching> {
    let (left, right): (_, fn(&Term, Side) -> Vec<Inline>) = match setting.sides {
        [only] => ((*only, *only), |term, side| markdown(term.definition.get(side))),
        _ => ((Side::Source, Side::Target), |term, side| plain(term.name.get(side))),
    };
    let usable = |term: &&Term| {
        !term.draft
            && !plain(term.name.get(left.0).trim()).is_empty()
            && !right(term, left.1).is_empty()
    };
    let terms: Vec<&Term> = setting.book.glossary.terms.iter().filter(usable).collect();
    if terms.len() < 3 {
        return Vec::new();
    }
    let sets = terms.len().div_ceil(SET);
    let size = terms.len().div_ceil(sets);
    terms.chunks(size).map(|set| matching_set(set, left, right, key)).collect()
}

fn matching_set(
    terms: &[&Term],
    (left, right): (Side, Side),
    answer: fn(&Term, Side) -> Vec<Inline>,
    key: bool,
) -> Matching {
    let order = shuffled(terms);
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8).to_string();
    let choice = |mark: String, side: Side, text| Choice { mark, side, text };
    Matching {
        left: terms
            .iter()
            .enumerate()
            .map(|(at, term)| choice((at + 1).to_string(), left, plain(term.name.get(left))))
            .collect(),
        right: order
            .iter()
            .enumerate()
            .map(|(at, term)| choice(letter(at), right, answer(terms[*term], right)))
            .collect(),
        answers: key.then(|| {
            let place = |term| order.iter().position(|at| *at == term).unwrap_or_default();
            (0..terms.len()).map(|term| letter(place(term))).collect()
        }),
    }
}

/// The terms' indices in an order that only their ids decide, so that a
/// worksheet and a key that were printed on different days belong together.
fn shuffled(terms: &[&Term]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..terms.len()).collect();
    order.sort_by_cached_key(|at| {
        let hash = Sha256::digest(format!("matching/{}", terms[*at].id));
        (hash.to_vec(), *at)
    });
    order
}

impl Setting<'_> {
    /// Where a page is online, or nothing where the book's config does not say.
    pub(super) fn url(&self, page: &Path, id: Option<&str>) -> Option<String> {
        let base = self.base_url?.trim_end_matches('/');
        let page = crate::render::link(Path::new(""), page);
        let anchor = id.map(|id| format!("#{id}")).unwrap_or_default();
        Some(format!("{base}/{page}{anchor}"))
    }

    /// The template's path for a QR code of an URL.
    pub(super) fn qr(&mut self, url: &str) -> Option<String> {
        let code = qrcode::QrCode::new(url).ok()?;
        let svg = code.render::<qrcode::render::svg::Color<'_>>().quiet_zone(true).build();
        let hash = Sha256::digest(url);
        let name: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let path = format!("/qr/{name}.svg");
        self.files.insert(path.clone(), svg.into_bytes());
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Setting, pdf, progress::Progress, world};
    use crate::config::{Kind, Paper};
    use std::collections::BTreeSet;
    use std::path::Path;
    use typst_render::RenderOptions;

    fn book(root: &Path) {
        let write = |path: &str, text: &str| {
            let file = root.join(path);
            std::fs::create_dir_all(file.parent().expect("a directory")).expect("a directory");
            std::fs::write(file, text).expect("a file");
        };
        write(
            "book.toml",
            "[book]\nlanguage = \"zh\"\n[build]\nbuild-dir = \"site\"\n[preprocessor.bilingual]\n\
             translation = \"en\"\nbase-url = \"https://example.org/book/\"\n",
        );
        write("src/SUMMARY.md", "- [一](one.md)\n- [二](two.md)\n");
        write(
            "src/one.md",
            "# 一\n\n<!-- bilingual: callout misconception=\"守时就是早到\" boundary=\"守时不是早到\" -->\n\n守时并不等于早到。\n",
        );
        write("src/en/one.md", "# One\n\nBeing punctual is not the same as being early.\n");
        write("src/two.md", "# 二\n\n正文。\n");
        write("src/en/two.md", "# Two\n\nText.\n");
        write("src/handouts.toml", "[[question]]\nchapter = \"two.md\"\nsource = \"问？\"\n");
    }

    /// What a phone's camera finds on the pages.
    fn codes(document: &typst_layout::PagedDocument) -> BTreeSet<String> {
        let options = RenderOptions { pixel_per_pt: 4.0.into(), render_bleed: false };
        let mut found = BTreeSet::new();
        for page in document.pages() {
            let image = typst_render::render(page, &options);
            let (width, height) = (image.width() as usize, image.height() as usize);
            let pixels = image.pixels();
            let grey = |x: usize, y: usize| pixels[y * width + x].green();
            let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
            for grid in prepared.detect_grids() {
                found.insert(grid.decode().expect("a code that can be read").1);
            }
        }
        found
    }

    #[test]
    fn printed_codes_lead_to_the_paragraph_and_the_chapter_online() {
        let dir = tempfile::tempdir().expect("a directory");
        book(dir.path());
        let text = crate::site::book_text(dir.path()).expect("a book");
        let book = crate::pipeline::assemble(&text);
        let anchor = &book.pair(book.callouts[0].anchor).id;
        for paper in [Paper::A4, Paper::A5] {
            let mut config = text.config.handouts.clone();
            config.paper = paper;
            let mut setting =
                Setting::new(&book, &text, Kind::Worksheet, &config).expect("a setting");
            let world = world(&mut setting, &text, Progress::hidden())
                .expect("a world")
                .expect("exercises");
            let document = pdf::layout(&world).expect("pages");
            let wanted = [
                format!("https://example.org/book/one.html#{anchor}"),
                "https://example.org/book/two.html".to_string(),
            ];
            assert_eq!(codes(&document), BTreeSet::from(wanted));
        }
    }

    #[test]
    fn the_typesetter_says_how_far_it_has_come() {
        let dir = tempfile::tempdir().expect("a directory");
        book(dir.path());
        let text = crate::site::book_text(dir.path()).expect("a book");
        let book = crate::pipeline::assemble(&text);
        let config = text.config.handouts.clone();
        let mut setting = Setting::new(&book, &text, Kind::Reading, &config).expect("a setting");
        let world =
            world(&mut setting, &text, Progress::hidden()).expect("a world").expect("exercises");
        pdf::layout(&world).expect("pages");
        assert_eq!(world.progress.position(), 2);
    }
}
