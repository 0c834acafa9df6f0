//! `callouts.toml`, `callouts draft` and `review`: what the author decides.

use crate::support::{BookTest, program, text};
use serde_json::Value;

const SOURCE: &str = "# 授权\n\n仓库周一收货，周二盘点。\n\n授权不是放手。授权之后更要看结果。\n\n\
                      误区：守时就是早到。其实守时看的是说到做到。\n";
const TARGET: &str = "# Delegation\n\nThe store takes goods on Monday and counts them on Tuesday.\n\n\
                      Delegating is not letting go. After delegating one looks at results all the \
                      more.\n\nMisconception: punctuality is being early. In fact it is keeping \
                      one’s word.\n";

/// The paragraphs' ids: one without a callout, one with a proposed one, one with
/// a callout that is shown.
const PLAIN: &str = "p-56b92f1a";
const PROPOSED: &str = "p-0f07bdb0";
const SHOWN: &str = "p-9aa9debf";

const WORDS: &str = "misconception = { source = \"收货不急\", target = \"Receiving can wait.\" }\n\
                     boundary = { source = \"收货在周一。\", target = \"Goods come on Monday.\" }\n";

fn book() -> BookTest {
    BookTest::chapter(SOURCE, TARGET)
}

fn decided(entries: &[(&str, &str)]) -> BookTest {
    let entry = |(pair, rest): &(&str, &str)| {
        format!("[[callout]]\nchapter = \"one.md\"\npair = \"{pair}\"\n{rest}\n")
    };
    book().file("src/callouts.toml", &entries.iter().map(entry).collect::<String>())
}

/// `(pair, misconception, draft)` of every callout.
fn callouts(book: &BookTest) -> Vec<(String, String, bool)> {
    let report = book.inspect();
    let all = report["chapters"][0]["callouts"].as_array().unwrap().clone();
    let text = |value: &Value| value.as_str().unwrap().to_string();
    all.iter()
        .map(|found| {
            let claim = text(&found["misconception"]["source"]);
            (text(&found["pairs"][0]), claim, found["draft"].as_bool().unwrap())
        })
        .collect()
}

fn found(pair: &str, claim: &str, draft: bool) -> (String, String, bool) {
    (pair.to_string(), claim.to_string(), draft)
}

fn file(book: &BookTest) -> String {
    std::fs::read_to_string(book.path("src/callouts.toml")).unwrap()
}

/// What `check` says of the book.
fn checked(book: &BookTest) -> String {
    let run = book.run(&["check"]);
    format!("{}{}", run.stdout, run.stderr)
}

#[test]
fn a_likely_callout_is_proposed_and_on_no_page() {
    let book = book();
    assert_eq!(
        callouts(&book),
        [found(SHOWN, "守时就是早到", false), found(PROPOSED, "授权是放手", true)]
    );
    let page = text(&book.build().page("one.html"));
    assert!(page.contains("守时就是早到punctuality is being early."), "{page}");
    assert!(!page.contains("授权是放手"), "{page}");
}

#[test]
fn an_entry_adds_rewords_or_takes_away_and_shows_what_was_proposed() {
    let reworded = "misconception = { source = \"守时就是提前到\" }\n";
    let book = decided(&[(PLAIN, WORDS), (SHOWN, reworded), (PROPOSED, "")]);
    assert_eq!(book.codes(), [""; 0]);
    assert_eq!(
        callouts(&book),
        [
            found(PLAIN, "收货不急", false),
            found(PROPOSED, "授权是放手", false),
            found(SHOWN, "守时就是提前到", false),
        ]
    );
    let page = text(&book.build().page("one.html"));
    for words in ["收货不急", "Receiving can wait.", "授权是放手", "守时就是提前到"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!book.path("site/callouts.toml").exists(), "what a book is made from is published");
    let book = decided(&[(SHOWN, "omit = true\n"), (PROPOSED, "omit = true\n")]);
    assert_eq!(callouts(&book), []);
}

#[test]
fn a_draft_is_not_shown_even_where_the_tool_is_sure() {
    let book = decided(&[(SHOWN, "draft = true\n"), (PLAIN, &format!("{WORDS}draft = true\n"))]);
    assert!(callouts(&book).iter().all(|(_, _, draft)| *draft), "{:?}", callouts(&book));
    let page = text(&book.build().page("one.html"));
    assert!(!page.contains("收货不急"), "{page}");
}

#[test]
fn a_comment_in_the_chapter_overrules_the_file() {
    let source = SOURCE.replace("误区：", "<!-- bilingual: no-callout -->\n\n误区：");
    let book = decided(&[(SHOWN, "")]).file("src/one.md", &source);
    assert_eq!(callouts(&book), [found(PROPOSED, "授权是放手", true)]);
}

#[test]
fn a_paragraph_that_has_changed_is_named_with_its_old_and_new_words() {
    let quoted = "text = \"授权不是放手。\"\n";
    let changed = SOURCE.replace("授权不是放手。", "授权并不是放手。");
    let book = decided(&[(PROPOSED, quoted)]).file("src/one.md", &changed);
    let said = checked(&book);
    for words in ["warning[callout-moved]", "`授权不是放手。`", "授权并不是放手。", "pair = \"p-"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(said.contains("callouts.toml:3:8"), "{said}");
    let gone = SOURCE.replace("授权不是放手。授权之后更要看结果。\n\n", "");
    let said = checked(&book.file("src/one.md", &gone));
    assert!(said.contains("`授权不是放手。`) is gone from `one.md`"), "{said}");
}

#[test]
fn an_entry_that_cannot_be_used_is_an_error_with_its_line_and_remedy() {
    for (entry, message) in [
        ("misconceptoin = { source = \"甲\" }\n", "did you mean `misconception`?"),
        ("draft = true\nomit = true\n", "has both `draft` and `omit`"),
        ("omit = \"yes\"\n", "`omit` must be `true` or `false`"),
        ("", "needs both `misconception` and `boundary`"),
        ("text = 甲\n", "callouts.toml:4"),
    ] {
        let said = checked(&decided(&[(PLAIN, entry)]));
        assert!(said.contains("error[callout-entry]"), "{entry}: {said}");
        assert!(said.contains(message), "{entry}: {said}");
    }
}

#[test]
fn drafting_twice_changes_nothing_and_leaves_what_the_author_wrote() {
    let mine = format!("# mine\n[[callout]]\nchapter = \"one.md\"\npair = \"{PLAIN}\"\n{WORDS}");
    let book = book().file("src/callouts.toml", &mine);
    let before = callouts(&book);
    assert!(book.run(&["callouts", "draft"]).ok);
    let drafted = file(&book);
    assert!(drafted.starts_with(&mine), "{drafted}");
    assert_eq!(drafted.matches("draft = true").count(), 1, "{drafted}");
    assert_eq!(callouts(&book), before);
    assert!(book.run(&["callouts", "draft"]).ok);
    assert_eq!(file(&book), drafted);
    // What was dropped is not proposed again.
    let dropped = drafted.replace("draft = true", "omit = true");
    let book = book.file("src/callouts.toml", &dropped);
    assert!(book.run(&["callouts", "draft"]).ok);
    assert_eq!(file(&book), dropped);
}

#[test]
fn a_new_book_has_its_proposals_in_the_file() {
    let book = BookTest::empty().file("essay.txt", SOURCE).file("essay.en.txt", TARGET);
    let run = book.run(&["new", "made", "--from", "essay.txt", "--translation", "essay.en.txt"]);
    assert!(run.ok, "{}", run.stderr);
    assert!(run.stdout.contains("1 callout shown, 1 proposed in callouts.toml"), "{}", run.stdout);
    let written = std::fs::read_to_string(book.path("made/book/callouts.toml")).unwrap();
    assert!(written.starts_with("# The book's callouts"), "{written}");
    assert!(written.contains("source = \"授权是放手\""), "{written}");
    assert!(written.contains("draft = true"), "{written}");
}

/// What is printed for these answers.
fn review(book: &BookTest, answers: &str) -> String {
    let output = program()
        .current_dir(book.root())
        .arg("review")
        .env_remove("VISUAL")
        .env("EDITOR", "sed -i s/授权是放手/授权等于放手/")
        .write_stdin(answers)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_review_saves_each_answer_at_once_and_asks_once_only() {
    let glossary = "# mine\n\n# one.md:3\n[[term]]\nsource = \"仓库\"\ntarget = \"store\"\n\
                    definition = { source = \"放货处\", target = \"where goods are\" }\ndraft = true\n";
    let book = book().file("src/glossary.toml", glossary);
    // Later, back to it, accepted; the next dropped; the term accepted.
    let said = review(&book, "l\nb\na\nd\na\n");
    for words in ["[1/3] a proposed callout, one.md:5", "Delegating is not letting go.", "3 of 3"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(callouts(&book), [found(PROPOSED, "授权是放手", false)]);
    assert_eq!(file(&book).matches("\nomit = true\n").count(), 1);
    let now = std::fs::read_to_string(book.path("src/glossary.toml")).unwrap();
    assert_eq!(now, glossary.strip_suffix("draft = true\n").unwrap());
    assert!(review(&book, "").contains("0 of 0"));
}

#[test]
fn an_answer_before_quitting_is_kept() {
    let book = book();
    assert!(review(&book, "l\na\nq\n").contains("1 of 2"));
    assert_eq!(callouts(&book).len(), 2);
    assert!(file(&book).contains(SHOWN) && !file(&book).contains(PROPOSED), "{}", file(&book));
}

#[cfg(unix)]
#[test]
fn an_edit_is_saved_as_the_editor_leaves_it() {
    let book = book();
    review(&book, "e\nq\n");
    assert_eq!(callouts(&book)[0], found(PROPOSED, "授权等于放手", false));
}

#[test]
fn a_term_that_is_dropped_leaves_what_stands_above_the_file() {
    let term = |name: &str| {
        format!("# one.md:3\n[[term]]\nsource = \"{name}\"\ntarget = \"{name}\"\ndraft = true\n")
    };
    let book =
        book().file("src/glossary.toml", &format!("# mine\n\n{}\n{}", term("仓库"), term("盘点")));
    review(&book, "l\nl\nd\nq\n");
    let now = std::fs::read_to_string(book.path("src/glossary.toml")).unwrap();
    assert_eq!(now, format!("# mine\n\n{}", term("盘点")));
}

#[cfg(feature = "pdf")]
#[test]
fn a_proposal_is_in_no_handout() {
    use mdbook_bilingual::{config::Kind, handout, pipeline, site};
    let book = book();
    let text = site::book_text(book.root()).unwrap();
    let model = pipeline::assemble(&text);
    for kind in [Kind::Reading, Kind::Worksheet, Kind::Key] {
        let pages = handout::page_texts(&model, &text, kind, &text.config.handouts).unwrap();
        let print: String = pages.concat().chars().filter(|c| !c.is_whitespace()).collect();
        assert!(print.contains("守时就是早到"), "{print}");
        assert!(!print.contains("授权是放手"), "{print}");
    }
}
