//! Belgium's free first reminder to consumers: 14 days to pay before any cost may be asked.
//!
//! Book XIX of the Code of Economic Law, in force since 1 September 2023 (older contracts: 1 December 2023).

use crate::domain::calendar::add_days;
use crate::domain::country::Country;
use crate::domain::holidays::{holiday, is_weekend};
use chrono::NaiveDate;

/// The days of the period.
const FREE_DAYS: i64 = 14;

/// How the reminder went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// By e-mail: the period starts on the next calendar day.
    Email,
    /// By post: the period starts on the third business day after it.
    Post,
}

/// The period in which the consumer can still pay without costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreePeriod {
    /// Its first day.
    pub starts: NaiveDate,
    /// Its last day.
    pub last_day: NaiveDate,
}

/// The period that a first reminder of a day opens. Saturdays count as no business days here, which can only make it longer.
pub fn free_period(sent: Sent, on: NaiveDate) -> FreePeriod {
    let business = |day: &NaiveDate| !is_weekend(*day) && holiday(Country::Be, *day).is_none();
    let starts = match sent {
        Sent::Email => add_days(on, 1),
        Sent::Post => (1..).map(|ahead| add_days(on, ahead)).filter(business).nth(2).unwrap_or(on),
    };
    FreePeriod { starts, last_day: add_days(starts, FREE_DAYS - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fourteen_days_from_the_day_after_an_email_or_the_third_business_day_after_a_letter() {
        let check = |sent, on: &str, starts: &str, last_day: &str| {
            let expected = FreePeriod { starts: starts.parse().unwrap(), last_day: last_day.parse().unwrap() };
            assert_eq!(free_period(sent, on.parse().unwrap()), expected, "{on}");
        };
        check(Sent::Email, "2024-03-01", "2024-03-02", "2024-03-15");
        check(Sent::Post, "2024-03-04", "2024-03-07", "2024-03-20");
        check(Sent::Post, "2024-03-01", "2024-03-06", "2024-03-19");
        check(Sent::Post, "2024-04-30", "2024-05-06", "2024-05-19"); // 1 May is a holiday
    }
}
