//! What is in a paragraph.

use super::body::Reader;
use super::fields;
use super::formula;
use super::pieces::Piece;
use super::styles::Look;
use super::xml::Node;
use anyhow::Result;

/// How the text is set, and where it links to.
#[derive(Debug, Clone, Default)]
pub(super) struct Span {
    pub(super) look: Look,
    pub(super) address: Option<String>,
}

/// Characters of the symbol fonts, by their code there.
const SYMBOLS: &[(u32, char)] = &[
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x4a, '☺'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xb7, '•'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe8, '➔'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

impl<'a> Reader<'a, '_> {
    /// All text below a node, as pieces.
    pub(super) fn inline(
        &mut self,
        node: &'a Node,
        span: &Span,
        out: &mut Vec<Piece>,
    ) -> Result<()> {
        node.children.iter().try_for_each(|child| self.inline_child(child, span, out))
    }

    pub(super) fn inline_child(
        &mut self,
        node: &'a Node,
        span: &Span,
        out: &mut Vec<Piece>,
    ) -> Result<()> {
        match node.name() {
            "w:r" => return self.run(node, span, out),
            "w:t" => self.text(&shown(&node.text), span, out),
            "w:tab" | "w:ptab" => self.text(" ", span, out),
            "w:br" | "w:cr" => self.text("\n", span, out),
            "w:noBreakHyphen" => self.text("\u{2011}", span, out),
            "w:sym" => self.symbol(node, span, out),
            "w:hyperlink" => {
                let address = node
                    .attribute("r:id")
                    .and_then(|id| self.relations.get(id))
                    .filter(|relation| relation.external)
                    .map(|relation| relation.target.clone());
                return self.linked(node, address, span, out);
            }
            "w:fldSimple" => {
                let address = node.attribute("w:instr").and_then(fields::address);
                return self.linked(node, address, span, out);
            }
            "w:fldChar" => self.field(node, span, out),
            "w:instrText" => self.fields.instruct(&node.text),
            "w:footnoteReference" => self.refer("footnote", node, out),
            "w:endnoteReference" => self.refer("endnote", node, out),
            "w:commentReference" => self.counts.comments += 1,
            "w:del" | "w:moveFrom" => self.counts.deletions += 1,
            "w:delText" | "w:delInstrText" => {}
            "w:ruby" => {
                if let Some(base) = node.child("w:rubyBase") {
                    self.inline(base, span, out)?;
                }
                if let Some(above) = node.child("w:rt") {
                    self.text("（", span, out);
                    self.inline(above, span, out)?;
                    self.text("）", span, out);
                }
            }
            "m:oMath" | "m:oMathPara" => {
                self.text(&formula::line(node), span, out);
                self.found.push("a formula was written as plain text".into());
            }
            "w:drawing" | "w:pict" | "w:object" => return self.drawing(node, out),
            "mc:AlternateContent" => return self.alternatives(node, span, out),
            // Not where they belong, but they have text.
            "w:p" => {
                self.inline(node, span, out)?;
                self.text("\n", span, out);
            }
            "w:tbl" => {
                let lines = self.apart_block(node)?;
                self.asides.extend(lines);
            }
            name if name.ends_with("Pr") => {}
            _ => return self.inline(node, span, out),
        }
        Ok(())
    }

    pub(super) fn text(&self, text: &str, span: &Span, out: &mut Vec<Piece>) {
        let address = span.address.clone().or_else(|| {
            self.fields.address().filter(|address| fields::is_safe(address)).map(str::to_string)
        });
        out.push(Piece { text: text.to_string(), look: span.look, address, markup: false });
    }

    fn run(&mut self, node: &'a Node, span: &Span, out: &mut Vec<Piece>) -> Result<()> {
        let properties = node.child("w:rPr");
        let style = properties.and_then(|p| p.child("w:rStyle")?.val());
        let styled = style.map(|style| self.package.styles.look(style)).unwrap_or_default();
        let look = Look {
            bold: span.look.bold || styled.bold,
            italic: span.look.italic || styled.italic,
            struck: span.look.struck || styled.struck,
            raised: span.look.raised || styled.raised,
            lowered: span.look.lowered || styled.lowered,
            hidden: span.look.hidden || styled.hidden,
        };
        let look = look.with(properties);
        let before = out.len();
        self.inline(node, &Span { look, address: span.address.clone() }, out)?;
        if look.hidden {
            let hidden: String = out.drain(before..).map(|piece| piece.text).collect();
            if !hidden.trim().is_empty() {
                self.found.push(format!("hidden text was left out: “{}”", hidden.trim()));
            }
        }
        Ok(())
    }

    fn linked(
        &mut self,
        node: &'a Node,
        address: Option<String>,
        span: &Span,
        out: &mut Vec<Piece>,
    ) -> Result<()> {
        let (safe, other): (Option<String>, Option<String>) = match address {
            Some(address) if fields::is_safe(&address) => (Some(address), None),
            other => (None, other),
        };
        if let Some(other) = other {
            self.found.push(format!("a link to `{other}` is plain text"));
        }
        let address = safe.or_else(|| span.address.clone());
        self.inline(node, &Span { look: span.look, address }, out)
    }

    fn field(&mut self, node: &Node, span: &Span, out: &mut Vec<Piece>) {
        match node.attribute("w:fldCharType") {
            Some("begin") => {
                self.fields.begin();
                if let Some(check) = node.at(&["w:ffData", "w:checkBox"]) {
                    let on = check.flag("w:checked").or_else(|| check.flag("w:default"));
                    self.text(if on == Some(true) { "☒" } else { "☐" }, span, out);
                }
            }
            Some("separate") => {
                self.fields.separate();
                if let Some(address) = self.fields.address().filter(|a| !fields::is_safe(a)) {
                    self.found.push(format!("a link to `{address}` is plain text"));
                }
            }
            Some("end") => {
                if let Some(instruction) = self.fields.end() {
                    self.found.push(format!("the field `{instruction}` was left out"));
                }
            }
            _ => {}
        }
    }

    /// A character by its code in a font; symbol fonts have codes of their own.
    fn symbol(&mut self, node: &Node, span: &Span, out: &mut Vec<Piece>) {
        let code = node.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let own = |code: u32| SYMBOLS.iter().find(|(at, _)| *at == code).map(|(_, c)| *c);
        let found = code.and_then(|code| match code {
            0xf020..=0xf0ff => own(code - 0xf000),
            0x20..=0xff => own(code),
            _ => char::from_u32(code).filter(|c| !c.is_control()),
        });
        match found {
            Some(c) => self.text(c.encode_utf8(&mut [0; 4]), span, out),
            None => self.found.push(format!(
                "a symbol was left out: character {} of the font {}",
                node.attribute("w:char").unwrap_or("?"),
                node.attribute("w:font").unwrap_or("?")
            )),
        }
    }

    /// Of alternatives, the first that gives text, a picture or a text box.
    fn alternatives(&mut self, node: &'a Node, span: &Span, out: &mut Vec<Piece>) -> Result<()> {
        let before = (out.len(), self.asides.len());
        let found = self.found.len();
        for alternative in &node.children {
            self.found.truncate(found);
            self.inline(alternative, span, out)?;
            if (out.len(), self.asides.len()) != before {
                break;
            }
        }
        Ok(())
    }

    /// The lines of a table that stands in a paragraph.
    fn apart_block(&mut self, node: &'a Node) -> Result<Vec<crate::import::lines::Line>> {
        let lines = std::mem::take(&mut self.lines);
        let result = self.table(node);
        let inner = std::mem::replace(&mut self.lines, lines);
        result.map(|()| inner)
    }
}

/// A line break in the XML is a space in the text.
fn shown(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
