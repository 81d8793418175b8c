//! Facts of a plain, busy business of any size, seeded: what sizes and times are measured with.
//!
//! A document every few minutes of three years, customers of very different size, terms of 14 to 60 days, most
//! invoices paid in full some days around the due date, some in part, some not; three currencies.

use super::random::Random;
use super::random_ledger::day;
use chrono::{Days, NaiveDate};
use recoup::domain::credit::{Allocation, CreditSource, Payment};
use recoup::domain::currency::Currency;
use recoup::domain::customer::{Contact, Customer, CustomerDetails};
use recoup::domain::facts::{Facts, ImportRecord, Span};
use recoup::domain::ids::{AllocationId, CustomerId, ImportId, InvoiceId, PaymentId};
use recoup::domain::invoice::{DocumentKind, Invoice};
use recoup::domain::money::Money;

/// `invoices` invoices with their payments; one customer to a hundred invoices.
pub fn realistic_facts(seed: u64, invoices: usize) -> Facts {
    let random = &mut Random::new(seed);
    let start = day(2022, 1, 3);
    let customers: Vec<Customer> = (0..invoices.div_ceil(100)).map(|place| customer(place, random, start)).collect();
    let mut facts = Facts { customers, ..Facts::default() };
    let mut paid: Vec<(NaiveDate, InvoiceId, Money)> = Vec::new();
    for place in 0..invoices {
        let customers = facts.customers.len() as u64;
        let owner = random.below(customers).min(random.below(customers)) as usize;
        let issued = start + Days::new((place * 1095 / invoices) as u64);
        let terms = *random.pick(&[14, 30, 30, 30, 45, 60]);
        let currency = [Currency::USD, Currency::USD, Currency::USD, Currency::USD, Currency::EUR, Currency::GBP][owner % 6];
        let scale = *random.pick(&[1_000, 10_000, 100_000, 1_000_000]);
        let minor = scale + random.below(scale as u64 * 9) as i64;
        let amount = Money::from_minor(if random.chance(30) { minor / 100 * 100 } else { minor }, currency);
        let id = InvoiceId::from_index(place);
        facts.invoices.push(Invoice {
            id,
            customer: CustomerId::from_index(owner),
            number: format!("INV-{:06}", place + 1),
            kind: DocumentKind::Invoice,
            issued,
            due: issued + Days::new(terms),
            amount,
            note: String::new(),
            charge: None,
            voided: None,
            terms: None,
        });
        let delay = terms.saturating_sub(10) + random.below(25) + if random.chance(20) { random.below(60) } else { 0 };
        match random.below(20) {
            0 => {}
            1 => paid.push((issued + Days::new(delay), id, Money::from_minor(amount.minor() / 2, currency))),
            _ => paid.push((issued + Days::new(delay), id, amount)),
        }
    }
    paid.sort_by_key(|(received, invoice, _)| (*received, *invoice));
    for (received, invoice, amount) in paid {
        let id = PaymentId::from_index(facts.payments.len());
        let customer = facts.invoices[invoice.index()].customer;
        let method = if random.chance(80) { "bank transfer" } else { "card" }.to_owned();
        facts.payments.push(Payment { id, customer, received, amount, method, reference: String::new(), reversed: None });
        let allocation = AllocationId::from_index(facts.allocations.len());
        facts.allocations.push(Allocation {
            id: allocation,
            source: CreditSource::Payment(id),
            invoice,
            amount,
            on: received,
            until: None,
        });
    }
    facts
}

fn customer(place: usize, random: &mut Random, added: NaiveDate) -> Customer {
    let first = random.pick(&["Blue", "North", "Green", "Smith", "Harbor", "Summit", "River", "Stone"]);
    let second = random.pick(&["Dental", "Bakery", "Logistics", "Motors", "Design", "Farms", "Supply", "Clinic"]);
    let email = format!("accounts@{}-{}{place}.example", first.to_lowercase(), second.to_lowercase());
    let details = CustomerDetails {
        name: format!("{first} {second} {}", random.below(9000)),
        reference: format!("C-{:05}", place + 1),
        contacts: vec![Contact { email, phone: format!("+1 555 {:07}", random.below(10_000_000)), ..Contact::default() }],
        address: format!("{} {first} Street\n{:05} Springfield", random.below(900), random.below(99_999)),
        country: "US".to_owned(),
        ..CustomerDetails::default()
    };
    Customer { id: CustomerId::from_index(place), details, added, removed: false }
}

/// An import record that says nothing in particular.
pub fn import_record() -> ImportRecord {
    let none = Span::default();
    ImportRecord {
        id: ImportId(1),
        on: day(2026, 1, 2),
        source: "shop.csv".to_owned(),
        fingerprint: "00".to_owned(),
        customers: none,
        invoices: none,
        credit_notes: none,
        payments: none,
        disputes: none,
        undone: None,
    }
}
