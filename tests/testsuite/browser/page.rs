//! The page itself: its layout, its reading aids, its speed.

use super::reader::Reader;

const BESIDE: &str = "(() => { const [s, t] = ['.bi-s', '.bi-t'].map((side) => \
                      document.querySelector(`main p > .bi > ${side}`).getBoundingClientRect()); \
                      return t.left >= s.right && Math.abs(t.top - s.top) < 12; })()";

#[test]
fn a_pair_stands_side_by_side_where_there_is_room() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html?lang=both");
    assert!(reader.is(BESIDE));
    reader.size(1000, 800);
    assert!(!reader.is(BESIDE));
}

#[test]
fn narrow_screens_do_not_scroll_sideways() {
    let Some(reader) = Reader::new() else { return };
    for width in [320, 390, 768, 1280, 1900] {
        reader.size(width, 800);
        for page in ["preface.html", "trees.html"] {
            for lang in ["zh", "en", "both"] {
                reader.open(&format!("{page}?lang={lang}"));
                let wide = "document.documentElement.scrollWidth - innerWidth";
                assert!(reader.get(wide).as_i64().unwrap() <= 0, "{page} {lang} {width}");
                let content =
                    "(e => e.scrollWidth - e.clientWidth)(document.querySelector('.content'))";
                assert!(reader.get(content).as_i64().unwrap() <= 0, "{page} {lang} {width}");
                assert!(reader.sees(".bi-modes"));
            }
        }
    }
    reader.content();
}

#[test]
fn a_long_chapter_loads_without_shift_or_long_tasks() {
    let Some(reader) = Reader::new() else { return };
    for lang in ["zh", "en", "both"] {
        reader.open(&format!("long.html?lang={lang}"));
        assert!(reader.get("window.shift").as_f64().unwrap() < 0.01, "{lang}");
    }
}

#[test]
fn a_click_reveals_the_other_language_below() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html?lang=zh").click("main p > .bi > .bi-s");
    assert!(reader.sees("main p > .bi > .bi-t"));
    reader.click(".bi-tools button");
    assert!(!reader.sees("main p > .bi > .bi-t"));
}

#[test]
fn j_and_k_walk_the_pairs_and_enter_reveals() {
    let Some(reader) = Reader::new() else { return };
    let current = "document.activeElement.id";
    reader.open("preface.html?lang=en").press("j");
    let first = reader.text(current);
    reader.press("j");
    assert_ne!(reader.text(current), first);
    reader.press("k");
    assert_eq!(reader.text(current), first);
    reader.press("Enter");
    assert!(reader.sees("main p > .bi > .bi-s"));
    reader.press("Enter");
    assert!(!reader.sees("main p > .bi > .bi-s"));
}

#[test]
fn single_keys_can_be_switched_off() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html").click(".bi-size").click("#bi-panel input").press("Escape");
    reader.press("j");
    assert!(!reader.is("document.activeElement.matches('.bi')"));
    reader.reload().press("j");
    assert!(!reader.is("document.activeElement.matches('.bi')"));
}

#[test]
fn text_size_is_set_for_one_language() {
    let Some(reader) = Reader::new() else { return };
    let size = |side: &str| {
        reader.text(&format!(
            "getComputedStyle(document.querySelector('main p > .bi > {side}')).fontSize"
        ))
    };
    reader.open("preface.html");
    let before = (size(".bi-s"), size(".bi-t"));
    reader.click(".bi-size").click(".bi-row button:last-child");
    assert_ne!(size(".bi-s"), before.0);
    assert_eq!(size(".bi-t"), before.1);
    let larger = size(".bi-s");
    reader.reload();
    assert_eq!(size(".bi-s"), larger);
}

#[test]
fn a_selection_stays_in_its_language() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html?lang=both").run(
        "const p = document.querySelectorAll('main p > .bi > .bi-s');
         p[0].dispatchEvent(new Event('selectstart', { bubbles: true }));
         getSelection().setBaseAndExtent(p[0].firstChild, 0, p[1].firstChild, 4);",
    );
    let copied = reader.text("String(getSelection())");
    assert!(copied.contains("山里") && copied.contains("这本小书"), "{copied}");
    assert!(!copied.contains("Days in the hills"), "{copied}");
}

#[test]
fn a_link_to_what_the_mode_hides_shows_it() {
    let Some(reader) = Reader::new() else { return };
    reader.open("trees.html?lang=en");
    let id = reader.text("document.querySelector('.bi-orphan').id");
    reader.open("preface.html?lang=zh").open(&format!("trees.html#{id}"));
    assert!(reader.sees(&format!("[id='{id}']")));
}

#[test]
fn interface_words_are_in_the_language_of_the_mode() {
    let Some(reader) = Reader::new() else { return };
    let name = "document.getElementById('mdbook-theme-toggle').ariaLabel";
    reader.open("preface.html?lang=zh");
    assert_eq!(reader.text(name), "更换主题");
    reader.click(".bi-modes label:nth-child(2)");
    assert_eq!(reader.text(name), "Change theme");
}
