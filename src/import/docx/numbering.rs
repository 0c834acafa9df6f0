//! The numbers that a word processor sets before paragraphs.

use super::xml::Node;
use std::collections::BTreeMap;

/// Which list a paragraph belongs to, and how deep it stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    list: u32,
    depth: Option<u32>,
}

impl Reference {
    /// From paragraph properties.
    pub(super) fn read(properties: &Node) -> Option<Self> {
        let node = properties.child("w:numPr")?;
        let number = |name: &str| node.child(name)?.val()?.parse().ok();
        Some(Self { list: number("w:numId")?, depth: number("w:ilvl") })
    }
}

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Number {
    Label(String),
    Bullet,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    pattern: String,
    /// Every number in figures, as in legal texts.
    figures: bool,
    /// The style whose paragraphs stand on this level.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    /// The levels' definition that it shares with other lists.
    shape: u32,
    /// Where its levels start anew.
    starts: BTreeMap<u32, u32>,
    /// Levels of its own.
    levels: BTreeMap<u32, Level>,
}

/// The lists of a file and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    shapes: BTreeMap<u32, BTreeMap<u32, Level>>,
    lists: BTreeMap<u32, List>,
    /// The last number on each level of each shape.
    counters: BTreeMap<(u32, u32), u32>,
    /// Lists that have begun.
    begun: Vec<(u32, u32)>,
}

impl Numbering {
    /// From `numbering.xml`.
    pub(super) fn read(root: &Node) -> Self {
        let mut numbering = Self::default();
        let number = |node: &Node, name: &str| node.attribute(name)?.parse::<u32>().ok();
        // A shape may lead to another by the name of a style.
        let mut named: BTreeMap<&str, u32> = BTreeMap::new();
        let mut leads: Vec<(u32, &str)> = Vec::new();
        for node in root.children.iter().filter(|node| node.name() == "w:abstractNum") {
            let Some(id) = number(node, "w:abstractNumId") else { continue };
            numbering.shapes.insert(id, levels(node));
            let link = |name: &str| node.child(name).and_then(Node::val);
            named.extend(link("w:styleLink").map(|name| (name, id)));
            leads.extend(link("w:numStyleLink").map(|name| (id, name)));
        }
        for (from, name) in leads {
            if let Some(to) = named.get(name)
                && let Some(levels) = numbering.shapes.get(to).cloned()
            {
                numbering.shapes.insert(from, levels);
            }
        }
        for node in root.children.iter().filter(|node| node.name() == "w:num") {
            let Some(id) = number(node, "w:numId") else { continue };
            let shape = node.child("w:abstractNumId").and_then(Node::val);
            let mut list = List {
                shape: shape.and_then(|id| id.parse().ok()).unwrap_or(0),
                ..List::default()
            };
            for own in node.children.iter().filter(|node| node.name() == "w:lvlOverride") {
                let Some(depth) = number(own, "w:ilvl") else { continue };
                let start = own.child("w:startOverride").and_then(Node::val);
                list.starts.extend(start.and_then(|start| Some((depth, start.parse().ok()?))));
                list.levels.extend(levels(own));
            }
            numbering.lists.insert(id, list);
        }
        numbering
    }

    /// Counts on and gives what stands before the next paragraph of a list.
    /// `style` is the paragraph's style, which may name the level.
    pub(super) fn next(&mut self, reference: Reference, style: &str) -> Option<Number> {
        let list = self.lists.get(&reference.list)?;
        let mut levels = self.shapes.get(&list.shape).cloned().unwrap_or_default();
        levels.extend(list.levels.clone());
        let styled = || {
            let of = |level: &Level| level.style.as_deref() == Some(style);
            levels.iter().find(|(_, level)| of(level)).map(|(depth, _)| *depth)
        };
        let depth = reference.depth.or_else(styled).unwrap_or(0);
        let level = levels.get(&depth)?;
        match level.format.as_str() {
            "bullet" => return Some(Number::Bullet),
            "none" if level.pattern.is_empty() => return None,
            _ => {}
        }
        let key = (list.shape, depth);
        if let Some(start) = list.starts.get(&depth)
            && !self.begun.contains(&(reference.list, depth))
        {
            self.begun.push((reference.list, depth));
            self.counters.insert(key, start.saturating_sub(1));
        }
        let counter = self.counters.entry(key).or_insert(level.start.saturating_sub(1));
        *counter = counter.saturating_add(1);
        self.counters.retain(|(shape, other), _| *shape != list.shape || *other <= depth);
        let mut label = level.pattern.clone();
        for (at, other) in &levels {
            let count = self.counters.get(&(list.shape, *at)).copied().unwrap_or(other.start);
            let format = if level.figures { "decimal" } else { &other.format };
            label = label.replace(&format!("%{}", at + 1), &written(count as usize, format));
        }
        if label.trim().is_empty() {
            return None;
        }
        if label.ends_with(|c: char| c.is_ascii() && c != ' ') {
            label.push(' ');
        }
        Some(Number::Label(label))
    }
}

fn levels(node: &Node) -> BTreeMap<u32, Level> {
    let levels = node.children.iter().filter(|child| child.name() == "w:lvl");
    levels
        .filter_map(|level| {
            let val = |name: &str| level.child(name).and_then(Node::val);
            let depth = level.attribute("w:ilvl")?.parse().ok()?;
            let read = Level {
                start: val("w:start").and_then(|start| start.parse().ok()).unwrap_or(1),
                format: val("w:numFmt").unwrap_or("decimal").to_string(),
                pattern: val("w:lvlText").unwrap_or_default().to_string(),
                figures: level.flag("w:isLgl").unwrap_or(false),
                style: val("w:pStyle").map(str::to_string),
            };
            Some((depth, read))
        })
        .collect()
}

/// A number in one of the word processor's formats.
fn written(number: usize, format: &str) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let digit = |at: usize| digits.get(at).copied().unwrap_or('零').to_string();
    let letter = |first: u8| match number {
        1..=26 => char::from(first + number as u8 - 1).to_string(),
        _ => number.to_string(),
    };
    match format {
        "none" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => match number {
            0..=9 => digit(number),
            10 => "十".into(),
            11..=19 => format!("十{}", digit(number - 10)),
            20..=99 if number.is_multiple_of(10) => format!("{}十", digit(number / 10)),
            20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
            _ => number.to_string(),
        },
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32('①' as u32 + number as u32 - 1).unwrap_or('①').to_string()
        }
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "upperRoman" | "lowerRoman" if (1..40).contains(&number) => {
            let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
            let roman = "X".repeat(number / 10) + ones[number % 10];
            if format == "lowerRoman" { roman.to_lowercase() } else { roman }
        }
        _ => number.to_string(),
    }
}
