//! Random rules of plans, and commands about the life of plans and about settlements, for both generators.

use super::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::command::{AllocationChoice, Command, SettlementDraft};
use recoup::domain::ids::{CustomerId, InvoiceId, PlanId, SettlementId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::{Money, Residual};
use recoup::domain::plan::Plan;
use recoup::domain::policy::PlanRules;
use recoup::domain::restore::Restorable;
use recoup::domain::schedule::{Frequency, Instalments, PlanTerms};
use rust_decimal::Decimal;

/// Rules within reason, mostly.
pub fn plan_rules(random: &mut Random) -> PlanRules {
    if random.chance(40) {
        return PlanRules::default();
    }
    PlanRules {
        cure_days: *random.pick(&[0, 3, 10, 90]),
        cure_by_working_days: random.chance(50),
        missed_for_default: 1 + u16::from(random.chance(30)),
        accelerates: random.chance(70),
        asks_signature: random.chance(20),
        most_instalments: *random.pick(&[3, 12, 1200]),
    }
}

/// A plan that fits mostly; any, or one past the last, now and then.
fn plan_where(random: &mut Random, ledger: &Ledger, fits: impl Fn(&Plan) -> bool) -> PlanId {
    let plans = &ledger.facts().plans;
    let fitting: Vec<_> = plans.iter().filter(|plan| fits(plan)).map(|plan| plan.id).collect();
    if fitting.is_empty() || random.chance(10) { PlanId(random.below(plans.len() as u32 + 1) + 1) } else { *random.pick(&fitting) }
}

fn until_today(random: &mut Random, today: NaiveDate) -> NaiveDate {
    if random.chance(70) { today } else { today - Days::new(random.below(25)) }
}

fn restructure(random: &mut Random, ledger: &Ledger, today: NaiveDate) -> Command {
    let plan = plan_where(random, ledger, |plan| plan.ended.is_none() && ledger.plan_owes(plan));
    let found = ledger.plan(plan);
    let covered = found.map_or(&[][..], |plan| &plan.invoices);
    let owes = |id: &&InvoiceId| ledger.invoice(**id).is_some_and(|invoice| ledger.balance(invoice).is_positive());
    let mut invoices: Vec<_> = covered.iter().filter(owes).copied().collect();
    if random.chance(20) {
        invoices.pop();
    }
    let other = found.and_then(|plan| ledger.open_invoices_of(plan.customer).next()).map(|invoice| invoice.id);
    invoices.extend(other.filter(|id| random.chance(30) && !invoices.contains(id)));
    let currency = found.map_or(recoup::domain::currency::Currency::USD, |plan| plan.instalments[0].amount.currency());
    let accepted = until_today(random, today);
    let terms = PlanTerms {
        total: Money::zero(currency),
        down_payment: Money::zero(currency),
        instalments: Instalments::Count(1 + random.below(6)),
        frequency: Frequency::Weekly,
        first_due: accepted + Days::new(random.below(20)),
        rate_pct: *random.pick(&[Decimal::ZERO, Decimal::TEN]),
        residual: Residual::Last,
    };
    Command::RestructurePlan { plan, invoices, terms: terms.into(), accepted }
}

fn offer(random: &mut Random, ledger: &Ledger, customer: CustomerId, today: NaiveDate) -> Command {
    let any = ledger.facts().invoices.first().map(|invoice| invoice.id).into_iter();
    let mut invoices: Vec<_> = ledger.open_invoices_of(customer).map(|invoice| invoice.id).take(1 + random.below(2)).collect();
    if invoices.is_empty() {
        invoices.extend(any);
    }
    let owed = invoices.iter().filter_map(|id| ledger.invoice(*id)).map(|invoice| ledger.balance(invoice)).collect::<Vec<_>>();
    let total: i64 = owed.iter().map(|owed| owed.minor()).sum();
    let currency = owed.first().map_or(recoup::domain::currency::Currency::USD, |owed| owed.currency());
    let pay = Money::from_minor(if random.chance(5) { total } else { random.between(0, total.max(1)) }, currency);
    let (made, until) = (until_today(random, today), today + Days::new(random.below(30)));
    Command::OfferSettlement { draft: SettlementDraft { customer, invoices, pay, made, until, note: String::new() } }
}

/// A payment for an offer: the sum, a part of it, or more.
fn settle(random: &mut Random, ledger: &Ledger, customer: CustomerId, today: NaiveDate) -> Command {
    let settlements = &ledger.facts().settlements;
    let settlement = SettlementId(random.below(settlements.len() as u32 + u32::from(random.clone().chance(10))) + 1);
    let found = ledger.settlement(settlement);
    let pay = found.map_or_else(|| Money::from_minor(100, recoup::domain::currency::Currency::USD), |offer| offer.pay);
    let minor = match random.below(4) {
        0 => pay.minor() / 2 + 1,
        1 => pay.minor() + 50,
        _ => pay.minor(),
    };
    Command::RecordPayment {
        customer: found.map_or(customer, |offer| offer.customer),
        received: until_today(random, today),
        amount: Money::from_minor(minor, pay.currency()),
        method: String::new(),
        reference: String::new(),
        choice: AllocationChoice::Settlement(settlement),
        discounts: Vec::new(),
    }
}

/// One command of this theme.
pub fn plan_life_command(random: &mut Random, ledger: &Ledger, customer: CustomerId, today: NaiveDate) -> Command {
    let in_default = |plan: &Plan| plan.ended.is_none() && plan.defaults.last().is_some_and(|default| default.reinstated.is_none());
    let fresh = |plan: &Plan| plan.replaces.is_some() && plan.ended.is_none() && plan.defaults.is_empty();
    match random.below(24) {
        0..4 => {
            let missed = |plan: &Plan| plan.ended.is_none() && ledger.plan_miss(plan, today).is_some_and(|miss| miss.is_default);
            Command::DeclareDefault { plan: plan_where(random, ledger, missed), on: until_today(random, today) }
        }
        4 | 15 => Command::ReinstatePlan { plan: plan_where(random, ledger, in_default), on: until_today(random, today) },
        5 => {
            let plan = plan_where(random, ledger, |plan| plan.defaults.last().is_some_and(|default| default.reinstated.is_some()));
            Command::Restore { what: Restorable::Default(plan) }
        }
        6..8 => restructure(random, ledger, today),
        8 | 13..15 => Command::TakeBackRestructure { plan: plan_where(random, ledger, fresh) },
        9..11 | 18..20 => offer(random, ledger, customer, today),
        11..13 => settle(random, ledger, customer, today),
        _ => {
            let offers = &ledger.facts().settlements;
            let open = offers.iter().rev().find(|offer| offer.withdrawn.is_none() && offer.cleared.is_none() && offer.until >= today);
            let any = SettlementId(random.below(offers.len() as u32) + 1);
            let settlement = open.filter(|_| random.chance(60)).map_or(any, |offer| offer.id);
            if random.chance(30) {
                return Command::Restore { what: Restorable::Settlement(settlement) };
            }
            Command::WithdrawSettlement { settlement, on: until_today(random, today) }
        }
    }
}
