//! Allocations: they join documents that fit, and on no day use more than there is.

use super::{At, Checker};
use crate::domain::calendar::{Day, NEVER, day_of};
use crate::domain::credit::{Allocation, CreditSource};
use crate::domain::facts::Facts;
use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use std::collections::BTreeMap;

impl Checker<'_> {
    pub(super) fn allocations(&mut self) {
        let facts = self.facts;
        for (place, allocation) in facts.allocations.iter().enumerate() {
            let at = At("allocations", place);
            self.amount(at, allocation.amount);
            let Some(invoice) = facts.invoices.get(allocation.invoice.index()) else {
                self.add(at, "its invoice does not exist");
                continue;
            };
            let Some((customer, amount, from, until)) = source_of(facts, allocation.source) else {
                self.add(at, "its payment or credit note does not exist");
                continue;
            };
            self.expect(at, customer == invoice.customer, "it joins two customers");
            let currency = allocation.amount.currency();
            self.expect(at, currency == amount.currency() && currency == invoice.amount.currency(), "it joins two currencies");
            self.expect(at, allocation.on >= invoice.issued && day_of(allocation.on) >= from, "it is older than its documents");
            self.expect(at, allocation.until.is_none_or(|end| end >= allocation.on), "it ends before it begins");
            let ends = allocation.until.map_or(NEVER, day_of);
            let empty = allocation.until == Some(allocation.on);
            let document_ends = until.min(invoice.voided.map_or(NEVER, day_of));
            self.expect(at, empty || ends <= document_ends, "it outlives its documents");
        }
    }

    /// On no day is more allocated to an invoice, or from a credit, than there is.
    pub(super) fn sums(&mut self) {
        let facts = self.facts;
        let invoices = facts.invoices.iter().map(|invoice| invoice.amount.minor());
        self.within("invoices", "to", invoices, |allocation| Some(allocation.invoice.index()));
        let payments = facts.payments.iter().map(|payment| payment.amount.minor());
        self.within("payments", "from", payments, |allocation| match allocation.source {
            CreditSource::Payment(id) => Some(id.index()),
            CreditSource::CreditNote(_) => None,
        });
        let notes = facts.credit_notes.iter().map(|note| note.amount.minor());
        self.within("credit_notes", "from", notes, |allocation| match allocation.source {
            CreditSource::Payment(_) => None,
            CreditSource::CreditNote(id) => Some(id.index()),
        });
    }

    /// Few documents have allocations that exceed them when the days are ignored; only those are looked at by day.
    fn within(
        &mut self,
        list: &'static str,
        side: &str,
        amounts: impl Iterator<Item = i64>,
        place_of: impl Fn(&Allocation) -> Option<usize>,
    ) {
        let allocations = &self.facts.allocations;
        let mut left: Vec<i128> = amounts.map(i128::from).collect();
        let parts = || allocations.iter().filter_map(|allocation| Some((place_of(allocation)?, allocation)));
        parts().for_each(|(place, allocation)| left[place] -= i128::from(allocation.amount.minor()));
        let mut suspects: BTreeMap<usize, Vec<&Allocation>> = BTreeMap::new();
        parts().filter(|(place, _)| left[*place] < 0).for_each(|(place, allocation)| suspects.entry(place).or_default().push(allocation));
        for (place, group) in suspects {
            let all: i128 = group.iter().map(|allocation| i128::from(allocation.amount.minor())).sum();
            if peak(&group) > left[place] + all {
                self.add(At(list, place), format_args!("more is allocated {side} it than its amount"));
            }
        }
    }
}

fn source_of(facts: &Facts, source: CreditSource) -> Option<(CustomerId, Money, Day, Day)> {
    match source {
        CreditSource::Payment(id) => facts.payments.get(id.index()).map(|payment| {
            let until = payment.reversed.as_ref().map_or(NEVER, |reversal| day_of(reversal.on));
            (payment.customer, payment.amount, day_of(payment.received), until)
        }),
        CreditSource::CreditNote(id) => facts
            .credit_notes
            .get(id.index())
            .map(|note| (note.customer, note.amount, day_of(note.issued), note.voided.map_or(NEVER, day_of))),
    }
}

/// The largest sum of allocations in force on any one day.
pub(in crate::domain::ledger) fn peak(allocations: &[&Allocation]) -> i128 {
    let mut changes: Vec<(Day, i128)> = Vec::with_capacity(allocations.len() * 2);
    for allocation in allocations {
        let amount = i128::from(allocation.amount.minor());
        changes.push((day_of(allocation.on), amount));
        if let Some(until) = allocation.until {
            changes.push((day_of(until), -amount));
        }
    }
    changes.sort_unstable();
    let mut sum = 0;
    let mut most = 0;
    for (_, change) in changes {
        sum += change;
        most = most.max(sum);
    }
    most
}
