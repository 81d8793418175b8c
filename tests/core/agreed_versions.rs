//! Agreed interest and late fees over versions of the policy: each day by the version of that day, and where acceptance is asked for never by a later one than the
//! customer accepted. One invoice of 1,000.00, due on 31 May 2026; version 2 begins on 1 July, version 3 on 1 August.

use crate::properties_follow_up::{SEEDS, last_day};
use crate::support::random_ledger::random_ledger;
use chrono::{Days, NaiveDate};
use recoup::domain::calendar::add_days;
use recoup::domain::charge::TaxCategory;
use recoup::domain::command::{Command, InvoiceDraft};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{CustomerId, InvoiceId};
use recoup::domain::interest::{AgreedRate, Grace, InterestRule};
use recoup::domain::invoice::DocumentKind;
use recoup::domain::late_fee::{Cap, Charge, LateFeeRule, Often, Tier};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::{Money, Rounding};
use recoup::domain::policy::CreditPolicy;
use recoup::reports::charges::late_fees_due;
use recoup::reports::interest::{NoInterest, charge_drafts, invoice_interest};
use rust_decimal::Decimal;

const ADA: CustomerId = CustomerId(1);
const INVOICE: InvoiceId = InvoiceId(1);
const FIRST_DAYS: [&str; 2] = ["2026-07-01", "2026-08-01"];

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn run(ledger: &mut Ledger, command: Command) {
    ledger.execute(&command, date("2026-12-31")).unwrap_or_else(|refused| panic!("{command:?}: {refused}"));
}

/// A fee of 15.00 or so every 30 days from the day after the due date on, 40.00 in all at most.
fn fee(rule: u32, minor: i64) -> LateFeeRule {
    let tiers = vec![Tier { from: usd(0), charge: Charge::Amount(usd(minor)) }];
    let cap = Cap { amount: Some(usd(4_000)), percent: None };
    LateFeeRule { rule, tiers, often: Often::EveryDays(30), grace_days: 0, cap, tax: TaxCategory::Outside }
}

/// Interest in percent a year, 0 for none.
fn at(percent: i64) -> CreditPolicy {
    let interest = if percent == 0 { InterestRule::None } else { InterestRule::Agreed(AgreedRate::yearly(percent.into())) };
    CreditPolicy { interest, ..CreditPolicy::default() }
}

fn fees(late_fees: Vec<LateFeeRule>) -> CreditPolicy {
    CreditPolicy { late_fees, ..CreditPolicy::default() }
}

fn freely(policy: CreditPolicy) -> CreditPolicy {
    CreditPolicy { fees_need_acceptance: false, ..policy }
}

fn accept(ledger: &mut Ledger, on: &str) {
    let details = CustomerDetails { terms_accepted: Some(date(on)), ..CustomerDetails::named("Ada") };
    run(ledger, Command::ChangeCustomer { customer: ADA, details });
}

fn books(policies: impl IntoIterator<Item = CreditPolicy>) -> Ledger {
    let (mut ledger, mut policies) = (Ledger::default(), policies.into_iter());
    run(&mut ledger, Command::ChangePolicy { policy: policies.next().unwrap() });
    for (policy, from) in policies.zip(FIRST_DAYS) {
        run(&mut ledger, Command::BeginPolicy { policy, from: date(from), note: String::new() });
    }
    run(&mut ledger, Command::AddCustomer { details: CustomerDetails::named("Ada") });
    let (issued, due) = (date("2026-05-01"), Some(date("2026-05-31")));
    let (number, note, terms) = ("A-1".to_owned(), String::new(), Default::default());
    run(
        &mut ledger,
        Command::IssueInvoice { draft: InvoiceDraft { customer: ADA, number, issued, due, amount: usd(100_000), note, terms } },
    );
    ledger
}

/// Interest, what of it is new, what a day adds, and the segments: first day, days, percent.
fn told(ledger: &Ledger, as_of: &str) -> String {
    let found = invoice_interest(ledger, INVOICE, date(as_of)).unwrap();
    let segment = |one: &recoup::domain::interest::Segment| format!("{} {}×{}", one.from.format("%m-%d"), one.fraction.days, one.percent);
    let segments: Vec<_> = found.accrual.segments.iter().map(segment).collect();
    let sums = [found.accrual.interest.to_plain(), found.new_interest.to_plain(), found.accrual.per_day.normalize().to_string()];
    format!("{} | {}", sums.join(" "), segments.join(", "))
}

fn post_interest(ledger: &mut Ledger, on: &str) {
    let charges = charge_drafts(&invoice_interest(ledger, INVOICE, date(on)).unwrap());
    run(ledger, Command::PostCharges { charges, on: date(on) });
}

#[test]
fn a_new_rate_counts_for_the_days_of_its_version_only() {
    let mut ledger = books([8, 12].map(at).map(freely));
    // 1,000 × (8 % × 30 + 12 % × 31)/365 = 6.5753… + 10.1917… = 16.767…
    assert_eq!(told(&ledger, "2026-06-30"), "6.58 6.58 0.3288 | 06-01 30×8");
    assert_eq!(told(&ledger, "2026-07-31"), "16.77 16.77 0.3288 | 06-01 30×8, 07-01 31×12");
    assert_eq!(invoice_interest(&ledger, INVOICE, date("2026-07-31")).unwrap().percents(), [Decimal::from(8), Decimal::from(12)]);
    // What was charged by 20 June, 20 days at 8 %: 4.38. The rest is what the whole is, less that.
    post_interest(&mut ledger, "2026-06-20");
    assert_eq!(told(&ledger, "2026-07-31"), "16.77 12.39 0.3288 | 06-01 30×8, 07-01 31×12");
}

#[test]
fn days_without_a_rate_bear_nothing_and_those_before_them_keep_theirs() {
    let ledger = books([8, 0, 12].map(at).map(freely));
    assert_eq!(told(&ledger, "2026-07-31"), "6.58 6.58 0.3288 | 06-01 30×8");
    assert_eq!(told(&ledger, "2026-08-31"), "16.77 16.77 0.3288 | 06-01 30×8, 08-01 31×12");
    // Who asks in July, on a day with none, is told of June; tomorrow adds nothing until the last of July.
    assert_eq!(told(&ledger, "2026-07-30"), "6.58 6.58 0 | 06-01 30×8");
    let never = books([at(0)]);
    assert!(matches!(invoice_interest(&never, INVOICE, date("2026-07-31")), Err(NoInterest::NotAsked(_))));
}

#[test]
fn grace_and_day_count_are_those_of_the_due_date() {
    let delays = |days, percent: i64| {
        let rate = AgreedRate { grace: Some(Grace::Delays(days)), ..AgreedRate::yearly(percent.into()) };
        freely(CreditPolicy { interest: InterestRule::Agreed(rate), ..CreditPolicy::default() })
    };
    // Ten days of June are free: 1,000 × (8 % × 20 + 12 % × 31)/365 = 4.3835… + 10.1917…
    assert_eq!(told(&books([delays(10, 8), delays(0, 12)]), "2026-07-31"), "14.58 14.58 0.3288 | 06-11 20×8, 07-01 31×12");
    assert_eq!(told(&books([delays(0, 8), delays(60, 12)]), "2026-07-31"), "16.77 16.77 0.3288 | 06-01 30×8, 07-01 31×12");
}

#[test]
fn a_rate_binds_who_accepted_its_version() {
    let mut ledger = books([8, 12].map(at));
    let why = |ledger: &Ledger, as_of: &str| invoice_interest(ledger, INVOICE, date(as_of)).unwrap_err();
    assert_eq!(why(&ledger, "2026-07-31"), NoInterest::NotAccepted);
    accept(&mut ledger, "2026-02-01");
    // 1,000 × 8 % × 61/365 = 13.3698…
    assert_eq!(told(&ledger, "2026-07-31"), "13.37 13.37 0.2192 | 06-01 61×8");
    // 40 days at 8 % are 8.77; then they accept version 2: 21 days at 12 % are 6.90.
    post_interest(&mut ledger, "2026-07-10");
    accept(&mut ledger, "2026-07-11");
    assert_eq!(told(&ledger, "2026-07-31"), "6.90 6.90 0.3288 | 07-11 21×12");
    post_interest(&mut ledger, "2026-07-31");
    let posted: Vec<_> = ledger.charges_on(INVOICE).map(|charge| charge.amount).collect();
    assert_eq!(posted, [usd(877), usd(690)]);
    // Interest that came with version 2 is none for who accepted version 1.
    let mut ledger = books([0, 12].map(at));
    accept(&mut ledger, "2026-02-01");
    assert_eq!(why(&ledger, "2026-07-31"), NoInterest::NotAccepted);
}

fn fees_told(ledger: &Ledger, as_of: &str) -> Vec<String> {
    let all = late_fees_due(ledger, date(as_of)).into_iter();
    all.map(|one| format!("{} {}", one.fee.on.format("%m-%d"), one.fee.amount.to_plain())).collect()
}

#[test]
fn a_late_fee_is_that_of_the_version_of_its_day() {
    let raised = || [vec![fee(1, 1_500)], vec![fee(1, 2_000)]].map(fees);
    let mut ledger = books(raised().map(freely));
    // 40.00 in all: what the first version charged counts.
    assert_eq!(fees_told(&ledger, "2026-08-30"), ["06-01 15.00", "07-01 20.00", "07-31 5.00"]);
    let charges = late_fees_due(&ledger, date("2026-06-15")).into_iter().map(|one| one.draft).collect();
    run(&mut ledger, Command::PostCharges { charges, on: date("2026-06-15") });
    assert_eq!(fees_told(&ledger, "2026-08-30"), ["07-01 20.00", "07-31 5.00"]);
    assert_eq!(late_fees_due(&ledger, date("2026-07-01"))[0].calculation, "20.00 USD for 1000.00 USD open on 2026-07-01, period 2");
    // Who accepted version 1 pays by it until they accept version 2.
    let mut ledger = books(raised());
    assert_eq!(fees_told(&ledger, "2026-08-30"), [""; 0]);
    accept(&mut ledger, "2026-02-01");
    assert_eq!(fees_told(&ledger, "2026-08-30"), ["06-01 15.00", "07-01 15.00", "07-31 10.00"]);
    accept(&mut ledger, "2026-07-15");
    assert_eq!(fees_told(&ledger, "2026-08-30"), ["07-31 20.00", "08-30 20.00"]);
    // A fee that came with version 2 is none for them; one that went with it was owed until then.
    let mut ledger = books([vec![], vec![fee(1, 1_500)]].map(fees));
    accept(&mut ledger, "2026-02-01");
    assert_eq!(fees_told(&ledger, "2026-08-30"), [""; 0]);
    let ledger = books([vec![fee(1, 1_500)], vec![]].map(fees).map(freely));
    assert_eq!(fees_told(&ledger, "2026-08-30"), ["06-01 15.00"]);
}

#[test]
fn the_number_of_a_late_fee_is_never_given_twice() {
    let mut ledger = books([vec![fee(1, 1_500), fee(2, 1_000)], vec![fee(1, 1_500)]].map(fees).map(freely));
    assert_eq!(ledger.next_late_fee(), 3, "version 1 has a fee 2");
    let charges: Vec<_> = late_fees_due(&ledger, date("2026-06-15")).into_iter().map(|one| one.draft).collect();
    assert_eq!(charges.len(), 2);
    run(&mut ledger, Command::PostCharges { charges, on: date("2026-06-15") });
    run(&mut ledger, Command::TakeBackPolicy);
    run(&mut ledger, Command::ChangePolicy { policy: freely(fees(vec![])) });
    assert_eq!((ledger.next_late_fee(), Ledger::default().next_late_fee()), (3, 1), "fees 1 and 2 were posted");
    // So a fee that is added instead is charged for the same invoice.
    let another = fee(ledger.next_late_fee(), 700);
    run(&mut ledger, Command::ChangePolicy { policy: freely(fees(vec![another])) });
    assert_eq!(fees_told(&ledger, "2026-06-15"), ["06-01 7.00"]);
}

/// The rate of a day, from scratch: versions by their first days, with percent and whether they ask for acceptance.
fn rate_on(versions: &[(NaiveDate, i64, bool)], accepted: Option<NaiveDate>, day: NaiveDate) -> i64 {
    let on = |day: NaiveDate| versions.iter().rfind(|version| version.0 <= day).map_or((0, true), |found| (found.1, found.2));
    match (on(day), accepted) {
        ((percent, false), _) => percent,
        (_, Some(accepted)) if accepted <= day => on(accepted).0,
        _ => 0,
    }
}

#[test]
fn interest_over_versions_is_the_sum_of_its_days() {
    let mut seen = 0;
    for seed in SEEDS {
        let mut ledger = random_ledger(seed, 140);
        let today = last_day(&ledger) + Days::new(60);
        let back = |days: i64| add_days(today, -days);
        while !ledger.facts().policy_versions.is_empty() {
            ledger.execute(&Command::TakeBackPolicy, today).unwrap();
        }
        let versions = [(NaiveDate::MIN, 8, true), (back(90), [12, 0][seed as usize % 2], seed % 3 == 0), (back(35), 5, seed % 4 < 2)];
        for (from, percent, fees_need_acceptance) in versions {
            let rate = AgreedRate { grace: Some(Grace::None), ..AgreedRate::yearly(percent.into()) };
            let interest = if percent == 0 { InterestRule::None } else { InterestRule::Agreed(rate) };
            let policy = CreditPolicy { interest, fees_need_acceptance, tiers: Vec::new(), ..ledger.policy().clone() };
            let begin = Command::BeginPolicy { policy: policy.clone(), from, note: String::new() };
            let command = if from == NaiveDate::MIN { Command::ChangePolicy { policy } } else { begin };
            ledger.execute(&command, today).unwrap();
        }
        let listed: Vec<_> = ledger.customers().map(|customer| (customer.id, customer.details.clone())).collect();
        for (customer, mut details) in listed {
            details.approach.interest = None;
            details.terms_accepted = [None, Some(back(150)), Some(back(60)), Some(back(20))][customer.index() % 4];
            ledger.execute(&Command::ChangeCustomer { customer, details }, today).unwrap();
        }
        for invoice in &ledger.facts().invoices {
            let plain = invoice.kind == DocumentKind::Invoice && invoice.voided.is_none() && ledger.charges_on(invoice.id).next().is_none();
            let Some(customer) = ledger.customer(invoice.customer).filter(|_| plain) else { continue };
            let (mut sum, mut day) = (Decimal::ZERO, add_days(invoice.due.max(invoice.issued), 1));
            let planned = ledger.plan_days_of(invoice.id);
            while day <= today {
                let on_plan = planned.iter().any(|(first, last)| *first <= day && day <= *last);
                let open = ledger.owed_on(invoice, add_days(day, -1)).to_decimal().max(Decimal::ZERO);
                let percent = if on_plan { 0 } else { rate_on(&versions, customer.details.terms_accepted, day) };
                sum += open * Decimal::from(percent);
                day = add_days(day, 1);
            }
            let expected = Money::from_decimal(sum / Decimal::from(36_500), invoice.amount.currency(), Rounding::HalfUp).unwrap();
            match invoice_interest(&ledger, invoice.id, today) {
                Ok(found) => assert_eq!((found.accrual.interest, found.new_interest), (expected, expected), "{seed} {invoice:?}"),
                Err(_) => assert!(expected.is_zero(), "{seed} {invoice:?}"),
            }
            seen += usize::from(expected.is_positive());
        }
    }
    assert!(seen > 30, "{seen}");
}
