//! The ways out in words: what each is, what it does to the relationship, how its figures come about.

use crate::domain::money::{Rounding, round};
use crate::domain::ways_out::{Outcome, WayOut, WaysOutInputs, age_place};
use crate::reports::ways_out::AccountWays;
use crate::ui::components::Explanation;
use crate::ui::format;
use rust_decimal::Decimal;

/// The name of a way.
pub const fn way(way: WayOut) -> &'static str {
    match way {
        WayOut::Chase => "Keep chasing",
        WayOut::Settle => "Offer a settlement",
        WayOut::Agency => "Collection agency",
        WayOut::Court => "Small claims court",
        WayOut::Sell => "Sell the debt",
        WayOut::WriteOff => "Write it off",
    }
}

/// What it does to the relationship with the customer.
pub const fn relationship(way: WayOut) -> &'static str {
    match way {
        WayOut::Chase => "Stays as it is, if the tone does.",
        WayOut::Settle => "Mostly keeps the customer; word may get around.",
        WayOut::Agency => "Strained: a stranger asks now. Few come back.",
        WayOut::Court => "Mostly ends it.",
        WayOut::Sell => "Ends it: the buyer asks, by its own ways.",
        WayOut::WriteOff => "Stays open; nothing more goes out on credit.",
    }
}

/// A percentage, to one decimal.
pub fn percent(value: Decimal) -> String {
    format!("{} %", format::decimal(round(value, 1, Rounding::HalfUp).normalize()))
}

/// The ages in words.
pub const AGE_WORDS: [&str; 5] = ["up to 90 days", "91 to 180 days", "181 to 365 days", "366 to 730 days", "over 730 days"];

/// Where the chance of an account comes from.
pub fn chance_words(account: &AccountWays) -> String {
    let age = AGE_WORDS[age_place(account.debt.days_past_due)];
    match account.own {
        Some(own) => format!(
            "{} by your own history: what came in of {} that had once been that late ({age}).",
            percent(own.percent),
            format::plural(own.documents, "document", "documents")
        ),
        None => format!(
            "{} by the figures below for debts {age} past due; your own history has too few such documents.",
            percent(account.debt.chance)
        ),
    }
}

/// How the expected sum of a way comes about.
pub fn brings_why(one: &Outcome, account: &AccountWays, inputs: &WaysOutInputs, day: &str) -> Explanation {
    let debt = &account.debt;
    let formula = match one.way {
        WayOut::Chase => "What is owed × the chance × the part of it that is left when you go on alone.",
        WayOut::Settle => "The smaller sum × the chance × how an offer changes it, at most 100 %.",
        WayOut::Agency => "What is owed × the chance.",
        WayOut::Court => "What can still be brought to court × the chance × the part of it that a court brings.",
        WayOut::Sell => "What is owed × the price for debts of this age.",
        WayOut::WriteOff => "Nothing comes. Tax that you accounted for may come back: ask your accountant.",
    };
    let why = Explanation::new(formula, day);
    let share = |why: Explanation, name: &str, share: u8| why.input("Chance", percent(debt.chance)).input(name, percent(share.into()));
    match one.way {
        WayOut::Chase => share(why.input("Owed", format::money(debt.owed)), "Left when alone", inputs.chase_share),
        WayOut::Settle => share(why.input("Smaller sum", format::money(one.base)), "Changed by the offer to", inputs.settle_share),
        WayOut::Agency => why.input("Owed", format::money(debt.owed)).input("Chance", percent(debt.chance)),
        WayOut::Court => share(why.input("Can be brought to court", format::money(one.base)), "Brought by a court", inputs.court_share),
        WayOut::Sell => {
            why.input("Owed", format::money(debt.owed)).input("Price", percent(inputs.price[age_place(debt.days_past_due)].into()))
        }
        WayOut::WriteOff => why,
    }
}

/// How its cost comes about.
pub fn cost_why(one: &Outcome, account: &AccountWays, inputs: &WaysOutInputs, day: &str) -> Explanation {
    let place = age_place(account.debt.days_past_due);
    let (formula, fees) = match one.way {
        WayOut::Agency => ("The expected sum × the agency's commission, and your hours.", Some(inputs.commission[place])),
        WayOut::Court => (
            "The claim × the court's fees, and your hours. A customer who pays often has to pay the fees too; that is not counted.",
            Some(inputs.court_fee),
        ),
        _ => ("Your hours.", None),
    };
    let why = Explanation::new(formula, day);
    let why =
        fees.map_or(why.clone(), |fees| why.input("Commission or fees", format!("{} = {}", percent(fees.into()), format::money(one.fees))));
    let priced = match inputs.hour_cost {
        None => "not counted".to_owned(),
        Some(cost) if cost.currency() != one.base.currency() => "not counted: it is in another currency".to_owned(),
        Some(cost) => format!("× {} = {}", format::money(cost), format::money(one.time)),
    };
    why.input(format::plural(one.hours.into(), "hour", "hours"), priced)
}
