//! How old what the ledger knows of payments is: who chases on old data asks for what was paid.

use crate::domain::calendar::days_past_due;
use crate::domain::ledger::Ledger;
use chrono::NaiveDate;

/// Data older than this many days is to be brought up to date before anybody is chased.
pub const STALE_DAYS: i64 = 7;

/// The latest signs of life of the data, up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// The day of the latest payment that stands.
    pub payment: Option<NaiveDate>,
    /// The day of the latest import that was not undone.
    pub import: Option<NaiveDate>,
}

impl Freshness {
    /// What the ledger says as of a day.
    pub fn of(ledger: &Ledger, as_of: NaiveDate) -> Self {
        let facts = ledger.facts();
        let payments = facts.payments.iter().filter(|one| one.reversed.is_none()).map(|one| one.received);
        let imports = facts.imports.iter().filter(|one| one.undone.is_none()).map(|one| one.on);
        Self { payment: payments.filter(|on| *on <= as_of).max(), import: imports.filter(|on| *on <= as_of).max() }
    }

    /// How many days old the data is when that is too old to chase by. `checked` is the day on which the owner last said that
    /// nothing new had come in. A ledger that knows of no payment and no import says nothing.
    pub fn stale_days(self, checked: Option<NaiveDate>, as_of: NaiveDate) -> Option<i64> {
        let latest = self.payment.max(self.import)?.max(checked.unwrap_or(NaiveDate::MIN));
        Some(days_past_due(latest, as_of)).filter(|days| *days > STALE_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{AllocationChoice, Command};
    use crate::domain::currency::Currency;
    use crate::domain::customer::CustomerDetails;
    use crate::domain::ids::CustomerId;
    use crate::domain::money::Money;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn data_is_stale_after_a_week_until_something_comes_in_or_the_owner_says_nothing_did() {
        let mut ledger = Ledger::default();
        let stale =
            |ledger: &Ledger, day: &str, checked: Option<&str>| Freshness::of(ledger, date(day)).stale_days(checked.map(date), date(day));
        assert_eq!(stale(&ledger, "2025-03-10", None), None, "nothing to be old");
        let mut run = |command: Command| ledger.execute(&command, date("2025-03-01")).map(|_| ()).unwrap();
        run(Command::AddCustomer { details: CustomerDetails::named("Ada") });
        let (customer, received, amount) = (CustomerId(1), date("2025-03-01"), Money::from_minor(100, Currency::USD));
        let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::Unapplied);
        run(Command::RecordPayment { discounts: Vec::new(), customer, received, amount, method, reference, choice });
        for (day, checked, expected) in [
            ("2025-03-08", None, None),
            ("2025-03-09", None, Some(8)),
            ("2025-03-20", None, Some(19)),
            ("2025-03-20", Some("2025-03-13"), None),
            ("2025-03-20", Some("2025-03-12"), Some(8)),
            ("2025-02-20", None, None),
        ] {
            assert_eq!(stale(&ledger, day, checked), expected, "{day} {checked:?}");
        }
    }
}
