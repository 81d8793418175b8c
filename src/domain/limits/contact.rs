//! How often, and at what hours, a customer may be called or written to.
//!
//! Each rule says whom it binds. Rules for collection agencies alone are told to the owner as good practice: whoever collects in their own name is
//! not bound by them. The caller supplies the customer's local day and time; there is no clock here.

use crate::domain::approach::CustomerKind;
use crate::domain::calendar::add_days;
use crate::domain::country::Country;
use crate::domain::holidays::{holiday, is_weekend};
use crate::domain::policy::Channel;
use chrono::NaiveDate;

/// Whom a rule binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binds {
    /// Everybody who asks for money, the owner included.
    Creditors,
    /// Collection agencies only; good practice for the owner.
    Collectors,
    /// Nobody: Recoup's own advice.
    Nobody,
}

/// What a rule limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    /// So many calls, answered or not, in so many days in a row.
    Calls { most: usize, days: i64 },
    /// So many contacts of any kind in so many days in a row.
    Contacts { most: usize, days: i64 },
    /// No call so many days after a conversation, its own day included.
    AfterTalk { days: i64 },
    /// Calls and text messages only between these minutes of the day, other ones on weekends; `holidays` when none on public holidays.
    Hours { weekdays: (u16, u16), weekends: (u16, u16), holidays: bool },
}

/// One rule.
#[derive(Debug)]
pub struct ContactRule {
    /// Where it holds; none means everywhere that has no hours of its own.
    country: Option<Country>,
    /// Whether businesses are left out.
    consumers_only: bool,
    limit: Limit,
    /// Whom it binds.
    pub binds: Binds,
    /// Where it comes from, with the date of the text.
    pub source: &'static str,
}

const fn rule(country: Country, consumers_only: bool, binds: Binds, source: &'static str, limit: Limit) -> ContactRule {
    ContactRule { country: Some(country), consumers_only, limit, binds, source }
}

const REG_F: &str = "United States, Regulation F (12 CFR 1006), in force since 30 November 2021";
const MASSACHUSETTS: &str = "Massachusetts, 940 CMR 7 (customers in that state only)";
const ACCC: &str = "Australia, ACCC and ASIC debt collection guideline, parts 4 and 5, April 2021";
const DAY: (u16, u16) = (8 * 60, 21 * 60);

/// The table of domain rules §8.
static RULES: [ContactRule; 8] = [
    rule(Country::Us, true, Binds::Collectors, REG_F, Limit::Calls { most: 7, days: 7 }),
    rule(Country::Us, true, Binds::Collectors, REG_F, Limit::AfterTalk { days: 7 }),
    rule(Country::Us, true, Binds::Collectors, REG_F, Limit::Hours { weekdays: DAY, weekends: DAY, holidays: false }),
    rule(Country::Us, true, Binds::Creditors, MASSACHUSETTS, Limit::Contacts { most: 2, days: 7 }),
    rule(Country::Au, false, Binds::Creditors, ACCC, Limit::Contacts { most: 3, days: 7 }),
    rule(Country::Au, false, Binds::Creditors, ACCC, Limit::Contacts { most: 10, days: 30 }),
    rule(
        Country::Au,
        false,
        Binds::Creditors,
        ACCC,
        Limit::Hours { weekdays: (7 * 60 + 30, 21 * 60), weekends: (9 * 60, 21 * 60), holidays: true },
    ),
    ContactRule {
        country: None,
        consumers_only: false,
        limit: Limit::Hours { weekdays: DAY, weekends: DAY, holidays: false },
        binds: Binds::Nobody,
        source: "Recoup’s own advice",
    },
];

/// A contact that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactMade {
    /// The day.
    pub on: NaiveDate,
    /// Whether it was a call, answered or not.
    pub call: bool,
    /// Whether somebody was spoken with.
    pub talked: bool,
}

/// How a contact reaches the customer, as far as the rules tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactWay {
    /// A call.
    Call,
    /// A text message: it makes the telephone ring as well.
    Text,
    /// A letter or an e-mail: it disturbs nobody at night.
    Written,
}

impl ContactWay {
    /// The way of a channel.
    pub const fn of(channel: Channel) -> Self {
        match channel {
            Channel::Phone => Self::Call,
            Channel::Sms | Channel::WhatsApp => Self::Text,
            Channel::Email | Channel::Letter => Self::Written,
        }
    }
}

/// The contact that is about to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactAhead {
    /// By which way.
    pub way: ContactWay,
    /// The day where the customer is.
    pub day: NaiveDate,
    /// Minutes after midnight where the customer is.
    pub minutes: u16,
    /// Whether day and minutes are the customer's; the owner's own stand in while the time zone is not known.
    pub theirs: bool,
}

/// Why the contact had better wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactWarning {
    /// What stands against it.
    pub sentence: String,
    /// Whom the rule binds.
    pub binds: Binds,
    /// Where it comes from.
    pub source: &'static str,
}

/// What stands against a contact; nothing when it is allowed by every rule known for the customer's country and kind.
///
/// A customer not marked as a business may be a consumer and is treated as one. `before` are all contacts made so far.
pub fn contact_warnings(
    country: Option<Country>,
    kind: Option<CustomerKind>,
    before: &[ContactMade],
    ahead: ContactAhead,
) -> Vec<ContactWarning> {
    let holds = |rule: &&ContactRule| !rule.consumers_only || kind != Some(CustomerKind::Business);
    let here: Vec<_> = RULES.iter().filter(|rule| rule.country.is_some() && rule.country == country).filter(holds).collect();
    let has_hours = here.iter().any(|rule| matches!(rule.limit, Limit::Hours { .. }));
    let everywhere = RULES.iter().filter(|rule| rule.country.is_none() && !has_hours);
    let warn = |rule: &ContactRule| {
        let sentence = stands_against(rule.limit, country, before, ahead)?;
        Some(ContactWarning { sentence, binds: rule.binds, source: rule.source })
    };
    here.into_iter().chain(everywhere).filter_map(warn).collect()
}

fn stands_against(limit: Limit, country: Option<Country>, before: &[ContactMade], ahead: ContactAhead) -> Option<String> {
    let ContactAhead { way, day, minutes, theirs } = ahead;
    let call = way == ContactWay::Call;
    let within = |made: &&ContactMade, days: i64| made.on > add_days(day, -days) && made.on <= day;
    match limit {
        Limit::Calls { most, days } => {
            let calls = before.iter().filter(|made| made.call && within(made, days)).count();
            (call && calls >= most).then(|| format!("You have called {calls} times in {days} days; {most} are the most."))
        }
        Limit::Contacts { most, days } => {
            let contacts = before.iter().filter(|made| within(made, days)).count();
            (contacts >= most).then(|| format!("You have been in touch {contacts} times in {days} days; {most} are the most."))
        }
        Limit::AfterTalk { days } => {
            let talk = before.iter().filter(|made| made.call && made.talked && within(made, days)).map(|made| made.on).max()?;
            let free = add_days(talk, days);
            call.then(|| format!("You spoke with this customer less than {days} days ago; the next call can be on {}.", written(free)))
        }
        Limit::Hours { weekdays, weekends, holidays } => {
            let (verb, barred) = match way {
                ContactWay::Call => ("Call", "no calls"),
                ContactWay::Text => ("Write", "no text messages"),
                ContactWay::Written => return None,
            };
            let named = country.filter(|_| holidays).and_then(|country| holiday(country, day));
            let (from, to) = if is_weekend(day) { weekends } else { weekdays };
            match named {
                Some(name) => Some(format!("It is a public holiday where the customer is ({name}): {barred}.")),
                None if minutes < from || minutes >= to => {
                    let whose = if theirs { "where the customer is" } else { "by your clock, and their time zone is not known" };
                    Some(format!("It is {} {whose}. {verb} between {} and {} there.", clock(minutes), clock(from), clock(to)))
                }
                None => None,
            }
        }
    }
}

/// Minutes after midnight as a time: `7:05`, `21:30`.
pub fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// `June 3, 2026`: the core does not know the reader's locale.
fn written(day: NaiveDate) -> String {
    day.format("%B %-d, %Y").to_string()
}

#[cfg(test)]
mod tests;
