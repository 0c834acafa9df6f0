//! A book made for one test, and what comes out of it.

use assert_cmd::Command;
use mdbook_bilingual::import::{self, lines};
use mdbook_bilingual::script;
use mdbook_bilingual::{inspect, pipeline, site};
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

    /// The report of `inspect`, without a process.
    pub(crate) fn inspect(&self) -> Value {
        report(self.root())
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

/// What `inspect` prints of the book in a directory.
pub(crate) fn report(root: &Path) -> Value {
    let text = site::book_text(root).unwrap();
    let book = pipeline::assemble(&text);
    serde_json::to_value(inspect::report(&book)).unwrap()
}

/// A labelled essay of `tests/essays`.
pub(crate) struct LabelledEssay {
    /// Its files without their endings, e.g. `…/tests/essays/prudence`.
    stem: PathBuf,
}

impl LabelledEssay {
    /// All in a directory of `tests/essays`, `""` being that itself.
    pub(crate) fn all(directory: &str) -> Vec<Self> {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/essays").join(directory);
        let files = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
        let stem = |file: PathBuf| {
            let stem = file.to_string_lossy().strip_suffix(".zh.txt")?.into();
            Some(Self { stem })
        };
        let essays: Vec<Self> = files.filter_map(stem).collect();
        assert!(essays.len() >= 12, "where are the essays?");
        essays
    }

    /// Its name, e.g. `prudence`.
    pub(crate) fn name(&self) -> String {
        self.stem.file_name().unwrap().to_string_lossy().into_owned()
    }

    fn read(&self, ending: &str) -> String {
        let file = format!("{}{ending}", self.stem.display());
        std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// The Chinese text.
    pub(crate) fn source(&self) -> String {
        self.read(".zh.txt")
    }

    /// What is to be found in it.
    pub(crate) fn labels(&self) -> Value {
        serde_json::from_str(&self.read(".gold.json")).unwrap()
    }

    /// What `inspect` prints of the book that `new` makes of it, without
    /// processes.
    pub(crate) fn report(&self) -> Value {
        self.report_with("")
    }

    /// The same with further lines in book.toml.
    pub(crate) fn report_with(&self, config: &str) -> Value {
        let (source, target) = (self.source(), self.read(".en.txt"));
        let mut essay = import::essay(lines::lines(&source), script::detect(&source));
        let translated = lines::lines(&target);
        let translation = import::translation(&translated, script::detect(&target), &essay);
        let mut target = import::Target::Text(translation);
        import::set_punctuation(&mut essay, &mut target);
        let options = import::Options { title: None, name: self.name(), split: Default::default() };
        let files = import::book(&essay, &target, &options);
        let empty = BookTest::empty();
        let book =
            files.iter().fold(empty, |book, (path, text)| book.file(&path.to_string_lossy(), text));
        let settings = std::fs::read_to_string(book.root().join("book.toml")).unwrap();
        let book = book.file("book.toml", &format!("{settings}\n{config}"));
        report(book.root())
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
