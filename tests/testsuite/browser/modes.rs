//! The three modes.

use super::reader::Reader;

const SOURCE: &str = "main h1:first-of-type .bi-s";
const TARGET: &str = "main h1:first-of-type .bi-t";

/// Does no block in the window or below it wait for its layout?
const SETTLED: &str = "[...document.querySelectorAll('main > [style*=content-visibility]')]\
                       .every((block) => block.getBoundingClientRect().bottom < 0)";

#[test]
fn both_languages_show_at_first() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html");
    assert!(reader.sees(SOURCE) && reader.sees(TARGET));
    reader.content();
}

#[test]
fn a_mode_is_set_by_the_address() {
    let Some(reader) = Reader::new() else { return };
    for (lang, source, target) in [
        ("zh", true, false),
        ("zh-CN", true, false),
        ("en", false, true),
        ("en-GB", false, true),
        ("both", true, true),
    ] {
        reader.open(&format!("preface.html?lang={lang}"));
        assert_eq!((reader.sees(SOURCE), reader.sees(TARGET)), (source, target), "{lang}");
        reader.content();
    }
}

#[test]
fn a_chosen_mode_is_remembered() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html").click(".bi-modes label:nth-child(2)");
    assert!(!reader.sees(SOURCE) && reader.sees(TARGET));
    reader.open("trees.html");
    assert!(!reader.sees(SOURCE) && reader.sees(TARGET));
    assert!(reader.is("document.querySelector('.bi-modes input[value=target]').checked"));
}

#[test]
fn a_choice_outlives_the_address_it_began_with() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html?lang=en").click(".bi-modes label:nth-child(1)").reload();
    assert!(reader.sees(SOURCE) && !reader.sees(TARGET));
}

#[test]
fn modes_are_chosen_by_keyboard_without_leaving_the_chapter() {
    let Some(reader) = Reader::new() else { return };
    reader.open("trees.html").run("document.querySelector('.bi-modes :checked').focus()");
    reader.press("ArrowRight");
    assert!(reader.sees(SOURCE) && !reader.sees(TARGET));
    reader.press("ArrowRight");
    assert!(!reader.sees(SOURCE) && reader.sees(TARGET));
    assert!(reader.is("location.pathname.endsWith('trees.html')"));
    assert!(!reader.text("document.querySelector('.bi-modes').ariaLabel").is_empty());
}

#[test]
fn titles_and_sidebar_follow_the_mode() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html?lang=en");
    assert_eq!(reader.text("document.title"), "Preface - Notes from the Hills");
    assert_eq!(reader.text("document.documentElement.lang"), "en");
    let sidebar = "document.getElementById('mdbook-sidebar').innerText";
    assert!(reader.text(sidebar).contains("Planting") && !reader.text(sidebar).contains("种树"));
    reader.open("preface.html?lang=zh");
    assert_eq!(reader.text("document.title"), "前言 - 山居笔记");
    assert!(!reader.text(sidebar).contains("Planting") && reader.text(sidebar).contains("种树"));
}

#[test]
fn the_titles_of_parts_follow_the_mode() {
    let Some(reader) = Reader::new() else { return };
    let part = "document.querySelector('#mdbook-sidebar .part-title').innerText.trim()";
    reader.open("preface.html?lang=both");
    assert_eq!(reader.text(part), "山中\u{2009}·\u{2009}In the Hills");
    reader.open("preface.html?lang=en");
    assert_eq!(reader.text(part), "In the Hills");
    reader.click(".bi-modes label:nth-child(1)");
    assert_eq!(reader.text(part), "山中");
}

#[test]
fn what_is_being_read_stays_in_place() {
    let Some(reader) = Reader::new() else { return };
    let first = "[...document.querySelectorAll('main p > .bi')]\
                 .find((e) => e.getBoundingClientRect().bottom > 54).id";
    reader.open("long.html").run("scrollTo(0, 9000)");
    let before = reader.text(first);
    for value in ["source", "both", "target", "source", "target", "both"] {
        reader.run(&format!("document.querySelector('.bi-modes [value={value}]').click()"));
        assert_eq!(reader.text(first), before, "{value}");
    }
    // What is far below follows a little later, and moves nothing either.
    reader.until(SETTLED);
    assert_eq!(reader.text(first), before);
}

#[test]
fn a_long_chapter_is_laid_out_a_little_at_a_time() {
    let Some(reader) = Reader::new() else { return };
    let waits = |block: &str| {
        reader.text(&format!(
            "getComputedStyle(document.querySelector('main > {block}')).contentVisibility"
        ))
    };
    reader.open("long.html?lang=both");
    reader.until(SETTLED);
    assert!(!reader.is("'biLate' in document.documentElement.dataset"));
    assert_eq!(waits(":last-child"), "visible");
    // As it is while the page is loading; a sheet of paper does not wait.
    reader.run("document.documentElement.dataset.biLate = ''");
    assert_eq!([waits(":first-child"), waits(":last-child")], ["visible", "auto"]);
    reader.on_paper();
    assert_eq!(waits(":last-child"), "visible");
}

#[test]
fn a_link_into_a_long_chapter_leads_to_its_paragraph() {
    let Some(reader) = Reader::new() else { return };
    reader.open("long.html?lang=both");
    let id = reader.text("[...document.querySelectorAll('main p > .bi')].at(-60).id");
    reader.open("preface.html").open(&format!("long.html?lang=both#{id}"));
    let top = format!("document.getElementById('{id}').getBoundingClientRect().top");
    let there = format!("{top} >= 0 && {top} < innerHeight / 2");
    reader.until(&there);
    reader.until(SETTLED);
    assert!(reader.is(&there), "{}", reader.get(&top));
}

#[test]
fn who_comes_back_to_a_chapter_finds_the_place() {
    let Some(reader) = Reader::new() else { return };
    let first = "[...document.querySelectorAll('main .bi')]\
                 .find((e) => e.getBoundingClientRect().bottom > 54).id";
    for page in ["long.html", "trees.html"] {
        reader.open(page).until(SETTLED);
        reader.run("scrollTo(0, document.documentElement.scrollHeight * 0.7)");
        let before = reader.text(first);
        assert_ne!(before, reader.text("document.querySelector('main .bi').id"), "{page}");
        reader.reload();
        assert_eq!(reader.text(first), before, "{page}");
        reader.until(SETTLED);
        assert_eq!(reader.text(first), before, "{page}");
        reader.open("preface.html").run("window.old = true; history.back()");
        reader.until("!window.old && document.readyState === 'complete'").until(SETTLED);
        assert_eq!(reader.text(first), before, "{page}");
    }
}

#[test]
fn a_long_chapter_changes_its_mode_a_little_at_a_time() {
    let Some(reader) = Reader::new() else { return };
    let far = "document.querySelectorAll('main > [style*=\"content-visibility: auto\"]').length";
    reader.open("long.html?lang=both").click(".bi-modes label:nth-child(1)");
    assert!(reader.get(far).as_u64().unwrap() > 100);
    reader.until(&format!("{far} === 0"));
    let last = "[...document.querySelectorAll('main p > .bi')].pop()";
    assert!(!reader.is(&format!("{last}.querySelector('.bi-t').checkVisibility()")));
    assert!(reader.is(&format!("{last}.querySelector('.bi-s').checkVisibility()")));
}

#[test]
fn another_tabs_choice_is_followed() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html").run(
        "dispatchEvent(new StorageEvent('storage', { key: 'mdbook-bilingual-mode', newValue: 'en' }))",
    );
    assert!(!reader.sees(SOURCE) && reader.sees(TARGET));
}

#[test]
fn without_script_both_languages_show() {
    let Some(reader) = Reader::new() else { return };
    reader.without_script();
    reader.open("preface.html?lang=en");
    assert!(reader.sees(SOURCE) && reader.sees(TARGET));
}

#[test]
fn what_has_no_partner_shows_where_it_belongs() {
    let Some(reader) = Reader::new() else { return };
    let shows =
        |words: &str| reader.text("document.querySelector('main').innerText").contains(words);
    reader.open("trees.html?lang=en");
    assert!(
        shows("还没有人翻译过") && shows("not yet translated") && shows("stands only in English")
    );
    reader.open("trees.html?lang=zh");
    assert!(shows("还没有人翻译过") && !shows("not yet") && !shows("stands only in English"));
    reader.open("alone.html?lang=en");
    assert!(shows("还没有译文"));
}

#[test]
fn a_note_leads_back_to_what_the_mode_shows() {
    let Some(reader) = Reader::new() else { return };
    let back = "[...document.querySelectorAll('.footnote-definition a[href^=\"#fr-\"]')]\
                .filter((e) => e.getClientRects().length).map((e) => e.hash)";
    for (lang, goals) in [("zh", "#fr-1-1"), ("en", "#fr-1-2"), ("both", "#fr-1-1 #fr-1-2")] {
        reader.open(&format!("trees.html?lang={lang}"));
        let goals: Vec<&str> = goals.split(' ').collect();
        assert_eq!(reader.get(back), serde_json::json!(goals), "{lang}");
    }
}

#[test]
fn print_obeys_the_mode() {
    let Some(reader) = Reader::new() else { return };
    reader.on_paper();
    reader.open("print.html?lang=en");
    assert!(!reader.sees(SOURCE) && reader.sees(TARGET) && !reader.sees(".bi-modes"));
    reader.open("print.html?lang=both");
    assert!(reader.sees(SOURCE) && reader.sees(TARGET));
}
