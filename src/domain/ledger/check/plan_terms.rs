//! How plans and offers of them were made: do the parts sum to what was owed and its interest?

use super::{At, Checker};
use crate::domain::ids::InvoiceId;
use crate::domain::money::Money;
use crate::domain::plan::{Plan, PlanInstalment};
use crate::domain::schedule::{AgreedTerms, InterestPeriods};
use crate::domain::text_rules::limits;

impl Checker<'_> {
    pub(super) fn plan_terms(&mut self, at: At, plan: &Plan) {
        let facts = self.facts;
        if let Some(terms) = &plan.terms {
            self.agreed_terms(at, terms, &plan.instalments);
            let interest =
                plan.interest_document.and_then(|id| facts.invoices.get(id.index())).map_or(0, |document| document.amount.minor());
            self.expect(at, interest == sum(&plan.instalments, |part| part.interest), "its interest is not that of its interest document");
        }
        let offered = |offer: crate::domain::ids::PlanOfferId| {
            facts.plan_offers.get(offer.index()).is_some_and(|offer| offer.customer == plan.customer)
        };
        self.expect(at, plan.offer.is_none_or(offered), "it came from an offer that its customer did not get");
    }

    pub(super) fn plan_offers(&mut self) {
        let facts = self.facts;
        for (place, offer) in facts.plan_offers.iter().enumerate() {
            let at = At("plan_offers", place);
            self.expect(at, offer.customer.index() < facts.customers.len(), "its customer does not exist");
            let mine = |id: &InvoiceId| facts.invoices.get(id.index()).is_some_and(|found| found.customer == offer.customer);
            self.expect(at, !offer.invoices.is_empty() && offer.invoices.iter().all(mine), "it is about invoices that are not there");
            self.expect(at, offer.expires >= offer.made, "it ends before it was made");
            self.expect(at, !offer.instalments.is_empty(), "it has no instalments");
            offer.instalments.iter().for_each(|part| self.amount(at, part.amount));
            self.agreed_terms(at, &offer.terms, &offer.instalments);
            if let Some(end) = &offer.settled {
                self.expect(at, end.on >= offer.made, "it was ended before it was made");
                self.lines(at, "reason", &end.reason, limits::REASON);
            }
        }
    }

    fn agreed_terms(&mut self, at: At, agreed: &AgreedTerms, instalments: &[PlanInstalment]) {
        let total = agreed.terms.total;
        let same = |amount: Money| amount.currency() == total.currency();
        let of_instalments = instalments.iter().all(|part| same(part.amount) && same(part.interest));
        let of_terms = same(agreed.terms.down_payment) && agreed.own.iter().all(|part| same(part.amount));
        self.expect(at, of_instalments && of_terms, "its terms are in another currency than its instalments");
        let owed = sum(instalments, |part| part.amount) - sum(instalments, |part| part.interest);
        self.expect(at, owed == total.minor(), "its instalments do not sum to what was owed and its interest");
        let free = agreed.interest_free.is_none_or(|free| same(free) && free.is_positive() && free.minor() <= total.minor());
        self.expect(at, free, "what bears no interest is not a part of what was owed");
        let year = match agreed.interest {
            InterestPeriods::Equal => true,
            InterestPeriods::Actual { year_days } => matches!(year_days, 360 | 365),
        };
        self.expect(at, year, "its interest counts a year of neither 360 nor 365 days");
    }
}

/// Parts of a file may be of any size: sums stay where they would not fit, and then differ from what they must be.
fn sum(instalments: &[PlanInstalment], of: impl Fn(&PlanInstalment) -> Money) -> i64 {
    instalments.iter().fold(0_i64, |sum, part| sum.saturating_add(of(part).minor()))
}
