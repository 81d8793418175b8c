//! What a demand for payment must say, leave time for, or bring with it, by country and kind of customer.

use crate::domain::approach::CustomerKind;
use crate::domain::country::Country;
use crate::domain::policy::Purpose;

/// Something to know before a message goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimNote {
    /// What the rule asks for.
    pub sentence: &'static str,
    /// Where it comes from, with the date of the text where it has one.
    pub source: &'static str,
}

/// Whom a rule is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    Businesses,
    /// A customer not marked as a business may be one.
    Consumers,
}

use Purpose::{AskWhy, FinalDemand, LetterBeforeAction, PastDue};

/// The table of domain rules §8.
static NOTES: [(Country, Whom, &[Purpose], ClaimNote); 5] = [
    (
        Country::Gb,
        Whom::Consumers,
        &[LetterBeforeAction],
        ClaimNote {
            sentence: "A letter of claim to a person is dated near the top of its first page, goes by post or an agreed e-mail, and gives 30 days. \
                       Enclose a statement, the Information Sheet, the Reply Form and the Financial Statement.",
            source: "England and Wales, Pre-Action Protocol for Debt Claims",
        },
    ),
    (
        Country::Gb,
        Whom::Businesses,
        &[LetterBeforeAction],
        ClaimNote {
            sentence: "Before a court is asked, a company usually has 14 days to answer.",
            source: "England and Wales, Practice Direction on Pre-Action Conduct",
        },
    ),
    (
        Country::Be,
        Whom::Consumers,
        &[PastDue, AskWhy, FinalDemand, LetterBeforeAction],
        ClaimNote {
            sentence: "The first reminder is free and leaves 14 days; a day to pay by in this message leaves them. It names the amount, any penalty, \
                       your name and company number, what was sold and its due date. Further ones may cost 7.50 and postage at most.",
            source: "Belgium, Code of Economic Law, Book XIX, since 1 September 2023",
        },
    ),
    (
        Country::Nl,
        Whom::Consumers,
        &[FinalDemand, LetterBeforeAction],
        ClaimNote {
            sentence: "No collection costs before a letter that gives 14 days to pay and names their exact amount.",
            source: "Netherlands, collection costs for consumers (WIK)",
        },
    ),
    (
        Country::De,
        Whom::Consumers,
        &[PastDue],
        ClaimNote {
            sentence: "Without a due date by the calendar or a reminder, default begins 30 days after due date and invoice only if the invoice said so.",
            source: "Germany, Civil Code, section 286(3)",
        },
    ),
];

/// What to know before a message for a purpose goes to a customer. One not marked as a business may be a consumer and is treated as one.
pub fn claim_notes(country: Option<Country>, kind: Option<CustomerKind>, purpose: Purpose) -> impl Iterator<Item = ClaimNote> {
    let whom = if kind == Some(CustomerKind::Business) { Whom::Businesses } else { Whom::Consumers };
    let here =
        NOTES.iter().filter(move |(place, about, purposes, _)| Some(*place) == country && *about == whom && purposes.contains(&purpose));
    here.map(|(.., note)| *note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_for_its_country_kind_and_purpose() {
        let sources = |country, kind, purpose| claim_notes(country, kind, purpose).map(|note| note.source).collect::<Vec<_>>();
        let (business, consumer) = (Some(CustomerKind::Business), Some(CustomerKind::Consumer));
        assert_eq!(sources(Some(Country::Gb), consumer, LetterBeforeAction), ["England and Wales, Pre-Action Protocol for Debt Claims"]);
        assert_eq!(sources(Some(Country::Gb), None, LetterBeforeAction), sources(Some(Country::Gb), consumer, LetterBeforeAction));
        assert_eq!(
            sources(Some(Country::Gb), business, LetterBeforeAction),
            ["England and Wales, Practice Direction on Pre-Action Conduct"]
        );
        assert_eq!(sources(Some(Country::Be), business, FinalDemand), [""; 0]);
        assert_eq!(sources(Some(Country::Be), consumer, Purpose::Upcoming), [""; 0]);
        assert_eq!(sources(None, consumer, LetterBeforeAction), [""; 0]);
    }
}
