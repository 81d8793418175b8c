//! Finds documents by customer and number, without a copy of either.

use super::document::Document;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// Hashes to the index of a document. A clash of hashes moves on to the next value.
#[derive(Default)]
pub(super) struct DocumentIndex {
    by_customer_and_number: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    by_number: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
}

impl DocumentIndex {
    pub fn find(&self, customer: u32, number: &str, documents: &[Document]) -> Option<u32> {
        let mut place = hash(customer, number);
        loop {
            let index = *self.by_customer_and_number.get(&place)?;
            let document = &documents[index as usize];
            if document.customer == customer && document.number == number {
                return Some(index);
            }
            place = place.wrapping_add(1);
        }
    }

    /// Adds a document that [`Self::find`] does not find; gives the first one with the same number of anyone.
    pub fn insert(&mut self, customer: u32, number: &str, index: u32, documents: &[Document]) -> Option<u32> {
        let mut place = hash(customer, number);
        while self.by_customer_and_number.contains_key(&place) {
            place = place.wrapping_add(1);
        }
        self.by_customer_and_number.insert(place, index);
        let first = *self.by_number.entry(hash(0, number)).or_insert(index);
        documents.get(first as usize).filter(|document| document.number == number).map(|_| first)
    }
}

fn hash(customer: u32, number: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (customer, number).hash(&mut hasher);
    hasher.finish()
}

/// Takes a value that is a hash already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}
