//! Popovers of glossary terms, by mouse, keyboard and touch.

use super::reader::Reader;

const TERM: &str = "main p a.bi-term";
const OPEN: &str = "document.querySelector('.bi-popover')?.getClientRects().length";

fn reader() -> Option<Reader> {
    let reader = Reader::new()?;
    reader.open("preface.html?lang=zh");
    Some(reader)
}

#[test]
fn the_mouse_opens_a_popover_and_may_enter_it() {
    let Some(reader) = reader() else { return };
    reader.hover(TERM).until(OPEN);
    let text = reader.text("document.querySelector('.bi-popover').innerText");
    for words in ["种树", "planting", "栽进土里", "in the soil", "读书"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    reader.hover(".bi-popover");
    assert!(reader.is(OPEN));
    reader.press("Escape").until(&format!("!{OPEN}"));
    reader.content();
}

#[test]
fn the_mouse_that_leaves_closes_it() {
    let Some(reader) = reader() else { return };
    reader.hover(TERM).until(OPEN);
    reader.hover("main h1").until(&format!("!{OPEN}"));
}

#[test]
fn the_keyboard_opens_it_walks_into_it_and_comes_back() {
    let Some(reader) = reader() else { return };
    reader.press("Tab").run(&format!("document.querySelector('{TERM}').focus()")).until(OPEN);
    reader.press("Tab");
    assert!(reader.is("document.activeElement.closest('.bi-popover')"));
    reader.press("Escape");
    assert!(!reader.is(OPEN) && reader.is("document.activeElement.matches('a.bi-term')"));
}

#[test]
fn a_tap_opens_it_and_a_tap_elsewhere_closes_it() {
    let Some(reader) = Reader::new() else { return };
    reader.with_touch();
    reader.size(390, 800);
    reader.open("preface.html?lang=zh").tap(TERM).until(OPEN);
    assert!(reader.is("location.pathname.endsWith('preface.html')"));
    let inside = "(b => b.left >= 0 && b.right <= innerWidth)\
                  (document.querySelector('.bi-popover').getBoundingClientRect())";
    assert!(reader.is(inside));
    reader.tap("main h1").until(&format!("!{OPEN}"));
}

#[test]
fn a_tap_on_a_term_below_an_open_paragraph_opens_the_term_alone() {
    let Some(reader) = Reader::new() else { return };
    reader.with_touch();
    reader.size(390, 800);
    reader.open("preface.html?lang=zh").run(&format!(
        "const link = document.querySelector('{TERM}').cloneNode(true); link.id = 'below';
         document.querySelectorAll('main p > .bi > .bi-s')[1].prepend(link)"
    ));
    reader.tap("main p > .bi > .bi-s").until("document.querySelector('.bi-open')");
    reader.tap("#below").until(OPEN);
    assert_eq!(reader.get("document.querySelectorAll('.bi-open').length"), 1);
}

#[test]
fn a_popover_on_a_narrow_screen_leaves_the_place_of_the_scroll_bar() {
    let Some(reader) = Reader::new() else { return };
    reader.size(320, 800);
    reader.open("preface.html?lang=zh").hover(TERM).until(OPEN);
    let inside = "(b => b.left >= 0 && b.right <= document.body.getBoundingClientRect().right)\
                  (document.querySelector('.bi-popover').getBoundingClientRect())";
    assert!(reader.is(inside));
}

#[test]
fn without_script_a_term_is_a_link_to_the_glossary() {
    let Some(reader) = Reader::new() else { return };
    reader.without_script();
    reader.open("preface.html");
    let href = reader.text(&format!("document.querySelector('{TERM}').getAttribute('href')"));
    assert!(href.starts_with("glossary.html#term-"), "{href}");
}
