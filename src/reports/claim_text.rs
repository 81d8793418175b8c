//! A claim for interest as a letter: the calculation of every invoice, the sums, and what is asked, in the customer's language.
//!
//! Words and figures only; how they stand on paper is the page's affair.

use super::interest::{Basis, CustomerInterest, InvoiceInterest};
use super::message_text::{Words, language_of, long_date_in, payment_block, written_amount_in};
use crate::domain::approach::Language;
use crate::domain::calendar::add_days;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::interest::Segment;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::{Money, Rounding, round};
use crate::domain::policy::Channel;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The number of columns of a calculation: first day, last day, open amount, rate, days, interest.
pub const COLUMNS: usize = 6;

/// The calculation of one invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimDocument {
    /// Number and dates.
    pub heading: String,
    /// One row for each stretch of days with the same balance and rate.
    pub rows: Vec<[String; COLUMNS]>,
    /// Name and amount of each sum.
    pub sums: Vec<(String, String)>,
    /// From which day on how much is added each day; empty when nothing is open.
    pub daily: String,
}

/// The letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimText {
    /// Its language.
    pub language: Language,
    /// What it is about.
    pub subject: String,
    /// Who is greeted.
    pub greeting: String,
    /// What was not paid, and why interest is due.
    pub lead: Vec<String>,
    /// The headings of the columns.
    pub columns: [&'static str; COLUMNS],
    /// The calculations.
    pub documents: Vec<ClaimDocument>,
    /// What is asked, and until when.
    pub ask: Vec<String>,
    /// How to pay: a heading and lines; empty when nothing is known.
    pub payment: Vec<String>,
    /// The last words.
    pub regards: Vec<String>,
}

/// The claim for what a customer's invoices bear up to a day, to be paid by another.
pub fn claim_text(ledger: &Ledger, customer: CustomerId, interest: &CustomerInterest, as_of: NaiveDate, pay_by: NaiveDate) -> ClaimText {
    let language = language_of(ledger, customer);
    let words = Words::of(language);
    let date = |day| long_date_in(day, language);
    let contact = ledger.customer(customer).map_or("", |found| found.details.greeted_by(Channel::Letter));
    let mut lead = vec![words.with("claim.lead", &[("{date}", &date(as_of))])];
    for document in &interest.documents {
        let why = why(document, words);
        if !lead.contains(&why) {
            lead.push(why);
        }
    }
    let totals: Vec<Money> = interest.sums.iter().map(|sum| sum.total).collect();
    let ask = |total: &Money| words.with("claim.ask", &[("{amount}", &written_amount_in(*total, language)), ("{date}", &date(pay_by))]);
    let covers: Vec<DueItem> = interest.documents.iter().map(|document| DueItem::Invoice(document.invoice)).collect();
    let how = if totals.is_empty() { String::new() } else { payment_block(ledger, customer, &covers, &totals, words) };
    let business = ledger.settings().business.name.trim();
    ClaimText {
        language,
        subject: words.get("claim.subject").to_owned(),
        greeting: words.with("greeting", &[("{{ contact }}", contact)]),
        lead,
        columns: columns(words),
        documents: interest.documents.iter().map(|document| one(ledger, document, as_of, words)).collect(),
        ask: totals.iter().map(ask).collect(),
        payment: how.lines().map(str::to_owned).collect(),
        regards: [words.get("regards"), business].into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
    }
}

fn columns(words: Words) -> [&'static str; COLUMNS] {
    let mut names = words.get("claim.columns").split('|');
    std::array::from_fn(|_| names.next().unwrap_or_default())
}

fn why(document: &InvoiceInterest, words: Words) -> String {
    match document.basis {
        Basis::Agreed { .. } => {
            let rates: Vec<String> = document.percents().into_iter().map(|percent| number(percent, words.language())).collect();
            words.with("claim.agreed", &[("{rate}", &rates.join(" / "))])
        }
        Basis::Law { law, .. } => {
            let key = if document.fixed().is_some() { "claim.law" } else { "claim.law_interest" };
            words.with(key, &[("{law}", law.citation())])
        }
    }
}

fn one(ledger: &Ledger, document: &InvoiceInterest, as_of: NaiveDate, words: Words) -> ClaimDocument {
    let language = words.language();
    let date = |day| long_date_in(day, language);
    let amount = |amount| written_amount_in(amount, language);
    let invoice = ledger.invoice(document.invoice);
    let heading = invoice.map_or_else(String::new, |invoice| {
        let holes = [("{n}", invoice.number.as_str()), ("{issued}", &date(invoice.issued)), ("{due}", &date(invoice.due))];
        words.with("claim.invoice", &holes)
    });
    let currency = document.open.currency();
    let row = |segment: &Segment| {
        [
            date(segment.from),
            date(segment.to),
            amount(segment.principal),
            number(segment.percent, language),
            segment.fraction.days.to_string(),
            exact(segment.exact, currency, language),
        ]
    };
    let before = Money::from_minor(document.accrual.interest.minor() - document.new_interest.minor(), currency);
    let charges = Money::from_minor(document.charged.iter().map(|(_, owed)| owed.minor()).sum(), currency);
    let mut sums = vec![(words.with("claim.interest", &[("{date}", &date(as_of))]), amount(document.accrual.interest))];
    let mut add = |key: &str, value: Money| {
        if !value.is_zero() {
            sums.push((words.get(key).to_owned(), amount(value)));
        }
    };
    add("claim.before", before);
    if !before.is_zero() {
        add("claim.new", document.new_interest);
    }
    add("claim.fixed", document.fixed().unwrap_or(Money::zero(currency)));
    add("claim.open", document.open);
    add("claim.charges", charges);
    sums.push((words.get("claim.total").to_owned(), amount(document.total)));
    let daily = document.accrual.per_day;
    let daily = if daily.is_zero() {
        String::new()
    } else {
        let each = format!("{} {currency}", number(daily, language));
        words.with("claim.daily", &[("{date}", &date(add_days(as_of, 1))), ("{amount}", &each)])
    };
    ClaimDocument { heading, rows: document.accrual.segments.iter().map(row).collect(), sums, daily }
}

/// A number with the decimal mark of a language.
pub(super) fn number(value: Decimal, language: Language) -> String {
    let plain = value.normalize().to_string();
    if language == Language::En { plain } else { plain.replace('.', ",") }
}

/// The interest of a part with two decimals more than the currency has: parts are added up before anything is rounded.
fn exact(value: Decimal, currency: Currency, language: Language) -> String {
    let digits = currency.minor_digits() + 2;
    let plain = format!("{:.*}", digits as usize, round(value, digits, Rounding::HalfUp));
    if language == Language::En { plain } else { plain.replace('.', ",") }
}

impl ClaimText {
    /// The letter as plain text, for a message.
    pub fn plain(&self) -> String {
        let mut parts = vec![self.greeting.clone()];
        parts.extend(self.lead.iter().cloned());
        for document in &self.documents {
            let mut lines = vec![document.heading.clone()];
            let [.., percent, days, interest_word] = self.columns;
            lines.extend(document.rows.iter().map(|[from, to, open, rate, count, interest]| {
                format!("- {from} – {to}: {open}, {rate} {percent}, {days}: {count}, {interest_word}: {interest}")
            }));
            lines.extend(document.sums.iter().map(|(name, amount)| format!("{name}: {amount}")));
            lines.extend(Some(document.daily.clone()).filter(|daily| !daily.is_empty()));
            parts.push(lines.join("\n"));
        }
        parts.extend(self.ask.iter().cloned());
        parts.extend(Some(self.payment.join("\n")).filter(|payment| !payment.is_empty()));
        parts.push(self.regards.join("\n"));
        parts.join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approach::{Approach, CustomerKind};
    use crate::domain::command::{Command, InvoiceDraft};
    use crate::domain::customer::CustomerDetails;
    use crate::domain::interest::{InterestRule, StatutoryRule};
    use crate::domain::policy::CreditPolicy;
    use crate::reports::interest::customer_interest;

    #[test]
    fn every_language_has_six_columns_and_fills_its_holes() {
        for language in Language::ALL {
            let words = Words::of(language);
            assert_eq!(words.get("claim.columns").split('|').count(), COLUMNS, "{language:?}");
            for (key, holes) in [
                ("claim.lead", &["{date}"][..]),
                ("claim.law", &["{law}"]),
                ("claim.law_interest", &["{law}"]),
                ("claim.agreed", &["{rate}"]),
                ("claim.invoice", &["{n}", "{issued}", "{due}"]),
                ("claim.interest", &["{date}"]),
                ("claim.daily", &["{date}", "{amount}"]),
                ("claim.ask", &["{amount}", "{date}"]),
            ] {
                let text = words.get(key);
                assert!(holes.iter().all(|hole| text.matches(hole).count() == 1), "{language:?} {key}: {text}");
            }
        }
        assert_eq!(number("13.2500".parse().unwrap(), Language::De), "13,25");
        assert_eq!(exact("21.78082191".parse().unwrap(), Currency::GBP, Language::En), "21.7808");
        assert_eq!(exact("5".parse().unwrap(), Currency::JPY, Language::Fr), "5,00");
    }

    #[test]
    fn the_letter_is_written_in_the_customers_language() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut ledger = Ledger::default();
        let mut run = |command| ledger.execute(&command, day("2024-09-30")).map(drop).unwrap();
        let interest = InterestRule::Statutory(StatutoryRule::default());
        run(Command::ChangePolicy { policy: CreditPolicy { interest, ..CreditPolicy::default() } });
        let approach = Approach { kind: Some(CustomerKind::Business), ..Approach::default() };
        let details = CustomerDetails { country: "Germany".to_owned(), approach, ..CustomerDetails::named("Ada GmbH") };
        run(Command::AddCustomer { details });
        let draft = InvoiceDraft {
            customer: CustomerId(1),
            number: "A-1".to_owned(),
            issued: day("2024-01-02"),
            due: Some(day("2024-05-15")),
            amount: "1000.00 EUR".parse().unwrap(),
            note: String::new(),
            terms: Default::default(),
        };
        run(Command::IssueInvoice { draft });
        let interest = customer_interest(&ledger, CustomerId(1), day("2024-09-30"), false);
        let text = claim_text(&ledger, CustomerId(1), &interest, day("2024-09-30"), day("2024-10-14"));
        let expected = "Guten Tag Ada GmbH,

Folgendes wurde bis zur Fälligkeit nicht bezahlt. Bis zum 30. September 2024 fallen darauf die aufgeführten Zinsen an.

Zinsen und Pauschale werden kraft Gesetzes geschuldet: §§ 286, 288 BGB.

Rechnung A-1 vom 2. Januar 2024, fällig am 15. Mai 2024
- 16. Mai 2024 – 30. Juni 2024: 1.000,00 EUR, 12,62 % im Jahr, Tage: 46, Zinsen: 15,9047
- 1. Juli 2024 – 30. September 2024: 1.000,00 EUR, 12,37 % im Jahr, Tage: 92, Zinsen: 31,1792
Zinsen bis 30. September 2024: 47,08 EUR
Pauschale für die Kosten der Beitreibung: 40,00 EUR
Offen aus der Rechnung: 1.000,00 EUR
Summe: 1.087,08 EUR
Ab dem 1. Oktober 2024 kommen je Tag 0,3389 EUR hinzu, bis die Rechnung bezahlt ist.

Bitte zahlen Sie 1.087,08 EUR bis zum 14. Oktober 2024.

Mit freundlichen Grüßen";
        assert_eq!(text.plain(), expected);
    }
}
