//! The table of diagnostics: every example brings its code about, and the
//! documentation is made from it.

use crate::support::BookTest;
use mdbook_bilingual::diagnostic::{Code, Diagnostic};
use mdbook_bilingual::language::Ui;
use mdbook_bilingual::{pipeline, site};
use std::collections::BTreeSet;
use std::path::Path;

/// A small book with the files of the code's example.
fn book(code: Code) -> BookTest {
    let book = BookTest::chapter("茶。\n", "Tea.\n");
    code.entry().example.iter().fold(book, |book, (file, text)| book.file(file, text))
}

/// What `check` says of a book.
fn checked(book: &BookTest) -> Vec<String> {
    let text = site::book_text(book.root()).unwrap();
    pipeline::assemble(&text).diagnostics.iter().map(Diagnostic::to_string).collect()
}

/// What is said while its handouts are made, be it an error that ends that.
#[cfg(feature = "pdf")]
fn printed(book: &BookTest) -> Vec<String> {
    use mdbook_bilingual::{config::Kind, handout};
    let text = site::book_text(book.root()).unwrap();
    let model = pipeline::assemble(&text);
    let kinds = [Kind::Reading, Kind::Worksheet].iter();
    let made = kinds.map(|kind| handout::make(&model, &text, *kind, &text.config.handouts));
    made.flat_map(|made| match made {
        Ok(Some(made)) => made.diagnostics.iter().map(Diagnostic::to_string).collect(),
        Ok(None) => Vec::new(),
        Err(error) => vec![format!("{error:#}")],
    })
    .collect()
}

#[cfg(not(feature = "pdf"))]
fn printed(_: &BookTest) -> Vec<String> {
    Vec::new()
}

/// Is it said while handouts are made, and only then?
fn of_handouts(code: Code) -> bool {
    use Code::{
        FormulaAsSource, HtmlNotPrinted, ImageNotPrinted, ImageWithoutDescription,
        QuestionWithoutChapter, QuestionsUnreadable,
    };
    matches!(
        code,
        FormulaAsSource
            | HtmlNotPrinted
            | ImageNotPrinted
            | ImageWithoutDescription
            | QuestionWithoutChapter
            | QuestionsUnreadable
    )
}

/// Nothing known brings these about: none of six thousand texts made at random of
/// pieces of Markdown did the first, and only a fault of the program does the other.
const UNSEEN: &[Code] = &[Code::UnreadableMessages, Code::UnreadableRules];

#[test]
fn every_example_brings_its_code_about_with_the_severity_of_the_table() {
    for code in Code::ALL {
        let (example, unseen) = (code.entry().example, UNSEEN.contains(code));
        assert_eq!(example.is_empty(), unseen, "`{code}` wants an example in the table");
    }
    let tried =
        |code: &&Code| !UNSEEN.contains(code) && (cfg!(feature = "pdf") || !of_handouts(**code));
    let codes = Code::ALL.iter().filter(tried);
    let failed: Vec<String> = codes
        .filter_map(|code| {
            let book = book(*code);
            let said = if of_handouts(*code) { printed(&book) } else { checked(&book) };
            let wanted = format!("{}[{code}]: ", code.entry().severity.name());
            let found = said.iter().any(|said| said.starts_with(&wanted));
            (!found).then(|| format!("the example of `{code}` brings about {said:#?}"))
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The page of the documentation.
fn page(ui: Ui) -> String {
    let [head, kind, severity, meaning] = match ui {
        Ui::English => [
            "# Diagnostics\n\n[中文](diagnostics.zh-CN.md)\n\nWhat `check`, a build and the making \
             of handouts may say. `mdbook-bilingual check --explain CODE` prints an entry. Errors \
             fail `check` and the build; warnings show in a build; notes show in `check` only. The \
             files of an example stand in a small book whose chapter is `src/one.md`, 茶。, with \
             `src/en/one.md`, Tea.\n",
            "code",
            "severity",
            "says",
        ],
        Ui::Chinese => [
            "# 诊断信息\n\n[English](diagnostics.md)\n\n`check`、构建和制作讲义时可能给出的信息。\
             `mdbook-bilingual check --explain CODE` 打印其中一条。错误会使 `check` 和构建失败；警告在构建时\
             显示；提示只在 `check` 中显示。例子里的文件放在一本小书里，这本书只有一章：`src/one.md`（茶。）和 \
             `src/en/one.md`（Tea.）。\n",
            "代码",
            "级别",
            "意思",
        ],
    };
    let mut page = format!("{head}\n| {kind} | {severity} | {meaning} |\n|---|---|---|\n");
    for code in Code::ALL {
        let entry = code.entry();
        let severity = match ui {
            Ui::English => entry.severity.name(),
            Ui::Chinese => entry.severity.chinese(),
        };
        page += &format!("| [`{code}`](#{code}) | {severity} | {} |\n", entry.summary.of(ui));
    }
    for code in Code::ALL {
        page += &format!("\n{}", code.explained("## ", ui));
    }
    page
}

#[test]
fn the_documentation_is_made_from_the_table() {
    for (file, ui) in [("diagnostics.md", Ui::English), ("diagnostics.zh-CN.md", Ui::Chinese)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file);
        let page = page(ui);
        if std::env::var_os("BILINGUAL_DOCS").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            written == page,
            "docs/{file} is not what the table says: `BILINGUAL_DOCS=1 cargo test --test \
             testsuite documentation` writes it anew"
        );
    }
}

#[test]
fn explain_says_what_a_code_means_and_names_near_ones() {
    let nowhere = BookTest::empty();
    let entry = nowhere.run(&["check", "--explain", "stale-pair"]);
    assert!(entry.ok, "{}", entry.stderr);
    for part in ["# stale-pair", "warning", "What to do:", "bilingual.lock"] {
        assert!(entry.stdout.contains(part), "{}", entry.stdout);
    }
    let all = nowhere.run(&["check", "--explain", "all"]);
    let listed: BTreeSet<&str> =
        all.stdout.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(listed, Code::ALL.iter().map(|code| code.name()).collect());
    let slip = nowhere.run(&["check", "--explain", "stale-pare"]);
    assert!(!slip.ok);
    assert!(slip.stderr.contains("no diagnostic `stale-pare`"), "{}", slip.stderr);
    assert!(slip.stderr.contains("did you mean `stale-pair`?"), "{}", slip.stderr);
}

/// Twelve paragraphs without translation among thirteen, a term that stands in
/// five paragraphs and in none across, and five terms without definition.
fn unfinished() -> BookTest {
    let source: String = (1..=13).map(|n| format!("第{n}杯水凉了。\n\n")).collect();
    let terms: String = ["茶", "杯", "壶", "碗", "盘"]
        .iter()
        .zip(["tea", "cup", "pot", "bowl", "plate"])
        .map(|(zh, en)| format!("[[term]]\nsource = \"{zh}\"\ntarget = \"{en}\"\n\n"))
        .collect();
    BookTest::chapter(&source, "Cup 1 of water went cold.\n").file("src/glossary.toml", &terms)
}

#[test]
fn check_says_three_of_a_kind_and_counts_the_rest() {
    let book = unfinished();
    let check = book.run(&["check"]).stdout;
    assert_eq!(check.matches("warning[empty-definition]").count(), 3, "{check}");
    assert!(check.contains("\n2 more `empty-definition`\n"), "{check}");
    assert!(check.contains("`mdbook-bilingual check --all` shows each of them"), "{check}");
    let all = book.run(&["check", "--all"]).stdout;
    assert_eq!(all.matches("warning[empty-definition]").count(), 5, "{all}");
    assert_eq!(all.matches("warning[untranslated-block]").count(), 12, "{all}");
    assert!(!all.contains(" more `") && !all.contains("--all"), "{all}");
    let total = |text: &str| text.lines().last().unwrap().to_string();
    assert_eq!(total(&check), total(&all));
}

#[test]
fn what_is_not_translated_is_one_line_a_chapter() {
    let check = unfinished().run(&["check"]).stdout;
    let path = Path::new("src").join("one.md");
    let line = format!(
        "\nwarning[untranslated-block]: 12 paragraphs of `{}` have no translation, lines 3, 5, 7, \
         9, 11, 13, 15, 17, 19, 21 …\n",
        path.display()
    );
    assert!(check.contains(&line), "{check}");
    assert_eq!(check.matches("untranslated-block").count(), 1, "{check}");
}

#[test]
fn machines_get_every_diagnostic() {
    let book = unfinished();
    let json = book.run(&["check", "--format", "json"]).stdout;
    let found: serde_json::Value = serde_json::from_str(&json).unwrap();
    let of = |code: &str| found.as_array().unwrap().iter().filter(|d| d["code"] == code).count();
    assert_eq!((of("untranslated-block"), of("empty-definition")), (12, 5));
    let github = book.run(&["check", "--format", "github"]).stdout;
    assert_eq!(github.matches("title=untranslated-block").count(), 12);
}

#[test]
fn errors_are_all_said() {
    let terms = "[[term]]\nsource = \"茶\"\ntarget = \"tea\"\nwrong = 1\n\n".repeat(5);
    let check = BookTest::chapter("茶。", "Tea.").file("src/glossary.toml", &terms).run(&["check"]);
    assert!(!check.ok);
    assert_eq!(check.stdout.matches("error[unknown-key]").count(), 5, "{}", check.stdout);
}
