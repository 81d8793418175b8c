//! Random write-offs and their reversals, for both generators of commands.

use super::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::command::Command;
use recoup::domain::credit::{CreditSource, Payment, ReversalReason};
use recoup::domain::ids::{InvoiceId, WriteOffId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::recovery::RecoveredMoney;
use recoup::domain::write_off::{WriteOffDraft, WriteOffMethod, WriteOffReason};

/// One command of this theme.
pub fn write_off_command(random: &mut Random, ledger: &Ledger, today: NaiveDate) -> Command {
    random.next(); // the throw that led here
    let facts = ledger.facts();
    if let Some(last) = facts.write_offs.last().filter(|_| random.chance(25)) {
        let issued = ledger.credit_note(last.credit_note).map_or(today, |note| note.issued);
        return Command::VoidCreditNote { credit_note: last.credit_note, on: if random.chance(50) { today } else { issued } };
    }
    if !facts.write_offs.is_empty() && random.chance(45) {
        let place = random.below(facts.write_offs.len() as u32);
        if let Some(last) = facts.recoveries.last().filter(|_| random.chance(10)) {
            return Command::TakeBackRecovery { recovery: last.id };
        }
        if let Some(last) = facts.recoveries.last().filter(|_| random.chance(15)) {
            return Command::ReversePayment { payment: last.payment, on: today, reason: ReversalReason::Bounced };
        }
        let about = facts.write_offs.get(place as usize).and_then(|one| ledger.credit_note(one.credit_note));
        let (most, customer) =
            about.map_or((Money::zero(ledger.settings().home_currency), None), |note| (note.amount, Some(note.customer)));
        let left = |one: &&Payment| Some(one.customer) == customer && ledger.unapplied(CreditSource::Payment(one.id)) > 0;
        let money = match facts.payments.iter().rev().find(left).filter(|_| random.chance(50)) {
            Some(payment) => RecoveredMoney::Credit(payment.id),
            None => RecoveredMoney::New {
                received: today - Days::new(random.below(3) * random.below(20)),
                amount: Money::from_minor(random.between(0, most.minor()) + i64::from(random.chance(20)), most.currency()),
                method: String::new(),
                reference: String::new(),
            },
        };
        return Command::RecordRecovery { write_off: WriteOffId(place + 1), money };
    }
    let open = ledger.open_invoices();
    let any = InvoiceId(1 + random.below(facts.invoices.len() as u32 + 1));
    let invoice = if open.is_empty() || random.chance(10) { any } else { InvoiceId::from_index(*random.pick(open) as usize) };
    let owed = ledger.invoice(invoice).map(|found| ledger.balance(found)).filter(|owed| owed.is_positive());
    let part = |random: &mut Random, owed: Money| {
        Money::from_minor(random.between(i64::from(random.clone().chance(95)), owed.minor()) + i64::from(random.chance(5)), owed.currency())
    };
    let contested = ledger.open_dispute(invoice, today).is_some();
    let draft = WriteOffDraft {
        invoice,
        amount: owed.filter(|_| random.chance(60)).map(|owed| part(random, owed)),
        on: if random.chance(60) { today } else { today - Days::new(random.below(40)) },
        reason: *random.pick(&WriteOffReason::ALL),
        method: *random.pick(&WriteOffMethod::ALL),
        note: (*random.pick(&["Ann: nothing to be had", "<b>&amp;</b>", "two\nlines", " "])).to_owned(),
        despite: if contested && random.chance(80) { "They never answered".to_owned() } else { String::new() },
    };
    Command::WriteOff { draft }
}
