//! Rules, laws, rates and reasons in words for the owner.

use super::NoInterest;
use crate::domain::country::Country;
use crate::domain::interest::statutory::{Condition, Fixing, NoFixedSum, Reference};
use crate::domain::interest::{AgreedRate, DayCount, Grace, InterestRule, Preset, RatePeriod, StatutoryRule};
use crate::domain::policy::TermSource;
use crate::domain::spelling::Spelling;

/// A law by its country.
pub const fn law_name(law: Preset) -> &'static str {
    match law {
        Preset::UnitedKingdom => "United Kingdom",
        Preset::EuropeanUnion => "European Union (the least that its Directive asks of every country)",
        Preset::Germany => "Germany",
        Preset::France => "France",
        Preset::Belgium => "Belgium",
        Preset::Ireland => "Ireland",
        Preset::Austria => "Austria",
        Preset::Netherlands => "Netherlands",
        Preset::Poland => "Poland",
    }
}

/// A reference rate and who publishes it.
pub const fn reference_name(reference: Reference) -> &'static str {
    match reference {
        Reference::BankRate => "Bank Rate (Bank of England)",
        Reference::Ecb => "Main refinancing rate (European Central Bank)",
        Reference::GermanBase => "Basiszinssatz (Deutsche Bundesbank)",
        Reference::AustrianBase => "Basiszinssatz (Oesterreichische Nationalbank)",
        Reference::PolishRate => "Reference rate (Narodowy Bank Polski)",
    }
}

/// Where a reference rate can be looked up.
pub const fn reference_source(reference: Reference) -> &'static str {
    match reference {
        Reference::BankRate => "bankofengland.co.uk, “Official Bank Rate history”. Every change counts, by the day it took effect.",
        Reference::Ecb => "ecb.europa.eu, “Key ECB interest rates”. What counts is the rate on 1 January and on 1 July.",
        Reference::GermanBase => "bundesbank.de, “Basiszinssatz”. It changes on 1 January and 1 July.",
        Reference::AustrianBase => "oenb.at, “Basis- und Referenzzinssätze”. What counts is the rate on 1 January and on 1 July.",
        Reference::PolishRate => {
            "nbp.pl, “Stopy procentowe NBP”. What counts is the rate on 1 January and on 1 July; Recoup knows those from 2020 on."
        }
    }
}

/// A convention on days, with what it means.
pub const fn day_count_name(count: DayCount) -> &'static str {
    match count {
        DayCount::Act365 => "Actual days, a year of 365",
        DayCount::Act360 => "Actual days, a year of 360",
        DayCount::ActAct => "Actual days, leap years of 366",
        DayCount::BondBasis => "Months of 30 days, a year of 360 (bond basis)",
        DayCount::Eurobond => "Months of 30 days, a year of 360 (eurobond)",
        DayCount::Us => "Months of 30 days, a year of 360 (US, with the end of February)",
    }
}

/// What has to be true besides, for the owner to look after.
pub const fn condition_words(condition: Condition) -> &'static str {
    match condition {
        Condition::ThirtyDaysWithoutDate => {
            "Where no due date was agreed, interest begins 30 days after the invoice or the delivery, whichever is later."
        }
        Condition::NoOtherRemedy => "It does not hold where the contract has another substantial remedy for late payment.",
        Condition::RateOnInvoice => "The rate has to be printed on the invoice.",
        Condition::ConsumerTold => "A consumer without a due date by the calendar is in default after 30 days only if the invoice said so.",
        Condition::DueDateMoves => "A due date on a weekend or holiday moves to the next working day; this is done here.",
        Condition::ContractMayDiffer => "A contract may have another rate.",
        Condition::DebtorResponsible => "The customer has to be responsible for the delay.",
    }
}

/// When the rate of the United Kingdom is looked up.
pub const fn fixing_words(fixing: Fixing) -> &'static str {
    match fixing {
        Fixing::AtStart => "Once, when interest begins (as the Act says)",
        Fixing::HalfYear => "Anew for every half-year",
        Fixing::EveryChange => "At every change of Bank Rate",
        Fixing::AtPayment => "On the day of payment",
    }
}

fn days(count: u32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// What days of grace do, as the end of a sentence; empty without any.
pub fn grace_words(grace: Grace) -> String {
    match grace {
        Grace::None => String::new(),
        Grace::Forgives(count) => format!("; what is paid within {} of the due date bears none", days(count)),
        Grace::Delays(count) => format!(", beginning {} after the due date", days(count)),
    }
}

fn agreed_words(rate: &AgreedRate, of_policy: Grace) -> String {
    let percent = rate.percent.normalize();
    let rate_words = match rate.per {
        RatePeriod::Year => format!("{percent} % a year"),
        // Canada's Interest Act s. 4 wants the yearly rate beside every other.
        RatePeriod::Month => format!("{percent} % a month ({} % a year)", rate.percent_a_year().normalize()),
    };
    format!("{rate_words} for every day after the due date{}", grace_words(rate.grace.unwrap_or(of_policy)))
}

/// A rule as a sentence, with the grace of the policy for a rate that has none of its own.
pub fn rule_words(rule: InterestRule, of_policy: Grace) -> String {
    match rule {
        InterestRule::None => "No interest is asked for what is paid late.".to_owned(),
        InterestRule::Agreed(rate) => format!("Interest of {}.", agreed_words(&rate, of_policy)),
        InterestRule::Statutory(StatutoryRule { law: None, .. }) => {
            "Interest, and for businesses a fixed sum, as the law of the customer’s country has it.".to_owned()
        }
        InterestRule::Statutory(StatutoryRule { law: Some(law), .. }) => {
            format!("Interest, and for businesses a fixed sum, by law: {}.", law.citation())
        }
    }
}

/// Why an invoice bears no interest, and what could be done.
pub fn no_interest_words(why: NoInterest, spell: &dyn Spelling) -> String {
    match why {
        NoInterest::Unknown => "It does not count on this day.".to_owned(),
        NoInterest::Charge => "Fees and interest bear no interest themselves.".to_owned(),
        NoInterest::NotAsked(TermSource::Policy) => "Your policy asks for no interest.".to_owned(),
        NoInterest::NotAsked(TermSource::Tier) => "Their tier asks for no interest.".to_owned(),
        NoInterest::NotAsked(TermSource::Customer) => "This customer is asked for no interest.".to_owned(),
        NoInterest::NotLate => "Nothing has been open after the due date and the days of grace.".to_owned(),
        NoInterest::NotAccepted => {
            "The rate is one of your terms, and the customer has not accepted them. Enter the day they did on the customer’s form."
                .to_owned()
        }
        NoInterest::NoCountry => {
            "The law is that of the customer’s country, which is empty or not one that Recoup knows. Enter the country on the customer’s form, or name the law in the interest rule."
                .to_owned()
        }
        NoInterest::NoLaw(Country::Us) => {
            "The United States have no general law on late payment: interest has to be agreed on, within the limits of the state."
                .to_owned()
        }
        NoInterest::NoLaw(country) => {
            format!("Recoup knows no law on late payment of this country ({}). Agree on a rate instead.", country.name())
        }
        NoInterest::Consumer(law) => format!("The law on late payment ({}) does not bind consumers.", law_name(law)),
        NoInterest::KindUnknown(law) => format!(
            "The law on late payment ({}) binds businesses only. Say on the customer’s form whether this one is a business.",
            law_name(law)
        ),
        NoInterest::NoRate(reference, day) => {
            format!("No rate is known for {}: {}. Enter it under Settings, Interest rates.", spell.date(day), reference_name(reference))
        }
        NoInterest::WrittenOff => "It is written off, so nothing more is asked for it.".to_owned(),
        NoInterest::OnPlan => {
            "Nothing is claimed of what a payment plan in force covers: the plan’s own dates and amounts hold, and no late interest runs."
                .to_owned()
        }
        NoInterest::Failed(error) => crate::domain::spelling::as_sentence(&error.to_string()),
    }
}

/// Why there is no fixed sum.
pub fn no_fixed_sum_words(why: NoFixedSum) -> String {
    match why {
        NoFixedSum::Consumer => "none: it is owed by businesses only".to_owned(),
        NoFixedSum::NotOverdue => "none: nothing was open after the due date".to_owned(),
        NoFixedSum::AlreadyCharged => "charged already; it is owed once".to_owned(),
        NoFixedSum::OtherCurrency(currency) => format!("none: the law sets it in {currency}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_reads_as_a_sentence() {
        let agreed = |per, grace| InterestRule::Agreed(AgreedRate { per, grace, ..AgreedRate::yearly("1.50".parse().unwrap()) });
        let check = |rule, expected: &str| assert_eq!(rule_words(rule, Grace::Forgives(5)), expected);
        check(InterestRule::None, "No interest is asked for what is paid late.");
        check(
            agreed(RatePeriod::Month, None),
            "Interest of 1.5 % a month (18 % a year) for every day after the due date; what is paid within 5 days of the due date bears none.",
        );
        check(agreed(RatePeriod::Year, Some(Grace::None)), "Interest of 1.5 % a year for every day after the due date.");
        check(
            agreed(RatePeriod::Year, Some(Grace::Delays(1))),
            "Interest of 1.5 % a year for every day after the due date, beginning 1 day after the due date.",
        );
        let law = |law| InterestRule::Statutory(StatutoryRule { law, fixing: None });
        check(law(Some(Preset::Germany)), "Interest, and for businesses a fixed sum, by law: §§ 286, 288 BGB.");
        check(law(None), "Interest, and for businesses a fixed sum, as the law of the customer’s country has it.");
    }
}
