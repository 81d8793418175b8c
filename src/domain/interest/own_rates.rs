//! Reference rates that the owner looked up: laid over the tables that come with Recoup.
//!
//! A row of the owner's on the first day of a built-in one takes its place. Looking a table up and finding nothing new is worth writing down too: the day
//! on which it was last checked moves the day up to which it is known.

use super::rate::{RateError, RateRow, RateTable};
use super::statutory::{Reference, half_year_of};
use crate::domain::calendar::{YEARS, add_days, add_months};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The most rows that an owner adds to one table.
pub const MOST_ROWS: usize = 200;

/// What the owner knows of one reference rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSeries {
    /// Whose rate.
    pub reference: Reference,
    /// Rates that the built-in table lacks or has wrong, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RateRow>,
    /// When the owner last compared the table with its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<NaiveDate>,
}

/// The owner's own reference rates, at most one list for each rate.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnRates(Vec<OwnSeries>);

/// Why the owner's rates cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OwnRatesProblem {
    /// A rate out of range, or two that begin on one day.
    #[error("{0}")]
    Rate(#[from] RateError),
    /// A day that nobody means.
    #[error("the day {0} is not between 1950 and 2100")]
    OddDay(NaiveDate),
    /// Two lists of one rate.
    #[error("there are two lists of one reference rate")]
    Twice,
    /// Too many rows.
    #[error("there can be at most {MOST_ROWS} rates of your own")]
    TooMany,
}

impl OwnRates {
    /// Whether the owner added nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the owner knows of one rate.
    pub fn of(&self, reference: Reference) -> Option<&OwnSeries> {
        self.0.iter().find(|series| series.reference == reference)
    }

    /// The table of a reference rate: the built-in one with the owner's rows over it.
    pub fn table(&self, reference: Reference) -> RateTable {
        let built_in = reference.built_in();
        let Some(own) = self.of(reference) else { return built_in };
        let kept = built_in.rows().iter().filter(|row| own.rows.iter().all(|mine| mine.from != row.from));
        let mut rows: Vec<RateRow> = kept.chain(&own.rows).copied().collect();
        rows.sort_by_key(|row| row.from);
        let by_row = own.rows.last().map(|row| reference.known_until(row.from));
        let by_check = own.checked.map(|on| reference.known_until(on));
        RateTable::known(rows, built_in.checked().max(own.checked), built_in.until().max(by_row).max(by_check))
    }

    /// With one more rate, from a day on.
    pub fn with_row(&self, reference: Reference, row: RateRow) -> Result<Self, OwnRatesProblem> {
        self.changed(reference, |own| {
            let place = own.rows.partition_point(|mine| mine.from < row.from);
            own.rows.insert(place, row);
        })
    }

    /// Without the rate that the owner added from a day on.
    pub fn without_row(&self, reference: Reference, from: NaiveDate) -> Result<Self, OwnRatesProblem> {
        self.changed(reference, |own| own.rows.retain(|row| row.from != from))
    }

    /// With the note that the table was compared with its source on a day.
    pub fn checked_on(&self, reference: Reference, on: NaiveDate) -> Result<Self, OwnRatesProblem> {
        self.changed(reference, |own| own.checked = Some(on))
    }

    fn changed(&self, reference: Reference, change: impl FnOnce(&mut OwnSeries)) -> Result<Self, OwnRatesProblem> {
        let mut all = self.0.clone();
        let place = all.iter().position(|series| series.reference == reference).unwrap_or_else(|| {
            all.push(OwnSeries { reference, rows: Vec::new(), checked: None });
            all.len() - 1
        });
        change(&mut all[place]);
        all.retain(|series| !series.rows.is_empty() || series.checked.is_some());
        all.sort_by_key(|series| series.reference);
        Self(all).checked()
    }

    /// The rates, if they make sense.
    pub fn checked(self) -> Result<Self, OwnRatesProblem> {
        for (place, series) in self.0.iter().enumerate() {
            if self.0[..place].iter().any(|other| other.reference == series.reference) {
                return Err(OwnRatesProblem::Twice);
            }
            if series.rows.len() > MOST_ROWS {
                return Err(OwnRatesProblem::TooMany);
            }
            let mut days = series.rows.iter().map(|row| row.from).chain(series.checked);
            if let Some(odd) = days.find(|day| !YEARS.contains(&day.year())) {
                return Err(OwnRatesProblem::OddDay(odd));
            }
            match RateTable::of_references(series.rows.clone(), None, None) {
                Ok(_) | Err(RateError::Empty) => {}
                Err(problem) => return Err(problem.into()),
            }
        }
        Ok(self)
    }
}

impl Reference {
    /// How far a look on a day carries: where one value holds for a half-year, to its end; of a rate that may change any day, to that day.
    pub fn known_until(self, seen: NaiveDate) -> NaiveDate {
        if self == Self::BankRate { seen } else { add_days(add_months(half_year_of(seen), 6), -1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::interest::tests::{day, number};

    fn row(from: &str, percent: &str) -> RateRow {
        RateRow { from: day(from), percent: number(percent) }
    }

    #[test]
    fn own_rows_lie_over_the_built_in_ones() {
        let none = OwnRates::default();
        assert_eq!(none.table(Reference::Ecb), Reference::Ecb.built_in());
        let own = none.with_row(Reference::Ecb, row("2026-07-01", "2")).unwrap();
        let own = own.with_row(Reference::Ecb, row("2025-07-01", "2.2")).unwrap();
        let table = own.table(Reference::Ecb);
        assert_eq!([table.on(day("2025-08-01")), table.on(day("2026-07-01"))], [Some(number("2.2")), Some(number("2"))]);
        assert_eq!(table.on(day("2025-06-30")), Some(number("3.15")), "what is built in stays");
        assert_eq!((table.until(), table.checked()), (Some(day("2026-12-31")), Some(day("2026-06-01"))));
        assert_eq!(own.table(Reference::GermanBase), Reference::GermanBase.built_in());
        let back = own.without_row(Reference::Ecb, day("2026-07-01")).unwrap();
        assert_eq!(back.without_row(Reference::Ecb, day("2025-07-01")), Ok(none));
    }

    #[test]
    fn a_check_carries_to_the_end_of_the_half_year_or_of_the_day() {
        let check = |reference: Reference, on: &str, until: &str| {
            let table = OwnRates::default().checked_on(reference, day(on)).unwrap().table(reference);
            assert_eq!((table.checked(), table.until()), (Some(day(on)), Some(day(until))), "{reference:?} {on}");
        };
        check(Reference::GermanBase, "2026-11-23", "2026-12-31");
        check(Reference::GermanBase, "2027-01-01", "2027-06-30");
        check(Reference::BankRate, "2026-11-23", "2026-11-23");
        let earlier = OwnRates::default().checked_on(Reference::Ecb, day("2026-01-10")).unwrap().table(Reference::Ecb);
        assert_eq!((earlier.checked(), earlier.until()), (Some(day("2026-06-01")), Some(day("2026-06-30"))), "the later look counts");
        let poland = OwnRates::default().with_row(Reference::PolishRate, row("2026-07-01", "3.75")).unwrap().table(Reference::PolishRate);
        assert_eq!((poland.on(day("2026-08-01")), poland.until()), (Some(number("3.75")), Some(day("2026-12-31"))));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let own = OwnRates::default().with_row(Reference::BankRate, row("2026-08-06", "3.5")).unwrap();
        let refused = |outcome: Result<OwnRates, OwnRatesProblem>, expected: &str| assert_eq!(outcome.unwrap_err().to_string(), expected);
        refused(own.with_row(Reference::BankRate, row("2026-08-06", "3.25")), "two rates begin on 2026-08-06");
        refused(own.with_row(Reference::BankRate, row("2026-09-01", "300")), "a reference rate must be between -10 and 100 %, not 300 %");
        let digits = "the rate must have at most 4 decimals, not 3.12345 %";
        refused(own.with_row(Reference::BankRate, row("2026-09-01", "3.12345")), digits);
        refused(own.with_row(Reference::BankRate, row("1949-12-31", "3")), "the day 1949-12-31 is not between 1950 and 2100");
        refused(own.checked_on(Reference::Ecb, day("2101-01-01")), "the day 2101-01-01 is not between 1950 and 2100");
        let series = own.0[0].clone();
        refused(OwnRates(vec![series.clone(), series.clone()]).checked(), "there are two lists of one reference rate");
        let unsorted = OwnSeries { rows: vec![row("2026-09-01", "3"), row("2026-08-06", "3.5")], ..series };
        refused(OwnRates(vec![unsorted]).checked(), "the rate from 2026-08-06 on must stand before the later ones");
        let json = serde_json::to_string(&own).unwrap();
        assert_eq!(json, r#"[{"reference":"bank_rate","rows":[{"from":"2026-08-06","percent":"3.5"}]}]"#);
        assert_eq!(serde_json::from_str::<OwnRates>(&json).unwrap(), own);
    }
}
