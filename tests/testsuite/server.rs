//! A static server on this machine, just enough for a site.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

/// Serves a directory until the process ends; returns the address with a
/// slash at its end.
pub(crate) fn serve(site: &'static Path) -> String {
    serve_below(site, "/")
}

/// Serves a directory below a path, as GitHub Pages does: what is not there is
/// answered with the site's own 404 page.
pub(crate) fn serve_below(site: &'static Path, root: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A browser that goes away in the middle of an answer is no failure.
            std::thread::spawn(move || answer(&stream, site, root).ok());
        }
    });
    format!("http://{address}{root}")
}

fn answer(mut stream: &TcpStream, site: &Path, root: &str) -> std::io::Result<()> {
    let mut request = String::new();
    let mut lines = BufReader::new(stream);
    lines.read_line(&mut request)?;
    let mut header = String::new();
    while lines.read_line(&mut header)? > 2 {
        header.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    let path = decoded(path.split(['?', '#']).next().unwrap_or_default());
    let mut file = path.strip_prefix(root).map(|path| site.join(path));
    if let Some(directory) = file.as_mut().filter(|file| file.is_dir()) {
        directory.push("index.html");
    }
    let (status, path, body) = match file.and_then(|file| std::fs::read(file).ok()) {
        Some(body) => ("200 OK", path.as_str(), body),
        None => {
            let lost = std::fs::read(site.join("404.html")).unwrap_or_default();
            ("404 Not Found", "404.html", lost)
        }
    };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: \
         close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

/// A URL's path with its percent signs resolved.
pub(crate) fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
