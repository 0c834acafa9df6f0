//! What other renderers than mdBook's HTML get.

use crate::support::BookTest;

fn markdown(source: &str, target: &str) -> String {
    let book = BookTest::chapter(source, target);
    let toml = std::fs::read_to_string(book.path("book.toml")).unwrap();
    let book = book.file("book.toml", &format!("{toml}\n[output.markdown]\n"));
    book.build();
    std::fs::read_to_string(book.path("site/markdown/one.md")).unwrap()
}

#[test]
fn a_chapter_is_portable_markdown() {
    let out = markdown(
        "# 茶\n\n茶叶产于山中。\n\n- 绿茶\n- 红茶\n\n> 引文。\n\n| 名 |\n|---|\n| 茶 |\n\n茶名\n: 定义\n",
        "# Tea\n\nTea grows in the hills.\n\n- green tea\n- black tea\n\n> A quotation.\n\n| Name |\n|---|\n| tea |\n\nTea name\n: definition\n",
    );
    insta::assert_snapshot!(out);
    assert!(!out.contains('<'), "{out}");
}

#[test]
fn text_that_looks_like_a_block_stays_a_paragraph() {
    let out = markdown("1\\. 茶。\n", "1\\. Tea.\n");
    assert_eq!(out, "1\\. 茶。\n\n1\\. Tea.\n");
}

#[test]
fn the_handout_backend_is_left_alone() {
    let book = BookTest::chapter("茶。\n", "Tea.\n");
    assert!(book.run(&["supports", "html"]).ok);
    assert!(book.run(&["supports", "epub"]).ok);
    assert!(!book.run(&["supports", "handouts"]).ok);
}
