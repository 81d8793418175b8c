//! The payer's grade: the scale that the rating (`reports::rating`) ends in and that a reminder step can ask for.

use serde::{Deserialize, Serialize};

/// A customer's grade as a payer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// Pays on time.
    A,
    /// Pays a little late.
    B,
    /// Pays late.
    C,
    /// Pays very late or breaks promises.
    D,
    /// Hardly pays.
    E,
}

impl Grade {
    /// Every grade, best first.
    pub const ALL: [Self; 5] = [Self::A, Self::B, Self::C, Self::D, Self::E];

    /// Its letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
        }
    }
}
