//! The frozen outer form of every stored text, and the checksum that ties texts into a chain.
//!
//! ```text
//! <kind> <version> <min_reader> <hash> <rest>        hash = first 128 bits of SHA-256 over the other four
//! ```
//!
//! This form never changes, in no version: so any app, however old, can tell a damaged text (the checksum fails)
//! from a newer one (the checksum holds, `min_reader` is above [`READER`]). Only `rest` may change its meaning.
//!
//! Not a defence against a person who edits the storage on purpose: there is no secret in the hash.

use sha2::{Digest, Sha256};
use std::fmt;
use thiserror::Error;

/// The newest `min_reader` this app understands. Raise it together with [`Format::CURRENT`] when the meaning of
/// stored texts or of the payloads in them changes so that older apps would misread them.
pub const READER: u32 = 1;

/// Which format a text is written in and how new an app must be to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// The version that wrote it.
    pub version: u32,
    /// The lowest [`READER`] that reads it rightly.
    pub min_reader: u32,
}

impl Format {
    /// What this app writes.
    pub const CURRENT: Self = Self { version: 1, min_reader: 1 };
}

/// Why a stored text is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The text is not what was once written.
    #[error("the stored text is damaged: {0}")]
    Damaged(&'static str),
    /// The text is intact, but only a newer app may interpret it.
    #[error("the stored text was written by a newer version of this app (format {version}, needs reader {min_reader})")]
    Newer {
        /// The format's version.
        version: u32,
        /// The lowest reader that may interpret it.
        min_reader: u32,
    },
}

/// The first 128 bits of a SHA-256, shown as 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChainHash([u8; 16]);

impl ChainHash {
    /// What the first record names as its predecessor.
    pub const GENESIS: Self = Self([0; 16]);

    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::finish(Sha256::new_with_prefix(bytes))
    }

    /// Reads exactly what `Display` writes; upper case is refused, so one hash has one text.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let mut bytes = [0; 16];
        if digits.len() != 2 * bytes.len() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0])? << 4 | value(pair[1])?;
        }
        Some(Self(bytes))
    }

    fn finish(hasher: Sha256) -> Self {
        let full: [u8; 32] = hasher.finalize().into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&full[..16]);
        Self(bytes)
    }
}

impl fmt::Display for ChainHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for ChainHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A text whose checksum held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed<'a> {
    /// Its format.
    pub format: Format,
    /// Its checksum.
    pub hash: ChainHash,
    /// What was put inside.
    pub rest: &'a str,
}

/// Puts `rest` (ASCII) into the outer form; the checksum comes back with the text.
pub fn seal(kind: &str, format: Format, rest: &str) -> (String, ChainHash) {
    let Format { version, min_reader } = format;
    let hash = checksum(kind, &version.to_string(), &min_reader.to_string(), rest);
    (format!("{kind} {version} {min_reader} {hash} {rest}"), hash)
}

/// Checks the outer form and the checksum; `Newer` is only said of an intact text.
pub fn open<'a>(kind: &str, text: &'a str) -> Result<Sealed<'a>, DecodeError> {
    let mut parts = text.splitn(5, ' ');
    let mut next = || parts.next().ok_or(DecodeError::Damaged("it is cut short"));
    let (found, version, min_reader, hash, rest) = (next()?, next()?, next()?, next()?, next()?);
    if found != kind {
        return Err(DecodeError::Damaged("it is of another kind"));
    }
    let stated = ChainHash::parse(hash).ok_or(DecodeError::Damaged("its checksum is unreadable"))?;
    if stated != checksum(kind, version, min_reader, rest) {
        return Err(DecodeError::Damaged("its checksum does not match"));
    }
    let number = |text: &str| text.parse::<u32>().map_err(|_| DecodeError::Damaged("its version is unreadable"));
    let format = Format { version: number(version)?, min_reader: number(min_reader)? };
    if format.min_reader > READER {
        return Err(DecodeError::Newer { version: format.version, min_reader: format.min_reader });
    }
    Ok(Sealed { format, hash: stated, rest })
}

fn checksum(kind: &str, version: &str, min_reader: &str, rest: &str) -> ChainHash {
    let mut hasher = Sha256::new();
    for part in [kind, " ", version, " ", min_reader, " ", rest] {
        hasher.update(part.as_bytes());
    }
    ChainHash::finish(hasher)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_single_bit_flip_is_noticed() {
        let (text, hash) = seal("record", Format::CURRENT, "1 some text");
        assert_eq!(open("record", &text), Ok(Sealed { format: Format::CURRENT, hash, rest: "1 some text" }));
        for index in 0..text.len() {
            for bit in 0..7 {
                let mut bytes = text.clone().into_bytes();
                bytes[index] ^= 1 << bit;
                let flipped = String::from_utf8(bytes).unwrap();
                assert!(matches!(open("record", &flipped), Err(DecodeError::Damaged(_))), "{flipped}");
            }
            assert!(matches!(open("record", &text[..index]), Err(DecodeError::Damaged(_))), "cut at {index}");
        }
    }

    #[test]
    fn newer_is_not_damaged() {
        let (text, _) = seal("record", Format { version: 7, min_reader: READER + 1 }, "who knows");
        assert_eq!(open("record", &text), Err(DecodeError::Newer { version: 7, min_reader: READER + 1 }));
        let (text, _) = seal("record", Format { version: 7, min_reader: READER }, "still understood");
        assert_eq!(open("record", &text).map(|sealed| sealed.rest), Ok("still understood"));
    }

    #[test]
    fn the_hash_is_a_truncated_sha_256() {
        assert_eq!(ChainHash::of(b"abc").to_string(), "ba7816bf8f01cfea414140de5dae2223");
        assert_eq!(ChainHash::parse("BA7816BF8F01CFEA414140DE5DAE2223"), None);
    }
}
