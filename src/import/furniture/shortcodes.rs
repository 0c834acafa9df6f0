//! The marks of site generators: `{{< … >}}` and `{{% … %}}` of Hugo, `{% … %}`
//! and `{: … }` of Jekyll. What they enclose is text; they are not.

/// A mark that was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcode {
    /// The line of the file, 1-based.
    pub line: usize,
    /// As it was written.
    pub text: String,
}

const BRACKETS: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// The text without shortcodes, and these. Lines keep their numbers; code is
/// left alone, and `highlight` becomes a fence.
pub fn take_shortcodes(text: &str) -> (String, Vec<Shortcode>) {
    let mut out = String::with_capacity(text.len());
    let mut found = Vec::new();
    let mut fence: Option<String> = None;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_start();
        let mark: String = bare
            .chars()
            .take_while(|c| *c == '`')
            .chain(bare.chars().take_while(|c| *c == '~'))
            .collect();
        match &fence {
            Some(open) => {
                if mark.starts_with(open.as_str()) && bare.trim_end() == mark {
                    fence = None;
                }
                out.push_str(line);
                continue;
            }
            None if mark.len() >= 3 => {
                fence = Some(mark);
                out.push_str(line);
                continue;
            }
            None => {}
        }
        let before = found.len();
        let rest = without(line, at + 1, &mut found);
        match &found[before..] {
            [only] if rest.trim().is_empty() => {
                let end = if line.ends_with('\n') { "\n" } else { "" };
                match highlight(&only.text) {
                    Some(opened) => out.push_str(&format!("{opened}{end}")),
                    None => out.push_str(end),
                }
            }
            _ => out.push_str(&rest),
        }
    }
    (out, found)
}

/// The fence in place of `highlight LANGUAGE` or of its end.
fn highlight(shortcode: &str) -> Option<String> {
    let inner = shortcode.trim_matches(|c: char| "{}<>% ".contains(c));
    let mut words = inner.split_whitespace();
    match words.next()? {
        "highlight" => Some(format!("```{}", words.next().unwrap_or_default())),
        "/highlight" | "endhighlight" | "/ highlight" => Some("```".to_string()),
        _ => None,
    }
}

/// A line without its shortcodes; those in code spans stay.
fn without(line: &str, number: usize, found: &mut Vec<Shortcode>) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['{', '`']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('`') {
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            let closes = rest[ticks..].find(&rest[..ticks]).map(|end| 2 * ticks + end);
            let end = closes.unwrap_or(ticks);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let bracketed = BRACKETS.iter().find_map(|(open, close)| {
            let inner = rest.strip_prefix(open)?;
            Some(open.len() + inner.find(close)? + close.len())
        });
        // Attributes in kramdown stand alone on a line.
        let whole = rest.trim_end();
        let attributes = (out.trim().is_empty() && whole.starts_with("{:") && whole.ends_with('}'))
            .then_some(whole.len());
        match bracketed.or(attributes) {
            Some(end) => {
                found.push(Shortcode { line: number, text: rest[..end].to_string() });
                rest = &rest[end..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_what_they_enclose_stays() {
        for (text, left, marks) in [
            ("甲\n{{< figure src=\"a.png\" >}}\n乙\n", "甲\n\n乙\n", 1),
            ("{{% notice tip %}}\n提示。\n{{% /notice %}}\n", "\n提示。\n\n", 2),
            ("见{{< ref \"a.md\" >}}这里。", "见这里。", 1),
            ("{% include nav.html %}\n文。\n{: .lead}\n", "\n文。\n\n", 2),
            (
                "{% highlight rust %}\nlet a = 1;\n{% endhighlight %}\n",
                "```rust\nlet a = 1;\n```\n",
                2,
            ),
            ("写作 `{{< ref >}}` 和 `{% raw %}`。\n", "写作 `{{< ref >}}` 和 `{% raw %}`。\n", 0),
            ("```\n{% raw %}\n```\n", "```\n{% raw %}\n```\n", 0),
            ("{{#include a.md}} 和 {a} 与 5{%", "{{#include a.md}} 和 {a} 与 5{%", 0),
        ] {
            let (rest, found) = take_shortcodes(text);
            assert_eq!((rest.as_str(), found.len()), (left, marks), "{text}");
            let line = |at: usize| text.lines().nth(at - 1).unwrap_or_default();
            assert!(found.iter().all(|mark| line(mark.line).contains(&mark.text)), "{found:?}");
        }
    }
}
