//! The places whose limitation periods are listed: years of a claim from a contract, what differs, and who says so.
//!
//! From the lists compared in domain rules §8: for countries the pages of Bierens, T'Clerc and In-house Lawyer; for the United States five public
//! lists of the years for written contracts. Where they disagree the shortest years are counted and the longest are named. The laws, and what
//! begins the years anew, are Recoup's own remarks, to be checked. Facts, not legal advice.

mod table;

use super::limitation::{Count, Limitation};
use crate::domain::approach::CustomerKind;
use crate::domain::country::Country;
use serde::{Deserialize, Serialize};
use table::PLACES;

/// One place.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// ISO 3166: `DE`, `GB-SCT`, `US-CA`.
    pub code: &'static str,
    /// Its name in English.
    pub name: &'static str,
    years: u8,
    /// For sales of goods, where that differs.
    goods: Option<u8>,
    /// Against consumers, where that differs.
    consumers: Option<u8>,
    /// The longest years that a list or a law names, where that differs.
    pub longest: Option<u8>,
    count: Count,
    /// Whether a part payment and a written acknowledgement are listed as beginning the years anew.
    pub restarts: bool,
    /// The law; empty where none is known by name.
    pub law: &'static str,
    /// What else is to be known; may be empty.
    pub note: &'static str,
}

impl Place {
    /// What is counted for a sale to such a customer: the shortest years that may hold. Who may be a consumer is counted as one.
    pub fn rule(&self, kind: Option<CustomerKind>, goods: bool) -> Limitation {
        let of_goods = self.goods.filter(|_| goods);
        let of_consumers = self.consumers.filter(|_| kind != Some(CustomerKind::Business));
        let years = of_goods.into_iter().chain(of_consumers).fold(self.years, u8::min);
        Limitation { years: years.into(), count: self.count }
    }

    /// The longest that is named.
    pub fn longest(&self) -> Limitation {
        Limitation { years: self.longest.unwrap_or(self.years).max(self.years).into(), count: self.count }
    }

    /// Whether it is a state of the United States.
    pub fn is_state(&self) -> bool {
        self.code.starts_with("US-")
    }

    /// Who says so.
    pub fn source(&self) -> &'static str {
        if self.is_state() { "five public lists for written contracts" } else { "pages of Bierens, T'Clerc and In-house Lawyer" }
    }

    const fn goods(self, years: u8) -> Self {
        Self { goods: Some(years), ..self }
    }

    const fn consumers(self, years: u8) -> Self {
        Self { consumers: Some(years), ..self }
    }

    const fn up_to(self, years: u8) -> Self {
        Self { longest: Some(years), ..self }
    }

    const fn year_end(self) -> Self {
        Self { count: Count::YearEnd, ..self }
    }

    const fn unsure(self) -> Self {
        Self { restarts: false, ..self }
    }

    const fn note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }
}

/// The codes, in the order of the table.
pub const CODES: [&str; PLACES.len()] = {
    let mut codes = [""; PLACES.len()];
    let mut place = 0;
    while place < codes.len() {
        codes[place] = PLACES[place].code;
        place += 1;
    }
    codes
};

/// Every place, countries first.
pub fn places() -> &'static [Place] {
    const ALL: &[Place] = &PLACES;
    ALL
}

/// One of the places, kept by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlaceCode(&'static Place);

impl PlaceCode {
    /// The place of a code.
    pub fn of(code: &str) -> Option<Self> {
        places().iter().find(|place| place.code == code).map(Self)
    }

    /// The place.
    pub const fn place(self) -> &'static Place {
        self.0
    }
}

impl TryFrom<String> for PlaceCode {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::of(&code).ok_or("no limitation period is listed for this place")
    }
}

impl From<PlaceCode> for String {
    fn from(code: PlaceCode) -> Self {
        code.0.code.to_owned()
    }
}

/// The place that a customer's country names; where only states and provinces are listed, the one in the address: “Austin, TX 78701”.
pub fn place_of(country: &str, address: &str) -> Option<PlaceCode> {
    let plain = country.trim().replace('.', "");
    // The names of states are left out: Georgia is a country too.
    let named = |place: &&Place| place.code.eq_ignore_ascii_case(&plain) || (!place.is_state() && place.name.eq_ignore_ascii_case(&plain));
    if let Some(place) = places().iter().find(named) {
        return within(place.code, address).or(Some(PlaceCode(place)));
    }
    let code = Country::from_text(country)?.code();
    within(code, address).or_else(|| PlaceCode::of(code))
}

/// The part of a country that an address names: its letters before the beginning of a postcode.
fn within(country: &str, address: &str) -> Option<PlaceCode> {
    let begins_postcode = |word: &str| match country {
        "US" | "AU" => word.len() >= 4 && word.bytes().take(4).all(|byte| byte.is_ascii_digit()),
        "CA" => word.len() >= 3 && word.bytes().zip(0..3).all(|(byte, place)| byte.is_ascii_digit() == (place == 1)),
        _ => false,
    };
    let words: Vec<&str> = address.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|word| !word.is_empty()).collect();
    let pairs = words.windows(2).rev().filter(|pair| begins_postcode(pair[1]));
    pairs.into_iter().find_map(|pair| PlaceCode::of(&format!("{country}-{}", pair[0])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_years_that_may_hold_are_counted() {
        let check = |code: &str, kind, goods, years, longest| {
            let place = PlaceCode::of(code).unwrap().place();
            assert_eq!((place.rule(kind, goods).years, place.longest().years), (years, longest), "{code}");
        };
        let (business, consumer) = (Some(CustomerKind::Business), Some(CustomerKind::Consumer));
        check("DE", business, true, 3, 3);
        check("FR", business, true, 5, 5);
        check("FR", consumer, true, 2, 5);
        check("FR", None, true, 2, 5);
        check("PL", business, true, 2, 3);
        check("PL", business, false, 3, 3);
        check("US-TX", business, false, 4, 4);
        check("US-NY", business, true, 4, 6);
        check("US-NY", business, false, 6, 6);
        check("US-NY", consumer, true, 3, 6);
        check("US-KY", business, false, 10, 15);
        check("US-MD", business, true, 3, 4);
        assert_eq!(PlaceCode::of("DE").unwrap().place().rule(None, true).count, Count::YearEnd);
    }

    #[test]
    fn the_table_is_whole_and_no_period_is_shorter_than_two_years() {
        assert_eq!(places().iter().filter(|place| place.is_state()).count(), 51);
        for (at, place) in places().iter().enumerate() {
            assert!(places()[..at].iter().all(|other| other.code != place.code && other.name != place.name), "{}", place.code);
            // Warnings rely on it: what was due less than a year ago needs none.
            assert!(place.rule(None, true).years >= 2 && place.longest().years >= place.rule(None, false).years, "{}", place.code);
            let text = serde_json::to_string(&PlaceCode(place)).unwrap();
            assert_eq!(serde_json::from_str::<PlaceCode>(&text).unwrap(), PlaceCode(place));
        }
        for unknown in ["", "US", "US-", "ZZ", "CA"] {
            assert!(PlaceCode::of(unknown).is_none(), "{unknown}");
        }
        assert!(serde_json::from_str::<PlaceCode>("\"ZZ\"").is_err());
    }

    #[test]
    fn a_customer_has_a_place_by_country_and_address() {
        let check = |country: &str, address: &str, expected: Option<&str>| {
            assert_eq!(place_of(country, address).map(|code| code.place().code), expected, "{country} {address}");
        };
        check("Germany", "", Some("DE"));
        check("UK", "", Some("GB"));
        check("scotland", "", Some("GB-SCT"));
        check("Japan", "", Some("JP"));
        check("US", "1 Main Street\nAustin, TX 78701", Some("US-TX"));
        check("U.S.A.", "1 NE 4th Street\nMiami, FL 33131-0042", Some("US-FL"));
        check("US", "somewhere", None);
        check("us-ca", "", Some("US-CA"));
        check("Georgia", "", None);
        check("Canada", "2 Rue Neuve, Montréal, QC H2X 1Y4", Some("CA-QC"));
        check("Canada", "Halifax, NS B3H 1A1", None);
        check("Australia", "Darwin NT 0800", Some("AU-NT"));
        check("AU", "Sydney NSW 2000", Some("AU"));
        check("", "Austin, TX 78701", None);
        check("Atlantis", "", None);
    }
}
