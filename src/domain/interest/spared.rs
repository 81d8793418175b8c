//! Days that bear no interest although something was open: those before a rate was agreed, and those of a payment plan.

use super::accrue::{Accrual, Run, total};
use super::day_count::DayCount;
use super::{Grace, InterestError};
use crate::domain::calendar::add_days;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Days in a row, as the first and the last one.
pub type Days = (NaiveDate, NaiveDate);

impl Grace {
    /// The last day without interest after a due date.
    pub fn last_free(self, due: NaiveDate) -> NaiveDate {
        match self {
            Self::None | Self::Forgives(_) => due,
            Self::Delays(days) => add_days(due, i64::from(days)),
        }
    }
}

impl Accrual {
    /// The interest up to the day before `next` without that of some days. The other days count as they did: by `count`, from `last_free` on.
    pub fn without(self, spared: &[Days], count: DayCount, last_free: NaiveDate, next: NaiveDate) -> Result<Self, InterestError> {
        if spared.is_empty() {
            return Ok(self);
        }
        let mut segments = Vec::with_capacity(self.segments.len());
        for segment in &self.segments {
            for (from, to) in rest((segment.from, segment.to), spared) {
                segments.push(Run { from, to, principal: segment.principal, percent: segment.percent }.segment(count, last_free)?);
            }
        }
        segments.sort_by_key(|segment| segment.from);
        let rests = spared.iter().any(|(first, last)| *first <= next && next <= *last);
        Ok(Self {
            interest: total(&segments, self.interest.currency())?,
            per_day: if rests { Decimal::ZERO } else { self.per_day },
            beyond_rates: self.beyond_rates && !segments.is_empty(),
            segments,
        })
    }
}

/// What is left of some days without others.
fn rest(days: Days, spared: &[Days]) -> Vec<Days> {
    spared.iter().fold(vec![days], |left, (first, last)| {
        let around = |(from, to): Days| [(from, to.min(add_days(*first, -1))), (from.max(add_days(*last, 1)), to)];
        left.into_iter().flat_map(around).filter(|(from, to)| from <= to).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::interest::{InterestTerms, RateTable, accrue, open_balances};

    #[test]
    fn spared_days_are_cut_out_and_the_others_count_as_they_did() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = |first: &str, last: &str| (day(first), day(last));
        let balances = open_balances(day("2024-01-01"), "1000.00 USD".parse().unwrap(), &[]).unwrap();
        let check = |count, spared: &[Days], expected: &str| {
            let terms =
                InterestTerms { rates: RateTable::constant("36.5".parse().unwrap()).unwrap(), day_count: count, grace: Grace::None };
            let all = accrue(&balances, day("2024-01-31"), &terms, day("2024-03-31")).unwrap();
            let cut = all.without(spared, count, day("2024-01-31"), day("2024-04-01")).unwrap();
            let parts = cut
                .segments
                .iter()
                .map(|part| format!("{}..{} {}", part.from.format("%m-%d"), part.to.format("%m-%d"), part.fraction.days));
            let told = parts.chain([cut.interest.to_plain(), cut.per_day.normalize().to_string()]).collect::<Vec<_>>().join(" | ");
            assert_eq!(told, expected, "{count:?} {spared:?}");
        };
        let one = days("2024-02-11", "2024-02-29");
        check(DayCount::Act365, &[], "02-01..03-31 60 | 60.00 | 1");
        check(DayCount::Act365, &[one], "02-01..02-10 10 | 03-01..03-31 31 | 41.00 | 1");
        check(
            DayCount::Act365,
            &[one, days("2024-02-20", "2024-03-05"), (NaiveDate::MIN, day("2024-02-05"))],
            "02-06..02-10 5 | 03-06..03-31 26 | 31.00 | 1",
        );
        check(DayCount::Act365, &[days("2024-03-30", "2024-04-30")], "02-01..03-29 58 | 58.00 | 0");
        check(DayCount::Act365, &[(NaiveDate::MIN, NaiveDate::MAX)], "0.00 | 0");
        check(DayCount::Act365, &[days("2023-01-01", "2023-12-31"), days("2024-04-02", "2025-01-01")], "02-01..03-31 60 | 60.00 | 1");
        // The 29 days to 29 February and the 31 (the 31st after a 31st counts as the 30th) to 31 March are 29 and 60 in all.
        check(DayCount::BondBasis, &[days("2024-02-11", "2024-02-29")], "02-01..02-10 10 | 03-01..03-31 31 | 41.57 | 1.0139");
        let delayed = Grace::Delays(10).last_free(day("2024-01-31"));
        assert_eq!((delayed, Grace::Forgives(10).last_free(day("2024-01-31"))), (day("2024-02-10"), day("2024-01-31")));
    }
}
