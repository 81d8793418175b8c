//! The locked period, told by what it is for: nothing that counts on one of its days may differ afterwards.

use super::allowance::NaiveAllowance;
use super::only_if;
use crate::support::naive_ledger::NaiveLedger;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What counts, since when, until when if that is in the period, and how much.
#[derive(PartialEq)]
enum Moved {
    Invoice(usize, NaiveDate, Option<NaiveDate>, i64, Option<Decimal>),
    Credit(usize, NaiveDate, Option<NaiveDate>, i64),
    Use(usize, usize, NaiveDate, Option<NaiveDate>, i64),
    Refund(usize, NaiveDate, i64),
    Allowance(NaiveAllowance),
}

impl NaiveLedger {
    /// Locking today or later is refused.
    pub(super) fn lock(&mut self, through: Option<NaiveDate>, today: NaiveDate) -> Option<()> {
        only_if(through == self.locked || through.is_none_or(|day| day < today))?;
        self.locked = through;
        Some(())
    }

    pub(super) fn keeps_locked_days(&self, next: &Self) -> bool {
        self.locked.is_none_or(|last| self.moved_by(last) == next.moved_by(last))
    }

    fn moved_by(&self, last: NaiveDate) -> Vec<Moved> {
        // In force on a day of the period.
        let counts = |from: NaiveDate, until: Option<NaiveDate>| from <= last && until.is_none_or(|until| until > from);
        let end = |until: Option<NaiveDate>| until.filter(|until| *until <= last);
        let mut moved = Vec::new();
        for (place, one) in self.invoices.iter().enumerate().filter(|(_, one)| counts(one.issued, one.voided)) {
            let tax = one.terms.as_ref().and_then(|terms| terms.discount.tax_pct);
            moved.push(Moved::Invoice(place, one.issued, end(one.voided), one.amount, tax));
        }
        for (place, one) in self.credits.iter().enumerate().filter(|(_, one)| counts(one.date, one.ended)) {
            moved.push(Moved::Credit(place, one.date, end(one.ended), one.amount));
        }
        for one in self.uses.iter().filter(|one| counts(one.on, one.until)) {
            moved.push(Moved::Use(one.credit, one.invoice, one.on, end(one.until), one.amount));
        }
        for one in self.refunds.iter().filter(|one| !one.taken_back && one.on <= last) {
            moved.push(Moved::Refund(one.credit, one.on, one.amount));
        }
        moved.extend(self.allowance.iter().filter(|one| !one.taken_back && one.on <= last).cloned().map(Moved::Allowance));
        moved
    }
}
