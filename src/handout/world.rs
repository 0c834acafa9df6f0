//! What Typst may see: a template, its data, the files that were read for it,
//! the fonts. No path of the disk, no network, no clock.

use super::fonts::Fonts;
use super::images::Files;
use super::progress::Progress;
use anyhow::{Result, anyhow};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The bundled template, which an author's may import as `/handout.typ`.
const TEMPLATE: &str = include_str!("../../theme/handout.typ");

/// What is set where the author has no template.
const MAIN: &str = "#import \"/handout.typ\": handout\n#handout(sys.inputs)\n";

/// One document to be set.
pub(super) struct HandoutWorld {
    library: LazyHash<Library>,
    main: Source,
    template: Source,
    fonts: Fonts,
    files: Files,
    /// Hears how far the typesetter has come.
    pub(super) progress: Progress,
}

/// Where the template says that it has come to a chapter, by asking for the
/// file of its number here.
const PROGRESS: &str = "/progress/";

impl HandoutWorld {
    /// The world of one document. `main` is the author's template, if any.
    pub(super) fn new(
        data: serde_json::Value,
        main: Option<String>,
        fonts: Fonts,
        files: Files,
        progress: Progress,
    ) -> Result<Self> {
        let inputs: Dict = serde_json::from_value(data)?;
        Ok(Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            main: Source::new(file_id("/main.typ")?, main.unwrap_or_else(|| MAIN.to_string())),
            template: Source::new(file_id("/handout.typ")?, TEMPLATE.to_string()),
            fonts,
            files,
            progress,
        })
    }

    /// An error of Typst's as one message with its place in the template.
    pub(super) fn message(&self, errors: &[SourceDiagnostic]) -> String {
        let lines = errors.iter().map(|error| {
            let hints: String =
                error.hints.iter().map(|hint| format!("\n  = help: {}", hint.v)).collect();
            format!("{}{hints}", error.message)
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn file_id(path: &str) -> Result<FileId> {
    let path = VirtualPath::new(path).map_err(|error| anyhow!("{error:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for HandoutWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.template]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_with_slash();
        if let Some(chapter) = path.strip_prefix(PROGRESS) {
            let chapter = chapter.parse().map_err(|_| FileError::AccessDenied)?;
            self.progress.reached(chapter);
            return Ok(Bytes::from_string(""));
        }
        self.files.get(path).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// Nothing: the same book gives the same bytes on every day.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
