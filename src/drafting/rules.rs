//! The defining patterns and frames of `definitions.toml`, compiled.

use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

/// Compiled once; the file is part of the program.
pub(super) static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("definitions.toml")).unwrap_or_default();
    Rules {
        patterns: file.pattern.into_iter().filter_map(Pattern::compile).collect(),
        frames: file.frame.into_iter().filter_map(Frame::compile).collect(),
        announcing: Regex::new(&file.words.announcing).ok(),
        words: file.words,
        english: file.english,
    }
});

/// Everything the file says.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) patterns: Vec<Pattern>,
    pub(super) frames: Vec<Frame>,
    pub(super) words: Words,
    /// Promises to explain words.
    pub(super) announcing: Option<Regex>,
    pub(super) english: English,
}

/// How Chinese defines a term.
#[derive(Debug)]
pub(super) struct Pattern {
    /// What the file says of it.
    pub(super) rule: PatternRule,
    /// Has the groups `quoted`, `subject` or `name`, and perhaps `gloss`,
    /// `genus` and `rest`.
    pub(super) regex: Regex,
}

/// How English defines or names a term.
#[derive(Debug)]
pub(super) struct Frame {
    /// What the file says of it.
    pub(super) rule: FrameRule,
    /// Has the groups `np` or `quoted`, and perhaps `acronym` or a `pronoun`
    /// that takes the words up where they are defined.
    pub(super) regex: Regex,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    pattern: Vec<PatternRule>,
    frame: Vec<FrameRule>,
    words: Words,
    english: English,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PatternRule {
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever reads the file"))]
    pub(super) id: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever reads the file"))]
    pub(super) reason: String,
    pattern: String,
    #[serde(default)]
    pub(super) strength: Strength,
    /// Only where the block has promised to explain words.
    #[serde(default)]
    pub(super) announced: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read it"))]
    pub(super) examples: Vec<Example>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read it"))]
    pub(super) counter_examples: Vec<String>,
}

/// Does a pattern need the translation's word that something is defined here?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Strength {
    /// It defines by itself.
    #[default]
    Strong,
    /// The translation has to define at the same place.
    Weak,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FrameRule {
    pub(super) id: String,
    /// On which side of the frame the term stands.
    pub(super) term: Position,
    /// How surely it defines, 0 to 1.
    pub(super) weight: f32,
    pattern: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read it"))]
    pub(super) examples: Vec<Example>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read it"))]
    pub(super) counter_examples: Vec<String>,
}

/// On which side of a frame's own words the term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Position {
    Before,
    After,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "the tests read it"))]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) term: String,
}

/// Word lists that decide where a Chinese term begins and whether it is one.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    announcing: String,
    pub(super) introducing: Vec<String>,
    pub(super) measures: Vec<String>,
    pub(super) counting: Vec<String>,
    pub(super) keeping: Vec<String>,
    pub(super) leading: Vec<String>,
    pub(super) binding: Vec<String>,
    pub(super) never: Vec<String>,
    pub(super) begins: Vec<String>,
    pub(super) ends: Vec<String>,
    pub(super) general: Vec<String>,
    pub(super) no_naming: Vec<String>,
    pub(super) no_name: Vec<String>,
    pub(super) persons: Vec<String>,
    pub(super) bearers: Vec<String>,
    pub(super) causing: Vec<String>,
    pub(super) opinion: Vec<String>,
    pub(super) no_definition: Vec<String>,
}

/// Word lists for English.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct English {
    pub(super) function: Vec<String>,
    pub(super) before_verb: Vec<String>,
    pub(super) no_plural: Vec<String>,
}

const TERM: &str = r"(?:“(?P<quoted>[^“”]{1,20})”(?:(?:的|这|那)?[^，。；：！？、“”（）《》—\s]{1,5}?)?|(?P<subject>[^，。；：！？、“”（）《》—\s]{1,24}?))";
const NAME: &str =
    r"[：，]?(?:“(?P<quoted>[^“”]{1,20})”|(?P<name>[^，。；：！？、“”（）《》—\s]{1,16}))";
const GLOSS: &str =
    r"(?:（(?P<gloss>[A-Za-z][A-Za-z0-9 ,.&/'\-]{0,60})(?:[，、；：][^（）]{1,30})?）)";
const QUOTED: &str = r"“(?P<quoted>[^“”]{1,60})”";
const BEFORE: &str = r"(?:“(?P<quoted>[^“”]{1,60})”|(?P<np>[\w'-]+(?: [\w'-]+){0,7}?))";
const AFTER: &str = r"(?:“(?P<quoted>[^“”]{1,60})”|(?P<np>[\w'-]+(?: [\w'-]+){0,7}))";

impl Pattern {
    fn compile(rule: PatternRule) -> Option<Self> {
        let text =
            rule.pattern.replace("{term}", TERM).replace("{name}", NAME).replace("{gloss}", GLOSS);
        Regex::new(&text).ok().map(|regex| Self { rule, regex })
    }
}

impl Frame {
    /// Does it give a name, rather than define?
    pub(super) fn names(&self) -> bool {
        self.rule.term == Position::After && self.rule.id != "quoted"
    }

    fn compile(rule: FrameRule) -> Option<Self> {
        let text = rule
            .pattern
            .replace("{subject}", BEFORE)
            .replace("{name}", AFTER)
            .replace("{quoted}", QUOTED);
        Regex::new(&text).ok().map(|regex| Self { rule, regex })
    }
}
