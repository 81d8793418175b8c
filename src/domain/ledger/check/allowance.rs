//! Entries of the allowance for doubtful accounts, and reserves for named accounts.

use super::{At, Checker};
use crate::domain::allowance::AllowanceKind;
use crate::domain::calendar::YEARS;
use crate::domain::money::Money;
use crate::domain::text_rules::limits;
use chrono::Datelike;

impl Checker<'_> {
    pub(super) fn reserves(&mut self) {
        let reserves = &self.facts.reserves;
        for (place, reserve) in reserves.iter().enumerate() {
            let at = At("reserves", place);
            self.amount(at, reserve.amount);
            self.expect(at, YEARS.contains(&reserve.from.year()), "its day is not between 1950 and 2100");
            self.expect(at, self.facts.customers.get(reserve.customer.index()).is_some(), "its customer does not exist");
            self.expect(at, reserve.until.is_none_or(|until| until >= reserve.from), "it ends before it begins");
            self.lines(at, "reason", &reserve.reason, limits::REASON);
            self.expect(at, !reserves[..place].iter().any(|other| other.meets(reserve)), "its account has another at the same time");
        }
    }

    pub(super) fn allowance(&mut self) {
        let entries = &self.facts.allowance;
        for (place, entry) in entries.iter().enumerate() {
            let (at, draft) = (At("allowance", place), &entry.draft);
            self.amount(at, draft.amount);
            self.expect(at, YEARS.contains(&draft.on.year()), "its day is not between 1950 and 2100");
            let sound =
                |required: Money| required.currency() == draft.amount.currency() && (0..=Money::MAX_MINOR).contains(&required.minor());
            self.expect(
                at,
                draft.required.is_none_or(sound),
                "the balance that it asked for is in another currency, negative or too large",
            );
            self.lines(at, "note", &draft.note, limits::NOTE);
            if entry.taken_back || draft.kind != AllowanceKind::Opening {
                continue;
            }
            let same = |other: &&crate::domain::allowance::AllowanceEntry| {
                !other.taken_back && other.id != entry.id && other.draft.amount.currency() == draft.amount.currency()
            };
            let first = entries.iter().filter(same).all(|other| other.draft.kind != AllowanceKind::Opening && other.draft.on >= draft.on);
            self.expect(at, first, "it is an opening balance after another entry");
        }
    }
}
