//! XML to a small tree, within limits.

use super::container::SAVE_AGAIN;
use anyhow::{Result, anyhow, bail};
use encoding_rs::Encoding;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The deepest nesting. A table in a table in a text box takes about thirty.
pub(super) const DEEPEST: usize = 256;

/// The most elements and attributes in a file.
pub(super) const MOST_NODES: usize = 2_000_000;

/// The namespaces that a .docx file is written in, by the prefix that their
/// names have here. Word's strict format has other addresses for the same.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"),
    ("http://purl.oclc.org/ooxml/drawingml/diagram", "dgm"),
    ("http://schemas.openxmlformats.org/drawingml/2006/chart", "c"),
    ("http://purl.oclc.org/ooxml/drawingml/chart", "c"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "wps"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:schemas-microsoft-com:office:office", "o"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
];

/// An element. Names have the prefixes of [`NAMESPACES`], whatever the file
/// calls them; `?:name` is of none of those.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    name: Option<Rc<str>>,
    attributes: Vec<(Rc<str>, String)>,
    pub(super) children: Vec<Node>,
    /// All text directly in it.
    pub(super) text: String,
}

impl Node {
    /// Its name, e.g. `w:p`.
    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| **own == *name).map(|(_, value)| value.as_str())
    }

    /// `w:val`, which says most things in a .docx file.
    pub(super) fn val(&self) -> Option<&str> {
        self.attribute("w:val")
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name() == name)
    }

    /// The descendant at a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The first descendant of a name, in the order of the text.
    pub(super) fn find(&self, name: &str) -> Option<&Node> {
        self.children.iter().find_map(|child| match child.name() == name {
            true => Some(child),
            false => child.find(name),
        })
    }

    /// The value of a property that is on or off; nothing where it is not set.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        let property = self.child(name)?;
        Some(!matches!(property.val(), Some("0" | "false" | "off" | "none")))
    }
}

/// Parses a part. `left` counts down the elements and attributes that a file
/// may still have. Fails where the part is not well-formed or passes a limit.
pub(super) fn parse(part: &str, bytes: &[u8], left: &mut usize) -> Result<Node> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => String::from_utf8_lossy(bytes),
    };
    let mut reader = Reader::from_str(&text);
    let mut builder = Builder::new(left);
    loop {
        let event = reader.read_event().map_err(|error| broken(part, &error.to_string()))?;
        let done = matches!(event, Event::Eof);
        builder.event(event).map_err(|error| broken(part, &error.to_string()))?;
        if done {
            let root = builder.root.children.pop();
            return root.ok_or_else(|| broken(part, "there is nothing in it"));
        }
    }
}

fn broken(part: &str, what: &str) -> anyhow::Error {
    anyhow!("its part `{part}` cannot be read: {what}\n{SAVE_AGAIN}")
}

struct Builder<'a> {
    /// Holds the document's element, once that is closed.
    root: Node,
    open: Vec<(Node, Vec<Shadowed>)>,
    /// The prefix here of each prefix in the file; `` for names without one.
    prefixes: HashMap<String, &'static str>,
    names: HashSet<Rc<str>>,
    left: &'a mut usize,
}

/// What a prefix meant outside the element that declares it anew.
type Shadowed = (String, Option<&'static str>);

impl<'a> Builder<'a> {
    fn new(left: &'a mut usize) -> Self {
        let prefixes = HashMap::from([("xml".to_string(), "xml")]);
        Self { root: Node::default(), open: Vec::new(), prefixes, names: HashSet::new(), left }
    }

    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::Start(start) => self.start(&start)?,
            Event::Empty(start) => {
                self.start(&start)?;
                self.end();
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let named = reference.resolve_char_ref()?.map(String::from);
                let named = named.or_else(|| resolve_xml_entity(&reference).map(String::from));
                match named {
                    Some(text) => self.text(&text),
                    None => bail!("it names `&{};`, which is nothing", &*reference),
                }
            }
            Event::DocType(_) => bail!("it declares a document type"),
            Event::Eof if !self.open.is_empty() => bail!("it ends in the middle"),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<()> {
        if self.open.len() >= DEEPEST {
            bail!("its elements are nested more than {DEEPEST} deep");
        }
        self.count()?;
        let mut shadowed = Vec::new();
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            self.count()?;
            let attribute = attribute?;
            let (key, value) =
                (attribute.key.0, attribute.normalized_value(XmlVersion::Implicit1_0)?);
            match key.strip_prefix("xmlns").map(|rest| (rest, rest.strip_prefix(':'))) {
                Some(("", _)) => self.declare("", &value, &mut shadowed),
                Some((_, Some(prefix))) => self.declare(prefix, &value, &mut shadowed),
                _ => attributes.push((key.to_string(), value.into_owned())),
            }
        }
        let mut node = Node { name: Some(self.name(start.name().0, "")), ..Node::default() };
        for (key, value) in attributes {
            // Names without a prefix are in no namespace.
            let name = match key.contains(':') {
                true => self.name(&key, "?"),
                false => self.interned(key),
            };
            // The marks of editing sessions, of which every run has some.
            if !name.starts_with("w:rsid") {
                node.attributes.push((name, value));
            }
        }
        self.open.push((node, shadowed));
        Ok(())
    }

    fn end(&mut self) {
        let Some((node, shadowed)) = self.open.pop() else { return };
        for (prefix, before) in shadowed.into_iter().rev() {
            match before {
                Some(before) => self.prefixes.insert(prefix, before),
                None => self.prefixes.remove(&prefix),
            };
        }
        let parent = self.open.last_mut().map_or(&mut self.root, |(node, _)| node);
        parent.children.push(node);
    }

    fn text(&mut self, text: &str) {
        if let Some((node, _)) = self.open.last_mut() {
            node.text.push_str(text);
        }
    }

    fn count(&mut self) -> Result<()> {
        match self.left.checked_sub(1) {
            Some(left) => *self.left = left,
            None => bail!("it has more than {MOST_NODES} elements and attributes"),
        }
        Ok(())
    }

    fn declare(&mut self, prefix: &str, address: &str, shadowed: &mut Vec<Shadowed>) {
        let known = NAMESPACES.iter().find(|(own, _)| *own == address).map(|(_, known)| *known);
        let before = self.prefixes.insert(prefix.to_string(), known.unwrap_or("?"));
        shadowed.push((prefix.to_string(), before));
    }

    /// The name as it is called here.
    fn name(&mut self, written: &str, bare: &str) -> Rc<str> {
        let (prefix, local) = written.split_once(':').unwrap_or((bare, written));
        let prefix = self.prefixes.get(prefix).copied().unwrap_or("?");
        self.interned(format!("{prefix}:{local}"))
    }

    fn interned(&mut self, name: String) -> Rc<str> {
        if let Some(known) = self.names.get(name.as_str()) {
            return known.clone();
        }
        let name: Rc<str> = name.into();
        self.names.insert(name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Node> {
        parse("x.xml", text.as_bytes(), &mut MOST_NODES.clone())
    }

    #[test]
    fn names_are_the_same_whatever_the_file_calls_them() {
        let w = NAMESPACES[0].0;
        for text in [
            format!("<w:p xmlns:w='{w}' w:val='1' id='2'><w:t>甲 &amp; &#x4E59;</w:t></w:p>"),
            format!("<n:p xmlns:n='{w}' n:val='1' id='2'><n:t>甲 <![CDATA[&]]> 乙</n:t></n:p>"),
            format!("<p xmlns='{w}' xmlns:x='{w}' x:val='1' id='2'><t>甲 &#38; 乙</t></p>"),
        ] {
            let node = read(&text).expect(&text);
            assert_eq!(
                (node.name(), node.val(), node.attribute("id")),
                ("w:p", Some("1"), Some("2"))
            );
            assert_eq!(node.child("w:t").map(|t| t.text.as_str()), Some("甲 & 乙"), "{text}");
        }
        let inner = format!("<a xmlns='{w}'><b xmlns='urn:x'><c/></b><d/></a>");
        let node = read(&inner).expect("well-formed");
        assert_eq!(node.children.iter().map(Node::name).collect::<Vec<_>>(), ["?:b", "w:d"]);
    }

    #[test]
    fn what_is_broken_or_beyond_a_limit_is_an_error_that_says_so() {
        let deep = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
        for (text, said) in [
            ("<a><b>", "ends in the middle"),
            ("<a><b", "cannot be read"),
            ("<a></b>", "cannot be read"),
            ("", "nothing in it"),
            ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "document type"),
            ("<a>&x;</a>", "`&x;`"),
            (&deep(DEEPEST + 1), "nested more than 256 deep"),
        ] {
            let error = format!("{:#}", read(text).expect_err(said));
            assert!(error.contains(said) && error.contains("help:"), "{error}");
        }
        assert!(read(&deep(DEEPEST)).is_ok());
        let error = parse("x.xml", b"<a b='1' c='2'/>", &mut 2).expect_err("too many").to_string();
        assert!(error.contains("elements and attributes"), "{error}");
    }
}
