//! The rooms of the program stand above each other: no top-level module of
//! `src/` uses one that uses it, directly or over others.

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which top-level modules each top-level module uses, each with one place
/// where it does.
type Uses = BTreeMap<String, BTreeMap<String, PathBuf>>;

#[test]
fn no_rooms_use_each_other_in_a_circle() {
    let uses = uses(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(uses["pipeline"].contains_key("align"), "the uses are not found: {uses:?}");
    let circle: Vec<String> = circle(&uses)
        .iter()
        .map(|(from, to)| format!("{from} uses {to} in {}", uses[from][to].display()))
        .collect();
    assert!(circle.is_empty(), "rooms in a circle:\n{}", circle.join("\n"));
}

#[test]
fn the_model_of_a_chapter_stands_on_nothing_but_language() {
    let uses = uses(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert_eq!(uses["document"].keys().collect::<Vec<_>>(), ["language"]);
}

#[test]
fn a_circle_is_found_in_code_and_not_in_tests() {
    let source = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = source.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("lib.rs", "pub mod a;\npub mod b;\npub mod c;\n");
    write("a.rs", "mod deep;\nuse crate::{b::B, other};\n");
    write("a/deep.rs", "// crate::c\n");
    write("b.rs", "#[cfg(test)]\nmod tests {\n    fn x() { crate::a::y() }\n}\n");
    write("c.rs", "#[cfg(test)]\nmod tests;\nfn x() { crate::b::y() }\n");
    write("c/tests.rs", "use crate::a::y;\n");
    assert_eq!(circle(&uses(source.path())), []);
    write("b.rs", "fn x() -> String { format!(\"{}\", super::c::y()) }\n");
    write("c.rs", "fn x() { crate::a::y() }\n");
    let name = |from: &str, to: &str| (from.to_string(), to.to_string());
    assert_eq!(circle(&uses(source.path())), [name("a", "b"), name("b", "c"), name("c", "a")]);
}

/// The uses that lie on a circle or between circles.
fn circle(uses: &Uses) -> Vec<(String, String)> {
    let mut left: BTreeSet<(String, String)> =
        uses.iter().flat_map(|(from, to)| to.keys().map(|to| (from.clone(), to.clone()))).collect();
    loop {
        // What uses nothing, or is used by nothing, lies on no circle.
        let using: BTreeSet<String> = left.iter().map(|(from, _)| from.clone()).collect();
        let used: BTreeSet<String> = left.iter().map(|(_, to)| to.clone()).collect();
        let before = left.len();
        left.retain(|(from, to)| used.contains(from) && using.contains(to));
        if left.len() == before {
            return left.into_iter().collect();
        }
    }
}

fn uses(src: &Path) -> Uses {
    let module = Regex::new(r"(?m)^(?:pub )?mod (\w+);").unwrap();
    let library = code(&src.join("lib.rs"));
    let rooms: BTreeSet<&str> =
        module.captures_iter(&library).map(|found| found.extract::<1>().1[0]).collect();
    let mut uses = Uses::new();
    for room in &rooms {
        let entry = uses.entry(room.to_string()).or_default();
        for (file, depth) in files(&src.join(room).with_extension("rs"), 1) {
            for used in paths(&code(&file), depth) {
                if used != *room && rooms.contains(used.as_str()) {
                    entry.insert(used, file.clone());
                }
            }
        }
    }
    uses
}

/// A module's file and those of the modules in it, but for tests, each with
/// how deep it lies.
fn files(file: &Path, depth: usize) -> Vec<(PathBuf, usize)> {
    let module = Regex::new(r"(?m)^\s*(?:pub(?:\([a-z ]+\))? )?mod (\w+);").unwrap();
    let mut all = vec![(file.to_path_buf(), depth)];
    for found in module.captures_iter(&code(file)) {
        let inner = file.with_extension("").join(&found[1]).with_extension("rs");
        all.extend(files(&inner, depth + 1));
    }
    all
}

/// The code of a file without comments and without what stands under
/// `#[cfg(test)]`.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let comment = Regex::new(r"(?m)^\s*//.*$").unwrap();
    let mut rest = comment.replace_all(&text, "").into_owned();
    while let Some(at) = rest.find("#[cfg(test)]") {
        let item = &rest[at..];
        let end = match (item.find(';'), item.find('{')) {
            // The formatter puts the brace that closes an item under its start.
            (semicolon, Some(brace)) if semicolon.is_none_or(|semicolon| brace < semicolon) => {
                let line = rest[..at].rfind('\n').map_or(0, |end| end + 1);
                let close = format!("\n{}}}", &rest[line..at]);
                item.find(&close).map_or(item.len(), |end| end + close.len())
            }
            (Some(semicolon), _) => semicolon + 1,
            (None, _) => item.len(),
        };
        rest.replace_range(at..at + end, "");
    }
    rest
}

/// The modules of the crate that paths begin with, as seen from a module so
/// deep in it.
fn paths(code: &str, depth: usize) -> BTreeSet<String> {
    let root = format!(r"\b(?:crate::|(?:super::){{{depth}}})");
    let single = Regex::new(&format!(r"{root}(\w+)")).unwrap();
    let group = Regex::new(&format!(r"{root}\{{([^;]*)\}};")).unwrap();
    let first = Regex::new(r"^\s*(\w+)").unwrap();
    let mut found: BTreeSet<String> =
        single.captures_iter(code).map(|found| found[1].to_string()).collect();
    for list in group.captures_iter(code) {
        let mut depth = 0;
        let parts = list[1].split(|c: char| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        found.extend(parts.filter_map(|part| first.captures(part)).map(|name| name[1].to_string()));
    }
    found
}
