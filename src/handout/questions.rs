//! Questions for discussion: the author's, or ones made from the callouts and
//! the terms.

use crate::book::{Book, DocumentIndex};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Bilingual;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A question for discussion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Question {
    /// The chapter it belongs to, relative to the book's source directory.
    pub(super) chapter: PathBuf,
    /// In the book's language, inline Markdown.
    pub(super) source: String,
    /// In the translation's language, inline Markdown.
    pub(super) target: String,
    /// How long it should take. Default: 10.
    pub(super) minutes: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct QuestionFile {
    question: Vec<Question>,
}

/// What the handouts read of a chapter's front matter; the rest is for others.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FrontMatter {
    question: Vec<Question>,
}

/// The questions in the front matter of the chapter at `path`.
pub(super) fn of_chapter(path: &Path, text: &str) -> (Vec<Question>, Vec<Diagnostic>) {
    match toml::from_str::<FrontMatter>(text) {
        Ok(front_matter) => {
            let own = |question| Question { chapter: path.to_path_buf(), ..question };
            (front_matter.question.into_iter().filter(said).map(own).collect(), Vec::new())
        }
        Err(error) => (Vec::new(), vec![unreadable(path, text, &error)]),
    }
}

fn unreadable(path: &Path, text: &str, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let message = format!("this cannot be read: {}", error.message());
    Diagnostic::in_text(Code::QuestionsUnreadable, path, text, span, message)
        .hint("a question is a [[question]] with chapter, source, target and minutes")
}

/// Does it ask anything?
fn said(question: &Question) -> bool {
    !(question.source.is_empty() && question.target.is_empty())
}

/// The author's questions, and what is wrong with their file.
pub(super) fn read(path: &Path, text: &str, book: &Book<'_>) -> (Vec<Question>, Vec<Diagnostic>) {
    let file: QuestionFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => return (Vec::new(), vec![unreadable(path, text, &error)]),
    };
    let mut diagnostics = Vec::new();
    for question in &file.question {
        let known = book.documents.iter().any(|document| document.path() == question.chapter);
        let name = question.chapter.to_string_lossy();
        if !known && !name.is_empty() {
            let at = text.find(&*name).unwrap_or(0);
            diagnostics.push(
                Diagnostic::in_text(
                    Code::QuestionWithoutChapter,
                    path,
                    text,
                    at..at + name.len(),
                    format!("no chapter of the book is at `{name}`"),
                )
                .hint("name the chapter's file as SUMMARY.md does"),
            );
        }
    }
    (file.question.into_iter().filter(said).collect(), diagnostics)
}

/// Questions for a book whose author gave none: one for each of the first
/// callouts, and one about terms that are often taken for each other.
pub(super) fn defaults(book: &Book<'_>) -> Vec<Question> {
    let chapter = |at: DocumentIndex| book.document(at).path().to_path_buf();
    let about_callouts = book.callouts.iter().take(4).map(|callout| Question {
        chapter: chapter(callout.anchor.document),
        source: spoken(&callout.misconception, |claim| {
            format!("你在工作中什么时候见过“{claim}”这种想法？后来怎样了？")
        })
        .source,
        target: spoken(&callout.misconception, |claim| {
            format!("When have you met this idea at work: “{claim}”? What came of it?")
        })
        .target,
        minutes: None,
    });
    let about_terms = book.glossary.terms.iter().filter(|term| !term.related.is_empty()).take(2);
    let about_terms = about_terms.filter_map(|term| {
        let other = &book.glossary.terms[book.glossary.index(&term.related.first()?.to)?];
        Some(Question {
            chapter: PathBuf::new(),
            source: format!(
                "“{}”和“{}”有什么分别？各举一个你身边的例子。",
                term.name.source, other.name.source
            ),
            target: format!(
                "How do “{}” and “{}” differ? Give an example of each from your own work.",
                term.name.target, other.name.target
            ),
            minutes: None,
        })
    });
    about_callouts.chain(about_terms).collect()
}

/// Both sides put through `say`, an empty one staying empty.
fn spoken(claim: &Bilingual, say: impl Fn(&str) -> String) -> Bilingual {
    let side = |text: &str| match text.is_empty() {
        true => String::new(),
        false => say(text.trim_end_matches(['。', '.'])),
    };
    Bilingual { source: side(&claim.source), target: side(&claim.target) }
}
