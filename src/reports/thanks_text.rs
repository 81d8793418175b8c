//! The words of thanks for a payment, in the customer's language. Like every text it is a proposal, for the owner to read and change.

use super::message_text::{Words, long_date_in, written_amount_in};
use crate::domain::approach::Language;
use crate::domain::credit::Payment;
use crate::domain::ledger::Ledger;
use crate::domain::policy::Channel;

/// Subject and text of the thanks for a payment, to whom the channel reaches; `None` when the payment was taken back.
pub fn thanks(ledger: &Ledger, payment: &Payment, language: Language, channel: Channel) -> Option<(String, String)> {
    if payment.reversed.is_some() {
        return None;
    }
    let customer = ledger.customer(payment.customer)?;
    let words = Words::of(language);
    let business = ledger.settings().business.name.trim();
    let sender = if business.is_empty() { words.get("us") } else { business };
    let lead = words.get("thanks.lead").replace("{{ amount }}", &written_amount_in(payment.amount, language));
    let lead = lead.replace("{{ date }}", &long_date_in(payment.received, language));
    let greeting = words.get("greeting").replace("{{ contact }}", customer.details.greeted_by(channel));
    let text = format!("{greeting}\n\n{lead}\n\n{}\n\n{}\n{business}", words.get("close.friendly"), words.get("regards"));
    Some((words.get("thanks.subject").replace("{{ business }}", sender), text.trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{AllocationChoice, Command};
    use crate::domain::credit::ReversalReason;
    use crate::domain::currency::Currency;
    use crate::domain::customer::{Contact, CustomerDetails};
    use crate::domain::ids::{CustomerId, PaymentId};
    use crate::domain::money::Money;
    use chrono::NaiveDate;

    fn paid() -> Ledger {
        let today: NaiveDate = "2025-03-08".parse().unwrap();
        let mut ledger = Ledger::default();
        let clerk = Contact { name: "Tom".to_owned(), email: "tom@ada.example".to_owned(), ..Contact::default() };
        let boss = Contact { name: "Mia".to_owned(), ..Contact::default() };
        let details = CustomerDetails { contacts: vec![boss, clerk], ..CustomerDetails::named("Ada") };
        ledger.execute(&Command::AddCustomer { details }, today).unwrap();
        let payment = Command::RecordPayment {
            discounts: Vec::new(),
            customer: CustomerId(1),
            received: today,
            amount: Money::from_minor(123_450, Currency::EUR),
            method: String::new(),
            reference: String::new(),
            choice: AllocationChoice::Unapplied,
        };
        ledger.execute(&payment, today).unwrap();
        ledger
    }

    #[test]
    fn the_thanks_name_amount_and_day_in_every_language_and_the_subject_neither() {
        for language in Language::ALL {
            let ledger = paid();
            let (subject, text) = thanks(&ledger, &ledger.facts().payments[0], language, Channel::Email).unwrap();
            let amount = written_amount_in(Money::from_minor(123_450, Currency::EUR), language);
            assert!(text.contains(&amount) && text.contains(&long_date_in("2025-03-08".parse().unwrap(), language)), "{text}");
            assert!(text.lines().next().unwrap().contains("Tom"), "{text}");
            assert!(!subject.contains(['{', '}', '1', '2']) && !text.contains(['{', '}']) && text == text.trim(), "{subject}\n{text}");
        }
    }

    #[test]
    fn each_way_greets_its_reader_and_money_that_went_back_gets_no_thanks() {
        let mut ledger = paid();
        let (subject, text) = thanks(&ledger, &ledger.facts().payments[0], Language::En, Channel::Letter).unwrap();
        assert_eq!(subject, "Thank you from us");
        assert!(text.starts_with("Dear Mia,\n\nYour payment of EUR 1,234.50 reached us on 8 March 2025. We appreciate it.\n\n"), "{text}");
        let on = "2025-03-09".parse().unwrap();
        let back = Command::ReversePayment { payment: PaymentId(1), on, reason: ReversalReason::Bounced };
        ledger.execute(&back, on).unwrap();
        assert_eq!(thanks(&ledger, &ledger.facts().payments[0], Language::En, Channel::Letter), None);
    }
}
