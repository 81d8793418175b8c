//! Whole claims on a small ledger. Figures by hand, in the comments.

use super::*;
use crate::domain::approach::Approach;
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft};
use crate::domain::credit::ReversalReason;
use crate::domain::ids::{CustomerId, PaymentId};
use crate::domain::interest::StatutoryRule;
use crate::domain::interest::rule::RatePeriod;
use crate::domain::policy::CreditPolicy;
use crate::domain::settings::Settings;

mod plans;

const INVOICE: InvoiceId = InvoiceId(1);
const CUSTOMER: CustomerId = CustomerId(1);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn run(ledger: &mut Ledger, command: Command) {
    ledger.execute(&command, today()).unwrap();
}

const LAW: InterestRule = InterestRule::Statutory(StatutoryRule { law: None, fixing: None });

/// One customer of a country and kind with one invoice issued on New Year's Day 2024, or on an earlier due date.
fn shop(country: &str, kind: Option<CustomerKind>, rule: InterestRule, amount: &str, due: &str) -> Ledger {
    let mut ledger = Ledger::default();
    run(&mut ledger, Command::ChangePolicy { policy: CreditPolicy { interest: rule, ..CreditPolicy::default() } });
    let approach = Approach { kind, ..Approach::default() };
    let details = CustomerDetails { country: country.to_owned(), approach, ..CustomerDetails::named("Ada Ltd") };
    run(&mut ledger, Command::AddCustomer { details });
    let draft = InvoiceDraft {
        customer: CUSTOMER,
        number: "A-1".to_owned(),
        issued: day("2024-01-01").min(day(due)),
        due: Some(day(due)),
        amount: money(amount),
        note: String::new(),
        terms: Default::default(),
    };
    run(&mut ledger, Command::IssueInvoice { draft });
    ledger
}

fn pay(ledger: &mut Ledger, on: &str, amount: &str) {
    let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
    let command = Command::RecordPayment {
        customer: CUSTOMER,
        received: day(on),
        amount: money(amount),
        method,
        reference,
        choice,
        discounts: Vec::new(),
    };
    run(ledger, command);
}

fn post(ledger: &mut Ledger, on: &str) -> Vec<Money> {
    let charges = charge_drafts(&invoice_interest(ledger, INVOICE, day(on)).unwrap());
    let amounts = charges.iter().map(|charge| charge.amount).collect();
    run(ledger, Command::PostCharges { charges, on: day(on) });
    amounts
}

/// Interest, what of it is new, the fixed sum, the total and the figure per day.
fn told(ledger: &Ledger, as_of: &str) -> String {
    match invoice_interest(ledger, INVOICE, day(as_of)) {
        Err(why) => format!("{why:?}"),
        Ok(found) => {
            let fixed = found.fixed_sum.map_or("-".to_owned(), |sum| sum.map_or_else(|why| format!("{why:?}"), Money::to_plain));
            let sums = [found.accrual.interest.to_plain(), found.new_interest.to_plain(), fixed, found.total.to_plain()];
            format!("{} a day {}", sums.join(" | "), found.accrual.per_day.normalize())
        }
    }
}

const BUSINESS: Option<CustomerKind> = Some(CustomerKind::Business);
const PRIVATE: Option<CustomerKind> = Some(CustomerKind::Consumer);

#[test]
fn a_british_business_owes_interest_and_a_fixed_sum_and_a_consumer_neither() {
    let owing = |kind| {
        let mut ledger = shop("United Kingdom", kind, LAW, "1000.00 GBP", "2024-01-31");
        pay(&mut ledger, "2024-03-31", "400.00 GBP");
        ledger
    };
    // Bank Rate on 31 December 2023 was 5.25, and 8 more is 13.25, for the life of the debt:
    // 1,000 × 13.25 % × 60/365 = 21.7808… (1 February to 31 March), 600 × 13.25 % × 183/365 = 39.8589… (1 April to 30 September), together 61.64.
    // 600 + 61.64 + 70 (a debt of 1,000 or more) = 731.64. A day adds 600 × 13.25 % / 365 = 0.2178.
    assert_eq!(told(&owing(BUSINESS), "2024-09-30"), "61.64 | 61.64 | 70.00 | 731.64 a day 0.2178");
    assert_eq!(told(&owing(PRIVATE), "2024-09-30"), "Consumer(UnitedKingdom)");
    assert_eq!(told(&owing(None), "2024-09-30"), "KindUnknown(UnitedKingdom)");
    assert_eq!(told(&owing(BUSINESS), "2024-01-31"), "NotLate");
    assert_eq!(told(&owing(BUSINESS), "2023-12-31"), "Unknown");
    let euros = shop("United Kingdom", BUSINESS, LAW, "1000.00 EUR", "2024-01-31");
    // 1,000 × 13.25 % × 243/365 = 88.2123…; the Act's sums are in pounds.
    assert_eq!(told(&euros, "2024-09-30"), "88.21 | 88.21 | OtherCurrency(GBP) | 1088.21 a day 0.363");
}

#[test]
fn a_german_claim_changes_its_rate_with_the_half_year_and_moves_the_due_date_off_holidays() {
    let owing = |kind, due| shop("Germany", kind, LAW, "1000.00 EUR", due);
    // Base rate 3.62 until June 2024, 3.37 from July: 1,000 × (12.62 × 46 + 12.37 × 92)/36500 = 15.9046… + 31.1791… = 47.08; a day adds 0.3389.
    assert_eq!(told(&owing(BUSINESS, "2024-05-15"), "2024-09-30"), "47.08 | 47.08 | 40.00 | 1087.08 a day 0.3389");
    // Five points for consumers: 1,000 × (8.62 × 46 + 8.37 × 92)/36500 = 10.8635… + 21.0969… = 31.96.
    assert_eq!(told(&owing(PRIVATE, "2024-05-15"), "2024-09-30"), "31.96 | 31.96 | Consumer | 1031.96 a day 0.2293");
    let unknown = invoice_interest(&owing(None, "2024-05-15"), INVOICE, day("2024-09-30")).unwrap();
    assert_eq!(unknown.basis, Basis::Law { law: Preset::Germany, debtor: CustomerKind::Consumer, known: false });
    // 18 May 2024 was the Saturday before Whit Monday: interest begins on Wednesday, 22 May.
    let moved = invoice_interest(&owing(BUSINESS, "2024-05-18"), INVOICE, day("2024-09-30")).unwrap();
    assert_eq!((moved.due, moved.accrual.segments[0].from), (day("2024-05-21"), day("2024-05-22")));
}

#[test]
fn an_agreed_rate_counts_from_the_acceptance_of_the_terms_with_the_grace_of_the_policy() {
    let rate = |grace| InterestRule::Agreed(AgreedRate { per: RatePeriod::Month, grace, ..AgreedRate::yearly("1.5".parse().unwrap()) });
    let owing = |grace, accepted: Option<&str>| {
        let mut ledger = shop("US", None, rate(grace), "1000.00 USD", "2024-01-31");
        let details = CustomerDetails { terms_accepted: accepted.map(day), ..ledger.customer(CUSTOMER).unwrap().details.clone() };
        run(&mut ledger, Command::ChangeCustomer { customer: CUSTOMER, details });
        ledger
    };
    assert_eq!(told(&owing(None, None), "2024-03-31"), "NotAccepted");
    // 18 % a year: 1,000 × 18 % × 60/365 = 29.5890…; no fixed sum was agreed.
    assert_eq!(told(&owing(None, Some("2023-05-01")), "2024-03-31"), "29.59 | 29.59 | - | 1029.59 a day 0.4932");
    // Accepted on 1 March: 31 days, 15.2876…
    assert_eq!(told(&owing(None, Some("2024-03-01")), "2024-03-31"), "15.29 | 15.29 | - | 1015.29 a day 0.4932");
    // Ten days that delay: 50 days, 24.6575…
    assert_eq!(told(&owing(Some(Grace::Delays(10)), Some("2023-05-01")), "2024-03-31"), "24.66 | 24.66 | - | 1024.66 a day 0.4932");
    assert_eq!(told(&owing(Some(Grace::Forgives(10)), Some("2023-05-01")), "2024-02-10"), "NotLate");
    assert_eq!(told(&owing(Some(Grace::Forgives(10)), Some("2023-05-01")), "2024-02-11"), "5.42 | 5.42 | - | 1005.42 a day 0.4932");
    let mut ledger = owing(None, Some("2023-05-01"));
    let policy = CreditPolicy { grace_days: 10, ..ledger.policy().clone() };
    run(&mut ledger, Command::ChangePolicy { policy });
    assert_eq!(told(&ledger, "2024-02-10"), "NotLate", "the policy's own days forgive");
    let why = |country: &str, rule| told(&shop(country, BUSINESS, rule, "1000.00 USD", "2024-01-31"), "2024-03-31");
    assert_eq!(why("US", InterestRule::None), "NotAsked(Policy)");
    assert_eq!((why("US", LAW), why("", LAW), why("Atlantis", LAW)), ("NoLaw(Us)".into(), "NoCountry".into(), "NoCountry".into()));
    let poland = InterestRule::Statutory(StatutoryRule { law: Some(Preset::Poland), fixing: None });
    let early = shop("", BUSINESS, poland, "1000.00 USD", "2019-11-30");
    assert_eq!(told(&early, "2019-12-31"), "NoRate(PolishRate, 2019-07-01)");
}

#[test]
fn a_payment_that_came_back_bears_interest_again_and_a_moved_due_date_counts() {
    let mut ledger = shop("Germany", BUSINESS, LAW, "1000.00 EUR", "2024-05-15");
    pay(&mut ledger, "2024-05-15", "1000.00 EUR");
    assert_eq!(told(&ledger, "2024-09-30"), "NotLate");
    run(&mut ledger, Command::ReversePayment { payment: PaymentId(1), on: day("2024-06-30"), reason: ReversalReason::Bounced });
    // 1,000 × 12.37 % × 92/365 = 31.1791…
    assert_eq!(told(&ledger, "2024-09-30"), "31.18 | 31.18 | 40.00 | 1071.18 a day 0.3389");
    run(&mut ledger, Command::ChangeDueDate { invoice: INVOICE, due: day("2024-09-20") });
    let moved = invoice_interest(&ledger, INVOICE, day("2024-09-30")).unwrap();
    assert_eq!((moved.due, moved.moved.map(|change| change.from)), (day("2024-09-20"), Some(day("2024-05-15"))));
    assert_eq!(moved.new_interest, money("3.39 EUR")); // 10 days
    // Paid late in full: the interest stays to be asked for.
    pay(&mut ledger, "2024-09-30", "1000.00 EUR");
    assert_eq!(told(&ledger, "2024-12-31"), "3.39 | 3.39 | 40.00 | 43.39 a day 0");
    assert_eq!(customer_interest(&ledger, CUSTOMER, day("2024-12-31"), false), CustomerInterest::default());
    assert_eq!(customer_interest(&ledger, CUSTOMER, day("2024-12-31"), true).sums[0].total, money("43.39 EUR"));
}

#[test]
fn posted_periods_add_up_to_the_whole_and_nothing_is_charged_twice() {
    let ends = ["2024-02-01", "2024-02-29", "2024-03-31", "2024-04-17", "2024-07-03", "2024-09-30"];
    for (country, amount, whole) in [("GB", "333.33 GBP", "29.40 GBP"), ("DE", "333.33 EUR", "27.80 EUR"), ("FR", "0.77 EUR", "0.07 EUR")] {
        for chosen in 0_u32..1 << (ends.len() - 1) {
            let mut ledger = shop(country, BUSINESS, LAW, amount, "2024-01-31");
            let mut sum = Money::zero(money(amount).currency());
            for (place, end) in ends.iter().enumerate() {
                if place + 1 < ends.len() && chosen & (1 << place) == 0 {
                    continue;
                }
                let found = invoice_interest(&ledger, INVOICE, day(end)).unwrap();
                let drafts = charge_drafts(&found);
                sum = sum.checked_add(found.new_interest).unwrap();
                if !drafts.is_empty() {
                    run(&mut ledger, Command::PostCharges { charges: drafts, on: day(end) });
                }
                assert_eq!(charge_drafts(&invoice_interest(&ledger, INVOICE, day(end)).unwrap()), []);
            }
            assert_eq!(sum, money(whole), "{country} {chosen:b}");
        }
    }
}

#[test]
fn after_posting_only_new_days_count_and_waiving_or_taking_back_restores() {
    let mut ledger = shop("GB", BUSINESS, LAW, "1000.00 GBP", "2024-01-31");
    let before = told(&ledger, "2024-03-31");
    assert_eq!(before, "21.78 | 21.78 | 70.00 | 1091.78 a day 0.363");
    assert_eq!(post(&mut ledger, "2024-03-31"), [money("21.78 GBP"), money("70.00 GBP")]);
    assert_eq!(told(&ledger, "2024-03-31"), "21.78 | 0.00 | AlreadyCharged | 1091.78 a day 0.363");
    // 30 days more: 32.67 in all, 10.89 of them new. The interest that was charged bears none.
    assert_eq!(told(&ledger, "2024-04-30"), "32.67 | 10.89 | AlreadyCharged | 1102.67 a day 0.363");
    let ids: Vec<InvoiceId> = ledger.charges_on(INVOICE).map(|charge| charge.id).collect();
    let waive = Command::WaiveCharge { invoice: ids[0], on: day("2024-04-02"), reason: "goodwill".to_owned() };
    let posted = ledger.clone();
    let event = ledger.decide(&waive, today()).unwrap();
    let back = ledger.undo_of(&event).unwrap();
    ledger.apply(&event);
    assert_eq!(told(&ledger, "2024-04-30"), "32.67 | 10.89 | AlreadyCharged | 1080.89 a day 0.363", "what is waived is not asked again");
    run(&mut ledger, back);
    assert_eq!(told(&ledger, "2024-04-30"), told(&posted, "2024-04-30"));
    run(&mut ledger, Command::TakeBackCharges { charges: ids });
    assert_eq!(told(&ledger, "2024-03-31"), before);
}

#[test]
fn a_rate_that_is_not_known_so_late_is_said_until_it_was_looked_up() {
    let mut ledger = shop("Germany", BUSINESS, LAW, "1000.00 EUR", "2026-08-17");
    let beyond = |ledger: &Ledger| invoice_interest(ledger, INVOICE, today()).unwrap().accrual.beyond_rates;
    assert!(beyond(&ledger));
    let rates = ledger.settings().rates.checked_on(Reference::GermanBase, today()).unwrap();
    let settings = Settings { rates, ..ledger.settings().clone() };
    run(&mut ledger, Command::ChangeSettings { settings });
    assert!(!beyond(&ledger));
    let found = invoice_interest(&ledger, INVOICE, today()).unwrap();
    assert_eq!(found.checked, Some((Reference::GermanBase, Some(today()), Some(day("2026-12-31")))));
    let period = found.uncharged[0];
    assert_eq!(calculation(&found, period), "1000.00 EUR at 10.27 % from 2026-08-18 to 2026-11-23; actual/365");
}

#[test]
fn days_of_grace_count_from_the_due_date_also_when_the_terms_were_accepted_later() {
    let check = |grace, accepted: &str, as_of: &str, expected: &str| {
        let rate = InterestRule::Agreed(AgreedRate { grace: Some(grace), ..AgreedRate::yearly("18".parse().unwrap()) });
        let mut ledger = shop("US", None, rate, "1000.00 USD", "2024-01-31");
        let details = CustomerDetails { terms_accepted: Some(day(accepted)), ..ledger.customer(CUSTOMER).unwrap().details.clone() };
        run(&mut ledger, Command::ChangeCustomer { customer: CUSTOMER, details });
        assert_eq!(told(&ledger, as_of), expected, "{grace:?} {accepted} {as_of}");
    };
    // 1,000 × 18 % × 5/365 = 2.4657… (1 to 5 March): the ten days were over on 10 February.
    check(Grace::Forgives(10), "2024-03-01", "2024-03-05", "2.47 | 2.47 | - | 1002.47 a day 0.4932");
    // Accepted within the ten days: nothing before they are over, then 5 to 11 February, 3.4520…
    check(Grace::Forgives(10), "2024-02-05", "2024-02-10", "NotLate");
    check(Grace::Forgives(10), "2024-02-05", "2024-02-11", "3.45 | 3.45 | - | 1003.45 a day 0.4932");
    // 11 to 20 February, 4.9315…; accepted on the 16th: 16 to 20 February.
    check(Grace::Delays(10), "2024-02-06", "2024-02-20", "4.93 | 4.93 | - | 1004.93 a day 0.4932");
    check(Grace::Delays(10), "2024-02-16", "2024-02-20", "2.47 | 2.47 | - | 1002.47 a day 0.4932");
}
