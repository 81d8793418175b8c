//! What became of plans (rules, defaults, what took their place), and settlement offers.

use super::{At, Checker};
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId};
use crate::domain::plan::Plan;
use crate::domain::text_rules::limits;

impl Checker<'_> {
    pub(super) fn plan_life(&mut self, at: At, plan: &Plan) {
        self.expect(at, plan.rules.checked().is_ok(), "its rules are not within reason");
        let mut since = plan.accepted;
        for (nth, default) in plan.defaults.iter().enumerate() {
            self.expect(at, default.on >= since, "its defaults are not in the order of their days");
            self.expect(at, default.reinstated.is_none_or(|again| again >= default.on), "it went on before it was in default");
            let last = nth + 1 == plan.defaults.len();
            self.expect(at, last || default.reinstated.is_some(), "it has a default within another");
            since = default.reinstated.unwrap_or(default.on);
        }
        let credits = plan.defaults.iter().filter_map(|default| default.interest_credit);
        let credits: Vec<_> = credits.chain(plan.ended.as_ref().and_then(|end| end.interest_credit)).collect();
        let mine = credits.iter().all(|id| self.is_credit_of(*id, plan.customer));
        self.expect(at, mine, "its interest was credited by a note that its customer does not have");
        let replaced = plan.replaces.is_none_or(|id| {
            let earlier = self.facts.plans.get(id.index()).filter(|_| id < plan.id);
            earlier.is_some_and(|earlier| earlier.customer == plan.customer)
        });
        self.expect(at, replaced, "it takes the place of a plan that its customer did not have");
    }

    pub(super) fn settlements(&mut self) {
        let facts = self.facts;
        for (place, offer) in facts.settlements.iter().enumerate() {
            let at = At("settlements", place);
            self.expect(at, offer.customer.index() < facts.customers.len(), "its customer does not exist");
            let currency = offer.owed.currency();
            let mine = |id: &InvoiceId| {
                let found = facts.invoices.get(id.index());
                found.is_some_and(|found| found.customer == offer.customer && found.amount.currency() == currency)
            };
            self.expect(at, !offer.invoices.is_empty() && offer.invoices.iter().all(mine), "it settles invoices that are not there");
            self.amount(at, offer.pay);
            self.amount(at, offer.owed);
            let less = offer.pay.currency() == currency && offer.pay.minor() < offer.owed.minor();
            self.expect(at, less, "its sum is not below the debt");
            self.expect(at, offer.until >= offer.made, "it ends before it was made");
            self.expect(at, offer.withdrawn.is_none_or(|day| day >= offer.made), "it was withdrawn before it was made");
            self.lines(at, "note", &offer.note, limits::NOTE);
            if let Some(cleared) = offer.cleared {
                let paid = facts.payments.get(cleared.payment.index()).is_some_and(|payment| payment.customer == offer.customer);
                let sound = paid && self.is_credit_of(cleared.credit_note, offer.customer);
                self.expect(at, sound, "it was cleared by a payment or credit note that its customer does not have");
            }
        }
    }

    fn is_credit_of(&self, id: CreditNoteId, customer: CustomerId) -> bool {
        self.facts.credit_notes.get(id.index()).is_some_and(|note| note.customer == customer)
    }
}
