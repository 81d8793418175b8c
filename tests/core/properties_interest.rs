//! What always holds of interest on late payment, on random books with part payments, bounced ones, credit notes and moved due dates.

use crate::properties_follow_up::{SEEDS, last_day};
use crate::support::random_ledger::random_ledger;
use chrono::{Datelike, Days, NaiveDate};
use recoup::domain::approach::CustomerKind;
use recoup::domain::calendar::add_days;
use recoup::domain::command::Command;
use recoup::domain::interest::statutory::Reference;
use recoup::domain::interest::{InterestRule, Preset, StatutoryRule};
use recoup::domain::invoice::{DocumentKind, Invoice};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::{Money, Rounding};
use recoup::domain::policy::CreditPolicy;
use recoup::reports::interest::{NoInterest, charge_drafts, invoice_interest};
use rust_decimal::Decimal;

/// Random books of businesses who owe interest by the Directive.
fn books(seed: u64) -> (Ledger, NaiveDate) {
    let mut ledger = random_ledger(seed, 140);
    let today = last_day(&ledger) + Days::new(60);
    let interest = InterestRule::Statutory(StatutoryRule { law: Some(Preset::EuropeanUnion), fixing: None });
    while !ledger.facts().policy_versions.is_empty() {
        ledger.execute(&Command::TakeBackPolicy, today).unwrap();
    }
    let policy = CreditPolicy { interest, tiers: Vec::new(), ..ledger.policy().clone() };
    ledger.execute(&Command::ChangePolicy { policy }, today).unwrap();
    let listed: Vec<_> = ledger.customers().map(|customer| (customer.id, customer.details.clone())).collect();
    for (customer, mut details) in listed {
        (details.approach.kind, details.approach.interest) = (Some(CustomerKind::Business), None);
        ledger.execute(&Command::ChangeCustomer { customer, details }, today).unwrap();
    }
    (ledger, today)
}

/// Invoices that were never charged for.
fn plain(ledger: &Ledger) -> Vec<&Invoice> {
    let mine = |invoice: &&Invoice| invoice.kind == DocumentKind::Invoice && ledger.charges_on(invoice.id).next().is_none();
    ledger.facts().invoices.iter().filter(|invoice| invoice.voided.is_none()).filter(mine).collect()
}

/// Day by day, but those of a plan in force: what was open at the end of the day before, at the rate of its half-year. Divided and rounded once.
fn day_by_day(ledger: &Ledger, invoice: &Invoice, as_of: NaiveDate) -> Money {
    let ecb = Reference::Ecb.built_in();
    let (mut sum, mut day) = (Decimal::ZERO, add_days(invoice.due.max(invoice.issued), 1));
    let plans: Vec<_> = ledger.facts().plans.iter().filter(|plan| plan.invoices.contains(&invoice.id)).collect();
    while day <= as_of {
        if plans.iter().any(|plan| plan.in_force(day)) {
            day = add_days(day, 1);
            continue;
        }
        let half = NaiveDate::from_ymd_opt(day.year(), if day.month() < 7 { 1 } else { 7 }, 1).unwrap();
        let open = ledger.owed_on(invoice, add_days(day, -1)).to_decimal().max(Decimal::ZERO);
        sum += open * (ecb.on(half).unwrap() + Decimal::from(8));
        day = add_days(day, 1);
    }
    Money::from_decimal(sum / Decimal::from(36_500), invoice.amount.currency(), Rounding::HalfUp).unwrap()
}

#[test]
fn interest_is_the_sum_of_its_days() {
    let mut seen = 0;
    for seed in SEEDS {
        let (ledger, today) = books(seed);
        for invoice in plain(&ledger) {
            let expected = day_by_day(&ledger, invoice, today);
            match invoice_interest(&ledger, invoice.id, today) {
                Ok(found) => {
                    assert_eq!((found.accrual.interest, found.new_interest), (expected, expected), "{seed} {invoice:?}");
                    let days: i64 = found.accrual.segments.iter().map(|segment| segment.fraction.days).sum();
                    assert!(days <= (today - invoice.due).num_days());
                    seen += usize::from(expected.is_positive());
                }
                // What it bore until then is given up as well.
                Err(NoInterest::WrittenOff) => assert!(ledger.is_written_off(invoice, today)),
                Err(_) => assert!(expected.is_zero(), "{seed} {invoice:?}"),
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn what_is_posted_in_parts_is_what_the_whole_is_and_taking_it_back_restores() {
    for seed in SEEDS {
        let (mut ledger, today) = books(seed);
        let ids: Vec<_> = plain(&ledger).into_iter().map(|invoice| invoice.id).collect();
        for (place, id) in ids.into_iter().enumerate() {
            let Ok(whole) = invoice_interest(&ledger, id, today) else { continue };
            let mut posted = Money::zero(whole.open.currency());
            for before in [45, 20 + place as i64 % 7, 3, 0] {
                let day = add_days(today, -before);
                let Ok(found) = invoice_interest(&ledger, id, day) else { continue };
                let charges = charge_drafts(&found);
                posted = posted.checked_add(found.new_interest).unwrap();
                if !charges.is_empty() {
                    ledger.execute(&Command::PostCharges { charges, on: day }, today).unwrap();
                }
            }
            assert_eq!(posted, whole.accrual.interest, "{seed} {id}");
            let after = invoice_interest(&ledger, id, today).unwrap();
            assert_eq!((after.new_interest.minor(), after.fixed()), (0, None));
            // The next day adds no more than that day.
            let next = add_days(today, 1);
            let more = invoice_interest(&ledger, id, next).unwrap();
            let (one, two) = (whole.accrual.interest, invoice_interest(&ledger, id, next).unwrap().accrual.interest);
            assert_eq!(more.new_interest, two.checked_sub(one).unwrap());
            let charges: Vec<_> = ledger.charges_on(id).map(|charge| charge.id).collect();
            if !charges.is_empty() {
                ledger.execute(&Command::TakeBackCharges { charges }, today).unwrap();
            }
            let back = invoice_interest(&ledger, id, today).unwrap();
            assert_eq!((back.new_interest, back.fixed_sum, back.total), (whole.new_interest, whole.fixed_sum, whole.total), "{seed} {id}");
        }
    }
}
