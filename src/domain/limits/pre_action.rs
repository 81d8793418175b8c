//! The letter before a court is asked: what it must say, what goes with it, how long to wait. Facts with their source, never legal advice.

use crate::domain::approach::CustomerKind;

/// What is asked for before a claim is filed.
#[derive(Debug, PartialEq, Eq)]
pub struct PreAction {
    /// Days to wait, from the day after the letter's date.
    pub days: u16,
    /// Whether a rule asks for them; else they are only usual.
    pub by_rule: bool,
    /// What the letter says.
    pub contents: &'static [&'static str],
    /// Forms and papers that go with it, beside the owner's own records.
    pub enclosures: &'static [&'static str],
    /// What follows an answer.
    pub then: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

static PERSON: PreAction = PreAction {
    days: 30,
    by_rule: true,
    contents: &[
        "The date, near the top of the first page; the letter goes by post or to an agreed e-mail address",
        "What is owed, and whether interest or charges go on",
        "The agreement: of a written one its date, the parties, and that a copy can be asked for; of an oral one who agreed what, when and where",
        "Whether the debt was assigned, and by whom",
        "When instalments are offered or paid: why they are not enough",
        "How to pay, how to discuss it, and the address for the answer",
    ],
    enclosures: &["An up-to-date statement of the account", "The Information Sheet", "The Reply Form", "The Financial Statement form"],
    then: "When they answer or ask for documents, 30 days more from the answer or the documents; then 14 days' notice before the claim.",
    source: "England and Wales, Pre-Action Protocol for Debt Claims",
};

static COMPANY: PreAction = PreAction {
    days: 14,
    by_rule: true,
    contents: &["What the claim rests on, in short", "What is wanted, and how a sum is worked out", "The day to answer by"],
    enclosures: &["The key documents: order or contract, invoices, statement"],
    then: "14 days are usual; up to 3 months when the matter is complex.",
    source: "England and Wales, Practice Direction on Pre-Action Conduct",
};

static FOURTEEN_DAYS: PreAction = PreAction {
    days: 14,
    by_rule: true,
    contents: &["The amount, invoice by invoice", "The exact collection costs that fall due after the 14 days", "How to pay"],
    enclosures: &["Copies of the invoices"],
    then: "Collection costs are owed only after the period.",
    source: "Netherlands (WIK) and Belgium (Code of Economic Law, Book XIX), consumers",
};

static USUAL: PreAction = PreAction {
    days: 14,
    by_rule: false,
    contents: &[
        "You and the customer by name and address",
        "The invoices with their dates, due dates and what is still owed",
        "Interest with its rate and first day, fees, the total, and what each day adds",
        "How and until when to pay",
        "What comes next, true and lawful, and how to dispute it",
    ],
    enclosures: &["Copies of the invoices and a statement"],
    then: "Many small claims courts want to see that you asked for payment first.",
    source: "no rule is listed; the usual contents of a final demand",
};

/// What is asked for in a place; a customer not marked as a business may be a consumer and is treated as one.
pub fn pre_action(place: Option<&str>, kind: Option<CustomerKind>) -> &'static PreAction {
    match (place, kind) {
        (Some("GB"), Some(CustomerKind::Business)) => &COMPANY,
        (Some("GB"), _) => &PERSON,
        (Some("NL" | "BE"), None | Some(CustomerKind::Consumer)) => &FOURTEEN_DAYS,
        _ => &USUAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_goes_by_place_and_kind() {
        let check = |place, kind, days, by_rule| {
            let found = pre_action(place, kind);
            assert_eq!((found.days, found.by_rule), (days, by_rule), "{place:?} {kind:?}");
        };
        let (business, consumer) = (Some(CustomerKind::Business), Some(CustomerKind::Consumer));
        check(Some("GB"), consumer, 30, true);
        check(Some("GB"), None, 30, true);
        check(Some("GB"), business, 14, true);
        check(Some("NL"), consumer, 14, true);
        check(Some("NL"), business, 14, false);
        check(Some("US-TX"), business, 14, false);
        check(None, None, 14, false);
    }
}
