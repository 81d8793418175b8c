//! Lower-cased text to search in, kept so that a key press never lower-cases the ledger.

use crate::domain::customer::Customer;

/// Texts one behind the other in one buffer, by place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchArena {
    text: String,
    ends: Vec<u32>,
}

impl SearchArena {
    /// Adds the text of the next record.
    pub fn push(&mut self, text: &str) {
        if text.is_ascii() {
            self.text.extend(text.bytes().map(|byte| byte.to_ascii_lowercase() as char));
        } else {
            self.text.push_str(&text.to_lowercase());
        }
        self.ends.push(self.text.len() as u32);
    }

    /// The lower-cased text of a record; empty for a place that does not exist.
    pub fn get(&self, place: usize) -> &str {
        let Some(&end) = self.ends.get(place) else { return "" };
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..end as usize]
    }

    /// Whether a record's text contains a lower-cased query.
    pub fn contains(&self, place: usize, query: &str) -> bool {
        self.get(place).contains(query)
    }
}

/// What a search for a customer looks at, in small letters.
pub(super) fn search_text(customer: &Customer) -> String {
    let details = &customer.details;
    let mut text = format!("{}\n{}\n{}", details.name, details.reference, details.country);
    for contact in &details.contacts {
        for part in [&contact.name, &contact.email, &contact.phone] {
            text.push('\n');
            text.push_str(part);
        }
    }
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::SearchArena;

    #[test]
    fn texts_stay_apart() {
        let mut arena = SearchArena::default();
        for text in ["INV-1", "", "Ärzte", "inv-22"] {
            arena.push(text);
        }
        assert_eq!((0..5).map(|place| arena.get(place)).collect::<Vec<_>>(), ["inv-1", "", "ärzte", "inv-22", ""]);
        assert!(arena.contains(3, "v-2"));
        assert!(!arena.contains(0, "1ä"));
    }
}
