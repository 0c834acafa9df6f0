//! How soon the first result is there in Chinese books of one and of ten
//! megabytes, in a real browser (`CHROMIUM` names another one).
//!
//! `cargo bench --bench search`

#![allow(clippy::print_stdout, reason = "it is what the bench is for")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on should stop")]

#[path = "../tests/testsuite/server.rs"]
mod server;

use headless_chrome::{Browser, LaunchOptions};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The text of a section, in bytes.
const SECTION: usize = 3000;

/// What is typed, one after the other: a word of every line, a phrase of one
/// section, several words at once, a word with Latin in it, what no section
/// holds whole, a word in Traditional characters.
const QUERIES: [&str; 6] = ["茶叶", "甲乙册", "春天 木桌", "第3卷", "茶叶旧事灯火山路", "燈火"];

fn main() -> Result<()> {
    let chromium = std::env::var_os("CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium".into());
    for megabytes in [1, 10] {
        let dir = tempfile::tempdir()?;
        book(dir.path(), megabytes * 1_000_000)?;
        for args in [vec!["install"], vec!["build"]] {
            let output = Command::new(env!("CARGO_BIN_EXE_mdbook-bilingual"))
                .current_dir(dir.path())
                .args(args)
                .output()?;
            if !output.status.success() {
                return Err(String::from_utf8_lossy(&output.stderr).into());
            }
        }
        let site: &Path = Box::leak(dir.path().join("site").into_boxed_path());
        measure(Path::new(&chromium), &server::serve(site), megabytes)?;
    }
    Ok(())
}

/// A Chinese book of about this many bytes, one chapter for a hundred
/// sections.
fn book(dir: &Path, bytes: usize) -> Result<()> {
    let words = ["茶叶", "水温", "杯子", "山路", "春天", "木桌", "书信", "旧事", "邻居", "灯火"];
    let rare: Vec<char> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥".chars().collect();
    std::fs::create_dir_all(dir.join("src"))?;
    std::fs::write(
        dir.join("book.toml"),
        "[book]\ntitle = \"大书\"\nlanguage = \"zh-CN\"\n\n[build]\nbuild-dir = \"site\"\n\n\
         [preprocessor.bilingual]\nafter = [\"links\"]\nhandouts = { enable = false }\n",
    )?;
    let mut summary = String::new();
    for chapter in 0..bytes.div_ceil(100 * SECTION) {
        let mut text = format!("# 第{chapter}卷\n\n");
        for section in 0..100 {
            let (a, b) = (rare[section % rare.len()], rare[(section / 22 + chapter) % rare.len()]);
            write!(text, "## 第{chapter}卷第{section}节\n\n{a}{b}册。")?;
            let end = text.len() + SECTION;
            let mut n = chapter * 7919 + section * 104_729;
            while text.len() < end {
                n = (n * 48_271 + 1) % 2_147_483_647;
                let word = |by: usize| words[n / by % 10];
                write!(text, "{}里的{}，我们记得{}。", word(1), word(10), word(100))?;
            }
            text.push_str("\n\n");
        }
        writeln!(summary, "- [第{chapter}卷](c{chapter}.md)")?;
        std::fs::write(dir.join(format!("src/c{chapter}.md")), text)?;
    }
    std::fs::write(dir.join("src/SUMMARY.md"), summary)?;
    Ok(())
}

fn measure(chromium: &Path, base: &str, megabytes: usize) -> Result<()> {
    let options = LaunchOptions::default_builder()
        .path(Some(PathBuf::from(chromium)))
        .sandbox(false)
        .idle_browser_timeout(std::time::Duration::from_secs(300))
        .build()?;
    let browser = Browser::new(options)?;
    let tab = browser.new_tab()?;
    tab.navigate_to(&format!("{base}c0.html"))?.wait_until_navigated()?;
    tab.evaluate("document.getElementById('mdbook-search-toggle').click()", false)?;
    while tab.evaluate("!!window.search?.index", false)?.value != Some(true.into()) {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    // The first query may find the text not folded yet.
    let first = tab.evaluate(
        "(() => { const bar = document.getElementById('mdbook-searchbar'); bar.value = '旧事'; \
         const start = performance.now(); bar.dispatchEvent(new KeyboardEvent('keyup')); \
         return (performance.now() - start).toFixed(1); })()",
        false,
    )?;
    let first = first.value.unwrap_or_default();
    println!("{megabytes} MB: {} ms for the first query", first.as_str().unwrap_or("no"));
    for query in QUERIES {
        let script = format!(
            "(() => {{ const bar = document.getElementById('mdbook-searchbar'), times = []; \
             let found = 0; for (let n = 0; n < 11; n++) {{ bar.value = '无此词条'; \
             bar.dispatchEvent(new KeyboardEvent('keyup')); bar.value = {query:?}; \
             const start = performance.now(); bar.dispatchEvent(new KeyboardEvent('keyup')); \
             found = document.querySelectorAll('#mdbook-searchresults a').length; \
             times.push(performance.now() - start); }} const first = times[0]; \
             times.sort((a, b) => a - b); return `${{found}} results, first time \
             ${{first.toFixed(1)}} ms, median ${{times[5].toFixed(1)}} ms`; }})()"
        );
        let found = tab.evaluate(&script, false)?.value.unwrap_or_default();
        println!("  {query}: {}", found.as_str().unwrap_or("nothing"));
    }
    Ok(())
}
