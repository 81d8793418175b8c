//! One immutable record per accepted command: a sealed text that names its predecessor.
//!
//! ```text
//! record 1 1 <hash> <seq> <at_ms> <previous hash> <j|z> <payload>
//! ```
//!
//! `j`: the payload as ASCII JSON; `z`: deflated and in base64, where that is shorter. Not here: what a payload means.

use super::envelope::{self, ChainHash, DecodeError, Format};
use super::packing;

const KIND: &str = "record";
/// Shorter payloads are never compressed: nothing to gain, and plain text can be read by a person in need.
const PLAIN_UP_TO: usize = 1_000;

/// A place in the chain: everything up to and including the record `seq`, whose hash is `hash`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Head {
    /// The sequence number; 0 before the first record.
    pub seq: u64,
    /// The hash of that record.
    pub hash: ChainHash,
}

impl Head {
    /// Before the first record.
    pub const GENESIS: Self = Self { seq: 0, hash: ChainHash::GENESIS };
}

/// One accepted command, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The format it was written in.
    pub format: Format,
    /// Its number; the first is 1.
    pub seq: u64,
    /// When it was accepted, in milliseconds since 1970, as the caller's clock said.
    pub at_ms: i64,
    /// The hash of the record before it.
    pub previous: ChainHash,
    /// Its own hash.
    pub hash: ChainHash,
    /// JSON text in ASCII.
    pub payload: String,
}

impl Record {
    /// The record that follows `after`, and the text to store. `payload` is JSON; letters beyond ASCII come back escaped.
    pub fn seal(after: Head, at_ms: i64, payload: &str) -> (Self, String) {
        Self::seal_as(Format::CURRENT, after, at_ms, payload)
    }

    /// As [`seal`](Self::seal), in another format: for tests of what newer apps will write.
    pub fn seal_as(format: Format, after: Head, at_ms: i64, payload: &str) -> (Self, String) {
        let seq = after.seq + 1;
        let payload = packing::ascii_json(payload);
        let packed = (payload.len() > PLAIN_UP_TO).then(|| packing::pack(payload.as_bytes())).filter(|packed| packed.len() < payload.len());
        let (letter, body) = packed.as_ref().map_or(('j', &payload), |packed| ('z', packed));
        let rest = format!("{seq} {at_ms} {} {letter} {body}", after.hash);
        let (text, hash) = envelope::seal(KIND, format, &rest);
        (Self { format, seq, at_ms, previous: after.hash, hash, payload }, text)
    }

    /// Reads a stored text.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let sealed = envelope::open(KIND, text)?;
        let mut parts = sealed.rest.splitn(5, ' ');
        let mut next = || parts.next().ok_or(DecodeError::Damaged("a part is missing"));
        let (seq, at_ms, previous, letter, body) = (next()?, next()?, next()?, next()?, next()?);
        let payload = match letter {
            "j" => body.to_owned(),
            "z" => String::from_utf8(packing::unpack(body)?).map_err(|_| DecodeError::Damaged("its payload is not text"))?,
            _ => return Err(DecodeError::Damaged("its encoding is unknown")),
        };
        let seq = seq.parse().ok().filter(|&seq| seq > 0).ok_or(DecodeError::Damaged("its number is unreadable"))?;
        Ok(Self {
            format: sealed.format,
            seq,
            at_ms: at_ms.parse().map_err(|_| DecodeError::Damaged("its time is unreadable"))?,
            previous: ChainHash::parse(previous).ok_or(DecodeError::Damaged("its predecessor is unreadable"))?,
            hash: sealed.hash,
            payload,
        })
    }

    /// The place in the chain after this record.
    pub const fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash }
    }

    /// The place in the chain this record continues.
    pub const fn after(&self) -> Head {
        Head { seq: self.seq - 1, hash: self.previous }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(payload: &str, letter: &str) {
        let (record, text) = Record::seal(Head::GENESIS, 1_764_000_000_000, payload);
        assert!(text.is_ascii());
        assert_eq!(text.split(' ').nth(7), Some(letter), "{text}");
        assert_eq!(Record::decode(&text).as_ref(), Ok(&record));
        assert_eq!(record.payload, packing::ascii_json(payload));
        let (next, _) = Record::seal(record.head(), -1, "{}");
        assert_eq!(next.after(), record.head());
    }

    #[test]
    fn text_and_back_is_the_same_record() {
        check("", "j");
        check("{\"name\":\"Ä 🧾 and spaces\"}", "j");
        check(&"a b ".repeat(250), "j");
        check(&"long and dull ".repeat(200), "z");
    }

    #[test]
    fn a_golden_record_of_format_1_loads_for_ever() {
        let text = "record 1 1 d5b8ae0ebb94f48d4fa664db7bb5ba4c 1 1764000000000 00000000000000000000000000000000 j {\"a\":1}";
        let (record, written) = Record::seal(Head::GENESIS, 1_764_000_000_000, "{\"a\":1}");
        assert_eq!(written, text);
        assert_eq!(Record::decode(text), Ok(record));
    }
}
