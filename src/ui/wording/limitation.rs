//! Limitation dates in words: which law, which years, what moved the date, who says so.

use crate::domain::ids::InvoiceId;
use crate::domain::ledger::Ledger;
use crate::domain::limits::limitation::{Count, Limitation};
use crate::domain::limits::places::{PlaceCode, places};
use crate::reports::limitation::{ClaimEnd, Law, LawFrom, RestartBy, claim_end};
use crate::ui::components::{Choice, Explanation};
use crate::ui::format;
use chrono::NaiveDate;

/// “3 years from the end of the year it was due”.
fn rule_words(rule: Limitation) -> String {
    let years = format::plural(rule.years as usize, "year", "years");
    match rule.count {
        Count::Anniversary => years,
        Count::YearEnd => format!("{years} from the end of the year it was due"),
    }
}

/// Why a place's law counts.
const fn from_words(from: LawFrom) -> &'static str {
    match from {
        LawFrom::Chosen => "chosen in the customer's form",
        LawFrom::Settings => "your settings: for everybody",
        LawFrom::Country => "by the customer's country and address",
        LawFrom::Fallback => "your settings: nothing else says which",
    }
}

/// What began the years anew.
pub fn restart_words(by: RestartBy) -> &'static str {
    match by {
        RestartBy::Payment(_) => "a part payment",
        RestartBy::Signature(_) => "the customer's signature on a payment plan",
        RestartBy::Admission(_) => "a written admission in the contact log",
    }
}

/// “England and Wales: 6 years”.
pub fn law_words(law: &Law) -> String {
    format!("{}: {}", law.place.name, rule_words(law.rule))
}

/// What stands beside the date: who says so, what is disputed, what is only supposed.
pub fn remarks(end: &ClaimEnd) -> Vec<String> {
    let law = &end.law;
    let mut all = Vec::new();
    let cited = if law.place.law.is_empty() { String::new() } else { format!("; {}", law.place.law) };
    all.push(format!("Source: {}{cited}.", law.place.source()));
    if !law.place.note.is_empty() {
        all.push(law.place.note.to_owned());
    }
    if law.supposed_consumer {
        all.push("It is not known whether the customer is a business, so the shorter years against consumers count.".to_owned());
    }
    if !law.restarts {
        all.push(
            "Whether a part payment or a written acknowledgement begins the years anew here is not certain: it is not counted.".to_owned(),
        );
    }
    if let Some(latest) = end.at_most {
        all.push(format!("By the longest years that are named it would be {}.", format::date(latest)));
    }
    all.push("Facts with their source, not legal advice.".to_owned());
    all
}

/// How the date of a document comes about.
pub fn explanation(end: &ClaimEnd, day: NaiveDate) -> Explanation {
    let formula = "The last day to bring the claim to court: the first due date and the years of the place, or the last restart in time and those years, whichever is later.";
    let why = Explanation::new(formula, format::date(day))
        .input("Place", format!("{} ({})", end.law.place.name, from_words(end.law.from)))
        .input("First due date", format::date(end.arose))
        .input("Years", rule_words(end.law.rule));
    match end.restarted {
        Some((on, by)) => why.input(format!("Begun anew by {}", restart_words(by)), format::date(on)),
        None => why.input("Begun anew", "no"),
    }
}

/// Why the limitation date is a task: which document, when, by which law.
pub fn warning_words(ledger: &Ledger, invoice: InvoiceId, on: NaiveDate, count: usize, day: NaiveDate) -> String {
    let Some(found) = ledger.invoice(invoice) else { return String::new() };
    let law = claim_end(ledger, found, day).map(|end| format!(" ({})", law_words(&end.law))).unwrap_or_default();
    let more = if count > 1 { format!(" {} are near theirs.", format::plural(count, "document", "documents")) } else { String::new() };
    let (number, date) = (&found.number, format::date(on));
    if on < day {
        format!(
            "Invoice {number} could be brought to court until {date}{law}.{more} Ask a lawyer before you chase it further, or give it up."
        )
    } else {
        format!(
            "Invoice {number} can be brought to court until {date}{law}.{more} Have it paid or admitted in writing, go to court, or give it up."
        )
    }
}

/// The same for the calendar.
pub fn months_words(months: u32) -> String {
    match months {
        0 => "Last day to go to court (limitation date)".to_owned(),
        1 => "Limitation date in 1 month".to_owned(),
        months => format!("Limitation date in {months} months"),
    }
}

/// The places to choose from, after one for none.
pub fn place_choices(none: &str) -> Vec<Choice> {
    let all = places().iter().map(|place| {
        let name = if place.is_state() { format!("United States, {}", place.name) } else { place.name.to_owned() };
        Choice::new(place.code, name)
    });
    let mut all: Vec<Choice> = all.collect();
    all.sort_by(|one, other| one.label.cmp(&other.label));
    all.insert(0, Choice::new("", none));
    all
}

/// The value of a choice of a place.
pub fn place_value(place: Option<PlaceCode>) -> String {
    place.map(|code| code.place().code.to_owned()).unwrap_or_default()
}
