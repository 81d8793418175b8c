//! `Ledger::fits`: an event read back from storage is applied only when it was made for these books.

use crate::support::random_ledger::random_run;
use chrono::NaiveDate;
use recoup::domain::credit::{Allocation, CreditNote, CreditSource, ReversalReason};
use recoup::domain::credit_decision::DecisionEnd;
use recoup::domain::currency::Currency;
use recoup::domain::dispute::DisputeCase;
use recoup::domain::event::Event;
use recoup::domain::facts::{Batch, Facts, ImportRecord, Span};
use recoup::domain::hold::HoldRelease;
use recoup::domain::ids::*;
use recoup::domain::ledger::Ledger;
use recoup::domain::message::{DueItem, MessageState};
use recoup::domain::money::Money;
use recoup::domain::plan::PlanEnd;
use recoup::domain::plan_offer::{OfferAnswer, OfferEnd};
use recoup::domain::restore::Restorable;
use recoup::exchange::json::import_ledger;

const SAMPLE: &[u8] = include_bytes!("../../src/exchange/json/sample.json");

pub fn day() -> NaiveDate {
    "2025-04-01".parse().unwrap()
}

/// 3 customers, 6 invoices, 3 credit notes, 5 payments, 5 allocations, 2 disputes, 2 pauses, 4 messages, 3 plans, 1 import.
pub fn facts() -> Facts {
    import_ledger(SAMPLE).unwrap()
}

#[track_caller]
pub fn check(event: &Event, expected: bool) {
    assert_eq!(Ledger::from_facts(facts()).unwrap().fits(event), expected, "{event:?}");
}

/// A sound event fits, and each change of what it holds does not.
#[track_caller]
pub fn table<T: Clone>(sound: &T, event: impl Fn(T) -> Event, changes: &[fn(&mut T)]) {
    check(&event(sound.clone()), true);
    for change in changes {
        let mut changed = sound.clone();
        change(&mut changed);
        check(&event(changed), false);
    }
}

/// From payment 1 (USD, customer 1) to invoice 1.
fn allocation(id: u32) -> Allocation {
    let (id, amount) = (AllocationId(id), Money::from_minor(1, Currency::USD));
    Allocation { id, source: CreditSource::Payment(PaymentId(1)), invoice: InvoiceId(1), amount, on: day(), until: None }
}

/// An event on a day that names the record with an id.
type Named = fn(u32, NaiveDate) -> Event;

#[test]
fn what_is_named_must_be_there() {
    let on = day();
    let named: [(u32, Named); 32] = [
        (3, |id, _| Event::CustomerChanged { customer: CustomerId(id), details: facts().customers[0].details.clone() }),
        (3, |id, _| Event::CustomerRemoved { customer: CustomerId(id) }),
        (6, |id, on| Event::InvoiceVoided { invoice: InvoiceId(id), on, charges: Vec::new() }),
        (6, |id, on| Event::InvoiceVoided { invoice: InvoiceId(1), on, charges: vec![InvoiceId(id)] }),
        (6, |id, on| Event::DueDateChanged { invoice: InvoiceId(id), on, due: on }),
        (6, |id, _| Event::InvoiceTermsChanged { invoice: InvoiceId(id), terms: None }),
        (3, |id, on| Event::CreditNoteVoided { credit_note: CreditNoteId(id), on }),
        (5, |id, on| Event::PaymentReversed { payment: PaymentId(id), on, reason: ReversalReason::Bounced }),
        (5, |id, on| Event::AllocationReleased { allocation: AllocationId(id), on }),
        (5, |id, _| Event::AllocationsTakenBack { allocations: vec![AllocationId(1), AllocationId(id)] }),
        (2, |id, on| Event::DisputeClosed { dispute: DisputeId(id), on }),
        (2, |id, _| Event::DisputeChanged { dispute: DisputeId(id), case: DisputeCase::default() }),
        (2, |id, on| Event::PromiseWithdrawn { promise: PromiseId(id), on }),
        (2, |id, _| Event::ContactStruck { contact: ContactId(id) }),
        (2, |id, on| Event::HoldReleased { hold: HoldId(id), release: HoldRelease { on, reason: String::new() } }),
        (4, |id, on| Event::DecisionSettled { decision: DecisionId(id), end: DecisionEnd::Cancelled { on, reason: String::new() } }),
        (4, |id, _| Event::Restored { what: Restorable::Decision(DecisionId(id)) }),
        (11, |id, _| Event::TaskResumed { postponement: PostponementId(id) }),
        (2, |id, _| Event::Restored { what: Restorable::Dispute(DisputeId(id)) }),
        (2, |id, _| Event::Restored { what: Restorable::Promise(PromiseId(id)) }),
        (2, |id, _| Event::Restored { what: Restorable::Contact(ContactId(id)) }),
        (2, |id, _| Event::Restored { what: Restorable::Hold(HoldId(id)) }),
        (11, |id, _| Event::Restored { what: Restorable::Task(PostponementId(id)) }),
        (2, |id, _| Event::Restored { what: Restorable::Offer(PlanOfferId(id)) }),
        (2, |id, _| Event::AllowanceTakenBack { entry: AllowanceEntryId(id) }),
        (2, |id, _| Event::Restored { what: Restorable::Allowance(AllowanceEntryId(id)) }),
        (2, |id, on| Event::ReserveEnded { reserve: ReserveId(id), on }),
        (2, |id, _| Event::Restored { what: Restorable::Reserve(ReserveId(id)) }),
        (2, |id, on| Event::OfferSettled {
            offer: PlanOfferId(id),
            end: OfferEnd { on, answer: OfferAnswer::Declined, reason: String::new() },
        }),
        (2, |id, on| Event::RemindersResumed { pause: PauseId(id), on }),
        (4, |id, _| Event::MessageSettled { message: MessageId(id), state: MessageState::Discarded }),
        (1, |id, on| Event::ImportUndone { import: ImportId(id), on }),
    ];
    for (last, event) in named {
        for (id, expected) in [(0, false), (1, true), (last, true), (last + 1, false), (u32::MAX, false)] {
            check(&event(id, on), expected);
        }
    }
    let restored = |payment, allocation| Event::PaymentRestored {
        payment: PaymentId(payment),
        allocations: vec![AllocationId(allocation)],
        credit_notes: vec![],
    };
    let of_payment = facts().allocations.iter().find_map(|used| match used.source {
        CreditSource::Payment(id) => Some((id.0, used.id.0)),
        CreditSource::CreditNote(_) => None,
    });
    let (payment, used) = of_payment.unwrap();
    check(&restored(payment, used), true);
    check(&restored(payment, 4), false);
    check(&restored(payment % 4 + 1, used), false);
    check(&restored(5, used), false);
    check(&Event::PolicyChanged { policy: facts().policy }, true);
    check(&Event::SettingsChanged { settings: facts().settings }, true);
}

#[test]
fn what_is_added_comes_next_and_names_what_is_there() {
    let facts = facts();
    let mut customer = facts.customers[2].clone();
    customer.id = CustomerId(4);
    table(&customer, |customer| Event::CustomerAdded { customer }, &[|one| one.id.0 = 0, |one| one.id.0 = 3, |one| one.id.0 = 5]);
    let mut invoice = facts.invoices[4].clone();
    invoice.id = InvoiceId(7);
    table(
        &invoice,
        |invoice| Event::InvoiceIssued { invoice },
        &[|one| one.id.0 = 6, |one| one.id.0 = 8, |one| one.customer.0 = 4, |one| one.customer.0 = 0],
    );
    let mut dispute = facts.disputes[1].clone();
    dispute.id = DisputeId(3);
    table(&dispute, |dispute| Event::DisputeRaised { dispute }, &[|one| one.id.0 = 2, |one| one.invoice.0 = 7]);
    let mut pause = facts.pauses[1].clone();
    pause.id = PauseId(3);
    table(&pause, |pause| Event::RemindersPaused { pause }, &[|one| one.id.0 = 2, |one| one.customer.0 = 4]);
    let mut promise = facts.promises[0].clone();
    promise.id.0 = 3;
    table(
        &promise,
        |promise| Event::PromiseMade { promise },
        &[|one| one.id.0 = 2, |one| one.customer.0 = 4, |one| one.invoices[0].0 = 4, |one| one.invoices[0].0 = 7],
    );
    let mut contact = facts.contacts[0].clone();
    contact.id.0 = 3;
    table(&contact, |contact| Event::ContactLogged { contact }, &[|one| one.id.0 = 4, |one| one.customer.0 = 4]);
    let mut hold = facts.holds[0].clone();
    hold.id.0 = 3;
    table(&hold, |hold| Event::HoldSet { hold }, &[|one| one.id.0 = 2, |one| one.customer.0 = 0]);
    let mut decision = facts.decisions[1].clone();
    decision.id.0 = 5;
    table(&decision, |decision| Event::DecisionRecorded { decision }, &[|one| one.id.0 = 4, |one| one.customer.0 = 4]);
    table(
        &DecisionEnd::Invoiced { invoice: InvoiceId(1), on: day() },
        |end| Event::DecisionSettled { decision: DecisionId(1), end },
        &[
            |one| *one = DecisionEnd::Invoiced { invoice: InvoiceId(4), on: day() },
            |one| *one = DecisionEnd::Invoiced { invoice: InvoiceId(7), on: day() },
        ],
    );
    let mut postponement = facts.postponements[1].clone();
    postponement.id.0 = 12;
    table(
        &postponement,
        |postponement| Event::TaskPostponed { postponement },
        &[|one| one.id.0 = 9, |one| one.customer.0 = 1, |one| one.customer.0 = 9],
    );
    let mut offer = facts.plan_offers[0].clone();
    offer.id.0 = 3;
    table(
        &offer,
        |offer| Event::PlanOffered { offer },
        &[|one| one.id.0 = 2, |one| one.customer.0 = 4, |one| one.customer.0 = 3, |one| one.invoices[0].0 = 7],
    );
    let mut entry = facts.allowance[1].clone();
    entry.id.0 = 3;
    table(&entry, |entry| Event::AllowancePosted { entry }, &[|one| one.id.0 = 2, |one| one.id.0 = 4]);
    let mut reserve = facts.reserves[1].clone();
    reserve.id.0 = 3;
    table(&reserve, |reserve| Event::ReserveSet { reserve }, &[|one| one.id.0 = 2, |one| one.customer.0 = 4]);
    let mut message = facts.messages[0].clone();
    message.id = MessageId(5);
    table(
        &message,
        |message| Event::MessagePrepared { message },
        &[
            |one| one.id.0 = 4,
            |one| one.content.customer.0 = 4,
            |one| one.content.customer.0 = 3, // what it covers is another's
            |one| one.content.covers.push(DueItem::Invoice(InvoiceId(7))),
            |one| one.content.covers.push(DueItem::Instalment(PlanId(4), 0)),
            |one| one.content.covers.push(DueItem::Instalment(PlanId(1), 2)),
        ],
    );
}

#[test]
fn credit_joins_what_belongs_together() {
    let facts = facts();
    let allocations = |allocations| Event::CreditAllocated { allocations };
    table(
        &vec![allocation(6), allocation(7)],
        allocations,
        &[
            |list| list[0].id.0 = 3,
            |list| list[1].id.0 = 4,
            |list| list[1].id.0 = 8,
            |list| list[0].invoice.0 = 7,
            |list| list[0].invoice.0 = 4, // of another customer
            |list| list[1].source = CreditSource::Payment(PaymentId(6)),
            |list| list[1].source = CreditSource::Payment(PaymentId(4)), // of another customer
            |list| list[1].source = CreditSource::CreditNote(CreditNoteId(4)),
            |list| list[1].amount = Money::from_minor(1, Currency::EUR),
        ],
    );
    let mut payment = facts.payments[0].clone();
    payment.id = PaymentId(6);
    let of_payment = Allocation { source: CreditSource::Payment(PaymentId(6)), ..allocation(6) };
    let note =
        CreditNote { id: CreditNoteId(4), customer: payment.customer, with_payment: Some(payment.id), ..facts.credit_notes[0].clone() };
    table(
        &(payment.clone(), vec![of_payment.clone()], note),
        |(payment, allocations, note)| Event::PaymentRecorded { payment, allocations, granted: vec![(note, vec![])], settles: None },
        &[
            |(_, _, note)| note.id.0 = 5,
            |(_, _, note)| note.customer.0 = 2,
            |(_, _, note)| note.with_payment = None,
            |(_, _, note)| note.with_payment = Some(PaymentId(1)),
            |(_, _, note)| note.also_with = vec![PaymentId(4)], // of another customer
            |(_, _, note)| note.also_with = vec![PaymentId(6)],
        ],
    );
    table(
        &(payment, vec![of_payment]),
        |(payment, allocations)| Event::PaymentRecorded { payment, allocations, granted: vec![], settles: None },
        &[
            |(payment, _)| payment.id.0 = 4,
            |(payment, _)| payment.customer.0 = 4,
            |(payment, _)| payment.customer.0 = 3,
            |(payment, _)| payment.amount = Money::from_minor(1, Currency::EUR),
            |(_, list)| list[0].id.0 = 7,
            |(_, list)| list[0].source = CreditSource::Payment(PaymentId(7)),
        ],
    );
    let mut note = facts.credit_notes[0].clone();
    note.id = CreditNoteId(4);
    let of_note = Allocation { source: CreditSource::CreditNote(CreditNoteId(4)), ..allocation(6) };
    table(
        &(note.clone(), vec![of_note.clone()]),
        |(credit_note, allocations)| Event::CreditNoteIssued { credit_note, allocations },
        &[|(note, _)| note.id.0 = 2, |(note, _)| note.customer.0 = 4, |(_, list)| list[0].id.0 = 3],
    );
    let end = PlanEnd::new(day(), String::new());
    table(
        &(PlanId(1), Some((note, vec![of_note]))),
        |(plan, interest_credit)| Event::PlanEnded { plan, end: end.clone(), interest_credit },
        &[
            |(plan, _)| plan.0 = 4,
            |(plan, _)| plan.0 = 0,
            |(_, credit)| credit.as_mut().unwrap().0.id.0 = 2,
            |(_, credit)| credit.as_mut().unwrap().1[0].id.0 = 3,
            |(_, credit)| credit.as_mut().unwrap().1[0].invoice.0 = 7,
        ],
    );
    check(&Event::PlanEnded { plan: PlanId(1), end: end.clone(), interest_credit: None }, true);
}

#[test]
fn a_plan_covers_its_customers_invoices() {
    let facts = facts();
    let mut interest = facts.invoices[2].clone();
    interest.id = InvoiceId(7);
    let mut plan = facts.plans[0].clone();
    (plan.id, plan.invoices, plan.interest_document) = (PlanId(4), vec![InvoiceId(1), InvoiceId(7)], Some(InvoiceId(7)));
    table(
        &(plan, Some(interest)),
        |(plan, interest)| Event::PlanAccepted { plan, interest },
        &[
            |(plan, _)| plan.id.0 = 3,
            |(plan, _)| plan.customer.0 = 4,
            |(plan, _)| plan.customer.0 = 3,
            |(plan, _)| plan.invoices[0].0 = 8,
            |(plan, _)| plan.invoices[0].0 = 4, // of another customer
            |(plan, _)| plan.invoices.truncate(1),
            |(plan, _)| plan.interest_document = None,
            |(plan, _)| plan.offer = Some(PlanOfferId(2)), // of another customer
            |(plan, _)| plan.offer = Some(PlanOfferId(3)),
            |(_, interest)| *interest = None,
            |(_, interest)| interest.as_mut().unwrap().id.0 = 5,
            |(_, interest)| interest.as_mut().unwrap().customer.0 = 3,
        ],
    );
    let mut free = facts.plans[1].clone();
    free.id = PlanId(4);
    table(&free, |plan| Event::PlanAccepted { plan, interest: None }, &[|plan| plan.id.0 = 5, |plan| plan.invoices[0].0 = 0]);
}

#[test]
fn an_import_names_what_it_adds() {
    let facts = facts();
    let mut batch = Batch::default();
    let mut customer = facts.customers[2].clone();
    customer.id = CustomerId(4);
    batch.customers.push(customer);
    let mut invoice = facts.invoices[0].clone();
    (invoice.id, invoice.customer) = (InvoiceId(7), CustomerId(4));
    batch.invoices.push(invoice);
    let mut payment = facts.payments[0].clone();
    (payment.id, payment.customer) = (PaymentId(6), CustomerId(4));
    batch.payments.push(payment);
    batch.allocations.push(Allocation { source: CreditSource::Payment(PaymentId(6)), invoice: InvoiceId(7), ..allocation(6) });
    let mut dispute = facts.disputes[0].clone();
    (dispute.id, dispute.invoice) = (DisputeId(3), InvoiceId(7));
    batch.disputes.push(dispute);
    let mut note = facts.credit_notes[0].clone();
    note.id = CreditNoteId(4);
    batch.credit_notes.push(note);
    let next = |first| Span { first, count: 1 };
    let import = ImportRecord {
        id: ImportId(2),
        customers: next(3),
        invoices: next(6),
        credit_notes: next(3),
        payments: next(5),
        disputes: next(2),
        undone: None,
        ..facts.imports[0].clone()
    };
    table(
        &(import, Box::new(batch)),
        |(import, batch)| Event::FileImported { import, batch },
        &[
            |(import, _)| import.id.0 = 1,
            |(import, _)| import.customers.first = 2,
            |(import, _)| import.invoices.count = 2,
            |(import, _)| import.credit_notes.first = 1,
            |(import, _)| import.payments.count = u32::MAX,
            |(import, _)| import.disputes.first = u32::MAX,
            |(_, batch)| batch.customers.clear(),
            |(_, batch)| batch.customers[0].id.0 = 3,
            |(_, batch)| batch.invoices[0].id.0 = 5,
            |(_, batch)| batch.invoices[0].customer.0 = 5,
            |(_, batch)| batch.invoices[0].customer.0 = 3, // what pays it is another's
            |(_, batch)| batch.payments[0].id.0 = 7,
            |(_, batch)| batch.payments[0].customer.0 = 5,
            |(_, batch)| batch.credit_notes[0].id.0 = 1,
            |(_, batch)| batch.credit_notes[0].customer.0 = 5,
            |(_, batch)| batch.allocations[0].id.0 = 3,
            |(_, batch)| batch.allocations[0].invoice.0 = 8,
            |(_, batch)| batch.disputes[0].id.0 = 2,
            |(_, batch)| batch.disputes[0].invoice.0 = 8,
        ],
    );
}

#[test]
fn facts_to_put_in_place_are_checked() {
    table(
        &Box::new(facts()),
        |facts| Event::LedgerReplaced { facts },
        &[|facts| facts.invoices[0].customer.0 = 9, |facts| facts.customers[0].id.0 = 9],
    );
}

fn adds_a_record(event: &Event) -> bool {
    match event {
        Event::CustomerAdded { .. }
        | Event::InvoiceIssued { .. }
        | Event::CreditNoteIssued { .. }
        | Event::PaymentRecorded { .. }
        | Event::CreditAllocated { .. }
        | Event::DisputeRaised { .. }
        | Event::RemindersPaused { .. }
        | Event::PromiseMade { .. }
        | Event::ContactLogged { .. }
        | Event::HoldSet { .. }
        | Event::DecisionRecorded { .. }
        | Event::TaskPostponed { .. }
        | Event::MessagePrepared { .. }
        | Event::ChargesPosted { .. }
        | Event::ChargeWaived { .. }
        | Event::WrittenOff { .. }
        | Event::Recovered { .. }
        | Event::PlanAccepted { .. }
        | Event::PlanOffered { .. }
        | Event::AgreementMade { .. }
        | Event::CreditRefunded { .. }
        | Event::AllowancePosted { .. }
        | Event::ReserveSet { .. }
        | Event::PlanRestructured { .. }
        | Event::SettlementOffered { .. }
        | Event::PolicyBegun { .. }
        | Event::FileImported { .. } => true,
        Event::PlanEnded { interest_credit, .. }
        | Event::PlanDefaulted { interest_credit, .. }
        | Event::RestructureTakenBack { interest_credit, .. } => interest_credit.is_some(),
        Event::DisputeSettled { credit, .. } => credit.is_some(),
        _ => false,
    }
}

#[test]
fn every_event_of_a_run_fits_once() {
    for seed in 0..8 {
        let run = random_run(seed, 1_000);
        let mut ledger = Ledger::default();
        for event in &run.accepted {
            assert!(ledger.fits(event), "seed {seed}: {:?}", *event);
            ledger.apply(event);
            let last_version = matches!(event, Event::PolicyTakenBack { .. }) && ledger.facts().policy_versions.is_empty();
            assert_eq!(ledger.fits(event), !adds_a_record(event) && !last_version, "seed {seed}, again: {:?}", *event);
        }
        assert_eq!(ledger, run.ledger);
    }
}
