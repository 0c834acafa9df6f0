use super::container::MOST_PARTS;
use super::*;
use crate::import::lines::Mark;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\"";

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("started");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

/// A part of word/: its name, the last word of its type, its XML without the
/// root's namespaces.
type Part<'a> = (&'a str, &'a str, &'a str);

fn docx(body: &str, parts: &[Part<'_>]) -> Vec<u8> {
    let document = format!("<w:document {NAMES}><w:body>{body}</w:body></w:document>");
    let relations: String = parts
        .iter()
        .map(|(name, kind, _)| match name.contains("://") {
            true => format!(
                "<Relationship Id=\"{kind}\" Type=\"x/hyperlink\" Target=\"{name}\" \
                 TargetMode=\"External\"/>"
            ),
            false => format!("<Relationship Id=\"{name}\" Type=\"x/{kind}\" Target=\"{name}\"/>"),
        })
        .collect();
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         {relations}</Relationships>"
    );
    let named: Vec<(String, Vec<u8>)> = parts
        .iter()
        .filter(|(name, ..)| !name.contains("://"))
        .map(|(name, kind, xml)| {
            let bytes = match *kind {
                "image" => PNG.to_vec(),
                _ => xml.replacen('>', &format!(" {NAMES}>"), 1).into_bytes(),
            };
            (format!("word/{name}"), bytes)
        })
        .collect();
    let mut all: Vec<(&str, &[u8])> = vec![
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    all.extend(named.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    zipped(&all)
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// The Markdown of every line.
#[track_caller]
fn markdown(body: &str, parts: &[Part<'_>]) -> Vec<String> {
    let word = read(&docx(body, parts)).expect("read");
    word.lines.into_iter().map(|line| line.markdown.unwrap_or(line.text)).collect()
}

#[track_caller]
fn notices(body: &str, parts: &[Part<'_>]) -> Vec<String> {
    read(&docx(body, parts)).expect("read").notices
}

#[test]
fn footnotes_and_endnotes_stand_behind_their_paragraph() {
    let body = format!(
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id=\"7\"/></w:r>\
         <w:r><w:t>乙</w:t></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>{}",
        p("丙")
    );
    let footnotes = format!(
        "<w:footnotes><w:footnote w:id=\"0\" w:type=\"separator\">{}</w:footnote>\
         <w:footnote w:id=\"7\">{}{}</w:footnote></w:footnotes>",
        p("--"),
        p("注一。"),
        p("又一段。")
    );
    let endnotes =
        format!("<w:endnotes><w:endnote w:id=\"2\">{}</w:endnote></w:endnotes>", p("尾注。"));
    let parts =
        [("f.xml", "footnotes", footnotes.as_str()), ("e.xml", "endnotes", endnotes.as_str())];
    assert_eq!(
        markdown(&body, &parts),
        ["甲[^1]乙[^e1]", "[^1]: 注一。\n\n    又一段。", "[^e1]: 尾注。", "丙"]
    );
    assert_eq!(notices(&body, &parts), [""; 0]);
    let gone = "<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id=\"9\"/></w:r></w:p>";
    assert_eq!(notices(gone, &[]), ["paragraph 1 (甲): the footnote 9 is not in the file"]);
}

#[test]
fn text_boxes_stand_where_they_are_anchored_and_once() {
    let choice = format!(
        "<w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent>\
         </wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing>",
        p("框里的话。")
    );
    let fallback = format!(
        "<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>",
        p("框里的话。")
    );
    let both = format!(
        "<mc:AlternateContent><mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>\
         </mc:AlternateContent>"
    );
    for drawing in [&choice, &fallback, &both] {
        let body = format!("<w:p><w:r><w:t>前</w:t></w:r><w:r>{drawing}</w:r></w:p>{}", p("后"));
        assert_eq!(markdown(&body, &[]), ["前", "框里的话。", "后"]);
        let alone = format!("<w:p><w:r>{drawing}</w:r></w:p>");
        assert_eq!(markdown(&alone, &[]), ["框里的话。"]);
    }
    let art =
        "<w:p><w:r><w:pict><v:shape><v:textpath string=\"大字\"/></v:shape></w:pict></w:r></w:p>";
    assert_eq!(markdown(art, &[]), ["大字"]);
    let line = "<w:p><w:r><w:t>甲</w:t><w:pict><v:line/></w:pict></w:r></w:p>";
    assert_eq!(notices(line, &[]), ["paragraph 1 (甲): a shape without text was left out"]);
}

#[test]
fn pictures_are_saved_once_and_linked_with_their_text() {
    let picture = "<w:r><w:drawing><wp:inline><wp:docPr descr=\"一盏[灯]\"/>\
                   <a:blip r:embed=\"media/a.png\"/></wp:inline></w:drawing></w:r>";
    let body = format!("<w:p><w:r><w:t>看</w:t></w:r>{picture}</w:p><w:p>{picture}</w:p>");
    let word = read(&docx(&body, &[("media/a.png", "image", "")])).expect("read");
    let path = &word.pictures[0].path;
    assert_eq!((word.pictures.len(), word.pictures[0].bytes.as_slice()), (1, PNG));
    let link = format!("![一盏\\[灯\\]]({path})");
    let found: Vec<_> = word.lines.iter().map(|l| (l.mark, l.markdown.clone())).collect();
    assert_eq!(
        found,
        [(None, Some(format!("看{link}"))), (Some(Mark::Verbatim), Some(link.clone()))]
    );
    let svg = [("a.svg", "drawing", "<svg><script>x</script></svg>")];
    let body = picture.replace("media/a.png", "a.svg");
    assert!(
        notices(&format!("<w:p>{body}</w:p>"), &svg)[0].contains("the picture a.svg was left out")
    );
    let outside = "<w:p><w:r><w:drawing><a:blip r:link=\"hyper\"/></w:drawing></w:r></w:p>";
    assert!(notices(outside, &[("file://c/a.png", "hyper", "")])[0].contains("file://c/a.png"));
}

#[test]
fn looks_links_and_line_breaks_are_markdown() {
    let body = "<w:p><w:r><w:t>这</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>要紧</w:t></w:r>\
        <w:r><w:rPr><w:i/></w:rPr><w:t>。</w:t></w:r><w:r><w:br/><w:t>见</w:t></w:r>\
        <w:hyperlink r:id=\"h\"><w:r><w:t>这里</w:t></w:r></w:hyperlink>\
        <w:hyperlink r:id=\"j\"><w:r><w:t>或那里</w:t></w:r></w:hyperlink></w:p>";
    let parts = [("https://example.org", "h", ""), ("javascript://x", "j", "")];
    assert_eq!(
        markdown(body, &parts),
        ["这**要紧**<em>。</em>", "见[这里](<https://example.org>)或那里"]
    );
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \
        \"https://example.org/a\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/>\
        </w:r><w:r><w:t>那里</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    assert_eq!(markdown(field, &[]), ["[那里](<https://example.org/a>)"]);
}

#[test]
fn headings_are_known_by_style_by_name_and_by_their_own_level() {
    let styles = "<w:styles><w:style w:styleId=\"a1\"><w:name w:val=\"heading 2\"/></w:style>\
        <w:style w:styleId=\"b\"><w:name w:val=\"Mine\"/><w:basedOn w:val=\"a1\"/></w:style>\
        <w:style w:styleId=\"c\"><w:name w:val=\"Kopf\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>\
        </w:style></w:styles>";
    let of = |properties: &str| {
        format!(
            "<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>题</w:t></w:r></w:p>"
        )
    };
    for (properties, level) in [
        ("<w:pStyle w:val=\"a1\"/>", 2),
        ("<w:pStyle w:val=\"b\"/>", 2),
        ("<w:pStyle w:val=\"c\"/>", 3),
        ("<w:pStyle w:val=\"Heading4\"/>", 4),
        ("<w:outlineLvl w:val=\"1\"/>", 2),
    ] {
        let word = read(&docx(&of(properties), &[("s.xml", "styles", styles)])).expect("read");
        let line = &word.lines[0];
        assert_eq!(
            (line.mark, &line.markdown),
            (Some(Mark::Heading(level)), &None),
            "{properties}"
        );
    }
    let body = of("<w:pStyle w:val=\"a1\"/><w:outlineLvl w:val=\"9\"/>");
    let word = read(&docx(&body, &[("s.xml", "styles", styles)])).expect("read");
    assert_eq!(word.lines[0].mark, None, "body text by its own level");
}

#[test]
fn numbers_go_on_restart_and_nest_as_in_the_word_processor() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2\"/><w:isLgl/></w:lvl>\
        <w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"·\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>\
        <w:num w:numId=\"6\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
        <w:startOverride w:val=\"7\"/></w:lvlOverride></w:num></w:numbering>";
    let of = |list: u32, depth: u32| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>\
             </w:pPr><w:r><w:t>话</w:t></w:r></w:p>"
        )
    };
    let body: String =
        [of(5, 0), of(5, 1), of(5, 1), of(5, 0), of(5, 1), of(5, 2), of(6, 0)].concat() + &p("文");
    let word = read(&docx(&body, &[("n.xml", "numbering", numbering)])).expect("read");
    let found: Vec<&str> = word.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(found, ["一、话", "1.3 话", "1.4 话", "二、话", "2.3 话", "话", "七、话", "文"]);
    assert_eq!(word.lines[5].mark, Some(Mark::Item { ordered: false }));
}

#[test]
fn merged_cells_keep_the_grid_and_one_cell_is_a_frame() {
    let cell =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>");
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", &p("甲|")),
        cell("<w:vMerge w:val=\"restart\"/>", &(p("乙") + &p("丙"))),
        cell("", &p("一")),
        cell(
            "",
            &format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", &p("内")), cell("", &p("里")))
        ),
        cell("<w:vMerge/>", "<w:p/>"),
    );
    assert_eq!(
        markdown(&table, &[]),
        ["| 甲\\| |  | 乙<br>丙 |\n| --- | --- | --- |\n| 一 | 内<br>里 |  |"]
    );
    let frame = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", &(p("框") + &p("文"))));
    assert_eq!(markdown(&frame, &[]), ["框", "文"]);
}

#[test]
fn changes_are_accepted_and_what_is_left_out_is_named() {
    let body = "<w:p><w:r><w:t>留</w:t></w:r><w:ins><w:r><w:t>添</w:t></w:r></w:ins>\
        <w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>\
        <w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p><w:p><w:r><w:t>下</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>";
    assert_eq!(markdown(body, &[]), ["留添移来", "上下"]);
    assert_eq!(
        notices(
            body,
            &[("h.xml", "header", "<w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>")]
        ),
        [
            "paragraph 4: hidden text was left out: “藏”",
            "1 comments were left out",
            "3 tracked deletions were taken as accepted",
            "the page header “页眉” was left out",
        ]
    );
}

#[test]
fn what_wraps_text_does_not_hide_it() {
    let sdt =
        |inner: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
    let run = "<w:r><w:t>话</w:t></w:r>";
    for body in [
        sdt(&sdt(&p("话"))),
        format!("<w:p>{}</w:p>", sdt(run)),
        format!(
            "<w:p><w:smartTag><w:smartTagPr/><w:smartTag>{run}</w:smartTag></w:smartTag></w:p>"
        ),
        format!("<w:p><w:unknown>{run}</w:unknown></w:p>"),
        format!("<w:customXml>{}</w:customXml>", p("话")),
        format!("<w:p><w:fldSimple w:instr=\"REF x\">{run}</w:fldSimple></w:p>"),
    ] {
        assert_eq!(markdown(&body, &[]), ["话"], "{body}");
    }
    let ruby = "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>dēng</w:t></w:r></w:rt><w:rubyBase>\
        <w:r><w:t>灯</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>";
    assert_eq!(markdown(ruby, &[]), ["灯（dēng）"]);
    let formula = "<w:p><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t>\
        </m:r></m:den></m:f></m:oMath></w:p>";
    assert_eq!(markdown(formula, &[]), ["(a+b)/2"]);
    let symbol = "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:t>好</w:t></w:r></w:p>";
    assert_eq!(markdown(symbol, &[]), ["✓好"]);
}

#[test]
fn containers_beyond_a_limit_are_refused_by_the_limits_name() {
    let deep = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(2000),
        p("底"),
        "</w:tc></w:tr></w:tbl>".repeat(2000)
    );
    let many: Vec<(String, &[u8])> =
        (0..=MOST_PARTS).map(|at| (format!("word/{at}.xml"), b"".as_slice())).collect();
    let many: Vec<(&str, &[u8])> =
        many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let large = vec![b' '; (64 << 20) + 1];
    let whole = docx(&p("话"), &[]);
    let document = format!("<w:document {NAMES}><w:body>{}", p("话"));
    for (bytes, said) in [
        (docx(&deep, &[]), "nested more than 256 deep"),
        (zipped(&many), "at most 10000 are read"),
        (zipped(&[("word/document.xml", &large)]), "unpacks to more than 64 MB"),
        (zipped(&[("word/document.xml", document.as_bytes())]), "ends in the middle"),
        (zipped(&[("other.xml", b"<a/>")]), "no document in it"),
        (whole[..whole.len() / 2].to_vec(), "cannot be read as a .docx file"),
        (b"PK not really".to_vec(), "cannot be read as a .docx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(), "has a password"),
    ] {
        let error = format!("{:#}", read(&bytes).expect_err(said));
        assert!(error.contains(said) && error.contains("= help:"), "{error}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_an_error_and_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn a_changed_file_never_panics(
        at in any::<prop::sample::Index>(),
        with in prop::collection::vec(any::<u8>(), 1..4),
        cut in any::<bool>(),
    ) {
        let mut bytes = docx(&(p("一段话。") + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"), &[]);
        let at = at.index(bytes.len());
        let end = (at + with.len()).min(bytes.len());
        bytes.splice(at..end, with);
        if cut {
            bytes.truncate(at);
        }
        let _ = read(&bytes);
    }

    #[test]
    fn any_nesting_of_elements_keeps_its_text(shape in prop::collection::vec(0usize..12, 0..40)) {
        const OPEN: &[&str] = &["w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent",
            "w:hyperlink", "w:txbxContent", "w:drawing", "w:ins", "mc:AlternateContent"];
        let open: String = shape.iter().map(|at| format!("<{}>", OPEN[*at])).collect();
        let close: String = shape.iter().rev().map(|at| format!("</{}>", OPEN[*at])).collect();
        let body = format!("<w:p>{open}<w:r><w:t>灯塔</w:t></w:r>{close}</w:p>");
        let word = read(&docx(&body, &[])).expect("within the limits");
        let found: String = word.lines.into_iter().map(|l| l.markdown.unwrap_or(l.text)).collect();
        prop_assert!(found.contains("灯塔") , "{}", body);
    }
}
