//! Random credit files and decisions about orders, for both generators of commands. They use dice of their own, so that the sequences of
//! the other commands stay as they are.

use super::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::command::{Command, DecisionDraft};
use recoup::domain::credit_decision::{DecisionEnd, Ruling, Verdict};
use recoup::domain::credit_file::{AgencyScore, CreditFile, CreditInsurance, TradeReference};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{CustomerId, DecisionId, InvoiceId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::policy::DecisionRules;
use recoup::domain::restore::Restorable;

fn day(random: &mut Random, today: NaiveDate) -> NaiveDate {
    match random.below(20) {
        0 => today + Days::new(1),
        1..10 => today,
        _ => today - Days::new(random.below(20)),
    }
}

fn words(random: &mut Random) -> String {
    (*random.pick(&["", "PO-7", "says “soon”", "<b>&amp;</b>", "\"\\/"])).to_owned()
}

fn ruling(random: &mut Random, order: Money) -> Ruling {
    let verdict = *random.pick(&[Verdict::Approve, Verdict::Approve, Verdict::Deposit, Verdict::Hold]);
    let part = Money::from_minor(order.minor() / 2 + i64::from(random.chance(90)), order.currency());
    let deposit = if random.chance(4) { random.chance(50).then_some(part) } else { (verdict == Verdict::Deposit).then_some(part) };
    Ruling { verdict, deposit }
}

/// Now and then limits in other currencies, and a credit file.
pub fn with_credit_file(details: CustomerDetails, mut random: Random, today: NaiveDate) -> CustomerDetails {
    if random.chance(75) {
        return details;
    }
    let limit = |minor, currency| Money::from_minor(minor, currency);
    let file = CreditFile {
        applied: random.chance(50).then(|| day(&mut random, today)),
        legal_form: words(&mut random),
        references: vec![TradeReference { who: (*random.pick(&["", "Bank", "Bean & Co"])).to_owned(), said: words(&mut random), on: None }],
        agency: random.chance(30).then(|| AgencyScore { agency: "Scores".to_owned(), score: words(&mut random), on: None }),
        insured: random.chance(30).then(|| CreditInsurance {
            amount: limit(random.between(0, 900), Currency::USD),
            insurer: words(&mut random),
            until: Some(today),
        }),
        review: random.chance(50).then_some(today),
        ..CreditFile::default()
    };
    let further_limits = match random.below(6) {
        0 => vec![limit(500, Currency::EUR), limit(700, Currency::JPY)],
        1 => vec![limit(500, Currency::EUR), limit(600, Currency::EUR)],
        2 => vec![limit(0, Currency::GBP)],
        _ => vec![limit(5_000, Currency::GBP)],
    };
    CustomerDetails { further_limits, credit_file: file, ..details }
}

/// Now and then rules of the owner's own.
pub fn decision_rules(mut random: Random) -> DecisionRules {
    let usual = DecisionRules::default();
    if random.chance(70) {
        return usual;
    }
    DecisionRules { hold_days: random.below(90) as u16, deposit_percent: 1 + random.below(100) as u8, lapse_days: 7, ..usual }
}

/// One command of this theme.
pub fn decision_command(random: &mut Random, ledger: &Ledger, customer: CustomerId, today: NaiveDate) -> Command {
    let decisions = &ledger.facts().decisions;
    let decision = DecisionId(random.below(decisions.len() as u32 + 1) + u32::from(decisions.len() < 4 || random.chance(80)));
    let found = decisions.get(decision.index());
    match random.below(10) {
        0..5 => {
            let amount = Money::from_minor(random.between(0, 90_000), *random.pick(&[Currency::USD, Currency::USD, Currency::JPY]));
            let proposed = ruling(random, amount);
            let decided = if random.chance(60) { proposed } else { ruling(random, amount) };
            let (order, word) = (words(random), words(random));
            let draft =
                DecisionDraft { customer, on: day(random, today), order, amount, decided, proposed, reasons: vec![words(random)], word };
            Command::RecordDecision { draft }
        }
        5..9 => {
            let on = day(random, today);
            let invoice = found.and_then(|found| ledger.invoices_of(found.customer).last());
            let end = match random.below(10) {
                0..6 => DecisionEnd::Invoiced { invoice: invoice.map_or(InvoiceId(1), |invoice| invoice.id), on },
                6..9 => DecisionEnd::Cancelled { on, reason: words(random) },
                _ => DecisionEnd::TakenBack,
            };
            Command::SettleDecision { decision, end }
        }
        _ => Command::Restore { what: Restorable::Decision(decision) },
    }
}
