//! The exam, item 8, second half: what is done and undone leaves nothing to see; and item 18: a planted bug is found.

use crate::support::commands::{first_day, import, random_command, random_ledger, shifted};
use crate::support::ledger_checks::{Checked, agrees, balances, replays, visible};
use crate::support::naive_ledger::NaiveLedger;
use crate::support::random::Random;
use chrono::NaiveDate;
use recoup::domain::command::{AllocationChoice, Command};
use recoup::domain::credit::{CreditSource, Payment, ReversalReason};
use recoup::domain::event::Event;
use recoup::domain::ledger::Ledger;
use recoup::domain::restore::Restorable;
use std::collections::{BTreeMap, HashMap};

/// What takes an event back, dated so that it never was; `None` for events that are not undone this way. Asked before it happens.
fn undo(before: &Ledger, event: &Event) -> Option<(&'static str, Command)> {
    Some(match event {
        Event::PaymentRecorded { payment, .. } => {
            let reason = ReversalReason::EnteredByMistake;
            ("payment", Command::ReversePayment { payment: payment.id, on: payment.received, reason })
        }
        Event::InvoiceIssued { invoice } => ("invoice", Command::VoidInvoice { invoice: invoice.id, on: invoice.issued }),
        Event::CreditNoteIssued { credit_note, .. } => {
            ("credit note", Command::VoidCreditNote { credit_note: credit_note.id, on: credit_note.issued })
        }
        Event::ChargesPosted { .. } => ("charges", before.undo_of(event)?),
        Event::ChargeWaived { .. } => ("waiver", before.undo_of(event)?),
        Event::WrittenOff { .. } => ("write-off", before.undo_of(event)?),
        Event::Recovered { .. } => ("recovery", before.undo_of(event)?),
        Event::FileImported { import, .. } => ("import", Command::UndoImport { import: import.id }),
        Event::DisputeRaised { dispute } => ("dispute", Command::CloseDispute { dispute: dispute.id, on: dispute.raised }),
        Event::DisputeClosed { dispute, .. } | Event::DisputeSettled { dispute, .. } => {
            ("end of a dispute", Command::Restore { what: Restorable::Dispute(*dispute) })
        }
        Event::PlanAccepted { plan, .. } => ("plan", Command::EndPlan { plan: plan.id, on: plan.accepted, reason: String::new() }),
        Event::PlanOffered { .. } => ("offer", before.undo_of(event)?),
        Event::CreditAllocated { allocations } => {
            let what = if allocations.len() == 1 { "allocation" } else { "allocations" };
            (what, Command::TakeBackAllocations { allocations: allocations.iter().map(|allocation| allocation.id).collect() })
        }
        Event::PaymentReversed { .. } => ("reversal", before.undo_of(event)?),
        Event::PlanDefaulted { .. } => ("default", before.undo_of(event)?),
        Event::PlanReinstated { .. } => ("plan that goes on", before.undo_of(event)?),
        Event::PlanRestructured { .. } => ("plan in the place of another", before.undo_of(event)?),
        Event::CustomerAdded { customer } => ("customer", Command::RemoveCustomer { customer: customer.id }),
        _ => return None,
    })
}

fn days(today: NaiveDate) -> Vec<NaiveDate> {
    [-300, -120, -60, -30, -10, -3, -1, 0, 1, 20, 60, 400].iter().map(|days| shifted(today, *days)).collect()
}

fn nothing_remains(before: &Ledger, command: &Command, today: NaiveDate, undone: &mut BTreeMap<&'static str, usize>) -> Checked {
    let mut ledger = before.clone();
    let Ok(event) = ledger.execute(command, today) else { return Ok(()) };
    let Some((what, back)) = undo(before, &event) else { return Ok(()) };
    ledger.execute(&back, today).map_err(|refused| format!("{event:?} cannot be undone: {refused}"))?;
    let days = days(today);
    let (shown, expected) = (visible(&ledger, &days), visible(before, &days));
    if shown != expected {
        return Err(format!("{event:?} left a trace:\n{shown:?}\n{expected:?}"));
    }
    balances(&ledger, &days[3..6])?;
    *undone.entry(what).or_default() += 1;
    Ok(())
}

/// Using the first credit that is left over and more than one invoice is open for.
fn use_of_credit(ledger: &Ledger) -> Option<Command> {
    let usable = |payment: &&Payment| {
        let source = CreditSource::Payment(payment.id);
        let open = ledger.oldest_first(payment.customer, payment.amount.currency());
        open.len() > 1 && ledger.unapplied(source) > ledger.balance(open[0]).minor()
    };
    let payment = ledger.facts().payments.iter().find(usable)?;
    Some(Command::AllocateCredit { source: CreditSource::Payment(payment.id), choice: AllocationChoice::OldestFirst })
}

/// Waiving the first charge that still owes something.
fn waiver(ledger: &Ledger, on: NaiveDate) -> Option<Command> {
    let charge = ledger.facts().invoices.iter().find(|invoice| invoice.kind.is_charge() && ledger.balance(invoice).is_positive())?;
    Some(Command::WaiveCharge { invoice: charge.id, on, reason: "a friend".to_owned() })
}

#[test]
fn what_is_undone_leaves_no_trace() {
    let mut undone = BTreeMap::new();
    for seed in 0..110 {
        let mut dice = Random::new(1000 + seed);
        let ledger = random_ledger(seed, 70);
        let today = shifted(first_day(), 280);
        for _ in 0..30 {
            let command = if dice.chance(10) { import(&mut dice, &ledger, today) } else { random_command(&mut dice, &ledger, today) };
            let command = use_of_credit(&ledger).filter(|_| dice.chance(10)).unwrap_or(command);
            let command = waiver(&ledger, today).filter(|_| dice.chance(5)).unwrap_or(command);
            nothing_remains(&ledger, &command, today, &mut undone).unwrap_or_else(|what| panic!("seed {seed}: {what}"));
        }
    }
    for what in [
        "payment",
        "invoice",
        "credit note",
        "import",
        "dispute",
        "plan",
        "allocation",
        "customer",
        "end of a dispute",
        "reversal",
        "charges",
        "waiver",
        "write-off",
        "recovery",
        "offer",
    ] {
        assert!(undone.get(what).is_some_and(|times| *times >= 8), "{what}: {undone:?}");
    }
    assert!(undone.contains_key("allocations"), "several at once: {undone:?}");
}

/// What the screen offers as Undo is never refused, and puts what it names back as it was.
#[test]
fn what_is_offered_as_undo_works() {
    let mut offered = HashMap::new();
    for seed in 0..80 {
        let mut dice = Random::new(3000 + seed);
        let mut ledger = random_ledger(seed, 60);
        let today = shifted(first_day(), 280);
        for _ in 0..60 {
            let command = random_command(&mut dice, &ledger, today);
            let Ok(event) = ledger.decide(&command, today) else { continue };
            if let Some(back) = ledger.undo_of(&event) {
                let mut other = ledger.clone();
                other.apply(&event);
                other.execute(&back, today).unwrap_or_else(|refused| panic!("seed {seed}: {event:?} cannot be undone: {refused}"));
                if let Event::MessageSettled { state, .. } = &event {
                    assert_eq!(other.facts().messages, ledger.facts().messages, "seed {seed}: {event:?}");
                    *offered.entry(std::mem::discriminant(state)).or_insert(0_usize) += 1;
                }
            }
            ledger.apply(&event);
        }
    }
    let often = offered.values().filter(|times| **times >= 5).count();
    assert!(often >= 3, "sent, skipped, discarded: {offered:?}");
}

/// Whether an event changes a figure or a rule that the checks look at.
fn matters(event: &Event) -> bool {
    match event {
        Event::InvoiceIssued { .. } | Event::InvoiceVoided { .. } | Event::DueDateChanged { .. } => true,
        Event::CreditNoteIssued { .. } | Event::PaymentRecorded { .. } | Event::CreditAllocated { .. } => true,
        Event::ChargesPosted { .. } | Event::ChargeWaived { .. } | Event::WrittenOff { .. } | Event::Recovered { .. } => true,
        Event::AllocationReleased { .. }
        | Event::AllocationsTakenBack { .. }
        | Event::FileImported { .. }
        | Event::CustomerAdded { .. } => true,
        Event::CustomerRemoved { .. } | Event::PaymentReversed { .. } | Event::CreditNoteVoided { .. } => false, // may be of no amount
        _ => false,
    }
}

/// Canary: a store that loses one event must be noticed at once, whichever event it is.
#[test]
fn a_lost_event_is_noticed() {
    let mut noticed = 0;
    for seed in 0..10 {
        let mut dice = Random::new(seed);
        let (mut ledger, mut naive, mut events) = (Ledger::default(), NaiveLedger::default(), Vec::new());
        let mut today = first_day();
        for _ in 0..80 {
            today = shifted(today, dice.between(0, 4));
            let command = random_command(&mut dice, &ledger, today);
            let before = ledger.clone();
            let Ok(event) = ledger.execute(&command, today) else { continue };
            naive.execute(&command, today);
            if matters(&event) {
                assert!(agrees(&before, &naive, &[today]).is_err(), "seed {seed}: nobody missed {event:?}");
                assert!(replays(&ledger, &events, today).is_err(), "seed {seed}: the replay did without {event:?}");
                noticed += 1;
            }
            events.push(event);
        }
    }
    assert!(noticed > 200, "{noticed}");
}

/// Canary: facts that were tampered with, one unit too much or a day too early, do not pass.
#[test]
fn tampered_facts_are_noticed() {
    let mut noticed = 0;
    for seed in 0..40 {
        let ledger = random_ledger(seed, 60);
        let facts = ledger.facts();
        for place in 0..facts.allocations.len() {
            let mut greedy = facts.clone();
            let part = &mut greedy.allocations[place];
            let all = facts.invoices[part.invoice.index()].amount;
            part.amount = all.checked_add(recoup::domain::money::Money::from_minor(1, all.currency())).unwrap();
            let mut early = facts.clone();
            early.allocations[place].on = shifted(facts.invoices[facts.allocations[place].invoice.index()].issued, -1);
            let mut foreign = facts.clone();
            foreign.allocations[place].invoice = recoup::domain::ids::InvoiceId(0);
            let ended_at_once = facts.allocations[place].until == Some(facts.allocations[place].on);
            assert!(ended_at_once || Ledger::from_facts(greedy).is_err(), "seed {seed}, allocation {place}");
            assert!(Ledger::from_facts(early).is_err() && Ledger::from_facts(foreign).is_err(), "seed {seed}, allocation {place}");
            noticed += 1;
        }
    }
    assert!(noticed > 200, "{noticed}");
}
