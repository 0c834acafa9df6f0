//! A gettext catalog: the messages of a PO file.
//!
//! The reader is our own because it must name the line of whatever is wrong,
//! and must not fail on a header that leaves out a field.

use anyhow::{Result, bail};
use std::collections::HashMap;
use std::path::Path;

/// One message of a PO file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// `msgctxt`: where the same text is translated in different ways.
    pub context: Option<String>,
    /// `msgid`: the source text.
    pub id: String,
    /// `msgstr`: the translation, empty where there is none.
    pub text: String,
    /// Marked `fuzzy`: a draft that a person has to look at.
    pub fuzzy: bool,
    /// What translators have noted, a note a line.
    pub notes: String,
    /// The 1-based line of its `msgid`.
    pub line: usize,
}

impl Message {
    /// What tells it from the other messages of a file.
    pub fn key(&self) -> (Option<&str>, &str) {
        (self.context.as_deref(), &self.id)
    }
}

/// What a PO file holds.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// In the order of the file.
    pub messages: Vec<Message>,
    /// Messages that the book had at some time.
    pub obsolete: Vec<Message>,
    /// The message without text: its translation is the fields of the header.
    pub header: Message,
    by_id: HashMap<String, Vec<usize>>,
}

impl Catalog {
    /// The catalog of these messages.
    pub fn new(messages: Vec<Message>) -> Self {
        let mut by_id: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, message) in messages.iter().enumerate() {
            by_id.entry(message.id.clone()).or_default().push(index);
        }
        Self { messages, by_id, ..Self::default() }
    }

    /// The index of the message for a source text: that with this context, or
    /// that without any.
    pub fn find(&self, context: &str, id: &str) -> Option<usize> {
        let found = self.by_id.get(id)?;
        let with = |wanted: Option<&str>| {
            found.iter().copied().find(|at| self.messages[*at].context.as_deref() == wanted)
        };
        with(Some(context)).or_else(|| with(None))
    }

    /// Reads a PO file. Fails with the line of the first error.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let mut reader = CatalogReader::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if let Err(Problem { line, what }) = reader.line(line, index + 1) {
                return fail(path, line.unwrap_or(index + 1), &what);
            }
        }
        if let Err(Problem { line, what }) = reader.end_message() {
            return fail(path, line.unwrap_or(1), &what);
        }
        let catalog = Self::new(reader.messages);
        Ok(Self { obsolete: reader.gone, header: reader.header, ..catalog })
    }
}

fn fail<T>(path: &Path, line: usize, problem: &str) -> Result<T> {
    bail!(
        "{}:{line}: {problem}\n  = help: `msgfmt --check {}` checks the whole file; Poedit and \
         Weblate repair it on saving",
        path.display(),
        path.display()
    )
}

/// What is wrong, and in which line if not the one just read.
struct Problem {
    line: Option<usize>,
    what: String,
}

impl<T: Into<String>> From<T> for Problem {
    fn from(what: T) -> Self {
        Self { line: None, what: what.into() }
    }
}

/// What a string on the next line continues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Field {
    #[default]
    None,
    Context,
    Id,
    Plural,
    Text,
    /// A plural form beyond the first.
    OtherText,
}

#[derive(Debug, Default)]
struct CatalogReader {
    messages: Vec<Message>,
    gone: Vec<Message>,
    header: Message,
    message: Message,
    /// Is the message an obsolete one?
    obsolete: bool,
    field: Field,
    /// Where each message stands, by context and text.
    seen: HashMap<(Option<String>, String), usize>,
    has_id: bool,
    has_text: bool,
}

impl CatalogReader {
    fn line(&mut self, line: &str, number: usize) -> Result<(), Problem> {
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
            return Err("a merge conflict stands here: choose one side and remove the marks".into());
        }
        if line.is_empty() {
            return match self.has_text {
                true => self.end_message(),
                false => Ok(()),
            };
        }
        if let Some(obsolete) = line.strip_prefix("#~") {
            let obsolete = obsolete.trim_start();
            // `#~|` is what it was made from.
            if obsolete.is_empty() || obsolete.starts_with('|') {
                return Ok(());
            }
            return self.entry(obsolete, number, true);
        }
        if let Some(comment) = line.strip_prefix('#') {
            if self.has_text {
                self.end_message()?;
            }
            self.comment(comment);
            return Ok(());
        }
        self.entry(line, number, false)
    }

    /// A flag or a note; `#:`, `#.` and `#|` say where a message comes from.
    fn comment(&mut self, comment: &str) {
        if let Some(flags) = comment.strip_prefix(',') {
            self.message.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else if !comment.starts_with([':', '.', '|']) {
            self.message.notes.push_str(comment.trim());
            self.message.notes.push('\n');
        }
    }

    /// A keyword with its string, or a string alone.
    fn entry(&mut self, line: &str, number: usize, obsolete: bool) -> Result<(), Problem> {
        if line.starts_with('"') {
            let text = string(line)?;
            return self.push(&text);
        }
        let (keyword, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        self.begin(keyword, number)?;
        self.obsolete = obsolete;
        let text = string(rest.trim_start())?;
        self.push(&text)
    }

    fn begin(&mut self, keyword: &str, number: usize) -> Result<(), Problem> {
        if self.has_text && matches!(keyword, "msgctxt" | "msgid") {
            self.end_message()?;
        }
        self.field = match keyword {
            "msgctxt" => {
                self.message.context = Some(String::new());
                Field::Context
            }
            "msgid" if self.has_id => return Err("a second `msgid` without `msgstr`".into()),
            "msgid" => {
                self.has_id = true;
                self.message.line = number;
                Field::Id
            }
            _ if !self.has_id => {
                return Err(format!("expected `msgid`, found `{keyword}`").into());
            }
            "msgid_plural" => Field::Plural,
            "msgstr" if self.has_text => return Err("a second `msgstr`".into()),
            "msgstr" | "msgstr[0]" => {
                self.has_text = true;
                Field::Text
            }
            _ if keyword.starts_with("msgstr[") && keyword.ends_with(']') => Field::OtherText,
            _ => return Err(format!("expected `msgid` or `msgstr`, found `{keyword}`").into()),
        };
        Ok(())
    }

    fn push(&mut self, text: &str) -> Result<(), Problem> {
        match self.field {
            Field::None => return Err("a string that belongs to no `msgid` or `msgstr`".into()),
            Field::Context => self.message.context.get_or_insert_default().push_str(text),
            Field::Id => self.message.id.push_str(text),
            Field::Text => self.message.text.push_str(text),
            Field::Plural | Field::OtherText => {}
        }
        Ok(())
    }

    fn end_message(&mut self) -> Result<(), Problem> {
        if self.has_id && !self.has_text {
            let line = Some(self.message.line);
            return Err(Problem { line, what: "a `msgid` without `msgstr`".into() });
        }
        let message = std::mem::take(&mut self.message);
        let obsolete = std::mem::take(&mut self.obsolete);
        let had_id = std::mem::take(&mut self.has_id);
        (self.has_text, self.field) = (false, Field::None);
        if message.id.is_empty() {
            if had_id && self.header.text.is_empty() {
                self.header = message;
            }
            return Ok(());
        }
        if obsolete {
            self.gone.push(message);
            return Ok(());
        }
        let key = (message.context.clone(), message.id.clone());
        if let Some(line) = self.seen.insert(key, message.line) {
            let what = format!("this message stands already in line {line}");
            return Err(Problem { line: Some(message.line), what });
        }
        self.messages.push(message);
        Ok(())
    }
}

/// The text of a string literal.
fn string(literal: &str) -> Result<String, String> {
    let inner = literal
        .strip_prefix('"')
        .ok_or_else(|| "expected a string in double quotes".to_string())?;
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    loop {
        match chars.next() {
            None => return Err("a string without its closing `\"`".into()),
            Some('"') => break,
            Some('\\') => text.push(match chars.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some('a') => '\u{7}',
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                Some('v') => '\u{b}',
                Some(c @ ('"' | '\\')) => c,
                Some(c) => return Err(format!("`\\{c}` is no escape: write `\\\\{c}`")),
                None => return Err("a string without its closing `\"`".into()),
            }),
            Some(c) => text.push(c),
        }
    }
    match chars.as_str().trim() {
        "" => Ok(text),
        rest => Err(format!("`{rest}` behind a string: a `\"` in it is written `\\\"`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Vec<Message>> {
        Catalog::parse(text, Path::new("po/zh-CN.po")).map(|catalog| catalog.messages)
    }

    #[track_caller]
    fn error(text: &str) -> String {
        parse(text).expect_err("this PO file is wrong").to_string()
    }

    #[test]
    fn keeps_notes_header_and_obsolete_messages() {
        let text = "# By Lin\nmsgid \"\"\nmsgstr \"Last-Translator: Lin\\n\"\n\n# check\n#. extracted\n\
            msgid \"A\"\nmsgstr \"甲\"\n\n# later\n#, fuzzy\n#~ msgid \"\"\n#~ \"Gone\"\n#~ msgstr \"没了\"\n\n\
            #~| msgid \"Old\"\n#~ msgid \"A\"\n#~ msgstr \"乙\"\n\nmsgid \"B\"\nmsgstr \"\"\n";
        let catalog = Catalog::parse(text, Path::new("a.po")).expect("a PO file");
        assert_eq!(catalog.header.text, "Last-Translator: Lin\n");
        assert_eq!(
            (catalog.header.notes.as_str(), catalog.messages[0].notes.as_str()),
            ("By Lin\n", "check\n")
        );
        assert_eq!((catalog.messages[1].id.as_str(), catalog.messages[1].fuzzy), ("B", false));
        let gone: Vec<_> =
            catalog.obsolete.iter().map(|m| (m.id.as_str(), m.text.as_str(), m.fuzzy)).collect();
        assert_eq!(gone, [("Gone", "没了", true), ("A", "乙", false)]);
    }

    #[test]
    fn reads_messages_fuzzy_ones_and_leaves_obsolete_ones() {
        let text = "msgid \"\"\nmsgstr \"\"\n\"Language: zh\\n\"\n\n#: a.md:1\n#, fuzzy, c-format\n\
            #| msgid \"Old\"\nmsgid \"Some \\\"text\\\"\"\nmsgstr \"\"\n\"一些\"\n\"文字\\n\"\n\
            #~ msgid \"Gone\"\n#~ msgstr \"没了\"\n\nmsgctxt \"b.md#1\"\nmsgid \"Two\"\nmsgstr \"\"\n";
        let messages = parse(text).expect("a PO file");
        assert_eq!(messages.len(), 2);
        assert_eq!((messages[0].id.as_str(), messages[0].fuzzy), ("Some \"text\"", true));
        assert_eq!(messages[0].text, "一些文字\n");
        assert_eq!((messages[1].context.as_deref(), messages[1].fuzzy), (Some("b.md#1"), false));
    }

    #[test]
    fn takes_the_first_plural_form() {
        let text = "msgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"甲\"\nmsgstr[1] \"乙\"\n";
        assert_eq!(parse(text).expect("a PO file")[0].text, "甲");
    }

    #[test]
    fn names_the_line_of_an_error() {
        for (text, line, problem) in [
            ("msgid \"a\nmsgstr \"\"\n", 1, "closing"),
            ("msgid \"a\"\nmsgstr \"b\" c\"\n", 2, "behind a string"),
            ("msgid \"a\"\n\n\nmsgid \"b\"\n", 4, "second `msgid`"),
            ("\nmsgid \"a\"\n", 2, "without `msgstr`"),
            ("msgstr \"a\"\n", 1, "expected `msgid`"),
            ("\"a\"\n", 1, "belongs to no"),
            ("msgid \"a\\q\"\n", 1, "is no escape"),
            ("msgid \"a\"\nmsgstr \"\"\n\nmsgid \"a\"\nmsgstr \"\"\n", 4, "already in line 1"),
            ("msgid \"a\"\n<<<<<<< HEAD\n", 2, "merge conflict"),
            ("msgid \"a\"\nmessage \"b\"\n", 2, "`message`"),
        ] {
            let error = error(text);
            assert!(error.starts_with(&format!("po/zh-CN.po:{line}:")), "{text:?}: {error}");
            assert!(error.contains(problem), "{error}");
        }
    }
}
