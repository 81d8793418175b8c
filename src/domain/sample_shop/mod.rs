//! A believable ledger to try Recoup with: an online shop for coffee equipment with customers in three currencies, every
//! state represented. Built with the same commands as real data, relative to the day it is loaded.

mod customers;
mod said;
mod terms;

use super::approach::Approach;
use super::calendar::add_days;
use super::command::{AllocationChoice, Command, InvoiceDraft};
use super::credit::ReversalReason;
use super::currency::Currency;
use super::customer::{Contact, CustomerDetails};
use super::dispute::{DisputeCase, DisputeKind};
use super::facts::Facts;
use super::ids::{CustomerId, InvoiceId, PaymentId};
use super::ledger::Ledger;
use super::money::{Money, Residual};
use super::policy::Channel;
use super::rejection::Rejection;
use super::schedule::{Frequency, Instalments, PlanTerms};
use super::settings::{Business, Settings};
use chrono::NaiveDate;
use customers::{CUSTOMERS, CustomerRow};

struct Shop {
    ledger: Ledger,
    today: NaiveDate,
    numbers: u32,
}

/// The sample ledger as of `today`.
///
/// # Errors
/// None in practice: every command of the sample is accepted, which a test shows for every day of several years.
pub fn sample_shop(today: NaiveDate) -> Result<Facts, Rejection> {
    let mut shop = Shop { ledger: Ledger::default(), today, numbers: 1000 };
    shop.settings()?;
    shop.late_fee()?;
    for customer in CUSTOMERS {
        shop.customer(customer)?;
    }
    shop.paid_history()?;
    shop.acceptance()?;
    shop.open_documents()?;
    shop.special_cases()?;
    shop.follow_up()?;
    shop.discount_and_limits()?;
    Ok(shop.ledger.facts().clone())
}

impl Shop {
    fn run(&mut self, command: Command, days_ago: i64) -> Result<(), Rejection> {
        let day = self.day(days_ago);
        self.ledger.execute(&command, day).map(|_| ())
    }

    fn day(&self, days_ago: i64) -> NaiveDate {
        add_days(self.today, -days_ago)
    }

    fn settings(&mut self) -> Result<(), Rejection> {
        let business = Business {
            name: "Copper & Crema Supply".to_owned(),
            address: "18 Market Lane\nPortland, OR 97204\nUnited States".to_owned(),
            email: "accounts@coppercrema.example".to_owned(),
            phone: "+1 503 555 0100".to_owned(),
            payment_details:
                "Bank transfer: Copper & Crema Supply, account 000123456789, routing 000000000.\nPlease name the invoice number.".to_owned(),
        };
        self.run(Command::ChangeSettings { settings: Settings { business, ..Settings::default() } }, 400)
    }

    fn customer(&mut self, (name, contact, email, phone, address, _, _): CustomerRow) -> Result<(), Rejection> {
        let person = Contact { name: contact.to_owned(), role: String::new(), email: email.to_owned(), phone: phone.to_owned() };
        let country = address.lines().last().unwrap_or_default().to_owned();
        let approach = match self.ledger.facts().customers.len() {
            0 => Approach {
                vip: true,
                relationship: "Our first customer. Mia likes a call better than a letter.".to_owned(),
                ..Approach::default()
            },
            6 => Approach { hardship: true, ..Approach::default() },
            _ => Approach::default(),
        };
        let details =
            CustomerDetails { contacts: vec![person], address: address.to_owned(), country, approach, ..CustomerDetails::named(name) };
        self.run(Command::AddCustomer { details }, 400)
    }

    /// Issues an invoice that many days ago on net 30 and returns its id.
    fn invoice(&mut self, customer: usize, days_ago: i64, minor: i64) -> Result<InvoiceId, Rejection> {
        let currency = CUSTOMERS[customer].5;
        self.numbers += 1;
        let id = InvoiceId::from_index(self.ledger.facts().invoices.len());
        let draft = InvoiceDraft {
            terms: Default::default(),
            customer: CustomerId::from_index(customer),
            number: format!("CC-{}", self.numbers),
            issued: self.day(days_ago),
            due: None,
            amount: Money::from_minor(minor, currency),
            note: String::new(),
        };
        self.run(Command::IssueInvoice { draft }, days_ago)?;
        Ok(id)
    }

    fn pay(&mut self, customer: usize, days_ago: i64, minor: i64, choice: AllocationChoice) -> Result<PaymentId, Rejection> {
        let id = PaymentId::from_index(self.ledger.facts().payments.len());
        let command = Command::RecordPayment {
            discounts: Vec::new(),
            customer: CustomerId::from_index(customer),
            received: self.day(days_ago),
            amount: Money::from_minor(minor, CUSTOMERS[customer].5),
            method: if customer.is_multiple_of(3) { "Card" } else { "Bank transfer" }.to_owned(),
            reference: String::new(),
            choice,
        };
        self.run(command, days_ago)?;
        Ok(id)
    }

    /// A year of invoices that were paid, each customer with its own habit of paying early or late.
    fn paid_history(&mut self) -> Result<(), Rejection> {
        for month in (4..12).rev() {
            for (customer, row) in CUSTOMERS.iter().enumerate() {
                if (customer + month) % 3 == 0 {
                    continue;
                }
                let days_ago = month as i64 * 30 + 20 + customer as i64 % 7;
                let minor = row.6 + (month as i64 * 1_337 + customer as i64 * 911) % 20_000;
                let habit = [25, 30, 33, 41, 28, 52, 36, 30][customer % 8];
                let invoice = self.invoice(customer, days_ago, minor)?;
                let amount = Money::from_minor(minor, row.5);
                self.pay(customer, days_ago - habit, minor, AllocationChoice::Chosen(vec![(invoice, amount)]))?;
            }
        }
        Ok(())
    }

    /// Open invoices in every bucket and near every reminder step.
    fn open_documents(&mut self) -> Result<(), Rejection> {
        let ages: [(usize, i64); 24] = [
            (0, 5),
            (0, 24),
            (1, 30),
            (1, 37),
            (2, 44),
            (2, 12),
            (3, 61),
            (4, 23),
            (4, 8),
            (5, 76),
            (5, 47),
            (6, 31),
            (7, 38),
            (7, 75),
            (8, 91),
            (9, 20),
            (10, 121),
            (11, 45),
            (11, 15),
            (12, 60),
            (13, 3),
            (13, 52),
            (14, 105),
            (15, 34),
        ];
        for (place, (customer, days_ago)) in ages.into_iter().enumerate() {
            let minor = CUSTOMERS[customer].6 + (place as i64 * 2_713) % 15_000;
            self.invoice(customer, days_ago, minor)?;
        }
        Ok(())
    }

    /// Part payment, dispute, plan, pause, unapplied credit, bounced payment, credit note, messages in every state.
    fn special_cases(&mut self) -> Result<(), Rejection> {
        self.pay(2, 6, 100_000, AllocationChoice::OldestFirst)?;
        self.pay(9, 4, 120_000, AllocationChoice::Unapplied)?;
        let bounced = self.pay(15, 3, 20_000, AllocationChoice::OldestFirst)?;
        self.run(Command::ReversePayment { payment: bounced, on: self.day(1), reason: ReversalReason::Bounced }, 1)?;
        let disputed = self.first_open(5);
        let reason = "Two grinders arrived damaged".to_owned();
        let answer_by = Some(self.day(-3));
        let case = DisputeCase { kind: DisputeKind::Quality, answer_by, ..DisputeCase::default() };
        self.run(Command::RaiseDispute { invoice: disputed, on: self.day(30), reason, case }, 30)?;
        let until = Some(self.day(-14));
        let reason = "Owner in hospital, asked for two weeks".to_owned();
        self.run(Command::PauseReminders { customer: CustomerId::from_index(6), invoice: None, from: self.day(2), until, reason }, 2)?;
        let number = "CN-2001".to_owned();
        let amount = Money::from_minor(4_500, Currency::GBP);
        let note = "Price difference on filters".to_owned();
        let choice = AllocationChoice::OldestFirst;
        self.run(Command::IssueCreditNote { customer: CustomerId::from_index(11), number, issued: self.day(9), amount, note, choice }, 9)?;
        let invoice = self.first_open(14);
        let terms = PlanTerms {
            total: Money::zero(Currency::USD),
            down_payment: Money::from_minor(30_000, Currency::USD),
            instalments: Instalments::Count(4),
            frequency: Frequency::Biweekly,
            first_due: self.day(26),
            rate_pct: rust_decimal::Decimal::ZERO,
            residual: Residual::Last,
        };
        let accept = Command::AcceptPlan {
            customer: CustomerId::from_index(14),
            invoices: vec![invoice],
            terms: terms.into(),
            accepted: self.day(40),
        };
        self.run(accept, 40)?;
        self.pay(14, 39, 30_000, AllocationChoice::OldestFirst)?;
        self.pay(14, 25, 25_500, AllocationChoice::OldestFirst)?;
        self.message(10, 84, Channel::Email, 7, true)?;
        self.message(10, 76, Channel::Phone, 14, true)?;
        self.message(8, 30, Channel::Letter, 30, true)?;
        self.message(13, 14, Channel::Email, 7, true)?;
        self.message(7, 1, Channel::Letter, 45, false)
    }

    fn first_open(&self, customer: usize) -> InvoiceId {
        let currency = CUSTOMERS[customer].5;
        let oldest = self.ledger.oldest_first(CustomerId::from_index(customer), currency);
        oldest.first().map_or(InvoiceId(0), |invoice| invoice.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_sound_on_every_day() {
        let first: NaiveDate = "2024-01-01".parse().unwrap();
        for offset in (0..1500).step_by(37) {
            let facts = sample_shop(add_days(first, offset)).unwrap();
            let ledger = Ledger::from_facts(facts).unwrap();
            assert_eq!(ledger.check(), vec![]);
            assert!(!ledger.facts().promises.is_empty() && !ledger.facts().holds.is_empty());
            let currencies: std::collections::BTreeSet<_> = ledger.accounts().iter().map(|account| account.currency).collect();
            assert_eq!(currencies.len(), 3);
            let (fees, near) =
                (&ledger.policy().late_fees, ledger.customer(CustomerId::from_index(13)).and_then(|one| one.details.credit_limit));
            assert!(fees.len() == 3 && near.is_some());
        }
    }
}
