//! What the styles of a .docx file make of a paragraph or a run.

use super::numbering::Reference;
use super::xml::Node;
use crate::import::lines::Mark;
use std::collections::BTreeMap;

/// How a run is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) raised: bool,
    pub(super) lowered: bool,
    /// Not shown, and not printed.
    pub(super) hidden: bool,
}

impl Look {
    /// This look with what a `w:rPr` sets.
    pub(super) fn with(mut self, properties: Option<&Node>) -> Self {
        let Some(properties) = properties else { return self };
        let set = |value: &mut bool, name: &str| {
            if let Some(flag) = properties.flag(name) {
                *value = flag;
            }
        };
        set(&mut self.bold, "w:b");
        set(&mut self.italic, "w:i");
        set(&mut self.struck, "w:strike");
        set(&mut self.struck, "w:dstrike");
        set(&mut self.hidden, "w:vanish");
        if let Some(align) = properties.child("w:vertAlign").and_then(Node::val) {
            self.raised = align == "superscript";
            self.lowered = align == "subscript";
        }
        self
    }

    /// Without what headings are set in anyway.
    pub(super) fn plain(self) -> Self {
        Self { bold: false, italic: false, ..self }
    }
}

/// A style without those that it is based on.
#[derive(Debug, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    outline: Option<u8>,
    numbering: Option<Reference>,
    run: Node,
}

/// All styles by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
}

/// How many styles may be based on one another; Word allows ten.
const LONGEST_CHAIN: usize = 16;

impl Styles {
    /// From `styles.xml`.
    pub(super) fn read(root: &Node) -> Self {
        let mut styles = BTreeMap::new();
        for node in root.children.iter().filter(|node| node.name() == "w:style") {
            let Some(id) = node.attribute("w:styleId") else { continue };
            let paragraph = node.child("w:pPr");
            let style = Style {
                name: node.child("w:name").and_then(Node::val).unwrap_or(id).to_lowercase(),
                parent: node.child("w:basedOn").and_then(Node::val).map(str::to_string),
                outline: paragraph.and_then(outline),
                numbering: paragraph.and_then(Reference::read),
                run: node.child("w:rPr").cloned().unwrap_or_default(),
            };
            styles.insert(id.to_string(), style);
        }
        Self { styles }
    }

    /// A style and what it is based on, nearest first.
    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> {
        let first = self.styles.get(id);
        std::iter::successors(first, |style| self.styles.get(style.parent.as_ref()?))
            .take(LONGEST_CHAIN)
    }

    /// The name of a style in lower case. Built-in styles have the same names
    /// in every language of the program.
    pub(super) fn name(&self, id: &str) -> String {
        self.styles.get(id).map_or_else(|| id.to_lowercase(), |style| style.name.clone())
    }

    /// What a paragraph is by its own outline level or by its style.
    pub(super) fn mark(&self, id: &str, properties: Option<&Node>) -> Option<Mark> {
        let heading = |level: u8| (level < 9).then(|| Mark::Heading((level + 1).min(6)));
        if let Some(level) = properties.and_then(outline) {
            return heading(level);
        }
        if matches!(self.name(id).as_str(), "title" | "标题" | "標題") {
            return Some(Mark::Title);
        }
        let named = |name: &str| {
            let level =
                ["heading", "标题", "標題"].iter().find_map(|word| name.strip_prefix(word))?;
            level.trim().parse().ok().filter(|level| *level > 0).map(|level: u8| level - 1)
        };
        let unknown = named(&id.to_lowercase()).filter(|_| !self.styles.contains_key(id));
        let found = self.chain(id).find_map(|style| style.outline.or_else(|| named(&style.name)));
        found.or(unknown).and_then(heading)
    }

    /// The list that a style belongs to.
    pub(super) fn numbering(&self, id: &str) -> Option<Reference> {
        self.chain(id).find_map(|style| style.numbering)
    }

    /// How text in a style is set.
    pub(super) fn look(&self, id: &str) -> Look {
        let chain: Vec<&Style> = self.chain(id).collect();
        chain.iter().rev().fold(Look::default(), |look, style| look.with(Some(&style.run)))
    }
}

/// The outline level that paragraph properties set, from 0; 9 is body text.
fn outline(properties: &Node) -> Option<u8> {
    properties.child("w:outlineLvl")?.val()?.parse().ok()
}
