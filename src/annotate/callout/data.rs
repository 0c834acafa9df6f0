//! The data that the search runs on, read once. The files are part of the
//! program, so that only a fault of the program makes one unreadable: a test
//! reads them all, and a search that cannot read them says an error.

use super::affirm::English;
use super::cues::CueLexicon;
use super::weights::{Signed, Weights};
use crate::diagnostic::{Code, Diagnostic};
use enum_map::{EnumArray, EnumMap};
use rustc_hash::FxHashMap;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use std::fmt::Display;
use std::hash::Hash;
use std::path::Path;
use std::sync::LazyLock;

/// All of it.
#[derive(Debug)]
pub(super) struct Data {
    /// `words.toml`, `frames.toml` and `phrases.toml`.
    pub(super) lexicon: CueLexicon,
    /// `weights.toml`.
    pub(super) weights: Weights,
    /// `signed.toml`.
    pub(super) signed: Signed,
    /// `affirm.en.toml`.
    pub(super) english: English,
}

/// A file that cannot be read, and why.
#[derive(Debug)]
pub(super) struct DataError {
    file: &'static str,
    cause: String,
}

impl DataError {
    /// What is wrong with a file.
    pub(super) fn new(file: &'static str, cause: impl Display) -> Self {
        Self { file, cause: cause.to_string() }
    }

    /// The error that stops a build.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        let message = format!("the rules for misconception boundaries: {}", self.cause);
        Diagnostic::file(Code::UnreadableRules, Path::new(self.file), message).hint(
            "the file is part of the program: `enable = false` in \
             [preprocessor.bilingual.callouts] builds the book without callouts",
        )
    }
}

/// The data, or what is wrong with it.
pub(super) fn data() -> Result<&'static Data, &'static DataError> {
    static DATA: LazyLock<Result<Data, DataError>> = LazyLock::new(Data::read);
    DATA.as_ref()
}

impl Data {
    fn read() -> Result<Self, DataError> {
        let lexicon = CueLexicon::compile(
            read("words.toml", include_str!("../words.toml"))?,
            read("frames.toml", include_str!("../frames.toml"))?,
            read("phrases.toml", include_str!("../phrases.toml"))?,
        )?;
        let signed: Signed = read("signed.toml", include_str!("../signed.toml"))?;
        let outright = lexicon.frames.iter().filter(|frame| frame.spec.outright);
        let missing =
            outright.map(|frame| &frame.spec.id).find(|id| !signed.frame.contains_key(*id));
        if let Some(id) = missing {
            return Err(DataError::new("signed.toml", format!("`{id}` is missing")));
        }
        Ok(Self {
            lexicon,
            weights: read("weights.toml", include_str!("../weights.toml"))?,
            signed,
            english: read("affirm.en.toml", include_str!("../affirm.en.toml"))?,
        })
    }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, DataError> {
    toml::from_str(text).map_err(|error| DataError::new(file, error))
}

/// A table that has every name of an enum, and no other.
pub(super) fn complete<'de, D, K, V>(deserializer: D) -> Result<EnumMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: EnumArray<V> + Deserialize<'de> + Display + Eq + Hash,
    V: Deserialize<'de> + Default,
{
    let mut given = FxHashMap::<K, V>::deserialize(deserializer)?;
    match (0..K::LENGTH).map(K::from_usize).find(|key| !given.contains_key(key)) {
        Some(name) => Err(D::Error::custom(format!("`{name}` is missing"))),
        None => Ok(EnumMap::from_fn(|key| given.remove(&key).unwrap_or_default())),
    }
}

/// An enum whose names in the data are those of its variants in kebab-case.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $variant:ident,)* }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, enum_map::Enum, serde::Serialize,
            serde::Deserialize,
        )]
        #[serde(rename_all = "kebab-case")]
        pub(super) enum $name { $($(#[$of])* $variant,)* }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                serde::Serialize::serialize(self, f)
            }
        }
    };
}
pub(super) use named;
