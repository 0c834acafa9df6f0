//! A gettext catalog as a PO file.

use super::catalog::Message;
use super::export::Exported;

/// What is written.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// The book's title.
    pub title: &'a str,
    /// The language of the translation.
    pub language: &'a str,
    /// The header of the file that it takes the place of, else an empty one.
    pub header: &'a Message,
    /// In order.
    pub messages: &'a [Exported],
    /// Messages that the book has no longer.
    pub obsolete: &'a [&'a Message],
}

/// The PO file.
pub fn po(file: &File<'_>) -> String {
    let mut out = header(file.title, file.language, file.header);
    for Exported { message, references, comment } in file.messages {
        out.push('\n');
        notes(&mut out, message);
        for line in comment.lines() {
            out.push_str(&format!("#. {line}\n"));
        }
        for reference in references {
            // GNU gettext encloses a name with spaces in these isolates.
            match reference.contains(' ') {
                true => out.push_str(&format!("#: \u{2068}{reference}\u{2069}\n")),
                false => out.push_str(&format!("#: {reference}\n")),
            }
        }
        entry(&mut out, message, "");
    }
    for message in file.obsolete {
        out.push('\n');
        notes(&mut out, message);
        entry(&mut out, message, "#~ ");
    }
    out
}

/// The header: what the old one says, and else what there is to say.
fn header(title: &str, language: &str, old: &Message) -> String {
    let code = match language {
        "zh-Hans" => "zh_CN".to_string(),
        "zh-Hant" => "zh_TW".to_string(),
        other => other.replace('-', "_"),
    };
    let plural = match code.split('_').next().unwrap_or_default() {
        "zh" | "ja" | "ko" | "vi" | "th" => "nplurals=1; plural=0;",
        _ => "nplurals=2; plural=(n != 1);",
    };
    let ours = format!("mdbook-bilingual {}", env!("CARGO_PKG_VERSION"));
    let mut fields = vec![
        ("Project-Id-Version", title),
        ("POT-Creation-Date", ""),
        ("PO-Revision-Date", ""),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", &code),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plural),
        ("X-Generator", &ours),
    ];
    for (name, value) in old.text.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        match fields.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            // The file is written anew, in UTF-8.
            Some(("Content-Type" | "Content-Transfer-Encoding" | "X-Generator", _)) => {}
            Some(field) if !value.is_empty() => field.1 = value,
            Some(_) => {}
            None => fields.push((name, value)),
        }
    }
    let fields: String = fields.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    let mut out = String::new();
    let header = Message { text: fields, notes: old.notes.clone(), ..Message::default() };
    notes(&mut out, &header);
    entry(&mut out, &header, "");
    out
}

fn notes(out: &mut String, message: &Message) {
    for line in message.notes.lines() {
        out.push_str(format!("# {line}").trim_end());
        out.push('\n');
    }
}

fn entry(out: &mut String, message: &Message, prefix: &str) {
    if message.fuzzy {
        out.push_str("#, fuzzy\n");
    }
    if let Some(context) = &message.context {
        field(out, prefix, "msgctxt", context);
    }
    field(out, prefix, "msgid", &message.id);
    field(out, prefix, "msgstr", &message.text);
}

/// A keyword and its string, a line of text a line.
fn field(out: &mut String, prefix: &str, keyword: &str, text: &str) {
    out.push_str(&format!("{prefix}{keyword} "));
    if text.trim_end_matches('\n').contains('\n') || text.len() > 1 && text.ends_with('\n') {
        out.push_str("\"\"\n");
        for line in text.split_inclusive('\n') {
            out.push_str(&format!("{prefix}\"{}\"\n", escaped(line)));
        }
    } else {
        out.push_str(&format!("\"{}\"\n", escaped(text)));
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            c => out.push(c),
        }
    }
    out
}
