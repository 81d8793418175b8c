//! A snapshot: the whole ledger at one place in the chain, so that the records before it may go.
//!
//! ```text
//! snapshot 1 1 <hash> <seq> <chain hash> <base seq> <base hash> <at_ms> <state hash> <deflated bytes in base64>
//! ```
//!
//! The base is where the snapshot in the other slot stood: it ties successive snapshots together after the records
//! between them are gone, so that an old copy can be told from a foreign one. Not here: what the bytes mean.

use super::envelope::{self, ChainHash, DecodeError, Format};
use super::packing;
use super::record::Head;

const KIND: &str = "snapshot";

/// The ledger at one place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The last record it contains, and the chain's hash there.
    pub head: Head,
    /// Where the snapshot before it stood.
    pub base: Head,
    /// When it was made, in milliseconds since 1970, as the caller's clock said.
    pub at_ms: i64,
    /// The ledger's own hash of its state, in the caller's words.
    pub state_hash: String,
    /// The ledger's own encoding of its state.
    pub bytes: Vec<u8>,
}

impl Snapshot {
    /// The text to store.
    pub fn encode(&self) -> String {
        self.encode_as(Format::CURRENT)
    }

    /// As [`encode`](Self::encode), in another format: for tests of what newer apps will write.
    pub fn encode_as(&self, format: Format) -> String {
        let Self { head, base, at_ms, state_hash, bytes } = self;
        let (state_hash, body) = (packing::word(state_hash), packing::pack(bytes));
        let rest = format!("{} {} {} {} {at_ms} {state_hash} {body}", head.seq, head.hash, base.seq, base.hash);
        envelope::seal(KIND, format, &rest).0
    }

    /// Reads a stored text.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let (Header { head, base, at_ms }, state_hash, body) = parts(text)?;
        Ok(Self { head, base, at_ms, state_hash: packing::unword(state_hash)?, bytes: packing::unpack(body)? })
    }
}

/// What is known of a snapshot without inflating it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// See [`Snapshot::head`].
    pub head: Head,
    /// See [`Snapshot::base`].
    pub base: Head,
    /// See [`Snapshot::at_ms`].
    pub at_ms: i64,
}

impl Header {
    /// Reads the beginning of a stored text; the checksum covers all of it.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        parts(text).map(|(header, ..)| header)
    }
}

fn parts(text: &str) -> Result<(Header, &str, &str), DecodeError> {
    let sealed = envelope::open(KIND, text)?;
    let mut parts = sealed.rest.splitn(7, ' ');
    let mut next = || parts.next().ok_or(DecodeError::Damaged("a part is missing"));
    let head = place(next()?, next()?)?;
    let base = place(next()?, next()?)?;
    let at_ms = next()?.parse().map_err(|_| DecodeError::Damaged("its time is unreadable"))?;
    Ok((Header { head, base, at_ms }, next()?, next()?))
}

fn place(seq: &str, hash: &str) -> Result<Head, DecodeError> {
    let seq = seq.parse().map_err(|_| DecodeError::Damaged("its number is unreadable"))?;
    let hash = ChainHash::parse(hash).ok_or(DecodeError::Damaged("its place in the chain is unreadable"))?;
    Ok(Head { seq, hash })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back_is_the_same_snapshot() {
        for bytes in [vec![], vec![0, 255, 7], b"columns ".repeat(500)] {
            let head = Head { seq: 2_000, hash: ChainHash::of(b"x") };
            let snapshot = Snapshot { head, base: Head::GENESIS, at_ms: 1_764_000_000_000, state_hash: "a b%ü".to_owned(), bytes };
            let text = snapshot.encode();
            assert!(text.is_ascii());
            assert_eq!(Snapshot::decode(&text), Ok(snapshot.clone()));
            assert!(matches!(Snapshot::decode(&text[..text.len() - 1]), Err(DecodeError::Damaged(_))));
            let newer = snapshot.encode_as(Format { version: 2, min_reader: 2 });
            assert_eq!(Snapshot::decode(&newer), Err(DecodeError::Newer { version: 2, min_reader: 2 }));
        }
    }
}
