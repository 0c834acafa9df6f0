//! Reads `callouts.toml`. Every finding names the place in the file.

use super::{Decision, Decisions, Entry};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Bilingual, Source};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const KEYS: &[&str] = &["chapter", "pair", "text", "misconception", "boundary", "draft", "omit"];
const SIDES: &[&str] = &["source", "target"];

/// The entries of a file and what is wrong with it.
pub(super) fn decisions(source: &Source) -> (Decisions, Vec<Diagnostic>) {
    let mut reader = Reader { source, diagnostics: Vec::new() };
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors {
        reader.says(error.span().unwrap_or(0..0), error.message().to_string(), "");
    }
    let entries = reader.entries(root.get_ref());
    (Decisions { entries }, reader.diagnostics)
}

struct Reader<'a> {
    source: &'a Source,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn says(&mut self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let found = Diagnostic::at(Code::CalloutEntry, self.source, span, message);
        self.diagnostics.push(found.hint(hint));
    }

    /// Reports the value of a key that is not what it must be.
    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let message = format!("`{key}` must be {wanted}");
        self.says(value.span(), message, "write it so, or remove it");
    }

    /// Reports every key that is none of `known`, with the nearest one.
    fn known_keys(&mut self, table: &DeTable<'_>, place: &str, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let nearest = known
                .iter()
                .min_by_key(|name| strsim::damerau_levenshtein(key.get_ref(), name))
                .map_or("callout", |name| *name);
            self.says(
                key.span(),
                format!("{place} has an unknown key `{}`", key.get_ref()),
                format!("did you mean `{nearest}`? Valid keys: {}", known.join(", ")),
            );
        }
    }

    fn entries(&mut self, root: &DeTable<'_>) -> Vec<Entry> {
        self.known_keys(root, "the file", &["callout"]);
        let Some(value) = root.get("callout") else { return Vec::new() };
        let Some(entries) = value.get_ref().as_array() else {
            self.wrong_type("callout", value, "an array of tables, each under `[[callout]]`");
            return Vec::new();
        };
        entries.iter().filter_map(|value| self.entry(value)).collect()
    }

    fn entry(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Entry> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type("callout", value, "a table");
            return None;
        };
        self.known_keys(table, "a callout", KEYS);
        let chapter = self.text(table, "chapter");
        let pair = self.text(table, "pair");
        let text = self.text(table, "text").map(|(text, _)| text).unwrap_or_default();
        let misconception = self.bilingual(table, "misconception");
        let boundary = self.bilingual(table, "boundary");
        let (draft, omit) = (self.flag(table, "draft"), self.flag(table, "omit"));
        let (Some((chapter, _)), Some((pair, span))) = (chapter, pair) else {
            let missing = if table.contains_key("chapter") { "pair" } else { "chapter" };
            if !table.contains_key(missing) {
                let message = format!("a callout has no `{missing}`");
                let hint = "name the chapter's file and the paragraph's id, which stands in its \
                            address on the page and in `inspect`";
                self.says(value.span(), message, hint);
            }
            return None;
        };
        let decision = match (draft, omit) {
            (true, true) => {
                let message = format!("the callout at `{pair}` has both `draft` and `omit`");
                let hint = "keep `draft = true` for a proposal, `omit = true` for none";
                self.says(span, message, hint);
                return None;
            }
            (true, false) => Decision::Draft,
            (false, true) => Decision::Omit,
            (false, false) => Decision::Show,
        };
        Some(Entry { chapter, pair, text, misconception, boundary, decision, span })
    }

    /// A string under `key`, on one line, with its place.
    fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<(String, Range<usize>)> {
        let value = table.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, "a string between quotation marks");
            return None;
        };
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        Some((line.trim().to_string(), value.span()))
    }

    fn flag(&mut self, table: &DeTable<'_>, key: &str) -> bool {
        let Some(value) = table.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(key, value, "`true` or `false`");
            false
        })
    }

    /// A table with `source` and `target` under `key`.
    fn bilingual(&mut self, table: &DeTable<'_>, key: &str) -> Bilingual {
        let Some(value) = table.get(key) else { return Bilingual::default() };
        let Some(inner) = value.get_ref().as_table() else {
            self.wrong_type(key, value, "a table like { source = \"…\", target = \"…\" }");
            return Bilingual::default();
        };
        self.known_keys(inner, &format!("`{key}`"), SIDES);
        let mut side = |key| self.text(inner, key).map(|(text, _)| text).unwrap_or_default();
        Bilingual { source: side("source"), target: side("target") }
    }
}
