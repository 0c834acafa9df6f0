//! What `[preprocessor.bilingual]` in book.toml may say.

use anyhow::{Result, bail};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use std::path::PathBuf;

/// The table `[preprocessor.bilingual]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Config {
    /// Where the translation is: a directory under the book's source
    /// directory, or a `.po` file relative to the book's root. Default: none.
    pub translation: Option<PathBuf>,
    /// The language of the translation. Default: the name of the translation
    /// directory or file where that is a language tag, else `en`.
    pub target_language: Option<String>,
    /// What a missing or superfluous translation is. Default: `warn`.
    pub on_mismatch: OnMismatch,
    /// What a reviewed pair whose source has changed is. Default: `warn`.
    pub on_stale: OnMismatch,
    /// Where the site is published, e.g. `https://example.org/book/`: what QR
    /// codes and other absolute links are made from. Default: none.
    pub base_url: Option<String>,
    /// Set Chinese right in Markdown: emphasis beside full-width punctuation
    /// and line breaks between two Han characters. Default: `true`.
    pub cjk_fixes: bool,
    /// A panel for first visitors on the first page of a bilingual book: what
    /// it is, how it is read, what else there is. Default: `true`.
    pub opening: bool,
    /// The callouts at misconception boundaries.
    pub callouts: CalloutConfig,
    /// The glossary.
    pub glossary: GlossaryConfig,
    /// The printed handouts.
    pub handouts: HandoutConfig,
    /// mdBook's own keys of a preprocessor's table.
    command: Option<toml::Value>,
    before: Option<toml::Value>,
    after: Option<toml::Value>,
    optional: Option<toml::Value>,
    renderers: Option<toml::Value>,
}

/// Does a mismatch of the two languages fail the build?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnMismatch {
    /// Say so and go on.
    #[default]
    Warn,
    /// Fail.
    Error,
}

/// The table `[preprocessor.bilingual.callouts]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct CalloutConfig {
    /// Look for misconception boundaries. Default: `true`.
    pub enable: bool,
    /// The author's file, relative to the book's source directory.
    /// Default: `callouts.toml`.
    pub file: PathBuf,
    /// Ids of rules to leave out. Default: none.
    pub disable_rules: Vec<String>,
    /// Further words that announce a section of misreadings. Default: none.
    pub cues: Vec<String>,
    /// Which chapters are essays, whose every paragraph may draw a boundary.
    /// Default: `auto`.
    pub essays: Essays,
    /// Number the callouts. Default: `true`.
    pub numbering: bool,
    /// The word for the misconception, in the two languages. Default: `误区`
    /// and `Misconception`, in the languages of the book.
    pub misconception_title: Option<Words>,
    /// The word for the boundary. Default: `边界` and `Boundary`.
    pub boundary_title: Option<Words>,
    /// Add the chapter that lists every callout. Default: `true`.
    pub chapter: bool,
}

/// Which chapters are read as essays that argue about concepts. In other prose a
/// boundary is rare, and only what is announced or said outright is shown as one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Essays {
    /// None until the author says so; what would be shown in an essay is proposed
    /// where the book is short.
    #[default]
    Auto,
    /// All chapters.
    All,
    /// None, and nothing is proposed on their account.
    None,
}

/// A word in both languages, as config writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// In the book's language.
    pub source: String,
    /// In the translation's language.
    pub target: String,
}

/// Which uses of a term become links.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkUses {
    /// The first in each chapter, for each language.
    #[default]
    #[serde(alias = "first-in-chapter")]
    First,
    /// The first in each section.
    FirstInSection,
    /// Every one.
    All,
    /// None.
    Never,
}

/// The table `[preprocessor.bilingual.glossary]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct GlossaryConfig {
    /// The author's file, relative to the book's source directory.
    /// Default: `glossary.toml`.
    pub file: PathBuf,
    /// Which uses become links. Default: `first`.
    pub link: LinkUses,
    /// Add the glossary chapter. Default: `true`.
    pub chapter: bool,
    /// Draw the concept map on the glossary page. Default: `true`.
    pub map: bool,
}

/// The table `[preprocessor.bilingual.handouts]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct HandoutConfig {
    /// Make handouts when `build` makes the site. Default: `true`.
    pub enable: bool,
    /// Which handouts are made. Default: all three.
    pub kinds: Vec<Kind>,
    /// The paper they are set for. Default: `a4`.
    pub paper: Paper,
    /// The languages they are set in. Default: `both`.
    pub languages: Languages,
    /// How the two languages stand to each other. Default: `columns`, on A5
    /// paper `stacked`.
    pub layout: Option<Layout>,
    /// The chapters of the reading, as paths relative to the book's source
    /// directory. Default: all.
    pub chapters: Vec<PathBuf>,
    /// The file with the discussion questions, relative to the book's source
    /// directory. Default: `handouts.toml`.
    pub questions: PathBuf,
    /// Directories with fonts to use before the bundled ones, relative to the
    /// book's root. Default: none.
    pub font_paths: Vec<PathBuf>,
    /// A Typst template in place of the bundled one, relative to the book's
    /// root. Default: none.
    pub template: Option<PathBuf>,
    /// Minutes that the facilitator's edition plans for each misconception.
    /// Default: 5.
    pub claim_minutes: u32,
    /// Minutes that it plans for matching the terms. Default: 10.
    pub matching_minutes: u32,
}

/// A handout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The whole book, or chosen chapters, to read.
    Reading,
    /// The exercises, with room to write.
    Worksheet,
    /// The facilitator's edition of the worksheet, with the answers.
    Key,
}

impl Kind {
    /// Every kind, in the order they are made.
    pub const ALL: [Self; 3] = [Self::Reading, Self::Worksheet, Self::Key];

    /// The name, also of the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Worksheet => "worksheet",
            Self::Key => "key",
        }
    }
}

/// A paper size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 210 mm × 297 mm.
    #[default]
    A4,
    /// 148 mm × 210 mm.
    A5,
    /// 8.5 in × 11 in.
    Letter,
}

/// The languages of a handout.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Languages {
    /// The book's language and the translation.
    #[default]
    Both,
    /// The book's language alone.
    Source,
    /// The translation alone.
    Target,
}

/// How the two languages of a handout stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Side by side.
    Columns,
    /// The translation below the source.
    Stacked,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            translation: None,
            target_language: None,
            on_mismatch: OnMismatch::Warn,
            on_stale: OnMismatch::Warn,
            base_url: None,
            cjk_fixes: true,
            opening: true,
            callouts: CalloutConfig::default(),
            glossary: GlossaryConfig::default(),
            handouts: HandoutConfig::default(),
            command: None,
            before: None,
            after: None,
            optional: None,
            renderers: None,
        }
    }
}

impl Default for CalloutConfig {
    fn default() -> Self {
        Self {
            enable: true,
            file: PathBuf::from("callouts.toml"),
            disable_rules: Vec::new(),
            cues: Vec::new(),
            essays: Essays::Auto,
            numbering: true,
            misconception_title: None,
            boundary_title: None,
            chapter: true,
        }
    }
}

impl Default for GlossaryConfig {
    fn default() -> Self {
        Self {
            file: PathBuf::from("glossary.toml"),
            link: LinkUses::First,
            chapter: true,
            map: true,
        }
    }
}

impl Default for HandoutConfig {
    fn default() -> Self {
        Self {
            enable: true,
            kinds: Kind::ALL.to_vec(),
            paper: Paper::A4,
            languages: Languages::Both,
            layout: None,
            chapters: Vec::new(),
            questions: PathBuf::from("handouts.toml"),
            font_paths: Vec::new(),
            template: None,
            claim_minutes: 5,
            matching_minutes: 10,
        }
    }
}

/// The keys that serde reads into a struct, in the order of its fields.
fn keys<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    let mut keys: &'static [&'static str] = &[];
    // It ends with an error, because there is nothing to be read.
    drop(T::deserialize(KeysOnly(&mut keys)));
    keys
}

/// A deserializer that takes down which fields a struct asks for.
struct KeysOnly<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for KeysOnly<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("only the keys are read"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl Config {
    /// Reads the table. An unknown key is an error that names the nearest one.
    pub fn from_table(table: &toml::Value) -> Result<Self> {
        const TABLE: &str = "preprocessor.bilingual";
        known_keys(TABLE, Some(table), keys::<Self>())?;
        for (name, keys) in [
            ("callouts", keys::<CalloutConfig>()),
            ("glossary", keys::<GlossaryConfig>()),
            ("handouts", keys::<HandoutConfig>()),
        ] {
            known_keys(&format!("{TABLE}.{name}"), table.get(name), keys)?;
        }
        table.clone().try_into().map_err(|error: toml::de::Error| {
            anyhow::anyhow!("book.toml: [{TABLE}]: {}", error.message())
        })
    }
}

/// Fails with the nearest valid key where a key of the table is none of `keys`.
fn known_keys(name: &str, table: Option<&toml::Value>, keys: &[&str]) -> Result<()> {
    let table = table.and_then(toml::Value::as_table);
    let Some(key) =
        table.into_iter().flat_map(|table| table.keys()).find(|key| !keys.contains(&key.as_str()))
    else {
        return Ok(());
    };
    let nearest = keys
        .iter()
        .map(|known| (strsim::damerau_levenshtein(key, known), *known))
        .min()
        .map_or("translation", |(_, known)| known);
    bail!(
        "book.toml: [{name}] has an unknown key `{key}`\n  = help: did you mean `{nearest}`? \
         Valid keys: {}",
        keys.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_a_table_are_the_fields_of_its_struct() {
        assert_eq!(keys::<GlossaryConfig>(), ["file", "link", "chapter", "map"]);
        assert!(keys::<Config>().contains(&"base-url"), "{:?}", keys::<Config>());
    }
}
