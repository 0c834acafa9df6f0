//! Reads `glossary.toml`. Every finding names the place in the file.

use super::{Glossary, Relation, Term, TermLink};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Bilingual, Side, Source};
use crate::script::simplified_char;
use pinyin::ToPinyin;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

const TERM_KEYS: &[&str] =
    &["id", "source", "target", "aliases", "definition", "related", "pinyin", "link", "draft"];
const SIDES: &[&str] = &["source", "target"];
const RELATION_KEYS: &[&str] = &["to", "label"];

/// The longest name that takes part in ids, in characters.
const ID_CHARS: usize = 60;

/// A term as it is read: names still have their places.
struct Draft {
    term: Term,
    /// Was the id given by the author? With its place.
    id: Option<Range<usize>>,
    /// Names and aliases with their places.
    names: Vec<(Side, String, Range<usize>)>,
    /// Related terms as the author wrote them.
    related: Vec<(Relation, Range<usize>)>,
}

/// The terms of a file and what is wrong with it.
pub(super) fn glossary(source: &Source) -> (Glossary, Vec<Diagnostic>) {
    let mut reader = GlossaryReader { source, diagnostics: Vec::new() };
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        reader.says(Code::InvalidToml, span, error.message().to_string(), "");
    }
    let mut drafts = reader.terms(root.get_ref());
    reader.name_ids(&mut drafts);
    reader.duplicates(&drafts);
    let related = reader.resolve(&mut drafts);
    let terms =
        drafts.into_iter().zip(related).map(|(draft, related)| Term { related, ..draft.term });
    let starts = source.text.match_indices('\n').map(|(at, _)| at + 1);
    let lines = std::iter::once(0).chain(starts);
    let glossary = Glossary {
        terms: terms.collect(),
        path: source.path.clone(),
        text: source.text.clone(),
        lines: lines.collect(),
    };
    (glossary, reader.diagnostics)
}

struct GlossaryReader<'a> {
    source: &'a Source,
    diagnostics: Vec<Diagnostic>,
}

impl GlossaryReader<'_> {
    fn says(
        &mut self,
        code: Code,
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let found = Diagnostic::at(code, self.source, span, message);
        self.diagnostics.push(found.hint(hint));
    }

    /// Reports the value of a key, or a thing in words, that is not what it
    /// must be.
    fn wrong_type(&mut self, what: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let what = if what.contains(' ') { what.to_string() } else { format!("`{what}`") };
        let message = format!("{what} must be {wanted}, not {}", kind(value.get_ref()));
        let hint = if wanted == "a string" { "put it between quotation marks" } else { "" };
        self.says(Code::GlossaryType, value.span(), message, hint);
    }

    /// Reports every key that is none of `known`, with the nearest one.
    fn known_keys(&mut self, table: &DeTable<'_>, place: &str, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let nearest = known
                .iter()
                .map(|name| (strsim::damerau_levenshtein(key.get_ref(), name), *name))
                .min()
                .map_or("term", |(_, name)| name);
            self.says(
                Code::UnknownKey,
                key.span(),
                format!("{place} has an unknown key `{}`", key.get_ref()),
                format!("did you mean `{nearest}`? Valid keys: {}", known.join(", ")),
            );
        }
    }

    fn terms(&mut self, root: &DeTable<'_>) -> Vec<Draft> {
        self.known_keys(root, "the glossary", &["term"]);
        let Some(value) = root.get("term") else { return Vec::new() };
        let Some(terms) = value.get_ref().as_array() else {
            self.wrong_type("term", value, "an array of tables, each under `[[term]]`");
            return Vec::new();
        };
        terms.iter().filter_map(|value| self.term(value)).collect()
    }

    fn term(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Draft> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type("term", value, "a table");
            return None;
        };
        self.known_keys(table, "a term", TERM_KEYS);
        let mut names = Vec::new();
        for (key, side) in [("source", Side::Source), ("target", Side::Target)] {
            names.extend(self.text(table, key).map(|(name, span)| (side, clean(&name), span)));
        }
        let name = |side| {
            let found = names.iter().find(|(of, _, _)| *of == side);
            found.map(|(_, name, _)| name.clone()).unwrap_or_default()
        };
        let name = Bilingual { source: name(Side::Source), target: name(Side::Target) };
        let span = names.first().map_or(value.span(), |(_, _, span)| span.clone());
        if name.source.is_empty() && name.target.is_empty() {
            let message = "a term has neither `source` nor `target`";
            self.says(Code::EmptyTerm, span, message, "name the term, or remove it");
            return None;
        }
        for (side, key) in [(Side::Source, "source"), (Side::Target, "target")] {
            if name.get(side).is_empty() {
                let message = format!("this term has no `{key}`");
                self.says(Code::OneSidedTerm, span.clone(), message, "add it");
            }
        }
        self.aliases(table, &mut names);
        let aliases = |side: Side| {
            let all = names.iter().filter(|(of, _, _)| *of == side).map(|(_, name, _)| name);
            all.filter(|alias| *alias != name.get(side)).cloned().collect()
        };
        let id = self.text(table, "id").filter(|(id, _)| !id.trim().is_empty());
        let term = Term {
            id: id.as_ref().map(|(id, span)| self.valid_id(id, span)).unwrap_or_default(),
            source_aliases: aliases(Side::Source),
            target_aliases: aliases(Side::Target),
            definition: self.bilingual(table, "definition"),
            related: Vec::new(),
            pinyin: self
                .text(table, "pinyin")
                .map(|(text, _)| clean(&text))
                .filter(|p| !p.is_empty()),
            link: self.link(table),
            draft: self.flag(table, "draft"),
            span,
            name,
        };
        let related = self.related(table);
        Some(Draft { term, id: id.map(|(_, span)| span), names, related })
    }

    /// A string under `key`.
    fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<(String, Range<usize>)> {
        let value = table.get(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some((text.to_string(), value.span())),
            None => {
                self.wrong_type(key, value, "a string");
                None
            }
        }
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
        let mut side = |key| self.text(inner, key).map(|(text, _)| flat(&text)).unwrap_or_default();
        Bilingual { source: side("source"), target: side("target") }
    }

    fn link(&mut self, table: &DeTable<'_>) -> Option<TermLink> {
        let (text, span) = self.text(table, "link")?;
        match text.as_str() {
            "first" => Some(TermLink::First),
            "all" => Some(TermLink::All),
            "never" => Some(TermLink::Never),
            other => {
                let message = format!("`link` cannot be `{other}`");
                let hint = "it is `first`, `all` or `never`";
                self.says(Code::GlossaryType, span, message, hint);
                None
            }
        }
    }

    fn aliases(&mut self, table: &DeTable<'_>, names: &mut Vec<(Side, String, Range<usize>)>) {
        let Some(value) = table.get("aliases") else { return };
        let Some(inner) = value.get_ref().as_table() else {
            self.wrong_type(
                "aliases",
                value,
                "a table like { source = [\"…\"], target = [\"…\"] }",
            );
            return;
        };
        self.known_keys(inner, "`aliases`", SIDES);
        for (key, side) in [("source", Side::Source), ("target", Side::Target)] {
            for value in self.array(inner, key) {
                match value.get_ref().as_str() {
                    Some(text) if clean(text).is_empty() => {}
                    Some(text) => names.push((side, clean(text), value.span())),
                    None => self.wrong_type("an alias", value, "a string"),
                }
            }
        }
    }

    fn array<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> &'t [Spanned<DeValue<'i>>] {
        let Some(value) = table.get(key) else { return &[] };
        match value.get_ref().as_array() {
            Some(array) => entries(array),
            None => {
                self.wrong_type(key, value, "a list");
                &[]
            }
        }
    }

    fn related(&mut self, table: &DeTable<'_>) -> Vec<(Relation, Range<usize>)> {
        let mut related = Vec::new();
        for value in self.array(table, "related") {
            match value.get_ref() {
                DeValue::String(to) => {
                    let relation = Relation { to: clean(to), label: Bilingual::default() };
                    related.push((relation, value.span()));
                }
                DeValue::Table(inner) => {
                    self.known_keys(inner, "a related term", RELATION_KEYS);
                    let label = self.bilingual(inner, "label");
                    match self.text(inner, "to") {
                        Some((to, span)) => {
                            related.push((Relation { to: clean(&to), label }, span));
                        }
                        None if inner.get("to").is_some() => {}
                        None => self.says(
                            Code::GlossaryType,
                            value.span(),
                            "a related term says nowhere which",
                            "write { to = \"…\", label = { source = \"…\", target = \"…\" } }",
                        ),
                    }
                }
                _ => self.wrong_type("a related term", value, "a string or a table with `to`"),
            }
        }
        related
    }

    /// The id as links can carry it.
    fn valid_id(&mut self, id: &str, span: &Range<usize>) -> String {
        let id = id.trim();
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.chars().all(fits) {
            return id.to_string();
        }
        let valid = slug(id);
        let message = format!("the id `{}` cannot stand in a link", clean(id));
        let hint = match valid.is_empty() {
            true => "use letters, digits and hyphens".to_string(),
            false => format!("use letters, digits and hyphens, such as `{valid}`"),
        };
        self.says(Code::InvalidId, span.clone(), message, hint);
        valid
    }

    /// Makes the ids that the author did not give, and every id unique.
    fn name_ids(&mut self, drafts: &mut [Draft]) {
        let mut used: HashSet<String> = HashSet::new();
        for draft in drafts.iter_mut() {
            let Some(span) = &draft.id else { continue };
            let id = draft.term.id.clone();
            if !id.is_empty() && !used.insert(id.clone()) {
                let message = format!("another term has the id `{id}` already");
                let hint = "give each term an id of its own";
                self.says(Code::DuplicateTerm, span.clone(), message, hint);
                draft.term.id.clear();
            }
        }
        for (number, draft) in drafts.iter_mut().enumerate() {
            if !draft.term.id.is_empty() {
                continue;
            }
            let made = made_id(&draft.term.name);
            let base = if made.is_empty() { format!("term-{}", number + 1) } else { made };
            let numbered = (2..).map(|n| format!("{base}-{n}"));
            let free = std::iter::once(base.clone()).chain(numbered).find(|id| !used.contains(id));
            draft.term.id = free.unwrap_or(base);
            used.insert(draft.term.id.clone());
        }
    }

    /// Names that two terms share, or that one term has twice.
    fn duplicates(&mut self, drafts: &[Draft]) {
        let mut first: HashMap<(Side, String), usize> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            for (side, name, span) in draft.names.iter().filter(|(_, name, _)| !name.is_empty()) {
                let key = (*side, self.alike(*side, name));
                let Some(before) = first.get(&key).copied() else {
                    first.insert(key, index);
                    continue;
                };
                let message = match before == index {
                    true => format!("`{name}` is named twice in one term"),
                    false => {
                        format!(
                            "`{name}` is a name of the term `{}` already",
                            drafts[before].term.id
                        )
                    }
                };
                let hint = "keep it in one place: a use in the text can mean one term only";
                self.says(Code::DuplicateTerm, span.clone(), message, hint);
            }
        }
    }

    /// A name as texts are searched for it: in any case, with a space for a
    /// hyphen, in the Simplified script.
    fn alike(&self, side: Side, name: &str) -> String {
        let chinese = self.source.language.is_chinese() == (side == Side::Source);
        let name = name.to_lowercase().replace('-', " ");
        match chinese {
            true => name.chars().map(simplified_char).collect(),
            false => name,
        }
    }

    /// The relations of each term, with ids; unknown ones are reported and
    /// left out.
    fn resolve(&mut self, drafts: &mut [Draft]) -> Vec<Vec<Relation>> {
        let mut ids: HashMap<String, String> = HashMap::new();
        for draft in drafts.iter().rev() {
            for (_, name, _) in draft.names.iter().rev() {
                ids.insert(name.to_lowercase(), draft.term.id.clone());
            }
        }
        for draft in drafts.iter() {
            ids.insert(draft.term.id.to_lowercase(), draft.term.id.clone());
        }
        let mut all = Vec::with_capacity(drafts.len());
        for draft in drafts.iter_mut() {
            let mut related: Vec<Relation> = Vec::new();
            for (relation, span) in std::mem::take(&mut draft.related) {
                match ids.get(&relation.to.to_lowercase()) {
                    None => self.unknown_related(&relation.to, span, &ids),
                    Some(to) if *to == draft.term.id => self.says(
                        Code::UnknownRelated,
                        span,
                        "this term is related to itself",
                        "remove it",
                    ),
                    Some(to) if related.iter().any(|known| known.to == *to) => {}
                    Some(to) => related.push(Relation { to: to.clone(), ..relation }),
                }
            }
            all.push(related);
        }
        all
    }

    fn unknown_related(&mut self, to: &str, span: Range<usize>, ids: &HashMap<String, String>) {
        let wanted = to.to_lowercase();
        let nearest = ids
            .keys()
            .map(|name| (strsim::damerau_levenshtein(&wanted, name), name))
            .min()
            .filter(|(distance, name)| 2 * distance <= name.chars().count().max(2));
        let hint = match nearest {
            Some((_, name)) => format!("did you mean `{name}`?"),
            None => "add that term, or name one by its id or its source term".to_string(),
        };
        let message = format!("the related term `{to}` is not in the glossary");
        self.says(Code::UnknownRelated, span, message, hint);
    }
}

fn entries<'t, 'i>(array: &'t DeArray<'i>) -> &'t [Spanned<DeValue<'i>>] {
    array
}

/// What a TOML value is, in words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A name on one line, without control and formatting characters.
pub(super) fn clean(text: &str) -> String {
    let visible = text.chars().filter(|c| !c.is_control() || c.is_whitespace());
    let visible: String = visible.filter(|c| !is_format(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A definition as one paragraph: line breaks are spaces.
fn flat(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().to_string()
}

/// Invisible characters that change the direction of the text after them, or
/// hide in a name (zero-width space, word joiner, byte order mark).
fn is_format(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The id made from a term: the target in ASCII, else the source's pinyin.
fn made_id(name: &Bilingual) -> String {
    let from_target = slug(&name.target);
    if !from_target.is_empty() {
        return from_target;
    }
    let mut read = String::new();
    for (c, reading) in name.source.chars().zip(name.source.as_str().to_pinyin()).take(ID_CHARS) {
        match reading {
            Some(reading) => read.extend([" ", reading.plain(), " "]),
            None => read.push(c),
        }
    }
    slug(&read)
}

/// Lower-case ASCII letters and digits, with a hyphen for all else between.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().take(ID_CHARS) {
        match c {
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            '\'' | '’' => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
