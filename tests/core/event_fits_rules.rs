//! `Ledger::fits` for versions of the policy, the life of plans, and settlements.

use crate::event_fits::{check, day, facts, table};
use chrono::Days;
use recoup::domain::event::Event;
use recoup::domain::ids::{CreditNoteId, CustomerId, InvoiceId, PlanId, SettlementId};
use recoup::domain::ledger::Ledger;
use recoup::domain::plan::{PlanDefault, PlanEnd};
use recoup::domain::policy::{CreditPolicy, PolicyVersion};
use recoup::domain::restore::Restorable;

#[test]
fn a_version_begins_after_the_last_one_and_only_a_version_is_taken_back() {
    let last = facts().policy_versions.last().unwrap().from;
    let policy = CreditPolicy::default();
    table(
        &PolicyVersion::after(&policy, last + Days::new(1), String::new()),
        |version| Event::PolicyBegun { version, policy: CreditPolicy::default() },
        &[|version| version.from = version.from - Days::new(1), |version| version.from = version.from - Days::new(400)],
    );
    check(&Event::PolicyTakenBack { policy: policy.clone() }, true);
    check(&Event::PolicyChanged { policy: policy.clone() }, true);
    let empty = Ledger::default();
    assert!(!empty.fits(&Event::PolicyTakenBack { policy: policy.clone() }));
    assert!(empty.fits(&Event::PolicyBegun { version: PolicyVersion::after(&policy, last, String::new()), policy }));
}

#[test]
fn a_default_and_what_follows_it_name_a_plan() {
    let default =
        PlanDefault { on: day(), accelerated: true, interest_credit: Some(CreditNoteId(4)), interest_was_due: None, reinstated: None };
    let mut note = facts().credit_notes[0].clone();
    note.id = CreditNoteId(4);
    table(
        &(PlanId(1), Some((note, vec![]))),
        |(plan, interest_credit)| Event::PlanDefaulted { plan, default: default.clone(), interest_credit },
        &[
            |(plan, _)| plan.0 = 0,
            |(plan, _)| plan.0 = 4,
            |(_, credit)| credit.as_mut().unwrap().0.id.0 = 2,
            |(_, credit)| credit.as_mut().unwrap().0.customer.0 = 9,
        ],
    );
    // Only a plan that was in default goes on, and only a default is put back.
    for plan in 0..5 {
        let was = facts().plans.get((plan as usize).wrapping_sub(1)).is_some_and(|plan| !plan.defaults.is_empty());
        check(&Event::PlanReinstated { plan: PlanId(plan), on: day() }, was);
        check(&Event::Restored { what: Restorable::Default(PlanId(plan)) }, was);
    }
}

#[test]
fn a_plan_takes_the_place_of_one_of_the_same_customer() {
    let facts = facts();
    let mut plan = facts.plans[0].clone();
    (plan.id, plan.invoices, plan.interest_document, plan.offer) = (PlanId(4), vec![InvoiceId(1)], None, None);
    plan.replaces = Some(PlanId(1));
    let end = PlanEnd::new(day(), String::new());
    table(
        &(PlanId(1), plan.clone()),
        |(ended, plan)| Event::PlanRestructured { ended, end: end.clone(), interest_credit: None, plan, interest: None },
        &[
            |(ended, _)| ended.0 = 9,
            |(ended, _)| ended.0 = 2, // of another customer
            |(_, plan)| plan.replaces = None,
            |(_, plan)| plan.replaces = Some(PlanId(2)),
            |(_, plan)| plan.id.0 = 3,
            |(_, plan)| plan.invoices[0] = InvoiceId(4), // of another customer
            |(_, plan)| plan.interest_document = Some(InvoiceId(3)),
        ],
    );
    let mut ledger = Ledger::from_facts(facts).unwrap();
    let back = |plan| Event::RestructureTakenBack { plan: PlanId(plan), interest_credit: None };
    assert!(!ledger.fits(&back(1)) && !ledger.fits(&back(4)), "nothing took the place of another yet");
    ledger.apply(&Event::PlanRestructured { ended: PlanId(1), end, interest_credit: None, plan, interest: None });
    assert!(ledger.fits(&back(4)) && !ledger.fits(&back(1)) && !ledger.fits(&back(5)));
}

#[test]
fn a_settlement_is_offered_to_who_owes_it() {
    let mut offer = facts().settlements[0].clone();
    offer.id = SettlementId(3);
    table(
        &offer,
        |offer| Event::SettlementOffered { offer },
        &[
            |offer| offer.id.0 = 2,
            |offer| offer.id.0 = 4,
            |offer| offer.customer = CustomerId(2),
            |offer| offer.customer = CustomerId(9),
            |offer| offer.invoices.push(InvoiceId(7)),
        ],
    );
    for (id, expected) in [(0, false), (1, true), (2, true), (3, false)] {
        check(&Event::SettlementWithdrawn { settlement: SettlementId(id), on: day() }, expected);
        check(&Event::Restored { what: Restorable::Settlement(SettlementId(id)) }, expected);
    }
}
