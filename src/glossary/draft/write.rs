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
