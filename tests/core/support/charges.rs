//! Random charges and what becomes of them, for both generators of commands.

use super::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::charge::{ChargeBasis, ChargeDraft, TaxCategory};
use recoup::domain::command::Command;
use recoup::domain::currency::Currency;
use recoup::domain::ids::InvoiceId;
use recoup::domain::invoice::DocumentKind;
use recoup::domain::late_fee::FeeKey;
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;

const KINDS: [DocumentKind; 6] = [
    DocumentKind::LateFee,
    DocumentKind::Interest,
    DocumentKind::Interest,
    DocumentKind::FixedSum,
    DocumentKind::ReturnFee,
    DocumentKind::PlanInterest,
];

/// Of an invoice that is late, mostly; now and then of any document.
fn draft(random: &mut Random, ledger: &Ledger, today: NaiveDate) -> ChargeDraft {
    let invoices = &ledger.facts().invoices;
    let open = ledger.open_invoices();
    let late: Vec<_> = open.iter().map(|place| &invoices[*place as usize]).filter(|invoice| invoice.due < today).collect();
    let any = invoices.get(random.below(invoices.len().max(1)));
    let found = if late.is_empty() || random.chance(10) { any } else { Some(*random.pick(&late)) };
    let (about, due, currency) = found.map_or((InvoiceId(1), today, Currency::USD), |found| (found.id, found.due, found.amount.currency()));
    let from = due + Days::new(random.below(6));
    let kind = if random.chance(3) { DocumentKind::PlanInterest } else { *random.pick(&KINDS[..5]) };
    let to = if kind == DocumentKind::Interest { today.min(from + Days::new(random.below(30))) } else { from };
    ChargeDraft {
        kind,
        amount: Money::from_minor(random.between(i64::from(random.clone().chance(90)), 5_000), currency),
        due: random.chance(30).then(|| today + Days::new(14)),
        basis: ChargeBasis {
            about,
            key: FeeKey { rule: 1 + random.below(2_u32), period: 1 + random.below(3_u32) },
            from,
            to,
            calculation: (*random.pick(&["", "1.5 % of 1,000.00", "<b>&amp;</b>"])).to_owned(),
            tax: *random.pick(&TaxCategory::ALL),
        },
    }
}

/// One command of this theme.
pub fn charge_command(random: &mut Random, ledger: &Ledger, today: NaiveDate) -> Command {
    let charges: Vec<_> = ledger.facts().invoices.iter().filter(|invoice| invoice.charge.is_some()).map(|invoice| invoice.id).collect();
    let any = InvoiceId(1 + random.below(ledger.facts().invoices.len() as u32 + 1));
    let charge = if charges.is_empty() || random.chance(10) { any } else { *random.pick(&charges) };
    match random.below(10) {
        0..5 => {
            let mut drafts = vec![draft(random, ledger, today)];
            if random.chance(30) {
                drafts.push(draft(random, ledger, today));
            }
            if random.chance(3) {
                drafts.push(drafts[0].clone());
            }
            Command::PostCharges { charges: drafts, on: today }
        }
        5..9 => {
            let issued = ledger.invoice(charge).map_or(today, |found| found.issued);
            let on = if random.chance(70) { today } else { issued };
            Command::WaiveCharge { invoice: charge, on, reason: if random.chance(5) { " ".into() } else { "first time".into() } }
        }
        _ => Command::TakeBackCharges { charges: if random.chance(80) { vec![charge] } else { vec![charge, any] } },
    }
}
