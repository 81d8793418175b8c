use super::*;
use crate::domain::policy::ClosedDays;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn terms_are_read_written_and_said_in_words() {
    let check = |typed: &str, written: &str, words: &str, due: &str| {
        let when: WhenDue = typed.parse().unwrap();
        assert_eq!((when.to_string().as_str(), when.words().as_str()), (written, words), "{typed}");
        assert_eq!(when.nominal(date("2026-01-28")), date(due), "{typed}");
        assert_eq!(written.parse::<WhenDue>().unwrap(), when);
        let (days, terms) = when.clone().parts();
        assert_eq!(WhenDue::kept(terms.as_ref(), days), Some(when));
    };
    check(" 30 ", "30", "30 days after the invoice date", "2026-02-27");
    check("net 1", "1", "1 day after the invoice date", "2026-01-29");
    check("n/0", "0", "0 days after the invoice date", "2026-01-28");
    check("net 15 eom", "net 15 EOM", "15 days after the end of the invoice’s month", "2026-02-15");
    check(
        "net 10 EOM 26+",
        "net 10 EOM 26+",
        "10 days after the end of the invoice’s month; from the 26th on, a month later",
        "2026-03-10",
    );
    check("EOM", "EOM", "at the end of the invoice’s month", "2026-01-31");
    check("net EOM", "net EOM", "at the end of the invoice’s month", "2026-01-31");
    check("net 30 prox", "net 30 prox", "on day 30 of the month after the invoice", "2026-02-28");
    check("net 10-60x", "net 10-60x", "70 days after the invoice date", "2026-04-08");
    check("Due on receipt", "due on receipt", "on receipt of the invoice", "2026-01-28");
    check("CIA", "cash in advance", "before delivery", "2026-01-28");
}

#[test]
fn what_is_no_terms_for_every_invoice_is_refused() {
    let check = |typed: &str, expected: DueTermsProblem| assert_eq!(typed.parse::<WhenDue>(), Err(expected), "{typed}");
    check("", TermsProblem::Empty.into());
    check("-3", TermsProblem::Unreadable("-3".to_owned()).into());
    check("9999", TermsProblem::TooFar.into());
    check("net 9999", TermsProblem::TooFar.into());
    check("99999", TermsProblem::Unreadable("99999".to_owned()).into());
    check("soon", TermsProblem::Unreadable("soon".to_owned()).into());
    check("32 prox", TermsProblem::Unreadable("32".to_owned()).into());
    check("2/10 net 30", DueTermsProblem::Discount);
    check("net 30 ROG", DueTermsProblem::OneInvoice);
    check("net 30 as of 2026-01-01", DueTermsProblem::OneInvoice);
    check("due 2026-01-01", DueTermsProblem::OneInvoice);
}

#[test]
fn a_due_date_leaves_a_day_without_business_when_the_policy_says_so() {
    // 2026-04-03 is Good Friday, 2026-04-06 Easter Monday.
    let closed_days = ClosedDays { country: Country::from_text("DE"), of_customer: true, ..ClosedDays::default() };
    let check = |due_on_working_day, country: &str, issued: &str, adjusted: &str| {
        let policy = CreditPolicy { net_days: 10, due_on_working_day, closed_days: closed_days.clone(), ..CreditPolicy::default() };
        let details = CustomerDetails { country: country.to_owned(), ..CustomerDetails::named("Ada") };
        let due = policy.due_date(&details, date(issued));
        assert_eq!((due.nominal, due.adjusted), (add_days(date(issued), 10), date(adjusted)), "{issued}");
    };
    check(false, "", "2026-03-24", "2026-04-03");
    check(true, "", "2026-03-24", "2026-04-07");
    check(true, "", "2026-03-28", "2026-04-07");
    check(true, "", "2026-03-20", "2026-03-30");
    // 2026-07-03 keeps Independence Day, which is on a Saturday: only customers of that country are moved past it.
    check(true, "", "2026-06-23", "2026-07-03");
    check(true, "USA", "2026-06-23", "2026-07-06");
}
