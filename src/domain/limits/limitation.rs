//! Limitation: how many years a claim from a contract can be enforced, and until when.
//!
//! The years are those of the public lists compared in domain rules §8 (contract debt; United States: written contracts, the majority
//! of five lists). Sales of goods in the United States mostly have 4 years (UCC 2-725). A part payment or a written acknowledgement restarts
//! the time in many places. Treat every figure as a question for a lawyer, not as an answer.

use crate::domain::calendar::add_months;
use chrono::{Datelike, NaiveDate};

/// How the years are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// From the day the claim arose to the same day of a later year.
    Anniversary,
    /// From the end of the year in which the claim arose: the last day is a 31 December.
    YearEnd,
}

/// The rule of one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limitation {
    /// Years.
    pub years: u32,
    /// How they are counted.
    pub count: Count,
}

impl Limitation {
    /// The last day by which a claim that arose on a day can be enforced.
    pub fn last_day(self, arose: NaiveDate) -> NaiveDate {
        match self.count {
            Count::Anniversary => anniversary(arose, self.years),
            Count::YearEnd => year_end(arose, self.years),
        }
    }
}

/// The same day `years` later; 29 February becomes 28 February.
pub fn anniversary(accrual: NaiveDate, years: u32) -> NaiveDate {
    add_months(accrual, years.saturating_mul(12))
}

/// The 31 December `years` after the year in which the claim arose.
pub fn year_end(arose: NaiveDate, years: u32) -> NaiveDate {
    let year = arose.year().saturating_add(i32::try_from(years).unwrap_or(i32::MAX));
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// Places outside the United States, by ISO 3166 code (`GB-SCT` for Scotland, `CA-ON` for Ontario), with their years.
const PLACES: &str = "GB6 GB-SCT5 IE6 DE3 FR5 IT10 NL5 BE10 ES5 PT20 PL3 AT3 DK3 MT5 MC5 TR5 RU3 CH10 SE10 NO3 FI3 CZ3 AU6 AU-NT3 SG6 JP5 HK6 \
                      IN3 ZA3 NZ6 CA-ON2 CA-BC2 CA-AB2 CA-QC3";

/// The states of the United States.
const STATES: &str = "AK3 AL6 AR5 AZ6 CA4 CO6 CT6 DC3 DE3 FL5 GA6 HI6 IA10 ID5 IL10 IN10 KS5 KY15 LA10 MA6 MD3 ME6 MI6 MN6 MO10 MS3 MT8 NC3 ND6 \
                      NE5 NH3 NJ6 NM6 NV6 NY6 OH8 OK5 OR6 PA4 RI10 SC3 SD6 TN6 TX4 UT6 VA5 VT6 WA6 WI6 WV10 WY10";

/// The rule of a place: a country's code, a state of the United States as `US-CA`. None where no list was found.
pub fn limitation(place: &str) -> Option<Limitation> {
    let (list, code) = place.strip_prefix("US-").map_or((PLACES, place), |state| (STATES, state));
    let years = |entry: &str| {
        let digits = entry.strip_prefix(code).filter(|digits| !code.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse().ok()
    };
    let years = list.split_whitespace().find_map(years)?;
    Some(Limitation { years, count: if place == "DE" { Count::YearEnd } else { Count::Anniversary } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn years_end_on_the_anniversary_or_with_the_year() {
        assert_eq!(year_end(date("2022-03-15"), 3), date("2025-12-31"));
        assert_eq!(anniversary(date("2017-05-01"), 3), date("2020-05-01"));
        assert_eq!(anniversary(date("2024-02-29"), 6), date("2030-02-28"));
        assert_eq!(limitation("DE").map(|rule| rule.last_day(date("2022-01-01"))), Some(date("2025-12-31")));
        assert_eq!(limitation("GB").map(|rule| rule.last_day(date("2022-01-01"))), Some(date("2028-01-01")));
    }

    #[test]
    fn a_place_is_found_by_its_code() {
        let years = |place| limitation(place).map(|rule| rule.years);
        assert_eq!((years("US-CA"), years("US-IN"), years("US-MT"), years("US-KY")), (Some(4), Some(10), Some(8), Some(15)));
        assert_eq!((years("AU"), years("AU-NT"), years("CA-QC"), years("GB-SCT")), (Some(6), Some(3), Some(3), Some(5)));
        for unknown in ["", "US", "US-", "ZZ", "D", "U", "CA"] {
            assert_eq!(years(unknown), None, "{unknown}");
        }
        assert_eq!(STATES.split_whitespace().count(), 51);
    }
}
