//! Decodes the handouts' fonts once, while the program is built: a document
//! that takes a fifth of a second should not spend a third of it on that.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "pdf")]
    fonts::decode();
}

#[cfg(feature = "pdf")]
mod fonts {
    use std::path::{Path, PathBuf};

    /// Writes every `theme/handout-fonts/*.woff2` as `.ttf` into cargo's directory for
    /// what is generated.
    pub(crate) fn decode() {
        let fonts = Path::new("theme/handout-fonts");
        println!("cargo::rerun-if-changed={}", fonts.display());
        let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        for entry in std::fs::read_dir(fonts).expect("theme/handout-fonts can be read") {
            let file = entry.expect("theme/handout-fonts can be read").path();
            if file.extension().is_none_or(|extension| extension != "woff2") {
                continue;
            }
            let woff2 = std::fs::read(&file).expect("a font can be read");
            let ttf = wuff::decompress_woff2(&woff2)
                .unwrap_or_else(|error| panic!("{}: {error:?}", file.display()));
            let name = file.with_extension("ttf");
            let name = name.file_name().expect("a font has a name");
            std::fs::write(out.join(name), ttf).expect("OUT_DIR can be written");
        }
    }
}
