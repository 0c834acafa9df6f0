//! How the bytes of a text file are written.

use crate::language::is_cjk;
use anyhow::{Result, bail};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's name, e.g. `UTF-8` or `gb18030`.
    pub encoding: &'static str,
    /// Was there a byte order mark?
    pub marked: bool,
}

/// Decodes a file by its byte order mark, or as UTF-8 where it is valid UTF-8,
/// or as what its bytes look like; or as `forced` says.
///
/// Fails on binary files and where the bytes are not valid in the encoding.
pub fn decode(bytes: &[u8], forced: Option<&str>) -> Result<Decoded> {
    let forced = forced.map(named).transpose()?;
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) if forced.is_none_or(|forced| forced == encoding) => {
            (encoding, length)
        }
        _ => (forced.or_else(|| unmarked_utf16(bytes)).unwrap_or_else(|| guess(bytes)), 0),
    };
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        bail!(
            "it is not a text file: byte {at} is zero\n  = help: save the essay as plain text, \
             Markdown or .docx"
        );
    }
    let (text, malformed) = encoding.decode_without_bom_handling(&bytes[start..]);
    let invented = text.chars().filter(|c| *c == '\u{fffd}').count();
    let controls =
        text.chars().filter(|c| c.is_control() && !"\n\r\t\u{b}\u{c}".contains(*c)).count();
    if malformed || invented > 0 {
        let line = 1 + text.split('\u{fffd}').next().unwrap_or("").matches('\n').count();
        bail!(
            "it is not {} text: line {line} has bytes that mean nothing in it\n  = help: {}",
            encoding.name(),
            match forced {
                Some(_) => "leave --encoding away and the encoding is detected",
                None => "name the encoding, e.g. --encoding gb18030 or --encoding big5",
            }
        );
    }
    if controls * 200 > text.chars().count() {
        bail!(
            "it is not a text file: it is full of control characters\n  = help: save the essay as \
             plain text, Markdown or .docx"
        );
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), marked: start > 0 })
}

fn named(label: &str) -> Result<&'static Encoding> {
    match Encoding::for_label(label.trim().as_bytes()) {
        // GB18030 holds GBK and what GBK cannot write.
        Some(encoding) if encoding == GBK => Ok(GB18030),
        Some(encoding) => Ok(encoding),
        None => bail!(
            "--encoding {label}: there is no such encoding\n  = help: usual ones are utf-8, \
             gb18030, big5, utf-16le, utf-16be"
        ),
    }
}

/// UTF-16 without a byte order mark: it has zero bytes, as in line ends, and
/// reads well one way round only.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) || !bytes.contains(&0) {
        return None;
    }
    let readable = |c: char| {
        c.is_ascii_alphanumeric()
            || c.is_ascii_punctuation()
            || matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{2010}'..='\u{203f}')
            || is_cjk(c)
    };
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let (text, malformed) = encoding.decode_without_bom_handling(bytes);
        let good = text.chars().filter(|c| readable(*c)).count();
        let line_ends = text.contains(['\n', ' ', '，', '。']);
        !malformed && line_ends && good * 20 >= text.chars().count() * 19
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(None, Utf8Detection::Allow) {
        encoding if encoding == GBK => GB18030,
        encoding => encoding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::BIG5;

    const HANS: &str = "　　春天来了，我们把院子里的土翻了一遍。\r\n大家都说今年会是个好年景。\r\n";
    const HANT: &str = "　　春天來了，我們把院子裡的土翻了一遍。\r\n大家都說今年會是個好年景。\r\n";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn detects_what_people_send() {
        let cases: Vec<(Vec<u8>, &str, &str)> = vec![
            (HANS.as_bytes().to_vec(), "UTF-8", HANS),
            (GB18030.encode(HANS).0.into_owned(), "gb18030", HANS),
            (BIG5.encode(HANT).0.into_owned(), "Big5", HANT),
            (utf16(&format!("\u{feff}{HANS}"), false), "UTF-16LE", HANS),
            (utf16(&format!("\u{feff}{HANS}"), true), "UTF-16BE", HANS),
            (utf16(HANS, false), "UTF-16LE", HANS),
            (utf16(HANS, true), "UTF-16BE", HANS),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(&bytes, None).expect(encoding);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
        }
        let marked = decode("\u{feff}春天".as_bytes(), None).expect("valid");
        assert_eq!((marked.text.as_str(), marked.marked), ("春天", true));
    }

    #[test]
    fn a_wrong_encoding_is_said() {
        let gb = GB18030.encode(HANS).0.into_owned();
        let error = decode(&gb, Some("utf-8")).expect_err("not UTF-8").to_string();
        assert!(error.contains("not UTF-8 text: line 1"), "{error}");
        let error = decode(b"abc", Some("klingon")).expect_err("unknown").to_string();
        assert!(error.contains("no such encoding"), "{error}");
    }

    #[test]
    fn a_binary_file_is_said() {
        let png = [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2, 3, 0];
        let error = decode(&png, None).expect_err("binary").to_string();
        assert!(error.contains("not a text file"), "{error}");
    }
}
