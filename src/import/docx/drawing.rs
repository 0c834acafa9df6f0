//! Pictures, text boxes, shapes and diagrams.

use super::body::Reader;
use super::pictures::Picture;
use super::pieces::Piece;
use super::xml::Node;
use crate::import::chapters::escape;
use crate::import::lines::{Line, Mark};
use anyhow::Result;

impl<'a> Reader<'a, '_> {
    /// A drawing: its pictures become pieces, its text lines behind the
    /// paragraph. One that has neither is named.
    pub(super) fn drawing(&mut self, node: &'a Node, out: &mut Vec<Piece>) -> Result<()> {
        let before = (out.len(), self.asides.len(), self.found.len());
        self.shapes(node, description(node), out)?;
        if (out.len(), self.asides.len(), self.found.len()) == before {
            self.found.push("a shape without text was left out".into());
        }
        Ok(())
    }

    fn shapes(&mut self, node: &'a Node, alt: &'a str, out: &mut Vec<Piece>) -> Result<()> {
        for child in &node.children {
            let alt = if alt.is_empty() { child.attribute("alt").unwrap_or(alt) } else { alt };
            match child.name() {
                "a:blip" => {
                    let id = child.attribute("r:embed").or(child.attribute("r:link"));
                    self.picture(id, alt, out)?;
                }
                "v:imagedata" => {
                    let own = child.attribute("o:title").filter(|_| alt.is_empty());
                    let id = child.attribute("r:id").or(child.attribute("r:pict"));
                    self.picture(id, own.unwrap_or(alt), out)?;
                }
                "v:textpath" => {
                    if let Some(text) = child.attribute("string") {
                        self.aside(text);
                    }
                }
                "w:txbxContent" => {
                    let lines = self.apart(child)?;
                    self.asides.extend(lines);
                }
                "a:txBody" => self.drawn_text(child),
                // Not where they belong, but they have text.
                "w:p" | "w:r" | "w:t" => self.inline_child(child, &Default::default(), out)?,
                "dgm:relIds" => self.diagram(child)?,
                "c:chart" => self.found.push("a chart was left out".into()),
                "o:OLEObject" => {
                    let program = child.attribute("ProgID").unwrap_or("another program");
                    self.found.push(format!("an object of {program} was left out"));
                }
                "mc:AlternateContent" => {
                    let before = (out.len(), self.asides.len());
                    for alternative in &child.children {
                        self.shapes(alternative, alt, out)?;
                        if (out.len(), self.asides.len()) != before {
                            break;
                        }
                    }
                }
                _ => self.shapes(child, alt, out)?,
            }
        }
        Ok(())
    }

    fn picture(&mut self, id: Option<&str>, alt: &str, out: &mut Vec<Piece>) -> Result<()> {
        let Some(relation) = id.and_then(|id| self.relations.get(id)).cloned() else {
            self.found.push("a picture that is not in the file was left out".into());
            return Ok(());
        };
        let alt = escape(&alt.split_whitespace().collect::<Vec<_>>().join(" "));
        if relation.external {
            match super::fields::is_safe(&relation.target) {
                true => out.push(Piece::markup(format!("![{alt}](<{}>)", relation.target))),
                false => self.found.push(format!(
                    "a picture at `{}`, which is not in the file, was left out",
                    relation.target
                )),
            }
            return Ok(());
        }
        let name = relation.target.rsplit('/').next().unwrap_or_default().to_string();
        match self.package.bytes(&relation.target)?.and_then(Picture::new) {
            Some((picture, shown)) => {
                if !shown {
                    self.found.push(format!(
                        "the picture {name} is saved as {}, which browsers do not show",
                        picture.path
                    ));
                }
                out.push(Piece::markup(format!("![{alt}]({})", picture.path)));
                if !self.pictures.contains(&picture) {
                    self.pictures.push(picture);
                }
            }
            None => self.found.push(format!(
                "the picture {name} was left out: it is neither PNG, JPEG, GIF, WebP nor BMP"
            )),
        }
        Ok(())
    }

    /// A line of text that stands in a drawing.
    fn aside(&mut self, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            let number = self.seen;
            self.asides.push(Line { number, last: number, text, mark: None, markdown: None });
        }
    }

    /// The paragraphs of a shape that is not Word's own.
    fn drawn_text(&mut self, node: &Node) {
        for paragraph in node.children.iter().filter(|child| child.name() == "a:p") {
            let mut text = String::new();
            collect(paragraph, "a:t", &mut text);
            self.aside(&text);
        }
    }

    /// The texts of a diagram, as a list.
    fn diagram(&mut self, node: &Node) -> Result<()> {
        let part = node.attribute("r:dm").and_then(|id| self.relations.get(id)).cloned();
        let Some(part) = part else { return Ok(()) };
        let data = self.package.node(&part.target)?;
        let Some(points) = data.child("dgm:ptLst") else { return Ok(()) };
        let from = self.asides.len();
        for point in &points.children {
            if let Some(text) = point.child("dgm:t") {
                self.drawn_text(text);
            }
        }
        for line in &mut self.asides[from..] {
            line.mark = Some(Mark::Item { ordered: false });
        }
        self.found.push("a diagram was written as a list of its texts".into());
        Ok(())
    }
}

/// What a drawing says of itself for those who do not see it.
fn description(node: &Node) -> &str {
    let properties = node.find("wp:docPr");
    let find = |name: &str| properties.and_then(|p| p.attribute(name)).filter(|t| !t.is_empty());
    find("descr").or_else(|| find("title")).unwrap_or_default()
}

fn collect(node: &Node, name: &str, out: &mut String) {
    if node.name() == name {
        out.push_str(&node.text);
    }
    if node.name() == "a:br" {
        out.push(' ');
    }
    node.children.iter().for_each(|child| collect(child, name, out));
}
