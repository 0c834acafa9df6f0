//! Front matter: what a file says about itself at its top, as TOML between two
//! lines `+++` or as YAML between two lines `---`. No page shows it.

use std::ops::Range;

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Between `+++`.
    Toml,
    /// Between `---`.
    Yaml,
}

/// The front matter of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// How it is written.
    pub format: Format,
    /// Where it stands in the text, with both fences.
    pub whole: Range<usize>,
    /// Where it stands between the fences.
    pub inner: Range<usize>,
}

/// The front matter at the top of a text. A text that begins with a rule is
/// none: between `---` every line must look like YAML, and one must name a key.
pub fn find(text: &str) -> Option<FrontMatter> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = text[start..].split_inclusive('\n');
    let opening = lines.next()?;
    let format = match opening.trim_end() {
        "+++" => Format::Toml,
        "---" => Format::Yaml,
        _ => return None,
    };
    let inner = start + opening.len();
    let mut end = inner;
    for line in lines {
        let fence = line.trim_end();
        let closes = match format {
            Format::Toml => fence == "+++",
            Format::Yaml => matches!(fence, "---" | "..."),
        };
        if closes {
            let found = FrontMatter { format, whole: start..end + line.len(), inner: inner..end };
            return (format == Format::Toml || is_yaml(&text[inner..end])).then_some(found);
        }
        end += line.len();
    }
    None
}

/// Does every line look like YAML, and does one name a key?
fn is_yaml(text: &str) -> bool {
    let key = |line: &str| {
        line.split_once(':').is_some_and(|(key, value)| {
            let name = |c: char| c.is_alphanumeric() || "_-. \"'".contains(c);
            !key.trim().is_empty()
                && key.chars().all(name)
                && (value.is_empty() || value.starts_with([' ', '\t']))
        })
    };
    let goes_on = |line: &str| {
        line.trim().is_empty()
            || line.starts_with([' ', '\t', '#', ']', '}'])
            || line.starts_with("- ")
            || line == "-"
    };
    let lines = || text.lines().map(str::trim_end);
    lines().any(key) && lines().all(|line| key(line) || goes_on(line))
}

impl FrontMatter {
    /// A value that is one line of text, e.g. `title`, by its key at the top
    /// level. Nothing where the value is anything else.
    pub fn value(&self, text: &str, key: &str) -> Option<String> {
        let inner = text.get(self.inner.clone())?;
        let value = match self.format {
            Format::Toml => {
                let table: toml::Table = inner.parse().ok()?;
                table.get(key)?.as_str()?.to_string()
            }
            Format::Yaml => yaml_value(inner, key)?,
        };
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then_some(value)
    }
}

/// A scalar on the key's own line, plain or quoted.
fn yaml_value(text: &str, key: &str) -> Option<String> {
    let value =
        text.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix(':'))?;
    let value = value.trim();
    if let Some(quoted) = value.strip_prefix('"') {
        let end = quoted.rfind('"')?;
        return Some(quoted[..end].replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    if let Some(quoted) = value.strip_prefix('\'') {
        let end = quoted.rfind('\'')?;
        return Some(quoted[..end].replace("''", "'"));
    }
    let plain = value.split(" #").next().unwrap_or_default().trim();
    let block = plain.starts_with(['|', '>', '[', '{', '&', '*', '!']);
    (!block).then(|| plain.to_string())
}

/// The text with an empty line for each line of its front matter, so that every
/// other line keeps its number.
pub fn blanked(text: &str, front: &FrontMatter) -> String {
    "\n".repeat(text[..front.whole.end].matches('\n').count()) + &text[front.whole.end..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<String> {
        find(text).and_then(|front| front.value(text, "title"))
    }

    #[test]
    fn both_formats_are_read_and_lines_keep_their_numbers() {
        for (text, found) in [
            ("+++\ntitle = \"灯\"\ndate = 2024-01-02\n+++\n# 题\n", "灯"),
            ("---\ntitle: 灯\ndate: 2024-01-02\ntags:\n- 甲\n- 乙\n---\n# 题\n", "灯"),
            ("---\nlayout: post\ntitle: \"灯：\\\"夜\\\"\"\n---\n", "灯：\"夜\""),
            ("\u{feff}---\r\ntitle: 'It''s a lamp'\r\n---\r\n文\r\n", "It's a lamp"),
            ("---\ntitle: 灯 # 注\nsummary: >\n  一行\n  两行\n...\n文\n", "灯"),
        ] {
            assert_eq!(title(text).as_deref(), Some(found), "{text}");
            let front = find(text).expect("front matter");
            let rest = blanked(text, &front);
            assert_eq!(rest.matches('\n').count(), text.matches('\n').count(), "{text}");
            assert!(!rest.contains("title"), "{rest}");
        }
    }

    #[test]
    fn rules_and_open_fences_are_text() {
        for text in [
            "+++\n# 题\n",
            "---\n# 题\n",
            "---\n一段话。\n---\n又一段。\n",
            "---\n他说：好。\n她说: 不好，真的不好。\n---\n",
            "---\n\n---\n文\n",
            "# 题\n---\ntitle: 灯\n---\n",
            "----\ntitle: 灯\n----\n",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
