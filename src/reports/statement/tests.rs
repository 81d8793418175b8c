use super::*;
use crate::domain::command::Command;
use crate::domain::dispute::DisputeCase;
use crate::domain::sample_shop::sample_shop;
use crate::reports::aging::{AgingParameters, aging};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn sample() -> Ledger {
    Ledger::from_facts(sample_shop(date("2026-03-02")).unwrap()).unwrap()
}

#[test]
fn the_closing_balance_is_the_control_total_of_the_aging_on_every_day() {
    let ledger = sample();
    for back in [0, 1, 14, 29, 45, 60, 90, 200, 400] {
        let day = crate::domain::calendar::add_days(date("2026-03-02"), -back);
        let report = aging(&ledger, &AgingParameters::of(&ledger, day));
        for account in ledger.accounts() {
            let found = statement(&ledger, account.customer, account.currency, None, day);
            let row = report.rows.iter().find(|row| (row.customer, row.currency) == (account.customer, account.currency));
            let expected = row.map_or((0, 0, 0), |row| (row.amounts.control, row.amounts.open(), -row.amounts.unapplied));
            let open = found.open.iter().map(|line| line.open.minor()).sum();
            assert_eq!((found.closing.minor(), open, found.unapplied.minor()), expected, "{} on {day}", account.customer);
        }
    }
}

#[test]
fn periods_join_without_a_gap() {
    let ledger = sample();
    let (first, second) = (date("2026-01-15"), date("2026-03-02"));
    for account in ledger.accounts() {
        let whole = statement(&ledger, account.customer, account.currency, None, second);
        let early = statement(&ledger, account.customer, account.currency, None, first);
        let late = statement(&ledger, account.customer, account.currency, first.succ_opt(), second);
        assert_eq!((early.closing, late.closing), (late.opening, whole.closing));
        assert_eq!(whole.opening.minor(), 0);
        assert_eq!([early.lines, late.lines].concat(), whole.lines);
        assert_eq!(whole.lines.last().map_or(0, |line| line.balance.minor()), whole.closing.minor());
    }
}

#[test]
fn what_never_counted_is_not_shown_and_what_was_taken_back_is_shown_twice() {
    let ledger = sample();
    let bounced = ledger.facts().payments.iter().find(|payment| payment.reversed.is_some()).unwrap();
    let found = statement(&ledger, bounced.customer, bounced.amount.currency(), None, date("2026-03-02"));
    let changes: Vec<_> = found
        .lines
        .iter()
        .filter(|line| [StatementEntry::Payment(bounced.id), StatementEntry::PaymentReversed(bounced.id)].contains(&line.entry))
        .map(|line| line.change.minor())
        .collect();
    assert_eq!(changes, [-bounced.amount.minor(), bounced.amount.minor()]);
}

#[test]
fn a_discount_that_can_still_be_had_stands_beside_its_invoice() {
    use crate::domain::command::{Command, InvoiceDraft};
    use crate::domain::customer::CustomerDetails;
    use crate::domain::invoice_terms::{DiscountRule, InvoiceTerms, TermsChoice};
    let mut ledger = Ledger::default();
    let today = date("2026-03-20");
    ledger.execute(&Command::AddCustomer { details: CustomerDetails::named("Ada") }, today).unwrap();
    let discount = DiscountRule::of("2/10 net 30".parse().unwrap()).unwrap();
    let draft = InvoiceDraft {
        customer: CustomerId(1),
        number: "1".to_owned(),
        issued: date("2026-03-01"),
        due: None,
        amount: Money::from_minor(100_000, Currency::USD),
        note: String::new(),
        terms: TermsChoice::Own(InvoiceTerms::of(discount)),
    };
    ledger.execute(&Command::IssueInvoice { draft }, today).unwrap();
    let offered = |ledger: &Ledger, day: &str| {
        let found = statement(ledger, CustomerId(1), Currency::USD, None, date(day));
        assert_eq!(found.to_pay().minor(), 100_000, "what is owed stays the whole amount");
        found.open[0].discount.map(|open| (open.cash.minor(), open.offer.until))
    };
    assert_eq!(offered(&ledger, "2026-03-11"), Some((98_000, date("2026-03-11"))));
    assert_eq!(offered(&ledger, "2026-03-12"), None);
}

#[test]
fn how_to_pay_stands_on_it_as_on_letters_and_only_while_something_is_owed() {
    use crate::domain::command::Command;
    use crate::domain::payment_options::PaymentOptions;
    let today = date("2026-03-02");
    let mut ledger = sample();
    let mut settings = ledger.settings().clone();
    settings.business.payment_details = "Cheques to the office.".to_owned();
    settings.payment = PaymentOptions {
        holder: "Copper & Crema".to_owned(),
        iban: "DE89370400440532013000".to_owned(),
        bic: "COBADEFFXXX".to_owned(),
        link: "https://pay.example/{{amount}}".to_owned(),
        upi: "crema@bank".to_owned(),
        ..PaymentOptions::default()
    };
    ledger.execute(&Command::ChangeSettings { settings }, today).unwrap();
    let statements: Vec<_> =
        ledger.accounts().iter().map(|account| statement(&ledger, account.customer, account.currency, None, today)).collect();
    let owing = statements.iter().find(|found| found.closing.is_positive()).unwrap();
    let number = &ledger.invoice(owing.open[0].invoice).unwrap().number;
    let text = how_to_pay(&ledger, owing);
    let link = format!("Pay online: https://pay.example/{}", owing.closing.to_plain());
    for line in ["Account holder: Copper & Crema", "IBAN: DE89 3704 0044 0532 0130 00", "BIC: COBADEFFXXX", &link, "Cheques to the office."]
    {
        assert!(text.lines().any(|found| found == line), "{line}: {text}");
    }
    assert!(text.contains(&format!("Reference: {number}")) && !text.contains("UPI"), "{text}");
    let mut rupees = owing.clone();
    rupees.closing = Money::from_minor(10_000, Currency::from_code("INR").unwrap());
    assert!(how_to_pay(&ledger, &rupees).contains("UPI: crema@bank"));
    let paid = statements.iter().find(|found| !found.closing.is_positive()).unwrap();
    assert_eq!(how_to_pay(&ledger, paid), "");
}

#[test]
fn what_is_contested_stays_owed_and_is_not_asked_for() {
    let mut ledger = sample();
    let day = date("2026-03-02");
    let account = ledger.accounts().iter().find(|account| account.owed > 20_000).cloned().unwrap();
    let find = |ledger: &Ledger| statement(ledger, account.customer, account.currency, None, day);
    let before = find(&ledger);
    let line = before.open.iter().find(|line| ledger.open_dispute(line.invoice, day).is_none()).cloned().unwrap();
    let amount = Money::from_minor(100, account.currency);
    let case = DisputeCase { amount: Some(amount), ..DisputeCase::default() };
    ledger.execute(&Command::RaiseDispute { invoice: line.invoice, on: day, reason: String::new(), case }, day).unwrap();
    let after = find(&ledger);
    assert_eq!((after.closing, after.disputed.minor()), (before.closing, before.disputed.minor() + 100));
    assert_eq!(after.to_pay().minor(), before.to_pay().minor() - 100);
}
