//! Credit files, limits in several currencies, and decisions about orders on credit.

use super::{At, Checker};
use crate::domain::calendar::YEARS;
use crate::domain::credit_decision::{DecisionEnd, MOST_REASONS, Verdict};
use crate::domain::credit_file::MOST_REFERENCES;
use crate::domain::customer::CustomerDetails;
use crate::domain::facts::Facts;
use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use crate::domain::text_rules::{limits, text_problem};
use chrono::Datelike;

impl Checker<'_> {
    pub(super) fn credit_file(&mut self, at: At, details: &CustomerDetails) {
        let sound = |limit: Money| limit.is_positive() && limit.minor() <= Money::MAX_MINOR;
        self.expect(at, details.further_limits.iter().all(|limit| sound(*limit)), "a further limit is not an amount above zero");
        let mut currencies: Vec<_> = details.limits().map(|limit| limit.currency().code()).collect();
        currencies.sort_unstable();
        self.expect(at, currencies.windows(2).all(|pair| pair[0] != pair[1]), "it has two limits in one currency");
        let file = &details.credit_file;
        for (_, what, value, most, lines) in file.texts() {
            let noun = what.strip_prefix("The ").unwrap_or("reference's word");
            if lines { self.lines(at, noun, value, most) } else { self.line(at, noun, value, most) }
        }
        let known = |day: chrono::NaiveDate| YEARS.contains(&day.year());
        let ahead = file.review.into_iter().chain(file.insured.as_ref().and_then(|one| one.until));
        let days = file.past_days().map(|(.., on)| on).chain(ahead);
        self.expect(at, days.into_iter().all(known), "a day of its credit file is not between 1950 and 2100");
        self.expect(at, file.references.len() <= MOST_REFERENCES, "it has more than 12 references on file");
        let named = file.references.iter().map(|one| &one.who).chain(file.agency.iter().map(|one| &one.agency));
        self.expect(at, named.into_iter().all(|name| !name.trim().is_empty()), "a reference or agency on file has no name");
        if let Some(insured) = &file.insured {
            self.amount(at, insured.amount);
        }
    }

    pub(super) fn decisions(&mut self) {
        let facts = self.facts;
        for (place, decision) in facts.decisions.iter().enumerate() {
            let at = At("decisions", place);
            let customer = facts.customers.get(decision.customer.index());
            self.expect(at, customer.is_some(), "its customer does not exist");
            self.expect(at, YEARS.contains(&decision.on.year()), "its day is not between 1950 and 2100");
            self.amount(at, decision.amount);
            let deposits = decision.decided.fits(decision.amount) && decision.proposed.fits(decision.amount);
            self.expect(at, deposits, "its deposit does not fit its verdict and its amount");
            self.line(at, "order", &decision.order, limits::NUMBER);
            self.lines(at, "reason", &decision.word, limits::REASON);
            let said = decision.decided == decision.proposed || !decision.word.trim().is_empty();
            self.expect(at, said, "it differs from the rule without a reason");
            let shown = |reason: &String| text_problem(reason, limits::REASON, true).is_none();
            let sound = decision.reasons.len() <= MOST_REASONS && decision.reasons.iter().all(shown);
            self.expect(at, sound, "its reasons are too many, too long, or cannot be shown");
            let Some(end) = &decision.end else { continue };
            self.expect(at, ends(facts, decision.customer, end), "its invoice is not one of this customer");
            let on = match end {
                DecisionEnd::Invoiced { on, .. } | DecisionEnd::Cancelled { on, .. } => *on,
                DecisionEnd::TakenBack => continue,
            };
            self.expect(at, on >= decision.on, "it ended before it was made");
            self.expect(at, decision.decided.verdict != Verdict::Hold, "it was not approved and has ended all the same");
            if let DecisionEnd::Cancelled { reason, .. } = end {
                self.lines(at, "reason", reason, limits::REASON);
            }
        }
    }
}

/// Whether an end names an invoice of the customer, if any.
pub(in crate::domain::ledger) fn ends(facts: &Facts, customer: CustomerId, end: &DecisionEnd) -> bool {
    match end {
        DecisionEnd::Invoiced { invoice, .. } => facts.invoices.get(invoice.index()).is_some_and(|found| found.customer == customer),
        DecisionEnd::Cancelled { .. } | DecisionEnd::TakenBack => true,
    }
}
