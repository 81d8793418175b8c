//! From bytes to text: which encoding a file is in, and whether it is text at all.
//!
//! UTF-8 is checked strictly. Windows-1252 is the last resort, since every sequence of bytes is valid in it; it is
//! reported, so that the owner can look at the names. No other national encoding is guessed.

use thiserror::Error;

/// The largest file that is read; the caller checks it before reading.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// How the characters of a file were stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, low byte first.
    Utf16LittleEndian,
    /// UTF-16, high byte first.
    Utf16BigEndian,
    /// Windows-1252: assumed because the bytes are not valid UTF-8.
    Windows1252,
}

impl Encoding {
    /// The name to show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16LittleEndian | Self::Utf16BigEndian => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Why a file as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileProblem {
    /// No bytes, or nothing but white space.
    #[error("The file is empty.")]
    Empty,
    /// Above [`MAX_FILE_BYTES`].
    #[error("The file is larger than 64 MB. Export a shorter period, or split the file, and import the parts one after another.")]
    TooLarge,
    /// A workbook of Excel (or another zipped office file).
    #[error("This looks like an Excel workbook or another zipped file. Open it there, save it as CSV first, then import the CSV file.")]
    Workbook,
    /// Another known kind of file.
    #[error("This is a {0} file, not a table of text. Export the data as CSV, then import that file.")]
    OtherKind(&'static str),
    /// Not text.
    #[error("The file is not text. Export the data as CSV, then import that file.")]
    Binary,
    /// UTF-16 that ends in the middle of a character or has a broken pair.
    #[error("The file is marked as UTF-16 but is damaged. Export it again, as “CSV UTF-8” if there is a choice.")]
    BrokenUtf16,
    /// More columns than a ledger can have.
    #[error("Line {line} of the file has more than {limit} columns, so it is not a list of invoices.")]
    TooManyColumns {
        /// The line.
        line: u32,
        /// The limit.
        limit: usize,
    },
    /// More rows than are read at once.
    #[error("The file has more than {0} rows. Split it and import the parts one after another.")]
    TooManyRows(usize),
}

/// Refuses a file by its size, before it is read.
pub fn check_size(bytes: u64) -> Result<(), FileProblem> {
    match bytes {
        0 => Err(FileProblem::Empty),
        1..=MAX_FILE_BYTES => Ok(()),
        _ => Err(FileProblem::TooLarge),
    }
}

/// Text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// How it was stored.
    pub encoding: Encoding,
}

/// Reads the bytes of a text file, or says why it is none.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, FileProblem> {
    check_size(bytes.len() as u64)?;
    known_binary(&bytes)?;
    let (text, encoding) = match &bytes[..] {
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, Encoding::Utf16LittleEndian),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, Encoding::Utf16BigEndian),
        all if zero_share(all, 1) => (utf16(all, u16::from_le_bytes)?, Encoding::Utf16LittleEndian),
        all if zero_share(all, 0) => (utf16(all, u16::from_be_bytes)?, Encoding::Utf16BigEndian),
        _ => one_byte_units(bytes)?,
    };
    if text.contains('\0') {
        return Err(FileProblem::Binary);
    }
    if text.trim_start().is_empty() {
        return Err(FileProblem::Empty);
    }
    Ok(Decoded { text, encoding })
}

fn one_byte_units(mut bytes: Vec<u8>) -> Result<(String, Encoding), FileProblem> {
    let head = &bytes[..bytes.len().min(4096)];
    let controls = head.iter().filter(|byte| **byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C)).count();
    if bytes.contains(&0) || controls * 50 > head.len() + 50 {
        return Err(FileProblem::Binary);
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, Encoding::Utf8)),
        Err(error) => Ok((error.as_bytes().iter().map(|byte| windows_1252(*byte)).collect(), Encoding::Windows1252)),
    }
}

/// Whether the bytes of one parity are mostly zero: UTF-16 of a western text without its mark.
fn zero_share(bytes: &[u8], parity: usize) -> bool {
    let head = &bytes[..bytes.len().min(2048)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    head.len() >= 4 && zeros(parity) * 10 > head.len() * 3 && zeros(1 - parity) == 0
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, FileProblem> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return Err(FileProblem::BrokenUtf16) };
    let decoded = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    decoded.collect::<Result<String, _>>().map_err(|_| FileProblem::BrokenUtf16)
}

fn known_binary(bytes: &[u8]) -> Result<(), FileProblem> {
    const KINDS: [(&[u8], &str); 7] = [
        (b"%PDF-", "PDF"),
        (b"\x89PNG", "PNG picture"),
        (b"\xFF\xD8\xFF", "JPEG picture"),
        (b"GIF8", "GIF picture"),
        (b"\x1F\x8B", "gzip"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\0asm", "program"),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(FileProblem::Workbook);
    }
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map_or(Ok(()), |(_, kind)| Err(FileProblem::OtherKind(kind)))
}

/// The character of a byte in Windows-1252; its five gaps become control characters, as browsers do.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', //
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<(&str, Encoding), FileProblem>) {
        let actual = decode(bytes.to_vec()).map(|decoded| (decoded.text, decoded.encoding));
        assert_eq!(actual, expected.map(|(text, encoding)| (text.to_owned(), encoding)), "{bytes:?}");
    }

    fn utf16_bytes(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        check("a;Zoë".as_bytes(), Ok(("a;Zoë", Encoding::Utf8)));
        check(b"\xEF\xBB\xBFa", Ok(("a", Encoding::Utf8)));
        check(b"Zo\xEB \x80\x81", Ok(("Zoë €\u{81}", Encoding::Windows1252)));
        check(&utf16_bytes("\u{feff}aé,b", u16::to_le_bytes), Ok(("aé,b", Encoding::Utf16LittleEndian)));
        check(&utf16_bytes("\u{feff}aé,b", u16::to_be_bytes), Ok(("aé,b", Encoding::Utf16BigEndian)));
        check(&utf16_bytes("name,b", u16::to_le_bytes), Ok(("name,b", Encoding::Utf16LittleEndian)));
        check(b"\xFF\xFEa", Err(FileProblem::BrokenUtf16));
        check(b"\xFF\xFE\x00\xD8", Err(FileProblem::BrokenUtf16));
    }

    #[test]
    fn what_is_not_text_is_named() {
        check(b"", Err(FileProblem::Empty));
        check(b" \r\n\t ", Err(FileProblem::Empty));
        check(b"PK\x03\x04rest", Err(FileProblem::Workbook));
        check(b"%PDF-1.7", Err(FileProblem::OtherKind("PDF")));
        check(b"\x89PNG\r\n", Err(FileProblem::OtherKind("PNG picture")));
        check(b"a,b\0c\n1,2,3", Err(FileProblem::Binary));
        assert!(FileProblem::Workbook.to_string().contains("save it as CSV first"));
        assert_eq!(check_size(MAX_FILE_BYTES + 1), Err(FileProblem::TooLarge));
        assert_eq!(check_size(MAX_FILE_BYTES), Ok(()));
    }
}
