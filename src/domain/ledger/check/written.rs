//! Written agreements and refunds.

use super::{At, Checker};
use crate::domain::agreement::{Agreement, Party, Signature};
use crate::domain::text_rules::limits;
use std::collections::HashMap;

impl Checker<'_> {
    pub(super) fn agreements(&mut self) {
        let facts = self.facts;
        let mut versions = HashMap::new();
        for (place, agreement) in facts.agreements.iter().enumerate() {
            let at = At("agreements", place);
            let Some(plan) = facts.plans.get(agreement.plan.index()) else {
                self.add(at, "its plan does not exist");
                continue;
            };
            self.expect(at, agreement.made >= plan.accepted, "it was made before its plan");
            self.words(at, agreement);
            for signature in [Party::Customer, Party::Owner].into_iter().filter_map(|party| agreement.signature(party)) {
                let Signature { on, name, note } = signature;
                self.expect(at, *on >= agreement.made, "it was signed before it was made");
                self.name(at, "name", name, limits::NAME);
                self.lines(at, "note", note, limits::NOTE);
            }
            if !agreement.taken_back {
                let version = versions.entry(agreement.plan).or_insert(0);
                *version += 1;
                let follows = agreement.version == *version;
                self.expect(at, follows, "its version does not follow the one before");
            }
        }
    }

    fn words(&mut self, at: At, agreement: &Agreement) {
        let words = &agreement.words;
        self.name(at, "title", &words.title, limits::CLAUSE);
        self.expect(at, !words.parts.is_empty(), "it says nothing");
        for part in &words.parts {
            self.name(at, "heading", &part.heading, limits::CLAUSE);
            self.lines(at, "text", &part.text, limits::BODY);
            part.rows.iter().flatten().for_each(|cell| self.line(at, "table", cell, limits::CLAUSE));
        }
        self.expect(at, !agreement.instalments.is_empty(), "it has no instalments");
    }

    pub(super) fn refunds(&mut self) {
        let facts = self.facts;
        for (place, refund) in facts.refunds.iter().enumerate() {
            let at = At("refunds", place);
            self.amount(at, refund.amount);
            self.line(at, "means of payment", &refund.method, limits::METHOD);
            self.line(at, "reference", &refund.reference, limits::PAYMENT_REFERENCE);
            let Some((since, whole)) = super::credits::amount_of(facts, refund.source) else {
                self.add(at, "its payment or credit note does not exist");
                continue;
            };
            self.expect(at, refund.on >= since, "it is older than its payment or credit note");
            self.expect(at, refund.amount.currency() == whole.currency(), "it is in another currency than its payment or credit note");
        }
    }
}
