//! What `install` says in book.toml, without touching what is there.

use crate::language::Language;
use crate::theme;
use anyhow::{Result, bail};
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value, value};

/// What the book's source directory tells.
#[derive(Default)]
pub(super) struct Detected {
    /// The translation's directory.
    pub(super) translation: Option<String>,
    /// The language of the chapters, where it is not mdBook's own default.
    pub(super) language: Option<String>,
}

/// Does the plugin's table name a translation?
pub(super) fn has_translation(text: &str) -> bool {
    let document: Option<DocumentMut> = text.parse().ok();
    document.is_some_and(|document| {
        let plugin = document.get("preprocessor").and_then(|all| all.get("bilingual"));
        plugin.and_then(|plugin| plugin.get("translation")).is_some()
    })
}

/// book.toml with the plugin in it. `look` reads the book's source directory.
/// Installing twice changes nothing.
///
/// Fails where the text is not TOML or a key that must be a table or an array
/// is none.
pub(super) fn install(text: &str, look: impl FnOnce(&str) -> Detected) -> Result<String> {
    let mut document: DocumentMut = text.parse()?;
    let book = document.get("book").and_then(Item::as_table_like);
    let string = |key| book.and_then(|book| book.get(key)).and_then(Item::as_str);
    let found = look(string("src").unwrap_or("src"));
    let named = string("language").map(str::to_string);
    let language = named.as_deref().or(found.language.as_deref()).unwrap_or("zh");
    let chinese = Language::new(language).is_chinese();

    if let (Some(language), None) = (found.language, named) {
        table(document.as_table_mut(), &["book"])?.insert("language", value(language));
    }
    let plugin = table(document.as_table_mut(), &["preprocessor", "bilingual"])?;
    list(plugin, "preprocessor.bilingual", "after", "links")?;
    if let (Some(found), false) = (found.translation, plugin.contains_key("translation")) {
        plugin.insert("translation", value(found));
    }

    let html = table(document.as_table_mut(), &["output", "html"])?;
    if chinese && !html.contains_key("smart-punctuation") {
        html.insert("smart-punctuation", value(false));
    }
    for file in theme::FILES {
        let key = if file.is_style() { "additional-css" } else { "additional-js" };
        list(html, "output.html", key, &format!("theme/{}", file.name))?;
    }
    Ok(document.to_string())
}

/// The table at a path of keys, made where it is not there.
fn table<'a>(root: &'a mut Table, path: &[&str]) -> Result<&'a mut dyn TableLike> {
    let mut here: &mut dyn TableLike = root;
    for (depth, key) in path.iter().enumerate() {
        if !here.contains_key(key) {
            let mut new = Table::new();
            new.set_implicit(depth + 1 < path.len());
            here.insert(key, Item::Table(new));
        }
        here = match here.get_mut(key).and_then(Item::as_table_like_mut) {
            Some(table) => table,
            None => bail!("`{}` is not a table", path[..=depth].join(".")),
        };
    }
    Ok(here)
}

/// Adds an entry to an array of strings, unless it has it.
fn list(table: &mut dyn TableLike, name: &str, key: &str, entry: &str) -> Result<()> {
    let item = table.entry(key).or_insert_with(|| value(Array::new()));
    let Some(array) = item.as_array_mut() else { bail!("`{name}.{key}` is not an array") };
    let same = |have: &Value| have.as_str().is_some_and(|have| plain(have) == plain(entry));
    if array.iter().any(same) {
        return Ok(());
    }
    let indent = array.iter().last().and_then(|last| last.decor().prefix()?.as_str());
    let indent = indent.and_then(|indent| Some(indent.rsplit_once('\n')?.1.to_string()));
    // What stands behind the last comma belongs to the entry before it.
    let behind = array.trailing().as_str().unwrap_or_default().trim_end().to_string();
    array.push(entry);
    if let (Some(indent), Some(last)) = (indent, array.iter_mut().last()) {
        last.decor_mut().set_prefix(format!("{behind}\n{indent}"));
        array.set_trailing("\n");
    }
    Ok(())
}

/// A path as mdBook takes it, without `./` and with forward slashes.
fn plain(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches("./").to_string()
}

/// The lines that differ, with `-` or `+` before each.
pub(super) fn difference(old: &str, new: &str) -> Vec<String> {
    let new_lines: Vec<&str> = new.lines().collect();
    let mut out = Vec::new();
    let mut at = 0;
    for line in old.lines() {
        match new_lines[at..].iter().position(|candidate| *candidate == line) {
            Some(ahead) => {
                out.extend(new_lines[at..at + ahead].iter().map(|added| format!("+ {added}")));
                at += ahead + 1;
            }
            None => out.push(format!("- {line}")),
        }
    }
    out.extend(new_lines[at..].iter().map(|added| format!("+ {added}")));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = "# my book\n[book]\ntitle = \"书\" # the title\nsrc = \"text\"\n\n\
                        [output.html]\ndefault-theme = \"rust\"\nadditional-css = [\n    \
                        # why\n    \"./mine.css\", # mine\n]\n\n[preprocessor.links]\n";

    fn installed(text: &str) -> String {
        install(text, |src| Detected {
            translation: (src == "text").then(|| "en".to_string()),
            language: None,
        })
        .unwrap()
    }

    #[test]
    fn keeps_every_line_that_was_there() {
        let new = installed(BOOK);
        for line in BOOK.lines().filter(|line| !line.is_empty()) {
            assert!(new.lines().any(|have| have == line), "{line}\n{new}");
        }
        let config: toml::Value = toml::from_str(&new).unwrap();
        let html = &config["output"]["html"];
        assert_eq!(html["additional-css"].as_array().unwrap().len(), 2, "{new}");
        assert_eq!(html["additional-js"][0].as_str(), Some("theme/bilingual.js"));
        let plugin = &config["preprocessor"]["bilingual"];
        assert_eq!(plugin["after"][0].as_str(), Some("links"));
        assert_eq!(plugin["translation"].as_str(), Some("en"));
    }

    #[test]
    fn installing_twice_changes_nothing() {
        for book in [BOOK, "", "[output]\nhtml = { }\n", "[output.html]\nadditional-css = []\n"] {
            let once = installed(book);
            assert_eq!(installed(&once), once, "{book}");
        }
    }

    #[test]
    fn keeps_what_the_author_set() {
        let new = installed(
            "[book]\nlanguage = \"en\"\n[preprocessor.bilingual]\ntranslation = \"zh\"\n\
             [output.html]\nadditional-css = [\"theme\\\\bilingual.css\"]\n",
        );
        let config: toml::Value = toml::from_str(&new).unwrap();
        assert_eq!(config["preprocessor"]["bilingual"]["translation"].as_str(), Some("zh"));
        assert!(config["output"]["html"].get("smart-punctuation").is_none(), "{new}");
        assert_eq!(config["output"]["html"]["additional-css"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn says_what_is_no_table_or_array() {
        let fails = |text| install(text, |_| Detected::default()).unwrap_err().to_string();
        assert_eq!(fails("output = 1\n"), "`output` is not a table");
        assert_eq!(
            fails("[output.html]\nadditional-css = \"a.css\"\n"),
            "`output.html.additional-css` is not an array"
        );
        assert!(fails("[book\n").contains("line 1"), "{}", fails("[book\n"));
    }

    #[test]
    fn the_difference_shows_additions_and_removals() {
        assert_eq!(difference("a\nb\nc\n", "a\nx\nc\nd\n"), ["- b", "+ x", "+ d"]);
        assert_eq!(difference("a\n", "a\n"), [""; 0]);
    }
}
