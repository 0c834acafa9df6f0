//! Drafted terms as entries of a glossary file.

use super::DraftTerm;
use std::fmt::Write;

/// The entries as TOML, each marked `draft = true` with its place above it.
/// Definitions are inline Markdown, so their special characters are escaped.
pub fn to_toml(terms: &[DraftTerm]) -> String {
    let mut out = String::new();
    for term in terms {
        if !out.is_empty() {
            out.push('\n');
        }
        let place = term.path.display().to_string().replace(char::is_control, " ");
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "# {place}:{}\n[[term]]\nsource = {}\ntarget = {}\ndefinition = {{ source = {}, \
             target = {} }}\ndraft = true\n",
            term.line,
            quote(&term.name.source),
            quote(&term.name.target),
            quote(&escape(&term.definition.source)),
            quote(&escape(&term.definition.target)),
        );
    }
    out
}

fn quote(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// Plain text as inline Markdown.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{DocumentIndex, PairRef};
    use crate::document::{Bilingual, PairIndex, Source};
    use crate::glossary::Glossary;
    use crate::language::Language;

    fn term(source: &str, target: &str) -> DraftTerm {
        DraftTerm {
            name: Bilingual { source: source.into(), target: target.into() },
            definition: Bilingual { source: format!("{source}是指…"), target: target.into() },
            path: "one.md".into(),
            line: 7,
            at: PairRef { document: DocumentIndex(0), pair: PairIndex(0) },
        }
    }

    fn read(text: &str) -> Glossary {
        let source = Source {
            path: "glossary.toml".into(),
            language: Language::new("zh"),
            text: text.into(),
        };
        Glossary::parse(&source).0
    }

    #[test]
    fn the_entries_are_a_glossary_file_of_drafts() {
        let toml = to_toml(&[term("热备", "hot standby"), term("冷备", "")]);
        let glossary = read(&toml);
        assert_eq!(glossary.terms.len(), 2, "{toml}");
        assert!(glossary.terms.iter().all(|term| term.draft));
        assert_eq!(glossary.terms[0].name.target, "hot standby");
        assert!(toml.starts_with("# one.md:7\n"), "{toml}");
    }

    #[test]
    fn hostile_words_stay_words() {
        for hostile in
            ["a\"b", "\"\"\"", "]]\n[x]", "\u{7}\u{202e}", "<script>", "](javascript:x)", "\\"]
        {
            let toml = to_toml(&[term("热备", hostile)]);
            let glossary = read(&toml);
            assert_eq!(glossary.terms.len(), 1, "{toml}");
            let bare = glossary.terms[0].definition.target.replace("\\<", "");
            assert!(!bare.contains('<'), "{toml}");
        }
    }
}
