//! The drafted glossary of a new book.

use super::Text;
use crate::align;
use crate::document::{Bilingual, Document, Source};
use crate::drafting::{draft, to_toml};
use crate::glossary::Glossary;
use crate::language::Language;
use crate::parse::parse;
use std::path::PathBuf;

/// glossary.toml with the terms that the text itself defines.
pub(super) fn glossary(texts: &[Text], source: &Language, target: &Language) -> String {
    let sources: Vec<(Source, Option<Source>)> = texts
        .iter()
        .map(|text| {
            let make = |text: &str, path: PathBuf, language: &Language| Source {
                path,
                language: language.clone(),
                text: text.to_string(),
            };
            let path = PathBuf::from(&text.file);
            let translation = text.target.as_ref();
            (
                make(&text.source, path.clone(), source),
                translation.map(|text| make(text, path, target)),
            )
        })
        .collect();
    let documents: Vec<Document<'_>> =
        sources.iter().map(|(source, target)| document(source, target.as_ref())).collect();
    format!(
        "# The book's glossary: one entry a term, in both languages. Entries with\n\
         # `draft = true` are proposed by the tool: check them and remove that line.\n\n{}",
        to_toml(&draft(&documents, source))
    )
}

fn document<'a>(source: &'a Source, target: Option<&'a Source>) -> Document<'a> {
    let blocks = parse(&source.text).blocks;
    let target_blocks = target.map(|target| parse(&target.text).blocks).unwrap_or_default();
    Document {
        source,
        target,
        page: source.path.with_extension("html"),
        title: Bilingual::default(),
        number: String::new(),
        pairs: align::align(blocks, target_blocks, &Glossary::default()),
        source_comments: Vec::new(),
        target_comments: Vec::new(),
    }
}
