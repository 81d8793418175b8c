//! Which invoices are open, as a list that costs the same to change whatever its length.

use super::columns::NO_MORE;

/// The open invoices, in no order; adding and taking out cost the same whatever the number.
#[derive(Debug, Clone, Default)]
pub struct OpenList {
    places: Vec<u32>,
    position: Vec<u32>,
}

impl OpenList {
    /// Makes room for so many invoices in all.
    pub(super) fn reserve(&mut self, invoices: usize) {
        self.places.reserve_exact(invoices);
        self.position.reserve_exact(invoices);
    }

    pub(super) fn grow(&mut self) {
        self.position.push(NO_MORE);
    }

    pub(super) fn set(&mut self, place: u32, open: bool) {
        let position = self.position[place as usize];
        if open && position == NO_MORE {
            self.position[place as usize] = self.places.len() as u32;
            self.places.push(place);
        } else if !open && position != NO_MORE {
            self.places.swap_remove(position as usize);
            if let Some(&moved) = self.places.get(position as usize) {
                self.position[moved as usize] = position;
            }
            self.position[place as usize] = NO_MORE;
        }
    }

    /// Places of the open invoices.
    pub fn places(&self) -> &[u32] {
        &self.places
    }
}

impl PartialEq for OpenList {
    /// The same invoices are open; their order does not matter.
    fn eq(&self, other: &Self) -> bool {
        let is_open = |position: &u32| *position != NO_MORE;
        self.places.len() == other.places.len() && self.position.iter().map(is_open).eq(other.position.iter().map(is_open))
    }
}
