//! What a file brings is held to the rules of single commands, and what it leaves behind is sound.

use chrono::NaiveDate;
use recoup::domain::charge::{ChargeBasis, ChargeDraft, TaxCategory};
use recoup::domain::command::Command;
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{ImportId, InvoiceId};
use recoup::domain::import::{DueFrom, ImportBatch, ImportedCreditNote, ImportedCustomer, ImportedInvoice, ImportedPayment};
use recoup::domain::invoice::DocumentKind;
use recoup::domain::late_fee::FeeKey;
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    date("2025-03-01")
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn invoice(number: &str, amount: Money) -> ImportedInvoice {
    ImportedInvoice {
        customer: 0,
        number: number.to_owned(),
        issued: date("2025-01-01"),
        due: date("2025-01-31"),
        due_from: DueFrom::File,
        amount,
        disputed: false,
        payments: vec![ImportedPayment { on: today(), amount: Money::from_minor(1, amount.currency()) }],
        note: String::new(),
    }
}

fn batch() -> ImportBatch {
    ImportBatch {
        source: "orders.csv".into(),
        fingerprint: "00".into(),
        customers: vec![ImportedCustomer { name: "Ann".into(), email: "ann@example.com".into(), ..ImportedCustomer::default() }],
        invoices: vec![invoice("INV-1", usd(5000))],
        credit_notes: vec![ImportedCreditNote {
            customer: 0,
            number: "CN-1".into(),
            issued: date("2025-01-02"),
            amount: usd(100),
            note: String::new(),
        }],
    }
}

fn changed(change: impl FnOnce(&mut ImportBatch)) -> ImportBatch {
    let mut batch = batch();
    change(&mut batch);
    batch
}

/// The whole file is refused, by the preview too, with a sentence that begins like this.
#[track_caller]
fn check(change: impl FnOnce(&mut ImportBatch), expected: &str) {
    let batch = changed(change);
    let ledger = Ledger::default();
    let preview = ledger.plan_import(&batch, today()).expect_err(expected).to_string();
    let refusal = ledger.decide(&Command::ImportFile { batch: Box::new(batch) }, today()).unwrap_err().to_string();
    assert!(refusal.starts_with(expected), "expected {expected}\n found    {refusal}");
    assert_eq!(preview, refusal);
}

/// The ledger after the file, checked.
#[track_caller]
fn taken(ledger: Ledger, batch: ImportBatch) -> Ledger {
    let mut ledger = ledger;
    ledger.execute(&Command::ImportFile { batch: Box::new(batch) }, today()).unwrap();
    assert_eq!(ledger.check(), []);
    ledger
}

#[test]
fn customers_are_held_to_the_rules_of_typed_ones() {
    let customer = |change: fn(&mut ImportedCustomer)| move |batch: &mut ImportBatch| change(&mut batch.customers[0]);
    check(customer(|customer| customer.name = " ".into()), "Customer 1 of the file: Enter the customer's name.");
    check(customer(|customer| customer.name = "x".repeat(201)), &format!("Customer {}: The name can have at most 200", "x".repeat(60)));
    check(customer(|customer| customer.name = "A\u{202e}nn".into()), "Customer Ann: The name contains characters that cannot be shown.");
    check(customer(|customer| customer.name = "A\nB".into()), "Customer AB: The name contains characters");
    check(customer(|customer| customer.reference = "1".repeat(101)), "Customer Ann: The customer number can have at most 100");
    check(customer(|customer| customer.phone = "1".repeat(61)), "Customer Ann: The telephone number can have at most 60");
    check(customer(|customer| customer.address = "\u{0}".into()), "Customer Ann: The address contains characters");
    check(customer(|customer| customer.country = "1".repeat(61)), "Customer Ann: The country can have at most 60");
}

#[test]
fn documents_are_held_to_the_rules_of_typed_ones() {
    let invoice = |change: fn(&mut ImportedInvoice)| move |batch: &mut ImportBatch| change(&mut batch.invoices[0]);
    check(invoice(|invoice| invoice.number = " ".into()), "Invoice 1 of the file: Enter the invoice number.");
    check(invoice(|invoice| invoice.number = "1".repeat(61)), &format!("Invoice {}: The number can have at most 60", "1".repeat(60)));
    check(invoice(|invoice| invoice.number = "IN\u{7}V".into()), "Invoice INV: The number contains characters");
    check(invoice(|invoice| invoice.note = "n".repeat(2001)), "Invoice INV-1: The note can have at most 2000");
    check(invoice(|invoice| invoice.amount = usd(0)), "Invoice INV-1: The amount must be more than zero.");
    check(invoice(|invoice| invoice.amount = usd(Money::MAX_MINOR + 1)), "Invoice INV-1: The amount is larger than");
    check(invoice(|invoice| invoice.issued = date("1949-12-31")), "Invoice INV-1: 1949-12-31 is not a date between 1950 and 2100.");
    check(invoice(|invoice| invoice.due = date("2101-01-01")), "Invoice INV-1: 2101-01-01 is not a date");
    check(invoice(|invoice| invoice.payments[0].amount = usd(0)), "Invoice INV-1: The amount must be more than zero.");
    check(invoice(|invoice| invoice.payments[0].amount = usd(i64::MAX)), "Invoice INV-1: The amount is larger than");
    check(invoice(|invoice| invoice.payments[0].amount = usd(5001)), "Invoice INV-1: It owes 50.00 USD, so 50.01 USD cannot be applied");
    check(invoice(|invoice| invoice.payments[0].amount = Money::from_minor(1, Currency::EUR)), "Invoice INV-1: ");
    check(invoice(|invoice| invoice.payments[0].on = date("2025-03-02")), "Invoice INV-1: The day of payment cannot be after today");
    check(invoice(|invoice| invoice.payments[0].on = date("1949-12-31")), "Invoice INV-1: 1949-12-31 is not a date");
    check(|batch| batch.invoices[0].customer = 1, "There is no such customer");
    let note = |change: fn(&mut ImportedCreditNote)| move |batch: &mut ImportBatch| change(&mut batch.credit_notes[0]);
    check(note(|note| note.number = String::new()), "Credit note 1 of the file: Enter the credit note's number.");
    check(note(|note| note.amount = usd(-1)), "Credit note CN-1: The amount must be more than zero.");
    check(note(|note| note.issued = date("2101-01-01")), "Credit note CN-1: 2101-01-01 is not a date");
    check(note(|note| note.note = "\u{0}x".into()), "Credit note CN-1: The note contains characters");
}

#[test]
fn what_is_no_e_mail_address_is_left_out() {
    for (email, kept) in [("ann@example.com", "ann@example.com"), (" ann@example.com ", "ann@example.com"), ("Ann", ""), ("a@b,c@d", "")] {
        let ledger = taken(Ledger::default(), changed(|batch| batch.customers[0].email = email.into()));
        assert_eq!(ledger.facts().customers[0].details.email().unwrap_or_default(), kept, "{email}");
    }
    let long = format!("a@{}", "b".repeat(253));
    let ledger = taken(Ledger::default(), changed(|batch| batch.customers[0].email = long));
    assert!(ledger.facts().customers[0].details.contacts.is_empty());
}

#[test]
fn texts_are_trimmed_and_the_file_name_can_be_shown() {
    let ledger = taken(
        Ledger::default(),
        changed(|batch| {
            batch.source = format!(" or\u{202e}ders\u{0}{}.csv", "x".repeat(300));
            batch.customers[0].name = " Ann ".into();
            batch.customers[0].reference = "1".repeat(100);
            batch.invoices[0].number = " INV-1 ".into();
            batch.invoices[0].note = "a\nb ".into();
        }),
    );
    let facts = ledger.facts();
    let source = &facts.imports[0].source;
    assert!(source.starts_with("ordersxxx") && source.chars().count() == 255, "{source}");
    assert_eq!((facts.customers[0].details.name.as_str(), facts.invoices[0].number.as_str()), ("Ann", "INV-1"));
    assert_eq!(facts.invoices[0].note, "a\nb");
    let again = ledger.plan_import(&batch(), today()).unwrap();
    assert!(again.batch.is_empty() && again.unchanged == 2, "{again:?}");
}

#[test]
fn a_number_counts_once_per_customer() {
    let twice = |amount: Money| {
        changed(|batch| {
            batch.invoices.push(invoice(" INV-1", amount));
            batch.credit_notes.push(batch.credit_notes[0].clone());
        })
    };
    let plan = Ledger::default().plan_import(&twice(usd(5000)), today()).unwrap();
    assert_eq!((plan.batch.invoices.len(), plan.batch.payments.len(), plan.batch.credit_notes.len(), plan.unchanged), (1, 1, 1, 2));
    let plan = Ledger::default().plan_import(&twice(usd(5001)), today()).unwrap();
    assert_eq!(plan.conflicts.len(), 1);
    assert_eq!((plan.conflicts[0].customer.as_str(), plan.conflicts[0].ours, plan.conflicts[0].theirs), ("Ann", usd(5000), usd(5001)));
    taken(Ledger::default(), twice(usd(5000)));

    // A newer file that names a known invoice twice adds its payment once.
    let ledger = taken(Ledger::default(), batch());
    let paid = || {
        let mut invoice = invoice("INV-1", usd(5000));
        invoice.payments[0].amount = usd(5000);
        invoice
    };
    let ledger = taken(ledger, changed(|batch| batch.invoices = vec![paid(), paid()]));
    assert_eq!(ledger.balance(&ledger.facts().invoices[0]), usd(0));
    assert_eq!(ledger.facts().payments.len(), 2);
}

#[test]
fn a_customer_number_of_a_hundred_characters_can_be_typed() {
    let typed = |length: usize| {
        let details = CustomerDetails { reference: "1".repeat(length), ..CustomerDetails::named("Ann") };
        Ledger::default().decide(&Command::AddCustomer { details }, today())
    };
    assert!(typed(100).is_ok());
    assert_eq!(typed(101).unwrap_err().to_string(), "The customer number can have at most 100 characters.");
}

#[test]
fn an_import_stays_while_fees_stand_for_what_it_added() {
    let mut ledger = taken(Ledger::default(), batch());
    let basis = ChargeBasis {
        about: InvoiceId(1),
        key: FeeKey { rule: 0, period: 1 },
        from: date("2025-02-01"),
        to: date("2025-02-28"),
        calculation: "28 days".to_owned(),
        tax: TaxCategory::default(),
    };
    let charge = ChargeDraft { kind: DocumentKind::Interest, amount: usd(30), due: None, basis };
    ledger.execute(&Command::PostCharges { charges: vec![charge], on: today() }, today()).unwrap();
    let undo = Command::UndoImport { import: ImportId(1) };
    let number = ledger.invoice(InvoiceId(2)).unwrap().number.clone();
    let refused = ledger.execute(&undo, today()).unwrap_err().to_string();
    assert_eq!(refused, format!("{number} was charged for INV-1, which this import added. Void {number} first."));
    ledger.execute(&Command::VoidInvoice { invoice: InvoiceId(2), on: today() }, today()).unwrap();
    ledger.execute(&undo, today()).unwrap();
    assert!(ledger.facts().invoices.iter().all(|invoice| invoice.voided.is_some()));
    assert_eq!(ledger.check(), []);
}
