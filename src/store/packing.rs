//! Text and bytes as short ASCII: escapes, deflate and base64.
//!
//! Local storage counts UTF-16 units in one browser and bytes in another; ASCII costs the same in both.

use super::envelope::DecodeError;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::fmt::Write as _;

/// A hundredth larger than at level 6, in less than half of the time (measured in [`super::codec::facts`]).
const LEVEL: u8 = 3;
/// No honest text of ours inflates beyond this.
const MAX_INFLATED: usize = 512 << 20;

/// JSON text with everything beyond ASCII written as `\uXXXX`: the same JSON in other letters.
pub fn ascii_json(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(ascii, "\\u{unit:04x}"); // writing to a String cannot fail
            }
        }
    }
    ascii
}

/// Deflated and written in base64.
pub fn pack(bytes: &[u8]) -> String {
    STANDARD.encode(miniz_oxide::deflate::compress_to_vec(bytes, LEVEL))
}

/// The way back from [`pack`].
pub fn unpack(text: &str) -> Result<Vec<u8>, DecodeError> {
    let deflated = STANDARD.decode(text).map_err(|_| DecodeError::Damaged("its base64 is unreadable"))?;
    miniz_oxide::inflate::decompress_to_vec_with_limit(&deflated, MAX_INFLATED)
        .map_err(|_| DecodeError::Damaged("its compressed content is unreadable"))
}

/// Any text as one word of printable ASCII without spaces.
pub fn word(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && byte != b'%' {
            ascii.push(char::from(byte));
        } else {
            let _ = write!(ascii, "%{byte:02x}"); // writing to a String cannot fail
        }
    }
    ascii
}

/// The way back from [`word`].
pub fn unword(word: &str) -> Result<String, DecodeError> {
    let unreadable = DecodeError::Damaged("one of its words is unreadable");
    let mut bytes = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some((plain, escaped)) = rest.split_once('%') {
        bytes.extend_from_slice(plain.as_bytes());
        let digits = escaped.get(..2).ok_or(unreadable)?;
        bytes.push(u8::from_str_radix(digits, 16).map_err(|_| unreadable)?);
        rest = &escaped[2..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).map_err(|_| unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_json_is_the_same_json() {
        let json = "{\"name\":\"Müller & Söhne 🧾 株式会社\"}";
        let ascii = ascii_json(json);
        assert!(ascii.is_ascii());
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(&ascii), value(json));
    }

    #[test]
    fn words_and_packed_bytes_come_back() {
        for text in ["", "abc", "a b%c", "ü\n", "%"] {
            assert_eq!(unword(&word(text)).as_deref(), Ok(text));
            assert!(word(text).bytes().all(|byte| byte.is_ascii_graphic()));
            assert_eq!(unpack(&pack(text.as_bytes())).as_deref(), Ok(text.as_bytes()));
        }
        assert!(unword("%zz").is_err() && unword("%4").is_err() && unpack("????").is_err() && unpack("AAAA").is_err());
    }
}
