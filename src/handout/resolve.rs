//! What the links, pictures and notes of a chapter lead to.

use super::content::{Inline, Mark, Node, group, is_web, plain, text_of};
use super::data::{Note, Two};
use super::reading::{ChapterReading, footnote};
use crate::book::DocumentIndex;
use crate::config::Kind;
use crate::diagnostic::Code;
use crate::document::{self, Pair, Side};
use crate::render::decoded;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

/// Where a link leads in a handout.
enum Link {
    Out(String),
    In(String),
    Nowhere,
}

impl<'b> ChapterReading<'_, 'b> {
    /// The running text of a block.
    pub(super) fn inline(&mut self, block: &document::Block<'_>, side: Side) -> Vec<Inline> {
        let content = match side {
            Side::Source => &self.content.source,
            Side::Target => &self.content.target,
        };
        let nodes = content.as_ref().map(|content| content.of(&block.span)).unwrap_or_default();
        self.resolved(nodes, side)
    }

    fn resolved(&mut self, nodes: Vec<Inline>, side: Side) -> Vec<Inline> {
        nodes.into_iter().filter_map(|node| self.resolve(node, side)).collect()
    }

    fn resolve(&mut self, inline: Inline, side: Side) -> Option<Inline> {
        let Inline::Node(mut node) = inline else { return Some(inline) };
        node.c = self.resolved(std::mem::take(&mut node.c), side);
        match node.t {
            Mark::Html => {
                let message = format!(
                    "the tag `{}` is left out of the handouts",
                    node.to.unwrap_or_default()
                );
                let hint = "write it in Markdown, or leave it to the web page";
                self.say(node.at, side, Code::HtmlNotPrinted, message, hint);
                return None;
            }
            Mark::Math => self.say_formula(node.at.clone(), side),
            Mark::Link => match self.link(&node.to.take().unwrap_or_default(), side) {
                Link::Out(url) => node.to = Some(url),
                Link::In(label) => (node.t, node.to) = (Mark::Jump, Some(label)),
                Link::Nowhere => return Some(group(node.c)),
            },
            Mark::Note => return self.reference(node, side),
            Mark::Image => return self.picture(node, side),
            _ => {}
        }
        Some(Inline::Node(node))
    }

    /// A reference to a note. The first one brings the note, which a reading
    /// prints at the foot of the page.
    fn reference(&mut self, mut node: Node, side: Side) -> Option<Inline> {
        let own = self.labels.get(&(side, node.to.take()?))?.clone();
        if self.setting.kind != Kind::Reading {
            return None;
        }
        let known = self.notes.iter().position(|known| *known == own);
        let at = known.unwrap_or(self.notes.len());
        if known.is_some() {
            node.t = Mark::NoteAgain;
        } else {
            self.notes.push(own.clone());
            let note = self.note(&own);
            if note.is_empty() {
                return None;
            }
            node.note = Some(note);
        }
        node.to = Some(self.note_label(at));
        Some(Inline::Node(node))
    }

    fn note_label(&self, at: usize) -> String {
        format!("{}-note-{}", self.setting.chapter_label(self.index), at + 1)
    }

    /// The paragraphs of a note.
    fn note(&mut self, own: &str) -> Note {
        let document = self.document;
        let labels = &self.labels;
        let is_own = |pair: &&Pair<'_>| {
            footnote(pair.kind()).is_some_and(|label| {
                let side = if pair.source.is_empty() { Side::Target } else { Side::Source };
                labels.get(&(side, label.to_string())).is_some_and(|known| known == own)
            })
        };
        let pairs: Vec<&'b Pair<'b>> = document.pairs.iter().filter(is_own).collect();
        Two::of(|side| {
            if !self.setting.sides.contains(&side) {
                return None;
            }
            let blocks = pairs.iter().flat_map(|pair| pair.side(side));
            let text: Vec<_> = blocks.map(|block| self.inline(block, side)).collect();
            (!text.is_empty()).then_some(text)
        })
    }

    /// The notes that nothing refers to: nothing that the author wrote is left
    /// out.
    pub(super) fn loose_notes(&mut self) -> Vec<Note> {
        let mut loose = Vec::new();
        let document = self.document;
        for pair in &document.pairs {
            let Some(label) = footnote(pair.kind()) else { continue };
            let side = if pair.source.is_empty() { Side::Target } else { Side::Source };
            let Some(own) = self.labels.get(&(side, label.to_string())).cloned() else { continue };
            if !self.notes.contains(&own) {
                self.notes.push(own.clone());
                loose.push(self.note(&own));
            }
        }
        loose.retain(|note| !note.is_empty());
        loose
    }

    /// A picture with its file and description; only its description where it
    /// cannot be printed.
    fn picture(&mut self, mut node: Node, side: Side) -> Option<Inline> {
        let alt = text_of(&node.c);
        let to = node.to.take().unwrap_or_default();
        match self.picture_file(&to, side) {
            Ok(file) => node.to = Some(file),
            Err(error) => {
                let message = format!("this picture is not printed: {error:#}");
                let hint = "pictures must be PNG, JPEG, GIF, WebP or SVG files of the book";
                self.say(node.at, side, Code::ImageNotPrinted, message, hint);
                return (!node.c.is_empty()).then(|| group(node.c));
            }
        }
        if alt.trim().is_empty() {
            self.setting.accessible = false;
            let message =
                "this picture has no description, so the handout is not accessible".to_string();
            let hint = "say between `![` and `]` what the picture shows";
            self.say(node.at.clone(), side, Code::ImageWithoutDescription, message, hint);
        }
        node.c = plain(&alt);
        Some(Inline::Node(node))
    }

    /// The file of a picture: as the site's page finds it, which holds both
    /// texts, or else from the text's own directory.
    fn picture_file(&mut self, url: &str, side: Side) -> anyhow::Result<String> {
        let own = self.document.text(side).map_or(&self.document.page, |text| &text.path);
        let mut from = |path: &Path| {
            let directory = path.parent().unwrap_or(Path::new(""));
            self.setting.files.image(self.setting.src, directory, url)
        };
        from(&self.document.page).or_else(|error| from(own).map_err(|_| error))
    }

    fn link(&self, url: &str, side: Side) -> Link {
        if is_web(url) {
            return Link::Out(url.to_string());
        }
        let path = url.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() || path.contains(':') {
            return Link::Nowhere;
        }
        let own = self.document.text(side).map(|text| text.path.as_path());
        let directory = own.and_then(Path::parent).unwrap_or(Path::new(""));
        let goal = normal(&directory.join(decoded(path).as_ref()));
        let documents = &self.setting.book.documents;
        let found = documents.iter().position(|document| {
            document.path() == goal
                || document.target.is_some_and(|target| target.path == goal)
                || document.page == goal
        });
        let Some(index) = found.map(DocumentIndex) else { return Link::Nowhere };
        if self.setting.kind == Kind::Reading && self.setting.included.contains(&index) {
            return Link::In(self.setting.chapter_label(index));
        }
        match self.setting.url(&self.setting.book.document(index).page, None) {
            Some(url) => Link::Out(url),
            None => Link::Nowhere,
        }
    }

    pub(super) fn say_formula(&mut self, at: Range<usize>, side: Side) {
        let message = "the handouts print a formula as it is written".to_string();
        let hint = "for a formula that is set, use a picture of it, e.g. an SVG file";
        self.say(at, side, Code::FormulaAsSource, message, hint);
    }

    pub(super) fn say(
        &mut self,
        at: Range<usize>,
        side: Side,
        code: Code,
        message: String,
        hint: &str,
    ) {
        if let Some(text) = self.document.text(side) {
            self.setting.say(code, text, at, message, hint);
        }
    }
}

/// The path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                normal.pop();
            }
            Component::CurDir | Component::RootDir => {}
            part => normal.push(part),
        }
    }
    normal
}
