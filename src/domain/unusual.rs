//! What the ledger takes, but hardly anybody means: a form asks before it sends it.

use super::calendar::add_months;
use super::command::InvoiceDraft;
use super::customer::CustomerDetails;
use super::ids::CustomerId;
use super::ledger::Ledger;
use super::spelling::Spelling;
use super::text_rules::same_but_for_form;
use chrono::NaiveDate;

/// Something to ask about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusual {
    /// The invoice is dated more than a year after today.
    FarAhead(NaiveDate),
    /// The invoice is dated more than ten years before today.
    LongAgo(NaiveDate),
    /// The invoice falls due more than two years after its date.
    LateDue(NaiveDate),
    /// An invoice has the same number, or one that differs only in capital letters and spaces.
    LikeInvoice {
        /// The number it has.
        number: String,
        /// Whose it is.
        customer: String,
    },
    /// A customer has the same number, or one that differs only in capital letters and spaces.
    LikeCustomer {
        /// The number it has.
        reference: String,
        /// Who has it.
        name: String,
    },
}

impl Unusual {
    /// What is unusual, as a sentence.
    pub fn sentence(&self, spell: &dyn Spelling) -> String {
        match self {
            Self::FarAhead(day) => format!("This invoice is dated {}, more than a year ahead.", spell.date(*day)),
            Self::LongAgo(day) => format!("This invoice is dated {}, more than ten years ago.", spell.date(*day)),
            Self::LateDue(day) => format!("This invoice falls due on {}, more than two years after its date.", spell.date(*day)),
            Self::LikeInvoice { number, customer } => format!("There is an invoice with the number {number} already, of {customer}."),
            Self::LikeCustomer { reference, name } => format!("There is a customer with the number {reference} already: {name}."),
        }
    }
}

/// What is unusual about an invoice that is about to be entered.
pub fn about_invoice(ledger: &Ledger, draft: &InvoiceDraft, today: NaiveDate) -> Vec<Unusual> {
    let mut found = Vec::new();
    if draft.issued > add_months(today, 12) {
        found.push(Unusual::FarAhead(draft.issued));
    } else if add_months(draft.issued, 120) < today {
        found.push(Unusual::LongAgo(draft.issued));
    }
    found.extend(draft.due.and_then(|due| about_due_date(draft.issued, due)));
    let typed = draft.number.trim();
    // The very same number at the same customer is refused, not asked about.
    let alike = ledger.facts().invoices.iter().filter(|other| {
        let refused = other.customer == draft.customer && other.number == typed;
        other.voided.is_none() && !refused && same_but_for_form(&other.number, typed)
    });
    found.extend(
        alike
            .take(1)
            .map(|other| Unusual::LikeInvoice { number: other.number.clone(), customer: ledger.customer_name(other.customer).to_owned() }),
    );
    found
}

/// Whether a due date is unusually far from the invoice's date.
pub fn about_due_date(issued: NaiveDate, due: NaiveDate) -> Option<Unusual> {
    (due > add_months(issued, 24)).then_some(Unusual::LateDue(due))
}

/// What is unusual about a customer that is about to be entered, or changed when there is an `own` id.
pub fn about_customer(ledger: &Ledger, details: &CustomerDetails, own: Option<CustomerId>) -> Option<Unusual> {
    let typed = details.reference.trim();
    let unchanged = own.and_then(|id| ledger.customer(id)).is_some_and(|before| before.details.reference == typed);
    if typed.is_empty() || unchanged {
        return None;
    }
    let other = ledger.customers().find(|other| Some(other.id) != own && same_but_for_form(&other.details.reference, typed))?;
    Some(Unusual::LikeCustomer { reference: other.details.reference.clone(), name: other.details.name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::currency::Currency;
    use crate::domain::money::Money;
    use crate::domain::spelling::Neutral;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft(number: &str, issued: &str, due: Option<&str>) -> InvoiceDraft {
        InvoiceDraft {
            terms: Default::default(),
            customer: CustomerId::from_index(0),
            number: number.to_owned(),
            issued: day(issued),
            due: due.map(day),
            amount: Money::from_minor(100, Currency::USD),
            note: String::new(),
        }
    }

    fn shop() -> Ledger {
        let mut ledger = Ledger::default();
        let today = day("2026-11-22");
        for (name, reference) in [("Acme", "CC-1103"), ("Bolt", "")] {
            let details = CustomerDetails { reference: reference.to_owned(), ..CustomerDetails::named(name) };
            ledger.execute(&Command::AddCustomer { details }, today).unwrap();
        }
        ledger.execute(&Command::IssueInvoice { draft: draft("INV-7", "2026-11-01", None) }, today).unwrap();
        ledger
    }

    #[test]
    fn dates_that_are_far_off_are_asked_about() {
        let (ledger, today) = (shop(), day("2026-11-22"));
        let check = |issued, due, expected: &[&str]| {
            let found = about_invoice(&ledger, &draft("N", issued, due), today);
            assert_eq!(found.iter().map(|one| one.sentence(&Neutral)).collect::<Vec<_>>(), expected, "{issued} {due:?}");
        };
        check("2026-11-22", None, &[]);
        check("2027-11-22", Some("2029-11-22"), &[]);
        check("2027-11-23", None, &["This invoice is dated 2027-11-23, more than a year ahead."]);
        check("2016-11-22", None, &[]);
        check("2016-11-21", None, &["This invoice is dated 2016-11-21, more than ten years ago."]);
        check("2026-11-22", Some("2028-11-23"), &["This invoice falls due on 2028-11-23, more than two years after its date."]);
        let both = [
            "This invoice is dated 2062-11-22, more than a year ahead.",
            "This invoice falls due on 2099-01-01, more than two years after its date.",
        ];
        check("2062-11-22", Some("2099-01-01"), &both);
    }

    #[test]
    fn numbers_that_look_the_same_are_asked_about() {
        let (ledger, today) = (shop(), day("2026-11-22"));
        let asks = |draft: InvoiceDraft| !about_invoice(&ledger, &draft, today).is_empty();
        assert!(asks(draft(" inv-7", "2026-11-22", None)));
        assert!(asks(draft("INV- 7", "2026-11-22", None)));
        assert!(!asks(draft("INV-7", "2026-11-22", None)), "that is refused");
        assert!(asks(InvoiceDraft {
            terms: Default::default(),
            customer: CustomerId::from_index(1),
            ..draft("INV-7", "2026-11-22", None)
        }));
        assert!(!asks(draft("INV-70", "2026-11-22", None)));
        let customer = |reference: &str, own| {
            let details = CustomerDetails { reference: reference.to_owned(), ..CustomerDetails::named("New") };
            about_customer(&ledger, &details, own).map(|found| found.sentence(&Neutral))
        };
        let taken = Some("There is a customer with the number CC-1103 already: Acme.".to_owned());
        assert_eq!(customer("cc-1103 ", None), taken);
        assert_eq!(customer("CC-1103", Some(CustomerId::from_index(1))), taken);
        assert_eq!(customer("cc-1103", Some(CustomerId::from_index(0))), None, "its own");
        assert_eq!(customer("", None), None);
    }
}
