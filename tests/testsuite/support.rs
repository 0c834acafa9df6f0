//! A book made for one test, and what comes out of it.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A book in a directory of its own.
pub(crate) struct BookTest {
    dir: TempDir,
}

/// What a run of the program left.
pub(crate) struct Run {
    pub(crate) ok: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl BookTest {
    /// An empty directory.
    pub(crate) fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A Chinese book with an English translation and one chapter `one.md`.
    pub(crate) fn chapter(source: &str, target: &str) -> Self {
        Self::bilingual()
            .file("src/SUMMARY.md", "# 目录\n\n- [第一章](one.md)\n")
            .file("src/one.md", source)
            .file("src/en/one.md", target)
    }

    /// A Chinese book with an English translation, as yet without chapters.
    pub(crate) fn bilingual() -> Self {
        Self::empty().toml("translation = \"en\"\nopening = false\nhandouts = { enable = false }\n")
    }

    /// book.toml with these lines in the plugin's table.
    pub(crate) fn toml(self, plugin: &str) -> Self {
        let toml = format!(
            "[book]\ntitle = \"试\"\nlanguage = \"zh-CN\"\n\n[build]\nbuild-dir = \"site\"\n\n\
             [output.html]\nsmart-punctuation = false\n\n\
             [preprocessor.bilingual]\nafter = [\"links\"]\n{plugin}"
        );
        self.file("book.toml", &toml)
    }

    /// A file of the book.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// A file that need not be text.
    pub(crate) fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// A path in the book.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    /// The book's directory.
    pub(crate) fn root(&self) -> &Path {
        self.dir.path()
    }

    /// The book's directory, which stays after the test.
    pub(crate) fn keep(self) -> PathBuf {
        self.dir.keep()
    }

    /// Runs the program in the book's directory.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let output = program().current_dir(self.dir.path()).args(args).output().unwrap();
        Run {
            ok: output.status.success(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Builds the site; fails with what the program said where that fails or
    /// where mdBook warns.
    pub(crate) fn build(&self) -> &Self {
        let run = self.run(&["build"]);
        assert!(run.ok, "{}", run.stderr);
        let warnings: Vec<&str> =
            run.stderr.lines().filter(|line| line.contains("HTML tag")).collect();
        assert!(warnings.is_empty(), "{warnings:#?}");
        self
    }

    /// The content of a page of the built site.
    pub(crate) fn page(&self, path: &str) -> String {
        let html = std::fs::read_to_string(self.path("site").join(path)).unwrap();
        let main = html.find("<main>").unwrap()..html.find("</main>").unwrap();
        html[main].to_string()
    }

    /// The report of `inspect`.
    pub(crate) fn inspect(&self) -> Value {
        let run = self.run(&["inspect", "--format", "json"]);
        assert!(run.ok, "{}", run.stderr);
        serde_json::from_str(&run.stdout).unwrap()
    }

    /// The codes of every diagnostic, in order.
    pub(crate) fn codes(&self) -> Vec<String> {
        let report = self.inspect();
        let all = report["diagnostics"].as_array().unwrap();
        all.iter().map(|found| found["code"].as_str().unwrap().to_string()).collect()
    }

    /// `(source, target)` of every pair of a chapter.
    pub(crate) fn pairs(&self, chapter: usize) -> Vec<(String, String)> {
        let report = self.inspect();
        let pairs = report["chapters"][chapter]["pairs"].as_array().unwrap().clone();
        let text = |side: &Value| {
            let texts: Vec<&str> =
                side.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
            texts.join("|")
        };
        pairs.iter().map(|pair| (text(&pair["source"]), text(&pair["target"]))).collect()
    }
}

/// The program under test, without colours or a user's log filter.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-bilingual"));
    command.env_remove("MDBOOK_LOG").env("NO_COLOR", "1");
    command
}

/// The text of a piece of HTML, without tags and scripts.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<script") {
            rest = &rest[rest.find("</script>").unwrap_or(rest.len() - 1)..];
        }
        rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
