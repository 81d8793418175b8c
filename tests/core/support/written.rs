//! Random agreements and refunds, for both generators of commands.

use super::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::agreement::{AgreementPart, AgreementWords, Party, Signature};
use recoup::domain::application::{Order, Part, SameDay};
use recoup::domain::approach::Language;
use recoup::domain::command::Command;
use recoup::domain::credit::CreditSource;
use recoup::domain::ids::{AgreementId, CreditNoteId, PaymentId, PlanId, RefundId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::policy::ApplicationOrder;
use recoup::domain::restore::Restorable;

/// An order in which payments settle debts, the usual one or another.
pub fn application(random: &mut Random) -> ApplicationOrder {
    let first = [Part::Costs, Part::Interest, Part::Principal][random.below(3_usize)];
    ApplicationOrder {
        parts: random.chance(50).then(|| Order::beginning_with(&[first]).unwrap()),
        same_day: *random.pick(&[SameDay::InOrder, SameDay::ProRata]),
    }
}

/// The words of an agreement of two points.
pub fn words() -> AgreementWords {
    let part = |heading: &str, text: &str, rows: &[&[&str]]| AgreementPart {
        heading: heading.to_owned(),
        text: text.to_owned(),
        rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
    };
    let parts =
        vec![part("Payments", "As follows:\n20.00", &[&["No.", "Amount"], &["1", "20.00"]]), part("Signatures", "", &[&["Date", "Zoë"]])];
    AgreementWords { language: Language::En, title: "Payment agreement".to_owned(), parts }
}

/// A record of the last few, or one that is not there.
fn id(random: &mut Random, count: usize) -> u32 {
    let back = if random.chance(92) { 1 + random.below(3_u64) } else { 0 };
    (count as u64 + 1 - back.min(count as u64)) as u32
}

/// One command of this theme.
pub fn written_command(random: &mut Random, ledger: &Ledger, today: NaiveDate) -> Command {
    let facts = ledger.facts();
    let on = today - Days::new(random.below(4)) + Days::new(u64::from(random.chance(10)) * 3);
    let agreement = AgreementId(id(random, facts.agreements.len()));
    let refund = RefundId(id(random, facts.refunds.len()));
    let unsigned = facts.agreements.last().filter(|newest| !newest.is_signed() && !newest.taken_back);
    let agreement = unsigned.filter(|_| random.clone().chance(50)).map_or(agreement, |newest| newest.id);
    match random.below(13) {
        0..8 if unsigned.is_some() && random.clone().chance(40) => {
            let signature = Some(Signature { on: today, name: "Zoë".to_owned(), note: String::new() });
            Command::SignAgreement { agreement, party: Party::Customer, signature }
        }
        0..3 => {
            let held = facts.plans.iter().rev().find(|plan| plan.ended.is_none()).filter(|_| random.chance(85));
            let (plan, accepted) = held.map_or((PlanId(id(random, facts.plans.len())), on), |plan| (plan.id, plan.accepted));
            Command::MakeAgreement { plan, made: on.max(accepted), words: words() }
        }
        10..13 => {
            let party = *random.pick(&[Party::Customer, Party::Owner]);
            let name = (*random.pick(&["Ann", "Zoë", "Zoë", "Ann", ""])).to_owned();
            let on = if random.chance(70) { today } else { on };
            let signature = random.chance(80).then(|| Signature { on, name, note: String::new() });
            Command::SignAgreement { agreement, party, signature }
        }
        3 => Command::TakeBackAgreement { agreement },
        4 => {
            let what = if random.chance(50) { Restorable::Agreement(agreement) } else { Restorable::Refund(refund) };
            Command::Restore { what }
        }
        5 => Command::TakeBackRefund { refund },
        _ => {
            let payments = (1..=facts.payments.len() as u32).map(|id| CreditSource::Payment(PaymentId(id)));
            let notes = (1..=facts.credit_notes.len() as u32).map(|id| CreditSource::CreditNote(CreditNoteId(id)));
            let left: Vec<_> = payments.chain(notes).filter(|source| ledger.unapplied(*source) > 0).collect();
            let source = if left.is_empty() { CreditSource::Payment(PaymentId(1)) } else { *random.pick(&left) };
            let (since, whole) = ledger.credit_amount(source).unwrap_or((today, Money::zero(ledger.settings().home_currency)));
            let most = ledger.unapplied(source).max(1);
            let minor = if random.chance(40) { most } else { random.between(1, most) } + i64::from(random.chance(5));
            let on = if random.chance(60) { today } else { since.max(on) };
            let amount = Money::from_minor(minor, whole.currency());
            Command::RefundCredit { source, amount, on, method: "bank transfer".to_owned(), reference: String::new() }
        }
    }
}
