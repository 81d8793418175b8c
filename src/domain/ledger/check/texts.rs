//! Names, numbers, notes and addresses: held to the rules of what is typed.

use super::{At, Checker};
use crate::domain::calendar::YEARS;
use crate::domain::customer::CustomerDetails;
use crate::domain::invoice_terms::DiscountWish;
use crate::domain::money::Money;
use crate::domain::settings::Business;
use crate::domain::text_rules::{TextProblem, is_email, limits, text_problem};
use chrono::Datelike;
use std::fmt;

impl Checker<'_> {
    /// One line.
    pub(super) fn line(&mut self, at: impl fmt::Display, noun: &str, value: &str, most: usize) {
        self.text(at, noun, text_problem(value, most, false));
    }

    /// Text of several lines.
    pub(super) fn lines(&mut self, at: impl fmt::Display, noun: &str, value: &str, most: usize) {
        self.text(at, noun, text_problem(value, most, true));
    }

    fn text(&mut self, at: impl fmt::Display, noun: &str, problem: Option<TextProblem>) {
        match problem {
            None => {}
            Some(TextProblem::TooLong(most)) => self.add(at, format_args!("its {noun} has more than {most} characters")),
            Some(TextProblem::Unshown(letter)) => {
                self.add(at, format_args!("its {noun} holds a character that cannot be shown (U+{:04X})", u32::from(letter)));
            }
        }
    }

    /// One line that is never empty.
    pub(super) fn name(&mut self, at: At, noun: &str, value: &str, most: usize) {
        if value.trim().is_empty() {
            self.add(at, format_args!("it has no {noun}"));
        }
        self.line(at, noun, value, most);
    }

    fn email(&mut self, at: impl fmt::Display + Copy, value: &str) {
        self.line(at, "e-mail address", value, limits::EMAIL);
        if !value.is_empty() && !is_email(value) {
            self.add(at, "its e-mail address is not one");
        }
    }

    pub(super) fn details(&mut self, at: At, details: &CustomerDetails) {
        self.name(at, "name", &details.name, limits::NAME);
        self.line(at, "customer number", &details.reference, limits::CUSTOMER_REFERENCE);
        self.lines(at, "address", &details.address, limits::ADDRESS);
        self.line(at, "country", &details.country, limits::COUNTRY);
        self.lines(at, "note", &details.note, limits::NOTE);
        let sound = |limit: Money| limit.is_positive() && limit.minor() <= Money::MAX_MINOR;
        self.expect(at, details.credit_limit.is_none_or(sound), "its credit limit is not an amount above zero");
        self.credit_file(at, details);
        self.line(at, "schedule", &details.approach.schedule, limits::SCHEDULE);
        self.line(at, "tier", &details.approach.tier, limits::TIER);
        if let Some(DiscountWish::Rule(rule)) = &details.discount
            && let Err(problem) = rule.checked()
        {
            self.add(at, problem);
        }
        let known_day = details.terms_accepted.is_none_or(|on| YEARS.contains(&on.year()));
        self.expect(at, known_day, "the day on which its terms were accepted is not between 1950 and 2100");
        self.line(at, "time zone", &details.approach.time_zone, limits::TIME_ZONE);
        if let Some(Err(problem)) = details.approach.interest.map(|rule| rule.checked()) {
            self.add(at, problem);
        }
        self.lines(at, "note on the relationship", &details.approach.relationship, limits::NOTE);
        for contact in &details.contacts {
            self.line(at, "contact's name", &contact.name, limits::NAME);
            self.line(at, "contact's role", &contact.role, limits::ROLE);
            self.email(at, &contact.email);
            self.line(at, "telephone number", &contact.phone, limits::PHONE);
        }
    }

    pub(super) fn business(&mut self, business: &Business) {
        let at = "settings";
        self.line(at, "name", &business.name, limits::NAME);
        self.lines(at, "address", &business.address, limits::ADDRESS);
        self.email(at, &business.email);
        self.line(at, "telephone number", &business.phone, limits::PHONE);
        self.lines(at, "payment details", &business.payment_details, limits::NOTE);
    }
}
