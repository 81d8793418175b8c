//! Facts that cannot be are refused, each with a sentence that names the record: whatever a file, a snapshot or another
//! version brings. That everything `decide` accepts passes is shown by `exam_ledger`.

use chrono::NaiveDate;
use recoup::domain::command::Command;
use recoup::domain::credit::{Allocation, CreditSource, Payment};
use recoup::domain::currency::Currency;
use recoup::domain::customer::{Contact, Customer, CustomerDetails};
use recoup::domain::facts::{Facts, ImportRecord, Span};
use recoup::domain::ids::{AllocationId, CustomerId, ImportId, InvoiceId, PaymentId, PlanId};
use recoup::domain::invoice::{DocumentKind, DueDateChange, Invoice};
use recoup::domain::ledger::{FactsProblem, Ledger};
use recoup::domain::message::{DueItem, MessageState};
use recoup::domain::money::Money;
use recoup::domain::plan::PlanEnd;
use recoup::domain::sample_shop::sample_shop;
use recoup::exchange::json::import_ledger;

const SAMPLE: &[u8] = include_bytes!("../../src/exchange/json/sample.json");

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A small ledger with every kind of record.
fn sample() -> Facts {
    import_ledger(SAMPLE).unwrap()
}

fn found(facts: Facts) -> Vec<FactsProblem> {
    Ledger::from_facts(facts).err().unwrap_or_default()
}

/// The first problem after a change.
#[track_caller]
fn check(change: impl FnOnce(&mut Facts), expected: &str) {
    let mut facts = sample();
    change(&mut facts);
    let command = Command::ReplaceLedger { facts: Box::new(facts.clone()) };
    let first = found(facts).first().map(ToString::to_string).unwrap_or_default();
    assert!(first.contains(expected), "expected {expected}\n found    {first}");
    let refusal = Ledger::default().decide(&command, date("2026-01-01")).unwrap_err().to_string();
    assert_eq!(refusal, format!("The ledger does not fit together: {first}"));
}

/// A change that is no problem.
#[track_caller]
fn sound(change: impl FnOnce(&mut Facts)) {
    let mut facts = sample();
    change(&mut facts);
    assert_eq!(found(facts), []);
}

#[test]
fn the_samples_are_sound() {
    sound(|_| {});
    assert_eq!(found(sample_shop(date("2025-06-30")).unwrap()), []);
    assert_eq!(found(Facts::default()), []);
}

#[test]
fn messages_cover_what_their_customer_has() {
    let covers = |item: DueItem| move |facts: &mut Facts| facts.messages[1].content.covers.push(item);
    let expected = "messages, record 2: it covers documents or instalments that its customer does not have";
    check(covers(DueItem::Invoice(InvoiceId(99))), expected);
    check(covers(DueItem::Invoice(InvoiceId(0))), expected);
    check(covers(DueItem::Invoice(InvoiceId(4))), expected);
    check(covers(DueItem::Instalment(PlanId(99), 0)), expected);
    check(covers(DueItem::Instalment(PlanId(2), 0)), expected);
    check(covers(DueItem::Instalment(PlanId(1), 2)), expected);
    sound(covers(DueItem::Instalment(PlanId(1), 1)));
}

#[test]
fn plans_hold_together() {
    let interest = "plans, record 1: its interest document is not one of its documents, or holds no interest";
    check(|facts| facts.plans[0].interest_document = Some(InvoiceId(99)), interest);
    check(|facts| facts.plans[0].interest_document = Some(InvoiceId(1)), interest);
    check(|facts| facts.invoices[2].kind = DocumentKind::Invoice, interest);
    check(|facts| facts.plans[0].invoices.truncate(1), interest);
    let end = |on: &str| Some(PlanEnd::new(date(on), String::new()));
    check(|facts| facts.plans[1].ended = end("2025-02-28"), "plans, record 2: it ended before it was accepted");
    sound(|facts| facts.plans[1].ended = end("2025-03-01"));
    let instalment = |minor: i64| move |facts: &mut Facts| facts.plans[1].instalments[0].amount = Money::from_minor(minor, Currency::JPY);
    check(instalment(0), "plans, record 2: its amount is zero, negative or too large");
    check(instalment(-1), "plans, record 2: its amount is zero");
    check(instalment(i64::MAX), "plans, record 2: its amount is zero");
}

#[test]
fn disputes_and_pauses_do_not_end_before_they_begin() {
    check(|facts| facts.disputes[0].closed = Some(date("2025-02-01")), "disputes, record 1: it was closed before it was raised");
    sound(|facts| facts.disputes[0].closed = Some(date("2025-02-02")));
    check(|facts| facts.pauses[0].until = Some(date("2025-01-31")), "pauses, record 1: it ends before it begins");
    sound(|facts| facts.pauses[0].until = Some(date("2025-02-01")));
    check(|facts| facts.pauses[0].invoice = Some(InvoiceId(4)), "pauses, record 1: it is about an invoice that its customer does not have");
}

#[test]
fn a_customers_numbers_are_unique_among_what_counts() {
    let renamed = |place: usize, number: &'static str| move |facts: &mut Facts| facts.invoices[place].number = number.to_owned();
    check(renamed(4, "J1"), "invoices, record 5: its customer has another invoice with its number");
    sound(renamed(1, "INV-1")); // void
    sound(renamed(3, "INV-1")); // of another customer
    sound(renamed(0, "Plan 1 interest")); // typed before the plan was agreed
}

#[test]
fn the_last_change_leads_to_the_due_date() {
    let change = |to: &str| DueDateChange { invoice: InvoiceId(1), on: date("2025-01-11"), from: date("2025-02-01"), to: date(to) };
    check(|facts| facts.due_date_changes.push(change("2025-02-09")), "due_date_changes, record 2: it does not lead to the due date of its");
    check(|facts| facts.invoices[0].due = date("2025-02-09"), "due_date_changes, record 1: it does not lead");
    check(|facts| facts.due_date_changes[0].invoice = InvoiceId(99), "due_date_changes, record 1: its invoice does not exist");
    sound(|facts| facts.due_date_changes.insert(0, change("2025-02-09")));
}

#[test]
fn the_steps_are_in_order() {
    check(|facts| facts.policy.schedule.swap(0, 1), "policy: its steps are not in order of their offset");
}

#[test]
fn imports_share_no_records() {
    let second = |change: fn(&mut ImportRecord)| {
        move |facts: &mut Facts| {
            let mut import = ImportRecord { id: ImportId(2), undone: None, ..facts.imports[0].clone() };
            let none = Span::default();
            (import.customers, import.invoices, import.payments) = (none, none, none);
            change(&mut import);
            facts.imports.push(import);
        }
    };
    sound(second(|_| {}));
    sound(second(|import| import.invoices = Span { first: 1, count: 2 }));
    sound(second(|import| import.invoices = Span { first: 4, count: 0 }));
    check(
        second(|import| import.customers = Span { first: 2, count: 1 }),
        "imports, record 2: it names customers that another import added",
    );
    check(second(|import| import.invoices = Span { first: 4, count: 1 }), "imports, record 2: it names invoices that another import added");
    check(second(|import| import.invoices = Span { first: 1, count: 3 }), "imports, record 1: it names invoices that another import added");
    check(second(|import| import.payments = Span { first: 2, count: 2 }), "it names payments that another import added");
    check(second(|import| import.disputes = Span { first: 1, count: 2 }), "imports, record 2: it names records that are not there");
    check(second(|import| import.credit_notes = Span { first: u32::MAX, count: u32::MAX }), "it names records that are not there");
}

#[test]
fn texts_can_be_shown_and_addresses_are_addresses() {
    let contact = |change: fn(&mut Contact)| move |facts: &mut Facts| change(&mut facts.customers[0].details.contacts[0]);
    let bad = "customers, record 1: its e-mail address is not one";
    check(contact(|contact| contact.email = "ann".into()), bad);
    check(contact(|contact| contact.email = "a@b.example,c@d.example".into()), bad);
    check(contact(|contact| contact.email = format!("a@{}", "b".repeat(253))), "its e-mail address has more than 254 characters");
    check(|facts| facts.settings.business.email = "a@b?cc=c@d".into(), "settings: its e-mail address is not one");
    check(contact(|contact| contact.name = "A\nnn".into()), "its contact's name holds a character that cannot be shown (U+000A)");
    check(contact(|contact| contact.role = "x".repeat(101)), "its contact's role has more than 100 characters");
    check(contact(|contact| contact.phone = "\u{202e}1".into()), "its telephone number holds a character that cannot be shown (U+202E)");
    let details = |change: fn(&mut CustomerDetails)| move |facts: &mut Facts| change(&mut facts.customers[0].details);
    check(details(|details| details.name = " ".into()), "customers, record 1: it has no name");
    check(details(|details| details.name = "é".repeat(201)), "its name has more than 200 characters");
    sound(details(|details| details.name = "é".repeat(200)));
    check(details(|details| details.reference = "1".repeat(101)), "its customer number has more than 100 characters");
    sound(details(|details| details.reference = "1".repeat(100)));
    check(details(|details| details.address = "\u{0}".into()), "its address holds a character that cannot be shown (U+0000)");
    check(details(|details| details.country = "1".repeat(61)), "its country has more than 60 characters");
    check(details(|details| details.note = "1".repeat(2001)), "its note has more than 2000 characters");
    let rate = |text: &'static str| move |facts: &mut Facts| facts.settings.bookkeeping.tax_rate = text.into();
    check(rate("\u{202e}"), "settings: The name of a tax rate can have at most 60 characters that can be shown.");
    check(rate(" No VAT"), "settings: its accounts are not as a chart is kept");
    sound(rate("No VAT"));
    check(|facts| facts.settings.business.name = "1".repeat(201), "settings: its name has more than 200 characters");
    check(|facts| facts.settings.business.payment_details = "\u{2066}".into(), "settings: its payment details holds a character");
    check(|facts| facts.invoices[0].number = String::new(), "invoices, record 1: it has no number");
    check(|facts| facts.invoices[0].number = "1".repeat(61), "invoices, record 1: its number has more than 60 characters");
    check(|facts| facts.invoices[0].note = "\u{feff}".into(), "invoices, record 1: its note holds a character");
    check(|facts| facts.credit_notes[0].number = "\u{7f}".into(), "credit_notes, record 1: its number holds a character");
    check(|facts| facts.payments[0].method = "1".repeat(61), "payments, record 1: its means of payment has more than 60");
    check(|facts| facts.payments[0].reference = "1".repeat(141), "payments, record 1: its reference has more than 140");
    check(|facts| facts.disputes[0].reason = "1".repeat(501), "disputes, record 1: its reason has more than 500");
    check(|facts| facts.pauses[0].reason = "1".repeat(501), "pauses, record 1: its reason has more than 500");
    check(|facts| facts.messages[0].content.subject = "a\nb".into(), "messages, record 1: its subject holds a character");
    check(|facts| facts.messages[0].content.body = "1".repeat(20_001), "messages, record 1: its text has more than 20000");
    let skipped = |reason: String| MessageState::Skipped { on: date("2025-02-17"), reason };
    check(|facts| facts.messages[1].state = skipped("\u{1b}[2J".into()), "messages, record 2: its reason holds a character");
    check(|facts| facts.plans[1].ended.as_mut().unwrap().reason = "1".repeat(501), "plans, record 2: its reason has more than 500");
    check(|facts| facts.imports[0].source = "1".repeat(256), "imports, record 1: its file name has more than 255");
    check(|facts| facts.imports[0].fingerprint = "\u{0}".into(), "imports, record 1: its fingerprint holds a character");
}

#[test]
fn no_day_has_more_allocated_than_there_is() {
    let again = |on: &str, until: Option<&str>| Allocation {
        id: AllocationId(6),
        source: CreditSource::Payment(PaymentId(1)),
        invoice: InvoiceId(1),
        amount: Money::from_minor(600, Currency::USD),
        on: date(on),
        until: until.map(date),
    };
    check(|facts| facts.allocations.push(again("2025-01-21", None)), "payments, record 1: more is allocated from it than its amount");
    check(|facts| facts.allocations.push(again("2025-01-21", Some("2025-01-22"))), "payments, record 1: more is allocated from it");
    sound(|facts| facts.allocations.push(again("2025-01-21", Some("2025-01-21"))));
    sound(|facts| {
        facts.allocations[0].until = Some(date("2025-01-25"));
        facts.allocations.push(again("2025-01-25", None));
    });
    check(
        |facts| {
            facts.credit_notes[0].amount = Money::from_minor(9_000, Currency::USD);
            facts.allocations[2].amount = Money::from_minor(8_001, Currency::USD);
        },
        "invoices, record 1: more is allocated to it than its amount",
    );
    check(
        |facts| facts.allocations[2].amount = Money::from_minor(1_001, Currency::USD),
        "credit_notes, record 1: more is allocated from it",
    );
}

#[test]
fn at_most_a_hundred_problems_are_said() {
    let mut facts = large(5_000);
    facts.invoices.iter_mut().for_each(|invoice| invoice.number.clear());
    assert_eq!(found(facts).len(), 100);
}

/// `invoices` invoices, each paid.
fn large(invoices: usize) -> Facts {
    let day = date("2024-02-29");
    let amount = Money::from_minor(12_345, Currency::EUR);
    let mut facts = Facts::default();
    for place in 0..invoices / 100 {
        let email = format!("accounts@customer-{place}.example");
        let details = CustomerDetails {
            contacts: vec![Contact { email, ..Contact::default() }],
            address: format!("{place} High Street\nLeeds"),
            ..CustomerDetails::named(&format!("Customer {place}"))
        };
        facts.customers.push(Customer { id: CustomerId::from_index(place), details, added: day, removed: false });
    }
    for place in 0..invoices {
        let customer = CustomerId::from_index(place * 7 % (invoices / 100));
        let (invoice, payment) = (InvoiceId::from_index(place), PaymentId::from_index(place));
        facts.invoices.push(Invoice {
            id: invoice,
            customer,
            number: format!("INV-{place:07}"),
            kind: DocumentKind::Invoice,
            issued: day,
            due: day,
            amount,
            note: "Ordered by telephone".to_owned(),
            charge: None,
            voided: None,
            terms: None,
        });
        let (method, reference) = ("bank transfer".to_owned(), format!("RF{place}"));
        facts.payments.push(Payment { id: payment, customer, received: day, amount, method, reference, reversed: None });
        facts.allocations.push(Allocation {
            id: AllocationId::from_index(place),
            source: CreditSource::Payment(payment),
            invoice,
            amount,
            on: day,
            until: None,
        });
    }
    facts
}

#[test]
fn promises_contacts_holds_and_tasks_belong_to_their_customer() {
    check(|facts| facts.promises[0].customer.0 = 99, "promises, record 1: its customer does not exist");
    check(|facts| facts.promises[0].invoices[0].0 = 4, "promises, record 1: it is about invoices that its customer does not have");
    check(|facts| facts.promises[0].due = date("2025-01-31"), "promises, record 1: it is due before it was given");
    check(|facts| facts.promises[0].withdrawn = Some(date("2025-01-31")), "promises, record 1: it was withdrawn before it was given");
    check(|facts| facts.contacts[0].customer.0 = 99, "contacts, record 1: its customer does not exist");
    check(|facts| facts.contacts[0].next = Some(date("2025-01-31")), "contacts, record 1: the next contact is before it");
    check(|facts| facts.contacts[1].id.0 = 1, "contacts, record 2: its id is 1 instead of 2");
    check(|facts| facts.holds[0].customer.0 = 0, "holds, record 1: its customer does not exist");
    check(|facts| facts.holds[0].set = date("2025-02-10"), "holds, record 1: it was released before it was set");
    let other = "it is about a task that its customer does not have";
    check(|facts| facts.postponements[1].customer.0 = 1, &format!("postponements, record 2: {other}"));
    check(|facts| facts.postponements[0].until = Some(date("2025-02-01")), "postponements, record 1: it ends before it begins");
}

#[test]
fn what_is_known_of_a_dispute_fits_its_invoice() {
    use recoup::domain::ids::CreditNoteId;
    check(|facts| facts.disputes[1].invoice.0 = 1, "disputes, record 2: its contested amount is in another currency than its invoice");
    check(|facts| facts.disputes[1].case.answer_by = Some(date("2025-02-01")), "disputes, record 2: its deadline is before it was raised");
    check(|facts| facts.disputes[0].closed = None, "disputes, record 1: it has an outcome but is not closed");
    let note = |id: u32| move |facts: &mut Facts| facts.disputes[0].outcome.as_mut().unwrap().credit_note = Some(CreditNoteId(id));
    check(note(9), "disputes, record 1: its credit note is not one of this customer");
    sound(note(2));
}

#[test]
fn credit_files_and_decisions_are_sound() {
    let decision = "decisions, record 1: ";
    check(|facts| facts.decisions[0].customer.0 = 9, &format!("{decision}its customer does not exist"));
    check(|facts| facts.decisions[0].decided.deposit = None, &format!("{decision}its deposit does not fit its verdict and its amount"));
    check(|facts| facts.decisions[0].word.clear(), &format!("{decision}it differs from the rule without a reason"));
    check(|facts| facts.decisions[0].on = date("2025-02-09"), &format!("{decision}it ended before it was made"));
    check(|facts| facts.decisions[0].reasons = vec!["\u{1b}".into()], &format!("{decision}its reasons are too many, too long"));
    check(
        |facts| facts.customers[0].details.further_limits[0] = facts.customers[0].details.credit_limit.unwrap(),
        "two limits in one currency",
    );
    check(|facts| facts.customers[0].details.credit_file.references[0].who.clear(), "a reference or agency on file has no name");
    check(|facts| facts.customers[0].details.credit_file.tax_number = "1".repeat(61), "its tax number has more than 60 characters");
    check(|facts| facts.customers[0].details.credit_file.review = Some(date("1900-01-01")), "a day of its credit file is not between");
}
