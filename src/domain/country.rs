//! Countries whose holidays and rules are known, and how owners and exports write them.
//!
//! A customer's country is free text (as the source writes it); this reads it where it can and says nothing where it cannot.

use serde::{Deserialize, Serialize};

/// A country that Recoup has a holiday calendar for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // the names are in the table below
pub enum Country {
    Us,
    Gb,
    Ie,
    De,
    Fr,
    Es,
    It,
    Pt,
    Nl,
    Be,
    At,
    Ch,
    Ca,
    Au,
    Nz,
}

/// Country, ISO 3166 code, name in English, other ways to write it (lower case, without dots), each between bars.
const KNOWN: [(Country, &str, &str, &str); 15] = [
    (Country::Us, "US", "United States", "|usa|united states of america|america|"),
    (Country::Gb, "GB", "United Kingdom", "|gbr|uk|great britain|england|wales|scotland|northern ireland|"),
    (Country::Ie, "IE", "Ireland", "|irl|éire|republic of ireland|"),
    (Country::De, "DE", "Germany", "|deu|deutschland|"),
    (Country::Fr, "FR", "France", "|fra|"),
    (Country::Es, "ES", "Spain", "|esp|españa|"),
    (Country::It, "IT", "Italy", "|ita|italia|"),
    (Country::Pt, "PT", "Portugal", "|prt|"),
    (Country::Nl, "NL", "Netherlands", "|nld|the netherlands|holland|nederland|"),
    (Country::Be, "BE", "Belgium", "|bel|belgië|belgique|belgien|"),
    (Country::At, "AT", "Austria", "|aut|österreich|"),
    (Country::Ch, "CH", "Switzerland", "|che|schweiz|suisse|svizzera|"),
    (Country::Ca, "CA", "Canada", "|can|"),
    (Country::Au, "AU", "Australia", "|aus|"),
    (Country::Nz, "NZ", "New Zealand", "|nzl|aotearoa|"),
];

impl Country {
    /// Every country.
    pub fn all() -> impl Iterator<Item = Self> {
        KNOWN.iter().map(|(country, ..)| *country)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        &KNOWN[self as usize]
    }

    /// The two letters of ISO 3166.
    pub fn code(self) -> &'static str {
        self.row().1
    }

    /// The name in English.
    pub fn name(self) -> &'static str {
        self.row().2
    }

    /// The time zone by its IANA name, where the country has one; for Spain and Portugal that of the mainland.
    pub const fn time_zone(self) -> Option<&'static str> {
        Some(match self {
            Self::Us | Self::Ca | Self::Au => return None,
            Self::Gb => "Europe/London",
            Self::Ie => "Europe/Dublin",
            Self::De => "Europe/Berlin",
            Self::Fr => "Europe/Paris",
            Self::Es => "Europe/Madrid",
            Self::It => "Europe/Rome",
            Self::Pt => "Europe/Lisbon",
            Self::Nl => "Europe/Amsterdam",
            Self::Be => "Europe/Brussels",
            Self::At => "Europe/Vienna",
            Self::Ch => "Europe/Zurich",
            Self::Nz => "Pacific/Auckland",
        })
    }

    /// The country that a text names: by code, English name or a common other one.
    pub fn from_text(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().filter(|letter| !matches!(letter, '.' | '|')).flat_map(char::to_lowercase).collect();
        if plain.is_empty() {
            return None;
        }
        let within = format!("|{plain}|");
        let is = |row: &&(Self, &str, &str, &str)| {
            row.1.eq_ignore_ascii_case(&plain) || row.2.eq_ignore_ascii_case(&plain) || row.3.contains(&within)
        };
        KNOWN.iter().find(is).map(|row| row.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_code_name_or_habit() {
        let check = |text, expected| assert_eq!(Country::from_text(text), expected, "{text}");
        check("US", Some(Country::Us));
        check(" u.s.a. ", Some(Country::Us));
        check("Deutschland", Some(Country::De));
        check("ÖSTERREICH", Some(Country::At));
        check("The Netherlands", Some(Country::Nl));
        check("nz", Some(Country::Nz));
        for text in ["", " ", "Japan", "u", "|", "usa|united states of america"] {
            check(text, None);
        }
        for (place, country) in Country::all().enumerate() {
            assert_eq!(country as usize, place);
            assert_eq!(Country::from_text(country.name()), Some(country));
            let many_zones = matches!(country, Country::Us | Country::Ca | Country::Au);
            assert_eq!(country.time_zone().is_none(), many_zones, "{country:?}");
            assert_eq!(serde_json::to_string(&country).unwrap(), format!("\"{}\"", country.code()));
        }
    }
}
