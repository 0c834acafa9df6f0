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
fn nothing_moves_while_a_page_loads() {
    let Some(reader) = Reader::new() else { return };
    for width in [390, 1280] {
        reader.size(width, 800);
        for page in ["preface.html", "trees.html", "long.html", "glossary.html"] {
            for lang in ["zh", "en", "both"] {
                reader.open(&format!("{page}?lang={lang}"));
                // A table grows while its rows arrive, on any page.
                let moved =
                    reader.get("window.moved.filter((node) => !/^T(ABLE|R|D|H)/.test(node))");
                assert_eq!(moved, serde_json::json!([]), "{page} {lang} {width}");
            }
        }
    }
}

#[test]
fn a_link_to_a_paragraph_of_a_long_chapter_shows_it() {
    let Some(reader) = Reader::new() else { return };
    reader.open("long.html");
    let id = reader.text("document.querySelectorAll('main p > .bi')[350].id");
    for lang in ["zh", "both"] {
        reader.open(&format!("long.html?lang={lang}#{id}"));
        let top = format!("document.getElementById('{id}').getBoundingClientRect().top");
        assert!((0.0..200.0).contains(&reader.get(&top).as_f64().unwrap()), "{lang}");
    }
}

#[test]
fn no_address_tears_a_chinese_line_apart() {
    let Some(reader) = Reader::new() else { return };
    reader.open("trees.html?lang=zh").run(
        "document.querySelector('main p > .bi > .bi-s').innerHTML += \
         '<a href=\"https://example.org/a\">https://example.org/a</a>'",
    );
    let align = "getComputedStyle(document.querySelector('main p > .bi > .bi-s')).textAlign";
    assert_eq!(reader.text(align), "start");
}

#[test]
fn a_citation_is_the_text_and_its_link() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html?lang=zh").run(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => \
         { window.copied = text; } } })",
    );
    reader.press("j").press("c").until("window.copied");
    let id = reader.text("document.activeElement.id");
    let copied = reader.text("window.copied");
    assert!(copied.contains("山里") && !copied.contains("hills"), "{copied}");
    assert!(copied.ends_with(&format!("preface.html#{id}")), "{copied}");
    reader.until("document.querySelector('.bi-status').textContent === '已复制本段与链接'");
}

#[test]
fn the_partner_of_a_sentence_is_marked_under_the_mouse() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html?lang=both").hover(".bi[data-s] > .bi-t");
    reader.until("CSS.highlights.get('bi-sentence').size === 2");
    let marked = "[...CSS.highlights.get('bi-sentence')].map((range) => String(range))";
    let sides = reader.get(marked);
    assert!(sides[0].as_str().unwrap().contains('。'), "{sides}");
    assert!(sides[1].as_str().unwrap().is_ascii(), "{sides}");
    reader.hover("main h1").until("CSS.highlights.get('bi-sentence').size === 0");
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
fn escape_closes_the_panel_and_comes_back_to_its_button() {
    let Some(reader) = Reader::new() else { return };
    for selector in [".bi-size", "#bi-panel button"] {
        reader.open("preface.html").click(".bi-size");
        reader.run(&format!("document.querySelector('{selector}').focus()")).press("Escape");
        assert!(!reader.sees("#bi-panel"), "{selector}");
        assert!(reader.is("document.activeElement.matches('.bi-size')"), "{selector}");
    }
}

#[test]
fn the_keys_of_mdbook_still_work() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html").press("j").press("?");
    assert!(reader.sees("#mdbook-help-popup"));
    reader.press("Escape").press("s");
    reader.until("document.activeElement.id === 'mdbook-searchbar'");
    reader.press("j");
    assert_eq!(reader.text("document.getElementById('mdbook-searchbar').value"), "j");
    reader.open("preface.html").press("j").press("ArrowRight");
    reader.until("!location.pathname.endsWith('preface.html')");
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
    let turning = "document.querySelector('.nav-wrapper').ariaLabel";
    assert_eq!(reader.text(turning), "翻页");
    let keys = "document.getElementById('mdbook-help-popup').textContent";
    assert!(reader.text(keys).contains("上一章、下一章") && !reader.text(keys).contains("Press"));
    let auto = "document.getElementById('mdbook-theme-default_theme').textContent";
    assert_eq!(reader.text(auto), "自动");
    reader.click(".bi-modes label:nth-child(2)");
    assert_eq!(reader.text(name), "Change theme");
    assert_eq!(reader.text(auto), "Auto");
    assert!(reader.text(keys).contains("to navigate between chapters"));
}

#[test]
fn colour_alone_does_not_tell_a_link() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html").run(
        "document.querySelector('main p > .bi > .bi-t').innerHTML += ' <a href=\"x\">a link</a>'",
    );
    let line = "getComputedStyle(document.querySelector('main p a[href=x]')).textDecorationLine";
    assert_eq!(reader.text(line), "underline");
}

#[test]
fn the_title_of_the_book_fits_a_narrow_bar() {
    let Some(reader) = Reader::new() else { return };
    for width in [600, 768, 1000] {
        reader.size(width, 800);
        reader.open("preface.html?lang=both");
        let cut = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('.menu-title'))";
        assert!(reader.get(cut).as_i64().unwrap() <= 0, "{width}");
    }
}

#[test]
fn a_callout_stands_in_two_columns_on_paper() {
    let Some(reader) = Reader::new() else { return };
    reader.on_paper();
    reader.size(680, 900);
    reader.open("preface.html?lang=both").run(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<aside class=\"bi-callout\">\
         <p><span class=\"bi-s\" lang=\"zh-Hans\">甲</span><span class=\"bi-t\" lang=\"en\">A</span></p></aside>')",
    );
    let beside = "(([s, t]) => t.left > s.left && Math.abs(t.top - s.top) < 12)\
                  ([...document.querySelectorAll('.bi-callout span')].map((e) => e.getBoundingClientRect()))";
    assert!(reader.is(beside));
}

#[test]
fn a_draft_is_set_like_any_translation() {
    let Some(reader) = Reader::new() else { return };
    reader.open("preface.html");
    let size = "getComputedStyle(document.querySelector('main p > .bi > .bi-t')).fontSize";
    let before = reader.text(size);
    reader.run("document.querySelector('main p > .bi').classList.add('bi-draft')");
    assert_eq!(reader.text(size), before);
}

#[test]
fn no_name_of_a_mode_is_cut_off() {
    let Some(reader) = Reader::new() else { return };
    for width in [320, 390, 560, 1280] {
        reader.size(width, 800);
        for lang in ["zh", "en"] {
            reader.open(&format!("preface.html?lang={lang}"));
            for turned in [false, true] {
                if turned {
                    let modes = "document.querySelector('.bi-modes')";
                    reader.run(&format!("{modes}.prepend({modes}.children[1])"));
                }
                let cut = "[...document.querySelectorAll('.bi-modes label')].filter((label) => \
                           label.scrollWidth > label.clientWidth).map((label) => label.textContent)";
                assert_eq!(reader.get(cut), serde_json::json!([]), "{width} {lang} {turned}");
            }
        }
    }
}
