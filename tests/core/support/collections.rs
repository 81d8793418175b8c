//! Random promises, contacts, holds, tasks put off and what becomes of disputes, for both generators of commands.

use super::plans::offer_command;
use super::random::Random;
use super::written::written_command;
use chrono::{Days, NaiveDate};
use recoup::domain::command::{Command, ContactDraft, DisputeCredit, PromiseDraft};
use recoup::domain::contact_log::{ContactKind, ContactOutcome, NonPaymentReason};
use recoup::domain::credit::{CreditSource, ReversalReason};
use recoup::domain::dispute::{DisputeCase, DisputeKind, DisputeVerdict, NextMove};
use recoup::domain::ids::{
    ContactId, CustomerId, DisputeId, HoldId, InvoiceId, PaymentId, PlanId, PlanOfferId, PostponementId, PromiseId, SettlementId,
};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::postponement::TaskSubject;
use recoup::domain::restore::Restorable;

/// An id of a list, now and then one past its end.
fn id(random: &mut Random, count: usize) -> u32 {
    random.below(count as u32 + u32::from(random.clone().chance(5))) + 1
}

fn around(random: &mut Random, today: NaiveDate) -> NaiveDate {
    match random.below(20) {
        0 => today + Days::new(1),
        1..10 => today,
        _ => today - Days::new(random.below(30)),
    }
}

fn soon(random: &mut Random, today: NaiveDate) -> NaiveDate {
    match random.below(25) {
        0 => today - Days::new(1),
        1 => today + Days::new(400),
        _ => today + Days::new(random.below(40)),
    }
}

fn words(random: &mut Random) -> String {
    (*random.pick(&["", "says “soon”", "Zoë\nsecond line", "<b>&amp;</b>", "\"\\/"])).to_owned()
}

/// Every reason to take a payment back.
pub const REASONS: [ReversalReason; 4] =
    [ReversalReason::Bounced, ReversalReason::Refunded, ReversalReason::EnteredByMistake, ReversalReason::Chargeback];

/// A payment counts again, mostly one that was taken back, and with all that its reversal ended.
pub fn restore_payment(random: &mut Random, ledger: &Ledger, payment: PaymentId) -> Command {
    let reversed = ledger.facts().payments.iter().rev().find(|payment| payment.reversed.is_some());
    let payment = reversed.filter(|_| random.chance(85)).map_or(payment, |payment| payment.id);
    let mut credit_notes: Vec<_> = ledger.facts().credit_notes.iter().filter(|note| note.rests_on(payment)).map(|note| note.id).collect();
    if random.clone().chance(20) {
        credit_notes.pop();
    }
    let sources = credit_notes.iter().map(|note| CreditSource::CreditNote(*note)).chain([CreditSource::Payment(payment)]);
    let used = sources.flat_map(|source| ledger.allocations_from(source)).filter(|used| used.until.is_some());
    let mut allocations: Vec<_> = used.map(|used| used.id).collect();
    if random.chance(10) {
        allocations.pop();
    }
    Command::RestorePayment { payment, allocations, credit_notes }
}

/// Part, reason and deadline of a dispute of an invoice.
pub fn dispute_case(random: &mut Random, ledger: &Ledger, invoice: InvoiceId, today: NaiveDate) -> DisputeCase {
    let kind = *random.pick(&[DisputeKind::Other, DisputeKind::Quality, DisputeKind::Price, DisputeKind::Chargeback]);
    let claimed = kind == DisputeKind::Chargeback && random.chance(80);
    let most = |found| if claimed { ledger.billed(found, NaiveDate::MAX) } else { ledger.balance(found) };
    let most = ledger.invoice(invoice).map(most).filter(|_| random.chance(50));
    let part = most.map(|balance| {
        let most = balance.minor() + i64::from(random.chance(5));
        Money::from_minor(if most > 1 { random.between(1, most) } else { most }, balance.currency())
    });
    DisputeCase {
        amount: part,
        kind,
        evidence: words(random),
        answer_by: random.chance(40).then(|| soon(random, today)),
        next_move: *random.pick(&[NextMove::Ours, NextMove::Theirs]),
    }
}

fn promise(random: &mut Random, ledger: &Ledger, customer: CustomerId, today: NaiveDate) -> Command {
    let open: Vec<_> = ledger.open_invoices_of(customer).collect();
    let any = InvoiceId(id(random, ledger.facts().invoices.len()));
    let some = if open.is_empty() { None } else { Some(*random.pick(&open)) };
    let owed = some.map_or_else(|| Money::from_minor(100, recoup::domain::currency::Currency::USD), |invoice| ledger.balance(invoice));
    let most = owed.minor() + i64::from(random.chance(5));
    let invoices = match random.below(10) {
        0..5 => Vec::new(),
        5..9 => some.map(|invoice| invoice.id).into_iter().collect(),
        _ => vec![any],
    };
    let draft = PromiseDraft {
        customer,
        made: around(random, today),
        due: soon(random, today),
        amount: Money::from_minor(if most > 1 { random.between(1, most) } else { most }, owed.currency()),
        invoices,
        by: (*random.pick(&["", "Ann"])).to_owned(),
        note: words(random),
    };
    Command::MakePromise { draft }
}

/// One command of this theme.
pub fn collection_command(random: &mut Random, ledger: &Ledger, customer: CustomerId, today: NaiveDate) -> Command {
    if !ledger.facts().plan_offers.is_empty() && random.clone().chance(16) {
        return offer_command(random, ledger, today);
    }
    if random.chance(15) {
        return written_command(random, ledger, today);
    }
    let facts = ledger.facts();
    let dispute = DisputeId(id(random, facts.disputes.len()));
    let contested = facts.disputes.get(dispute.index()).map_or(InvoiceId(1), |found| found.invoice);
    match random.below(10) {
        0..2 => promise(random, ledger, customer, today),
        2 => Command::WithdrawPromise { promise: PromiseId(id(random, facts.promises.len())), on: around(random, today) },
        3 => {
            let on = around(random, today);
            let draft = ContactDraft {
                customer,
                on,
                kind: *random.pick(&[ContactKind::Call, ContactKind::Visit, ContactKind::Note]),
                outcome: random.chance(60).then_some(if random.clone().chance(30) {
                    ContactOutcome::AdmitsInWriting
                } else {
                    ContactOutcome::WillPay
                }),
                reason: random.chance(40).then_some(NonPaymentReason::CashFlow),
                person: (*random.pick(&["", "Ann"])).to_owned(),
                note: words(random),
                next: random.chance(40).then(|| soon(random, today)),
            };
            Command::LogContact { draft }
        }
        4 if random.chance(50) => {
            let what = match random.below(7) {
                0 => Restorable::Promise(PromiseId(id(random, facts.promises.len()))),
                1 => Restorable::Contact(ContactId(id(random, facts.contacts.len()))),
                2 => Restorable::Hold(HoldId(id(random, facts.holds.len()))),
                3 => Restorable::Task(PostponementId(id(random, facts.postponements.len()))),
                _ => Restorable::Dispute(dispute),
            };
            Command::Restore { what }
        }
        4 => Command::StrikeContact { contact: ContactId(id(random, facts.contacts.len())) },
        5 if random.chance(60) => Command::SetHold { customer, on: around(random, today), reason: words(random) },
        5 => Command::ReleaseHold { hold: HoldId(id(random, facts.holds.len())), on: around(random, today), reason: words(random) },
        6 if random.chance(30) => Command::ResumeTask { postponement: PostponementId(id(random, facts.postponements.len())) },
        6 => {
            let subject = match random.below(8) {
                7 if random.clone().chance(30) => TaskSubject::Agreement(PlanId(id(random, facts.plans.len()))),
                7 if random.clone().chance(40) => TaskSubject::Settlement(SettlementId(id(random, facts.settlements.len()))),
                7 => TaskSubject::Offer(PlanOfferId(id(random, facts.plan_offers.len()))),
                0 => TaskSubject::Promise(PromiseId(id(random, facts.promises.len()))),
                1 => TaskSubject::Dispute(dispute),
                2 => TaskSubject::Plan(PlanId(id(random, facts.plans.len()))),
                3 => TaskSubject::Payment(PaymentId(id(random, facts.payments.len()))),
                4 if random.clone().chance(50) => TaskSubject::Limitation,
                4 => TaskSubject::Limit,
                5 => TaskSubject::Agency(InvoiceId(id(random, facts.invoices.len()))),
                _ => TaskSubject::Reminder,
            };
            Command::PostponeTask { customer, subject, until: random.chance(70).then(|| soon(random, today)), reason: words(random) }
        }
        7 => Command::ChangeDispute { dispute, case: dispute_case(random, ledger, contested, today) },
        _ => {
            let owed = ledger.invoice(contested).map(|found| ledger.balance(found)).filter(|owed| owed.is_positive());
            let credit = owed.filter(|_| random.chance(60)).map(|owed| DisputeCredit {
                number: format!("CR{}", random.below(400)),
                amount: Money::from_minor(random.between(1, owed.minor() + i64::from(random.clone().chance(5))), owed.currency()),
            });
            let verdict = *random.pick(&[DisputeVerdict::Accepted, DisputeVerdict::Rejected, DisputeVerdict::Compromise]);
            Command::SettleDispute { dispute, on: around(random, today), verdict, note: words(random), credit }
        }
    }
}
