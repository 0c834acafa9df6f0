//! The parts of a .docx file and how they lead to one another.

use super::container::{Container, SAVE_AGAIN};
use super::numbering::Numbering;
use super::styles::Styles;
use super::xml::{self, MOST_NODES, Node};
use anyhow::{Result, anyhow};
use std::collections::BTreeMap;

/// What a part names by an id: another part, or an address outside.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The last word of its type, e.g. `footnotes` or `image`.
    pub(super) kind: String,
    /// A part's full name, or an address.
    pub(super) target: String,
    pub(super) external: bool,
}

/// What a part names, by id.
pub(super) type Relations = BTreeMap<String, Relation>;

/// A part whose text can stand in the document.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) root: Node,
    pub(super) relations: Relations,
}

/// All of a file that the text is made from.
pub(super) struct Package<'a> {
    container: Container<'a>,
    left: usize,
    pub(super) document: Part,
    pub(super) footnotes: Part,
    pub(super) endnotes: Part,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// The texts above and below every page.
    pub(super) furniture: Vec<(String, Node)>,
}

impl<'a> Package<'a> {
    /// Reads the parts. Fails where there is no document in the file, and where
    /// a part is damaged or passes a limit.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        let mut package = Self {
            container: Container::open(bytes)?,
            left: MOST_NODES,
            document: Part::default(),
            footnotes: Part::default(),
            endnotes: Part::default(),
            styles: Styles::default(),
            numbering: Numbering::default(),
            furniture: Vec::new(),
        };
        let root = package.relations("")?;
        let named = root.values().find(|relation| relation.kind == "officeDocument");
        let name = named.map_or("word/document.xml", |relation| relation.target.as_str());
        package.document = package.part(name)?.ok_or_else(|| {
            anyhow!("it cannot be read as a .docx file: there is no document in it\n{SAVE_AGAIN}")
        })?;
        for relation in package.document.relations.clone().into_values() {
            if relation.external {
                continue;
            }
            let Relation { kind, target, .. } = relation;
            match kind.as_str() {
                "footnotes" => package.footnotes = package.part(&target)?.unwrap_or_default(),
                "endnotes" => package.endnotes = package.part(&target)?.unwrap_or_default(),
                "styles" => package.styles = Styles::read(&package.node(&target)?),
                "numbering" => package.numbering = Numbering::read(&package.node(&target)?),
                "header" | "footer" => {
                    let node = package.node(&target)?;
                    package.furniture.push((kind, node));
                }
                _ => {}
            }
        }
        Ok(package)
    }

    /// The bytes of a part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        self.container.part(name)
    }

    /// The XML of a part; an empty node where it is not there.
    pub(super) fn node(&mut self, name: &str) -> Result<Node> {
        match self.container.part(name)? {
            Some(bytes) => xml::parse(name, &bytes, &mut self.left),
            None => Ok(Node::default()),
        }
    }

    fn part(&mut self, name: &str) -> Result<Option<Part>> {
        let Some(bytes) = self.container.part(name)? else { return Ok(None) };
        let root = xml::parse(name, &bytes, &mut self.left)?;
        Ok(Some(Part { root, relations: self.relations(name)? }))
    }

    /// What a part names; `` is the file itself.
    fn relations(&mut self, part: &str) -> Result<Relations> {
        let (directory, file) = part.rsplit_once('/').unwrap_or(("", part));
        let prefix = if directory.is_empty() { String::new() } else { format!("{directory}/") };
        let node = self.node(&format!("{prefix}_rels/{file}.rels"))?;
        let relations = node.children.iter().filter_map(|child| {
            let kind = child.attribute("Type")?.rsplit('/').next()?.to_string();
            let external = child.attribute("TargetMode") == Some("External");
            let target = child.attribute("Target")?;
            let target = if external { target.to_string() } else { resolved(&prefix, target) };
            Some((child.attribute("Id")?.to_string(), Relation { kind, target, external }))
        });
        Ok(relations.collect())
    }
}

/// A part's name from a relation's target, which is relative to the part or,
/// with `/` before it, to the file.
fn resolved(directory: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_string(),
        None => format!("{directory}{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.join("/")
}
