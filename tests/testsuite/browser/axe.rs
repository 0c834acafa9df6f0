//! Accessibility rules of axe-core, where `AXE_CORE` names its script.

use super::reader::Reader;
use std::path::PathBuf;

/// What mdBook's own frame breaks on a page without the plugin.
const FRAME: &str = "['aria-allowed-attr', 'aria-prohibited-attr']";

#[test]
fn no_page_breaks_a_rule_in_any_mode_and_theme() {
    let Some(axe) = std::env::var_os("AXE_CORE").map(PathBuf::from) else { return };
    let Some(reader) = Reader::new() else { return };
    let pages = ["preface.html", "trees.html", "alone.html", "glossary.html"];
    for theme in ["light", "rust", "coal", "navy", "ayu"] {
        reader
            .open("preface.html")
            .run(&format!("localStorage.setItem('mdbook-theme', '{theme}')"));
        for page in pages {
            for lang in ["zh", "en", "both"] {
                reader.open(&format!("{page}?lang={lang}")).load(&axe);
                reader
                    .run("document.querySelectorAll('main details').forEach((d) => d.open = true)");
                reader.run(&format!(
                    "axe.run('main, .bi-bar', {{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', \
                     'wcag22aa'] }}).then((result) => {{ window.found = result.violations\
                     .filter((v) => !{FRAME}.includes(v.id)).map((v) => v.id + ' ' + \
                     v.nodes.map((n) => n.html).join(' | ')); }})"
                ));
                let found = reader.get("window.found");
                assert_eq!(found, serde_json::json!([]), "{page} {lang} {theme}");
            }
        }
    }
}

#[test]
fn what_opens_over_a_page_breaks_no_rule() {
    let Some(axe) = std::env::var_os("AXE_CORE").map(PathBuf::from) else { return };
    let Some(reader) = Reader::new() else { return };
    // Narrow enough for the small title of the book.
    reader.size(768, 900);
    for theme in ["light", "rust", "coal", "navy", "ayu"] {
        reader
            .open("preface.html")
            .run(&format!("localStorage.setItem('mdbook-theme', '{theme}')"));
        reader.open("preface.html?lang=zh&search=种树").load(&axe);
        reader.until("document.querySelector('#mdbook-searchresults .teaser em')");
        reader.run("document.querySelector('.bi-size').click()");
        reader.press("Tab").run("document.querySelector('main a.bi-term').focus()");
        reader.until("document.querySelector('.bi-popover')?.getClientRects().length");
        for place in ["#mdbook-searchresults-outer", "#bi-panel", ".bi-popover", ".menu-title"] {
            reader.run(&format!(
                "window.found = null; axe.run('{place}', {{ runOnly: ['wcag2a', 'wcag2aa', \
                 'wcag21aa', 'wcag22aa'] }}).then((result) => {{ window.found = \
                 result.violations.map((v) => v.id + ' ' + v.nodes.map((n) => n.html).join(' | \
                 ')); }})"
            ));
            reader.until("window.found");
            assert_eq!(reader.get("window.found"), serde_json::json!([]), "{place} {theme}");
        }
    }
}
