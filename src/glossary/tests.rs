use super::*;
use crate::diagnostic::Severity;
use crate::language::Language;

fn parse(text: &str) -> (Glossary, Vec<Diagnostic>) {
    let path = PathBuf::from("glossary.toml");
    Glossary::parse(&Source { path, language: Language::new("zh"), text: text.to_string() })
}

fn clean(text: &str) -> Glossary {
    let (glossary, diagnostics) = parse(text);
    assert_eq!(diagnostics, [], "{diagnostics:#?}");
    glossary
}

#[test]
fn reads_every_key() {
    let glossary = clean(
        r#"
[[term]]
id = "water-cycle"
source = "水循环"
target = "water cycle"
aliases = { source = ["水的循环"], target = ["hydrologic cycle"] }
definition = { source = "水在地球上的**往复**。", target = "The way of water." }
related = ["蒸发", { to = "rain", label = { source = "带来", target = "brings" } }]
pinyin = "shui xun huan"
link = "all"
draft = true

[[term]]
source = "蒸发"
target = "Evaporation (of water)"

[[term]]
id = "rain"
source = "雨"
target = "rain"
"#,
    );
    let cycle = &glossary.terms[0];
    assert_eq!(cycle.source_aliases, ["水的循环"]);
    assert_eq!(cycle.names(Side::Target).collect::<Vec<_>>(), ["water cycle", "hydrologic cycle"]);
    assert_eq!(cycle.definition.source, "水在地球上的**往复**。");
    assert_eq!(cycle.related[0].to, "evaporation-of-water");
    assert_eq!(cycle.related[1].label.target, "brings");
    assert_eq!(cycle.link, Some(TermLink::All));
    assert!(cycle.draft);
    assert_eq!(&glossary.text[cycle.span.clone()], "\"水循环\"");
}

#[test]
fn makes_ids_from_the_target_else_the_pinyin() {
    let glossary = clean(
        "[[term]]\nsource = \"茶\"\ntarget = \"Grandma's tea!\"\n[[term]]\nsource = \"茶点\"\n\
         target = \"茶點\"\n[[term]]\nsource = \"☕\"\ntarget = \"🍵\"",
    );
    let ids: Vec<&str> = glossary.terms.iter().map(|term| term.id.as_str()).collect();
    assert_eq!(ids, ["grandmas-tea", "cha-dian", "term-3"]);
}

#[test]
fn names_the_line_and_the_nearest_key() {
    let (_, found) = parse("[[term]]\nsource = \"茶\"\ntarget = \"tea\"\naliasses = {}\n");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].code.name(), found[0].line, found[0].column), ("unknown-key", 4, 1));
    assert!(found[0].hint.contains("`aliases`"), "{}", found[0]);
    assert!(found[0].to_string().contains("^^^^^^^^"));
}

#[test]
fn names_the_line_of_a_toml_error_and_keeps_the_rest() {
    let (glossary, found) =
        parse("[[term]]\nsource = \"茶\"\ntarget = \"tea\"\n[[term]]\nsource = 茶\n");
    assert!(found.iter().any(|d| d.code.name() == "invalid-toml" && d.line == 5), "{found:#?}");
    assert_eq!(glossary.terms[0].id, "tea");
}

#[test]
fn reports_unknown_related_and_duplicates() {
    let (glossary, found) = parse(
        "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\nrelated = [\"cofee\"]\n[[term]]\n\
         source = \"咖啡\"\ntarget = \"coffee\"\naliases = { source = [\"茶\"] }\n",
    );
    let codes: Vec<_> = found.iter().map(|d| (d.code.name(), d.line)).collect();
    assert_eq!(codes, [("duplicate-term", 8), ("unknown-related", 4)]);
    assert!(found[1].hint.contains("`coffee`"));
    assert!(glossary.terms[0].related.is_empty());
}

#[test]
fn takes_another_script_or_a_hyphen_for_the_same_name() {
    let (_, found) = parse(
        "[[term]]\nsource = \"内部客户\"\ntarget = \"in-house customer\"\n[[term]]\n\
         source = \"內部客戶\"\ntarget = \"In house customer\"\n",
    );
    let codes: Vec<_> = found.iter().map(|d| (d.code.name(), d.line)).collect();
    assert_eq!(codes, [("duplicate-term", 5), ("duplicate-term", 6)]);
}

#[test]
fn reports_what_has_the_wrong_type() {
    for (text, line) in [
        ("term = 3", 1),
        ("[[term]]\nsource = 3\ntarget = \"x\"", 2),
        ("[[term]]\nsource = \"茶\"\ntarget = \"tea\"\naliases = [\"x\"]", 4),
        ("[[term]]\nsource = \"茶\"\ntarget = \"tea\"\nlink = \"often\"", 4),
        ("[[term]]\nsource = \"茶\"\ntarget = \"tea\"\nrelated = [{ label = {} }]", 4),
        ("[[term]]\ndraft = true", 1),
    ] {
        let (_, found) = parse(text);
        assert!(
            found.iter().any(|d| d.severity == Severity::Error && d.line == line),
            "{text}: {found:#?}"
        );
    }
}

#[test]
fn tames_hostile_ids_and_names() {
    let (glossary, _) = parse(
        "[[term]]\nid = \"\\\"><script>\"\nsource = \"茶\\u202e\\u0007\"\ntarget = \"<b>tea\"\n",
    );
    assert_eq!(glossary.terms[0].id, "script");
    assert_eq!(glossary.terms[0].name.source, "茶");
}

fn reviewed(text: &str) -> Vec<(&'static str, usize)> {
    let (glossary, found) = parse(text);
    assert_eq!(found, []);
    glossary.review(true).iter().map(|d| (d.code.name(), d.line)).collect()
}

#[test]
fn reports_definitions_that_say_nothing() {
    let found = reviewed(
        "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\nrelated = [\"coffee\"]\n\
         definition = { source = \"叶子泡的水。\", target = \" … \" }\n\
         [[term]]\nsource = \"咖啡\"\ntarget = \"coffee\"\n",
    );
    assert_eq!(found, [("one-sided-definition", 2), ("empty-definition", 7)]);
}

#[test]
fn reports_a_circle_of_definitions_once_and_terms_alone() {
    let found = reviewed(
        "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\n\
         definition = { source = \"参见“茶水”。\", target = \"See [brew](#term-brew).\" }\n\
         [[term]]\nsource = \"茶水\"\ntarget = \"brew\"\n\
         definition = { source = \"见茶\", target = \"see tea\" }\n\
         [[term]]\nsource = \"茶汤\"\ntarget = \"infusion\"\nrelated = [\"茶\"]\n\
         definition = { source = \"见茶\", target = \"see tea leaves in water\" }\n",
    );
    assert_eq!(found, [("circular-see", 2), ("unrelated-term", 6)]);
}
