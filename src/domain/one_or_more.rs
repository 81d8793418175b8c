//! How events write a credit note with its uses: one use as itself, as the first version did; several as a list.

use super::credit::{Allocation, CreditNote};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize)]
#[serde(untagged)]
enum Written<'a> {
    One(&'a Allocation),
    More(&'a [Allocation]),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Read {
    One(Box<Allocation>),
    More(Vec<Allocation>),
}

/// Writes them.
pub fn serialize<S: Serializer>(value: &Option<(CreditNote, Vec<Allocation>)>, serializer: S) -> Result<S::Ok, S::Error> {
    let written = value.as_ref().map(|(note, uses)| match uses.as_slice() {
        [one] => (note, Written::One(one)),
        more => (note, Written::More(more)),
    });
    written.serialize(serializer)
}

/// Reads them.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<(CreditNote, Vec<Allocation>)>, D::Error> {
    let read = Option::<(CreditNote, Read)>::deserialize(deserializer)?;
    Ok(read.map(|(note, uses)| match uses {
        Read::One(one) => (note, vec![*one]),
        Read::More(more) => (note, more),
    }))
}
