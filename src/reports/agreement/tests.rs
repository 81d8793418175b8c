//! Every language has every point and uses every figure.

use super::pen::{BLANK, Texts};
use super::*;
use crate::domain::charge::TaxCategory;
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft, SettlementDraft};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::dispute::DisputeCase;
use crate::domain::ids::{CustomerId, InvoiceId, PlanId};
use crate::domain::late_fee::{Cap, LateFeeRule, Often, Tier};
use crate::domain::money::Residual;
use crate::domain::policy::CreditPolicy;
use crate::domain::schedule::{Frequency, Instalments, PlanTerms};
use crate::domain::settings::{Business, Settings};
use crate::reports::message_text::{long_date_in, written_amount_in};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn eur(minor: i64) -> Money {
    Money::from_minor(minor, Currency::EUR)
}

/// Two invoices, one part-paid and one with a moved due date, on a plan of three payments at a rate.
fn ledger(rate: &str, down: i64) -> Ledger {
    let today = day("2025-03-05");
    let mut ledger = Ledger::default();
    let customer = CustomerId(1);
    let business = Business {
        name: "Nordlicht GmbH".to_owned(),
        address: "Hafen 1\n20457 Hamburg\nGermany".to_owned(),
        email: "kasse@nordlicht.example".to_owned(),
        phone: "+49 40 123".to_owned(),
        payment_details: "IBAN on the invoice".to_owned(),
    };
    let details = CustomerDetails {
        address: "Kerkstraat 5\n1017 Amsterdam".to_owned(),
        country: "Netherlands".to_owned(),
        ..CustomerDetails::named("Zoë Bakker")
    };
    let invoice = |number: &str, issued: &str, minor: i64| {
        let draft = InvoiceDraft {
            terms: Default::default(),
            customer,
            number: number.to_owned(),
            issued: day(issued),
            due: None,
            amount: eur(minor),
            note: String::new(),
        };
        Command::IssueInvoice { draft }
    };
    let terms = PlanTerms {
        total: eur(0),
        down_payment: eur(down),
        instalments: Instalments::Count(3),
        frequency: Frequency::Monthly,
        first_due: day("2025-04-01"),
        rate_pct: rate.parse().unwrap(),
        residual: Residual::Last,
    };
    for command in [
        Command::ChangeSettings { settings: Settings { business, ..Settings::default() } },
        Command::AddCustomer { details },
        invoice("R-17", "2024-11-04", 123_450),
        invoice("R-18", "2024-12-02", 50_000),
        Command::ChangeDueDate { invoice: InvoiceId(2), due: day("2025-02-20") },
        Command::RecordPayment {
            discounts: Vec::new(),
            customer,
            received: day("2025-01-10"),
            amount: eur(23_450),
            method: String::new(),
            reference: String::new(),
            choice: AllocationChoice::Chosen(vec![(InvoiceId(1), eur(23_450))]),
        },
        Command::AcceptPlan { customer, invoices: vec![InvoiceId(1), InvoiceId(2)], terms: terms.into(), accepted: today },
    ] {
        ledger.execute(&command, today).unwrap();
    }
    ledger
}

fn choices(language: Language) -> AgreementChoices {
    AgreementChoices { language, made: day("2025-03-06"), late_fee: Some(Charge::Amount(eur(1_250))), law: "Nederland".to_owned() }
}

fn all_text(words: &AgreementWords) -> String {
    let part = |part: &AgreementPart| {
        let rows: Vec<String> = part.rows.iter().map(|row| row.join(" | ")).collect();
        format!("{}\n{}\n{}", part.heading, part.text, rows.join("\n"))
    };
    format!("{}\n{}", words.title, words.parts.iter().map(part).collect::<Vec<_>>().join("\n\n"))
}

#[test]
fn every_language_has_the_same_points_with_the_same_figures() {
    let holes = |text: &str| {
        let mut found: Vec<String> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect();
        found.sort();
        found
    };
    let english: Vec<_> = Texts::of(Language::En).0.lines().filter_map(|line| line.split_once(": ")).collect();
    assert_eq!(english.len(), Texts::of(Language::En).0.lines().count());
    for language in Language::ALL {
        let theirs: Vec<_> = Texts::of(language).0.lines().filter_map(|line| line.split_once(": ")).collect();
        assert_eq!(theirs.len(), english.len(), "{language:?}");
        for ((key, text), (other, english)) in theirs.iter().zip(&english) {
            assert_eq!((key, holes(text)), (other, holes(english)), "{language:?}");
            assert!(!text.trim().is_empty() && text.trim() == *text, "{language:?}: {key}");
        }
    }
}

#[test]
fn every_language_says_who_what_when_and_how_much() {
    let ledger = ledger("6", 10_000);
    let plan = ledger.plan(PlanId(1)).unwrap();
    let interest: i64 = plan.instalments.iter().map(|part| part.interest.minor()).sum();
    for language in Language::ALL {
        let words = words(&ledger, plan, &choices(language));
        let text = all_text(&words);
        let mut expected = vec!["Nordlicht GmbH".to_owned(), "20457 Hamburg".to_owned(), "Zoë Bakker".to_owned()];
        expected
            .extend(["1017 Amsterdam", "Netherlands", "R-17", "R-18", "IBAN on the invoice", "+49 40 123", "Nederland"].map(str::to_owned));
        expected
            .extend([123_450, 100_000, 50_000, 150_000, 10_000, 0, 1_250, interest].map(|minor| written_amount_in(eur(minor), language)));
        for part in &plan.instalments {
            expected.extend([written_amount_in(part.amount, language), long_date_in(part.due, language)]);
        }
        // The due date of before it was moved.
        let days = ["2024-11-04", "2024-12-04", "2024-12-02", "2025-01-01", "2025-03-05", "2025-03-06"];
        expected.extend(days.map(|text| long_date_in(day(text), language)));
        expected.push(if language == Language::En { "6%".to_owned() } else { "6\u{a0}%".to_owned() });
        for figure in &expected {
            assert!(text.contains(figure.as_str()), "{language:?}: {figure} in\n{text}");
        }
        assert!(!text.contains(&long_date_in(day("2025-02-20"), language)), "the moved due date is not the original one");
        assert!(!text.contains(['{', '}']) && !text.contains(BLANK), "{text}");
        assert_eq!(words.parts.len(), 15, "{language:?}");
        let sign = words.parts.last().unwrap();
        assert_eq!(sign.rows.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), ["Nordlicht GmbH", "Zoë Bakker"]);
    }
}

#[test]
fn the_tables_sum() {
    for (rate, down) in [("0", 0), ("6", 10_000), ("5.5", 0)] {
        let mut ledger = ledger(rate, down);
        if down > 0 {
            let (customer, received) = (CustomerId(1), day("2025-03-05"));
            let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
            let command =
                Command::RecordPayment { discounts: Vec::new(), customer, received, amount: eur(down), method, reference, choice };
            ledger.execute(&command, received).unwrap();
        }
        let plan = ledger.plan(PlanId(1)).unwrap();
        let words = words(&ledger, plan, &choices(Language::De));
        let number = |text: &str| text.trim_end_matches(" EUR").replace(['.', ','], "").parse::<i64>().unwrap();
        let column = |part: &AgreementPart, nth: usize| part.rows.iter().skip(1).map(|row| number(&row[nth])).collect::<Vec<_>>();
        for (amounts, what) in [(column(&words.parts[1], 4), "debt"), (column(&words.parts[2], 2), "payments")] {
            let (sum, parts) = amounts.split_last().unwrap();
            assert_eq!(parts.iter().sum::<i64>(), *sum, "{what} at {rate}");
        }
        assert_eq!(column(&words.parts[1], 4).last(), Some(&150_000), "as on the day of acceptance");
    }
}

#[test]
fn a_plan_without_interest_says_so() {
    let ledger = ledger("0", 0);
    let plan = ledger.plan(PlanId(1)).unwrap();
    let say = |choices: &AgreementChoices| all_text(&words(&ledger, plan, choices));
    assert!(say(&choices(Language::En)).contains("This plan bears no interest (0%)."));
    assert!(say(&choices(Language::En)).contains("arrives within 7 working days after its due date"));
    assert!(say(&choices(Language::De)).contains("Nachfrist von 7 Werktagen"));
    assert!(say(&choices(Language::De)).contains("Dieser Plan ist zinsfrei (0\u{a0}%)."));
    let free = AgreementChoices { late_fee: None, law: String::new(), ..choices(Language::En) };
    assert!(say(&free).contains("No late fee is charged."));
    assert!(say(&free).contains(&format!("The law of this country applies: {BLANK}.")));
    let share = AgreementChoices { late_fee: Some(Charge::Percent("2.5".parse().unwrap())), ..choices(Language::De) };
    assert!(say(&share).contains("eine Gebühr von 2,5\u{a0}% des überfälligen Betrags"));
    let proposed = AgreementChoices::proposed(&ledger, plan, day("2025-03-06"));
    assert_eq!((proposed.language, proposed.law.as_str()), (Language::Nl, "Germany"));
}

#[test]
fn the_late_fee_of_the_policy_is_proposed_in_the_currency_of_the_plan() {
    let mut ledger = ledger("0", 0);
    let today = day("2025-03-06");
    let rule = |rule, from: &str, charge| LateFeeRule {
        rule,
        tiers: vec![Tier { from: from.parse().unwrap(), charge }],
        often: Often::Once,
        grace_days: 0,
        cap: Cap::default(),
        tax: TaxCategory::Outside,
    };
    let late_fees = vec![
        rule(1, "0.00 USD", Charge::Amount("9.00 USD".parse().unwrap())),
        rule(2, "600.00 EUR", Charge::Amount(eur(900))),
        rule(3, "0.00 EUR", Charge::Percent(Decimal::from(5))),
    ];
    let proposed = |ledger: &Ledger| AgreementChoices::proposed(ledger, ledger.plan(PlanId(1)).unwrap(), today).late_fee;
    assert_eq!(proposed(&ledger), None, "the policy has none");
    let policy = CreditPolicy { late_fees, ..ledger.policy().clone() };
    ledger.execute(&Command::ChangePolicy { policy }, today).unwrap();
    assert_eq!(proposed(&ledger), Some(Charge::Percent(Decimal::from(5))), "500.00 reaches the rule without a least sum");
    let mut details = ledger.customer(CustomerId(1)).unwrap().details.clone();
    details.approach.no_late_fees = true;
    ledger.execute(&Command::ChangeCustomer { customer: CustomerId(1), details }, today).unwrap();
    assert_eq!(proposed(&ledger), None, "they pay none");
}

#[test]
fn a_settlement_says_in_every_language_what_settles_and_that_the_debt_comes_back() {
    let mut ledger = ledger("0", 0);
    let today = day("2025-03-06");
    let (customer, on, reason) = (CustomerId(1), today, String::new());
    ledger.execute(&Command::EndPlan { plan: PlanId(1), on, reason }, today).unwrap();
    let invoices = vec![InvoiceId(1), InvoiceId(2)];
    let draft = SettlementDraft { customer, invoices, pay: eur(90_000), made: today, until: day("2025-04-15"), note: "secret".to_owned() };
    ledger.execute(&Command::OfferSettlement { draft }, today).unwrap();
    let offer = &ledger.facts().settlements[0];
    for language in Language::ALL {
        let words = settlement_words(&ledger, offer, Some(language));
        let text = all_text(&words);
        let mut expected: Vec<_> = [150_000, 90_000, 60_000, 100_000, 50_000].map(|minor| written_amount_in(eur(minor), language)).to_vec();
        expected.extend(["2025-04-15", "2025-03-06", "2024-12-04"].map(|text| long_date_in(day(text), language)));
        expected.extend(["Nordlicht GmbH", "Zoë Bakker", "R-17", "IBAN on the invoice", "Germany"].map(str::to_owned));
        for figure in &expected {
            assert!(text.contains(figure.as_str()), "{language:?}: {figure} in\n{text}");
        }
        assert!(!text.contains(['{', '}']) && !text.contains("secret"), "{text}");
        assert_eq!(text.matches(&long_date_in(day("2025-04-15"), language)).count(), 2, "until when, and what if not: {text}");
        assert_eq!((words.parts.len(), words.parts.last().unwrap().rows.len()), (8, 2));
    }
    assert_eq!(settlement_words(&ledger, offer, None).language, Language::Nl);
}

#[test]
fn the_owner_is_told_what_stands_in_the_way() {
    let mut ledger = ledger("6", 0);
    let told = |ledger: &Ledger| notes(ledger, ledger.plan(PlanId(1)).unwrap(), &choices(Language::En), day("2025-03-06"));
    assert_eq!(told(&ledger), ["These words are a common form, not legal advice. Have them checked when much depends on them."]);
    let on = day("2025-03-06");
    let case = DisputeCase::default();
    ledger.execute(&Command::RaiseDispute { invoice: InvoiceId(1), on, reason: String::new(), case }, on).unwrap();
    ledger.execute(&Command::SetHold { customer: CustomerId(1), on, reason: "late".to_owned() }, on).unwrap();
    let told = told(&ledger);
    assert!(told[0].starts_with("R-17 is disputed. Settle the dispute first"), "{told:?}");
    assert!(told[1].starts_with("This customer is on hold."), "{told:?}");
}
