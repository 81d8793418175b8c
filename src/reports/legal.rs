//! Going to court: the letter before action that went out, the period it leaves, and what is on record to bring along.

use super::limitation::law_of;
use crate::domain::calendar::add_days;
use crate::domain::ids::{CustomerId, MessageId};
use crate::domain::ledger::Ledger;
use crate::domain::limits::pre_action::{PreAction, pre_action};
use crate::domain::message::{DueItem, Message};
use crate::domain::policy::Purpose;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A letter before action that went out, about something that is still owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// The message.
    pub message: MessageId,
    /// The day it went out.
    pub sent: NaiveDate,
    /// The last day of the period that it leaves: what the rule asks for, or the day to pay by that it named, whichever is later.
    pub through: NaiveDate,
}

/// What is asked for before a claim against a customer, and the last letter before action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegalStep {
    /// What the letter must say, and how long to wait.
    pub rule: &'static PreAction,
    /// The letter, if one went out and is not settled.
    pub letter: Option<Letter>,
}

/// The legal step of a customer on a day.
pub fn legal_step(ledger: &Ledger, customer: CustomerId, day: NaiveDate) -> LegalStep {
    let place = law_of(ledger, customer).map(|law| law.place.code);
    let rule = pre_action(place, ledger.customer(customer).and_then(|found| found.details.approach.kind));
    let letters = ledger.messages_of(customer).filter(|message| message.content.purpose == Purpose::LetterBeforeAction);
    let sent = letters.filter_map(|message| Some((message.sent_on().filter(|on| *on <= day)?, message)));
    let last = sent.max_by_key(|(on, message)| (*on, message.id)).filter(|(_, message)| is_owed(ledger, message, day));
    let letter = last.map(|(sent, message)| {
        let through = add_days(sent, i64::from(rule.days));
        let through = message.content.pay_by.map_or(through, |pay_by| through.max(pay_by));
        Letter { message: message.id, sent, through }
    });
    LegalStep { rule, letter }
}

/// Whether something that a message covers is owed and late.
fn is_owed(ledger: &Ledger, message: &Message, day: NaiveDate) -> bool {
    message.content.covers.iter().any(|item| match item {
        DueItem::Invoice(id) => ledger.invoice(*id).is_some_and(|invoice| ledger.owed_on(invoice, day).is_positive()),
        DueItem::Instalment(..) => false,
    })
}

/// Every letter whose period runs on a day or ends later.
pub fn running_periods(ledger: &Ledger, day: NaiveDate) -> Vec<(CustomerId, Letter)> {
    let asked = ledger.facts().messages.iter().filter(|message| message.content.purpose == Purpose::LetterBeforeAction);
    let customers: BTreeSet<CustomerId> = asked.map(|message| message.content.customer).collect();
    let letters = customers.into_iter().filter_map(|customer| Some((customer, legal_step(ledger, customer, day).letter?)));
    letters.filter(|(_, letter)| letter.through >= day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approach::{Approach, CustomerKind};
    use crate::domain::command::{AllocationChoice, Command, InvoiceDraft};
    use crate::domain::currency::Currency;
    use crate::domain::customer::CustomerDetails;
    use crate::domain::ids::InvoiceId;
    use crate::domain::message::MessageContent;
    use crate::domain::money::Money;
    use crate::domain::policy::{Channel, Tone};
    use crate::reports::agenda::{AgendaKind, agenda};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_letter_leaves_the_period_of_the_place_until_all_is_paid() {
        let mut ledger = Ledger::default();
        let mut run = |command: Command, on: &str| ledger.execute(&command, date(on)).map(drop).unwrap();
        let approach = Approach { kind: Some(CustomerKind::Consumer), ..Approach::default() };
        let details = CustomerDetails { country: "England".to_owned(), approach, ..CustomerDetails::named("Ada") };
        run(Command::AddCustomer { details }, "2026-01-01");
        let amount = Money::from_minor(10_000, Currency::GBP);
        let (customer, number, note, issued) = (CustomerId(1), "1".to_owned(), String::new(), date("2026-01-01"));
        let draft = InvoiceDraft { customer, number, issued, due: Some(issued), amount, note, terms: Default::default() };
        run(Command::IssueInvoice { draft }, "2026-01-01");
        let content = MessageContent {
            customer,
            channel: Channel::Letter,
            offset_days: 45,
            tone: Tone::Final,
            purpose: Purpose::LetterBeforeAction,
            covers: vec![DueItem::Invoice(InvoiceId(1))],
            totals: vec![amount],
            pay_by: None,
            subject: "Letter of claim".to_owned(),
            body: "Please pay.".to_owned(),
        };
        run(Command::PrepareMessage { content }, "2026-03-01");
        run(Command::ConfirmMessageSent { message: MessageId(1), on: date("2026-03-01") }, "2026-03-01");
        let expected = Letter { message: MessageId(1), sent: date("2026-03-01"), through: date("2026-03-31") };
        assert_eq!(legal_step(&ledger, customer, date("2026-03-01")).letter, Some(expected));
        assert_eq!(legal_step(&ledger, customer, date("2026-02-28")).letter, None);
        assert_eq!(running_periods(&ledger, date("2026-03-31")), [(customer, expected)]);
        assert_eq!(running_periods(&ledger, date("2026-04-01")), []);
        let entries = agenda(&ledger, ledger.policy(), date("2026-03-10"), 30);
        let ends = entries.iter().find(|entry| entry.kind == AgendaKind::ActionPeriodEnds(MessageId(1)));
        assert_eq!(ends.map(|entry| (entry.on, entry.key())), Some((date("2026-03-31"), "court-1".to_owned())));
        let payment = Command::RecordPayment {
            discounts: Vec::new(),
            customer,
            received: date("2026-03-20"),
            amount,
            method: String::new(),
            reference: String::new(),
            choice: AllocationChoice::OldestFirst,
        };
        ledger.execute(&payment, date("2026-03-20")).unwrap();
        assert_eq!(running_periods(&ledger, date("2026-03-20")), []);
    }
}
