//! The pictures of a .docx file, told by their bytes and not by their names.

use sha2::{Digest, Sha256};

/// Where the pictures of a book are, below its chapters.
pub const DIRECTORY: &str = "images";

/// A picture to be saved beside the chapters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its path below the source directory. The same picture has the same name
    /// in both texts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Formats: how a file begins, the ending of its name, whether browsers show it.
const FORMATS: &[(&[u8], &str, bool)] = &[
    (b"\x89PNG\r\n\x1a\n", "png", true),
    (b"\xff\xd8\xff", "jpg", true),
    (b"GIF8", "gif", true),
    (b"BM", "bmp", true),
    (b"II*\0", "tif", false),
    (b"MM\0*", "tif", false),
    (b"\x01\0\0\0", "emf", false),
    (b"\xd7\xcd\xc6\x9a", "wmf", false),
    (b"\x01\0\x09\0", "wmf", false),
];

impl Picture {
    /// A picture from its bytes, and whether browsers show it. Nothing where
    /// they are no picture; SVG is none here, because it can hold scripts.
    pub(super) fn new(bytes: Vec<u8>) -> Option<(Self, bool)> {
        let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        let (ending, shown) = match FORMATS.iter().find(|(begin, ..)| bytes.starts_with(begin)) {
            Some((_, ending, shown)) => (*ending, *shown),
            None if webp => ("webp", true),
            None => return None,
        };
        let hash: String =
            Sha256::digest(&bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        Some((Self { path: format!("{DIRECTORY}/picture-{hash}.{ending}"), bytes }, shown))
    }
}
