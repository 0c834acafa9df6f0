//! Formulas as one line of text, so that nothing of them is lost.

use super::xml::Node;

/// A formula as text: `(a+b)/2`, `x^2`, `√(y)`.
pub(super) fn line(node: &Node) -> String {
    let part = |name: &str| node.child(name).map(line).unwrap_or_default();
    let wrapped = |text: String| match text.chars().count() > 1 {
        true => format!("({text})"),
        false => text,
    };
    let set = |property: &str, name: &str| {
        node.child(property).and_then(|p| p.child(name)).and_then(|p| p.attribute("m:val"))
    };
    match node.name() {
        "m:t" => node.text.clone(),
        "m:f" => format!("{}/{}", wrapped(part("m:num")), wrapped(part("m:den"))),
        "m:sSup" => format!("{}^{}", part("m:e"), wrapped(part("m:sup"))),
        "m:sSub" => format!("{}_{}", part("m:e"), wrapped(part("m:sub"))),
        "m:sSubSup" => {
            format!("{}_{}^{}", part("m:e"), wrapped(part("m:sub")), wrapped(part("m:sup")))
        }
        "m:rad" => format!("{}√({})", part("m:deg"), part("m:e")),
        "m:nary" => {
            let sign = set("m:naryPr", "m:chr").unwrap_or("∫");
            let bound = |mark: &str, text: String| match text.is_empty() {
                true => text,
                false => format!("{mark}{}", wrapped(text)),
            };
            let (sub, sup) = (bound("_", part("m:sub")), bound("^", part("m:sup")));
            format!("{sign}{sub}{sup} {}", part("m:e"))
        }
        "m:d" => {
            let (open, close) = (set("m:dPr", "m:begChr"), set("m:dPr", "m:endChr"));
            let parts: Vec<String> =
                node.children.iter().filter(|c| c.name() == "m:e").map(line).collect();
            let between = set("m:dPr", "m:sepChr").unwrap_or(",");
            format!("{}{}{}", open.unwrap_or("("), parts.join(between), close.unwrap_or(")"))
        }
        "m:mr" => {
            let cells: Vec<String> = node.children.iter().map(line).collect();
            format!("{};", cells.join(" "))
        }
        _ => node.children.iter().map(line).collect(),
    }
}
