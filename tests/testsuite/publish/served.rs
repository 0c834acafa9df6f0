//! A site served below a path, as a project page is: every link, image, script
//! and anchor of every page is followed.

use crate::book::copy_of_the_book;
use crate::server::{decoded, serve_below};
use crate::support::program;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use url::Url;

const ROOT: &str = "/some-repo/";

/// An answer of the server.
struct Answer {
    status: u16,
    body: String,
}

fn get(url: &Url) -> Answer {
    let address = (url.host_str().unwrap(), url.port().unwrap());
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", url.path()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    Answer { status: head.split(' ').nth(1).unwrap().parse().unwrap(), body: body.to_string() }
}

/// What a page refers to, and what in it can be referred to.
#[derive(Default)]
struct Page {
    base: Option<String>,
    links: Vec<String>,
    ids: BTreeSet<String>,
}

fn parsed(html: &str) -> Page {
    let page = RefCell::new(Page::default());
    let settings = RewriteStrSettings {
        element_content_handlers: vec![
            element!("base[href]", |element| {
                page.borrow_mut().base = element.get_attribute("href");
                Ok(())
            }),
            element!("[id]", |element| {
                page.borrow_mut().ids.extend(element.get_attribute("id"));
                Ok(())
            }),
            element!("[href]:not(base), [src]", |element| {
                let links = ["href", "src"].into_iter().filter_map(|at| element.get_attribute(at));
                let links = links.map(|link| link.replace("&amp;", "&"));
                page.borrow_mut().links.extend(links);
                Ok(())
            }),
        ],
        ..RewriteStrSettings::default()
    };
    rewrite_str(html, settings).unwrap();
    page.into_inner()
}

/// Follows everything from `start` on; returns what is broken and how many
/// addresses it has seen.
fn follow(start: Vec<(Url, u16)>, root: &Url) -> (Vec<String>, usize) {
    let mut broken = Vec::new();
    let mut pages: BTreeMap<Url, Option<BTreeSet<String>>> = BTreeMap::new();
    let mut anchors = Vec::new();
    let mut wanted: Vec<(Url, u16, String)> =
        start.into_iter().map(|(url, status)| (url, status, "the reader".into())).collect();
    while let Some((mut url, status, from)) = wanted.pop() {
        let anchor = url.fragment().map(decoded).filter(|anchor| !anchor.is_empty());
        url.set_fragment(None);
        url.set_query(None);
        anchors.extend(anchor.map(|anchor| (url.clone(), anchor, from.clone())));
        if pages.contains_key(&url) {
            continue;
        }
        if !url.path().starts_with(root.path()) {
            broken.push(format!("{from}: {url} leaves the site"));
            continue;
        }
        let answer = get(&url);
        if answer.status != status {
            broken.push(format!("{from}: {url} is answered with {}", answer.status));
        }
        let html = status == 404 || url.path().ends_with(".html") || url.path().ends_with('/');
        let page = html.then(|| parsed(&answer.body));
        if let Some(page) = &page {
            let base = page.base.as_ref().map_or(url.clone(), |base| url.join(base).unwrap());
            for link in &page.links {
                let goal = base.join(link).unwrap();
                if goal.host() == root.host() && goal.port() == root.port() {
                    wanted.push((goal, 200, url.to_string()));
                }
            }
        }
        pages.insert(url, page.map(|page| page.ids));
    }
    for (url, anchor, from) in anchors {
        if let Some(Some(ids)) = pages.get(&url)
            && !ids.contains(&anchor)
        {
            broken.push(format!("{from}: {url} has no #{anchor}"));
        }
    }
    (broken, pages.len())
}

#[test]
fn nothing_is_broken_below_a_path() {
    let copy = copy_of_the_book();
    let output = program()
        .env("MDBOOK_PREPROCESSOR__BILINGUAL__BASE_URL", "https://example.org/some-repo/")
        .arg("build")
        .arg(copy.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // The server reads it until the process ends.
    let site: &Path = Box::leak(copy.keep().join("site").into_boxed_path());
    let root = Url::parse(&serve_below(site, ROOT)).unwrap();

    let sitemap = get(&root.join("sitemap.xml").unwrap()).body;
    let mut start = vec![(root.clone(), 200), (root.join("no/such/page").unwrap(), 404)];
    for place in sitemap.split("<loc>").skip(1) {
        let path = place.split("</loc>").next().unwrap();
        let path = path.strip_prefix("https://example.org/some-repo/").unwrap();
        start.push((root.join(path).unwrap(), 200));
    }
    for name in ["print.html", "toc.html", "robots.txt", "social.png"] {
        start.push((root.join(name).unwrap(), 200));
    }
    assert!(start.len() > 10, "{start:?}");
    let (broken, seen) = follow(start, &root);
    assert_eq!(broken, Vec::<String>::new());
    assert!(seen > 30, "{seen} addresses");
}
