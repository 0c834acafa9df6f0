//! The files that stand around the chapters of a new book.

use crate::language::{Language, Ui};
use crate::theme;
use std::path::PathBuf;

/// A file of the new book, with its path from the book's root.
pub type File = (PathBuf, String);

/// What the templates are filled with.
#[derive(Debug, Clone)]
pub struct Book<'a> {
    /// The book's title.
    pub title: &'a str,
    /// Who wrote the essay, if the byline says so.
    pub author: Option<&'a str>,
    /// The language of the essay.
    pub source: &'a Language,
    /// The language of the translation.
    pub target: &'a Language,
    /// The translation's directory under the source directory, or its PO file.
    pub translation: String,
}

/// The files whose content does not depend on the text: settings, README,
/// workflow.
pub fn files(book: &Book<'_>) -> Vec<File> {
    let readme = match book.source.ui() {
        Ui::Chinese => include_str!("templates/README.zh.md"),
        Ui::English => include_str!("templates/README.en.md"),
    };
    let mut files: Vec<File> = vec![
        ("book.toml".into(), book_toml(book)),
        ("README.md".into(), fill(readme, book)),
        (".gitignore".into(), "/site\n".into()),
        (".github/workflows/pages.yml".into(), include_str!("templates/pages.yml").into()),
    ];
    files.extend(
        theme::FILES.iter().map(|file| (format!("theme/{}", file.name).into(), file.stamped())),
    );
    files
}

fn fill(template: &str, book: &Book<'_>) -> String {
    let place = match book.translation.ends_with(".po") {
        true => book.translation.clone(),
        false => format!("book/{}/", book.translation),
    };
    template.replace("{{title}}", book.title).replace("{{translation}}", &place)
}

fn book_toml(book: &Book<'_>) -> String {
    let string = |text: &str| toml::Value::from(text).to_string();
    let themes = |style: bool| {
        let files = theme::FILES.iter().filter(|file| file.is_style() == style);
        let names: Vec<String> =
            files.map(|file| string(&format!("theme/{}", file.name))).collect();
        names.join(", ")
    };
    let authors = book.author.map(|name| format!("authors = [{}]\n", string(name)));
    format!(
        "[book]\n\
         title = {title}\n\
         {authors}\
         language = {language}\n\
         src = \"book\"\n\
         \n\
         [build]\n\
         # Never the source directory: mdBook deletes what is in it.\n\
         build-dir = \"site\"\n\
         \n\
         [preprocessor.bilingual]\n\
         after = [\"links\"]\n\
         translation = {directory}\n\
         target-language = {target}\n\
         \n\
         [output.html]\n\
         # On, it turns Chinese quotation marks the wrong way round.\n\
         smart-punctuation = false\n\
         additional-css = [{styles}]\n\
         additional-js = [{scripts}]\n",
        styles = themes(true),
        scripts = themes(false),
        title = string(book.title),
        authors = authors.unwrap_or_default(),
        language = string(book.source.tag()),
        directory = string(&book.translation),
        target = string(book.target.tag()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_settings_can_be_read_back() {
        let (source, target) = (Language::new("zh-Hant"), Language::new("en"));
        let book = Book {
            title: "“引号” \\ \"quotes\"",
            author: Some("某某"),
            source: &source,
            target: &target,
            translation: "en".into(),
        };
        let table: toml::Table = book_toml(&book).parse().expect("valid TOML");
        assert_eq!(table["book"]["title"].as_str(), Some(book.title));
        assert_eq!(table["book"]["language"].as_str(), Some("zh-Hant"));
        assert!(Config::from_table(&table["preprocessor"]["bilingual"]).is_ok());
    }
}
