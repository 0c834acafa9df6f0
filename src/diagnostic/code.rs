//! What a diagnostic can be: its code, and what there is to know about it.

use super::Severity;
use crate::language::Ui;
use serde::{Serialize, Serializer};
use std::fmt::{self, Write};

/// Words of the table in the two languages of the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// In English.
    pub english: &'static str,
    /// In Chinese.
    pub chinese: &'static str,
}

impl Words {
    /// In one of the languages.
    pub fn of(&self, ui: Ui) -> &'static str {
        match ui {
            Ui::English => self.english,
            Ui::Chinese => self.chinese,
        }
    }
}

/// What there is to know about a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// A stable name in kebab-case, e.g. `untranslated-block`.
    pub name: &'static str,
    /// How much it matters where nothing says otherwise.
    pub severity: Severity,
    /// What is the matter, in one line.
    pub summary: Words,
    /// What to do.
    pub remedy: Words,
    /// Files of a book, by their paths from book.toml, that bring it about; none
    /// where nothing known does.
    pub example: &'static [(&'static str, &'static str)],
}

/// Makes [`Code`] of the table, so that a code without an entry, or an entry
/// without a code, cannot be written.
macro_rules! codes {
    ($($variant:ident {
        name: $name:literal,
        severity: $severity:ident,
        summary: $english:literal | $chinese:literal,
        remedy: $do_english:literal | $do_chinese:literal,
        example: $example:expr,
    })*) => {
        /// The kind of a diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $english] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// What there is to know about it.
            pub const fn entry(self) -> Entry {
                match self {
                    $(Self::$variant => Entry {
                        name: $name,
                        severity: Severity::$severity,
                        summary: Words { english: $english, chinese: $chinese },
                        remedy: Words { english: $do_english, chinese: $do_chinese },
                        example: $example,
                    },)*
                }
            }
        }
    };
}
pub(super) use codes;

pub use super::table::Code;

impl Code {
    /// Its stable name, e.g. `untranslated-block`.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// The code with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// The names most like one that does not exist, the nearest first; at most
    /// three.
    pub fn near(name: &str) -> Vec<&'static str> {
        let mut near: Vec<(usize, &str)> = Self::ALL
            .iter()
            .map(|code| (strsim::damerau_levenshtein(name, code.name()), code.name()))
            .filter(|(distance, known)| 2 * distance <= known.len() || known.contains(name))
            .collect();
        near.sort_unstable();
        near.into_iter().take(3).map(|(_, name)| name).collect()
    }

    /// The entry as a section of Markdown, `# ` being the mark of its heading.
    pub fn explained(self, heading: &str, ui: Ui) -> String {
        let Entry { name, severity, summary, remedy, example } = self.entry();
        let (severity, to_do, shown) = match ui {
            Ui::English => (severity.name(), "What to do:", "Example:"),
            Ui::Chinese => (severity.chinese(), "怎么办：", "例子："),
        };
        let space = if ui == Ui::English { " " } else { "" };
        let mut out = format!(
            "{heading}{name}\n\n*{severity}* — {}\n\n{to_do}{space}{}\n",
            summary.of(ui),
            remedy.of(ui)
        );
        if !example.is_empty() {
            let _ = writeln!(out, "\n{shown}");
        }
        for (file, text) in example {
            let kind = file.rsplit('.').next().unwrap_or_default();
            let kind = if matches!(kind, "md" | "toml" | "po" | "svg") { kind } else { "text" };
            // A fence longer than any in the text.
            let fence = if text.contains("```") { "````" } else { "```" };
            let _ = write!(out, "\n`{file}`\n\n{fence}{kind}\n{}\n{fence}\n", text.trim_end());
        }
        out
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_is_one_of_its_own_in_kebab_case() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for code in Code::ALL {
            let plain: String = code.name().replace('-', "");
            assert_eq!(plain, format!("{code:?}").to_lowercase(), "{code:?}");
            assert_eq!(Code::named(code.name()), Some(*code));
        }
    }

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        assert_eq!(Code::near("untranslated-blok"), ["untranslated-block"]);
        assert_eq!(Code::near("circular"), ["circular-see"]);
        assert_eq!(Code::near("zebra"), [""; 0]);
    }
}
