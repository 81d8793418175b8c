//! Random entries of the allowance for doubtful accounts, and random rates.

use super::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::aging_buckets::AgingBuckets;
use recoup::domain::allowance::{AgeRates, Ahead, AllowanceDraft, AllowanceKind, AllowanceMethod, AllowanceRules};
use recoup::domain::command::Command;
use recoup::domain::currency::Currency;
use recoup::domain::ids::{AllowanceEntryId, CustomerId, ReserveId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::restore::Restorable;
use rust_decimal::Decimal;

/// One command of this theme.
pub fn allowance_command(random: &mut Random, ledger: &Ledger, today: NaiveDate) -> Command {
    let entries = ledger.facts().allowance.len();
    let entry = AllowanceEntryId::from_index(entries.saturating_sub(random.below(4_usize)));
    let reserves = ledger.facts().reserves.len();
    let reserve = ReserveId::from_index(reserves.saturating_sub(random.below(3_usize)));
    match random.below(14) {
        0 => Command::TakeBackAllowance { entry },
        1 => Command::Restore { what: Restorable::Allowance(entry) },
        2..5 => {
            let customer = CustomerId::from_index(random.below(ledger.facts().customers.len().max(1)));
            let amount = Money::from_minor(random.between(0, 9_000), *random.pick(&[Currency::USD, Currency::EUR]));
            let reason = if random.chance(90) { "In administration".to_owned() } else { String::new() };
            Command::SetReserve { customer, amount, from: today - Days::new(random.below(20)), reason }
        }
        5 => Command::EndReserve { reserve, on: today - Days::new(random.below(10)) },
        6 => Command::Restore { what: Restorable::Reserve(reserve) },
        _ => {
            let on = today - Days::new(random.below(40)) + Days::new(u64::from(random.chance(5)) * 50);
            let kind = if random.chance(30) { AllowanceKind::Opening } else { AllowanceKind::Adjustment };
            let currency = *random.pick(&[Currency::USD, Currency::USD, Currency::EUR, Currency::JPY]);
            let amount = Money::from_minor(random.between(0, 900_000), currency);
            let method = random.chance(60).then(|| *random.pick(&AllowanceMethod::ALL));
            let of_required = if random.chance(96) { currency } else { Currency::GBP };
            let required = random.chance(40).then(|| Money::from_minor(random.between(0, 500_000), of_required));
            let note = if random.chance(30) { "Year end\nas agreed".to_owned() } else { String::new() };
            let draft = AllowanceDraft { on, kind, amount, lowers: random.chance(30), method, required, note };
            Command::PostAllowance { draft }
        }
    }
}

/// Rates for some ages.
pub fn allowance_rules(random: &mut Random) -> AllowanceRules {
    let rate = |random: &mut Random| Decimal::new(random.between(0, 1000), 1);
    let edges: [&[i32]; 2] = [&[0, 30, 60, 90], &[30, 90]];
    let buckets = AgingBuckets::from_last_days(random.pick(&edges).to_vec()).unwrap();
    let rates = (0..buckets.count()).map(|_| rate(random)).collect();
    AllowanceRules {
        ages: random.chance(60).then_some(AgeRates { buckets, rates }),
        receivables_pct: random.chance(40).then(|| rate(random)),
        sales_pct: random.chance(40).then(|| rate(random)),
        ahead: random.chance(40).then(|| Ahead {
            percent: Decimal::from(random.below(101_u64)),
            less: random.chance(30),
            why: "Year".to_owned(),
        }),
    }
}
