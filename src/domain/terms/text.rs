//! Terms in the short wording of invoices.
//!
//! ```text
//! terms  = { tier } [ due ] [ from ]           separated by spaces or commas; letter case does not matter
//! tier   = percent "/" count                   2/10, 2.5%/10, 1/10-60x
//! due    = ("net " | "n/") count [ "days" ] | ("net " | "n/") "EOM" | "due on receipt" | "cash in advance" | "CIA" | "due " date
//! from   = ("EOM" | "prox") [ "26+" ] | "ROG" | "as of " date
//! count  = days [ "-" days "x" ]               with x: extra dating
//! ```
//!
//! `EOM` alone is due at the end of the month. Dates are written `2026-11-23`.

use super::{Dating, LateInMonth, Net, PaymentTerms, TermsProblem, Tier};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// What was read so far.
#[derive(Default)]
struct Draft {
    tiers: Vec<Tier>,
    net: Option<Net>,
    dating: Option<Dating>,
}

impl Draft {
    fn due(&mut self, net: Net) -> Result<(), TermsProblem> {
        if self.net.replace(net).is_some() { Err(TermsProblem::Twice("when the invoice is due")) } else { Ok(()) }
    }

    /// Extra dating may be said with every count, but always the same.
    fn count_from(&mut self, dating: Dating) -> Result<(), TermsProblem> {
        let same_extra = matches!(dating, Dating::Extra(_)) && self.dating == Some(dating);
        match self.dating.replace(dating) {
            Some(_) if !same_extra => Err(TermsProblem::Twice("from which day to count")),
            _ => Ok(()),
        }
    }

    /// A number of days, with the extra ones.
    fn count(&mut self, text: &str) -> Result<u16, TermsProblem> {
        let (days, extra) = text.split_once('-').map_or((text, None), |(days, extra)| (days, Some(extra)));
        if let Some(extra) = extra {
            let extra = extra.strip_suffix('x').ok_or_else(|| unreadable(text))?;
            self.count_from(Dating::Extra(number(extra)?))?;
        }
        number(days)
    }

    fn late(&mut self) -> Result<(), TermsProblem> {
        match &mut self.dating {
            Some(Dating::EndOfMonth(late) | Dating::Proximo(late)) => *late = LateInMonth::NextMonth,
            _ => return Err(unreadable("26+")),
        }
        Ok(())
    }
}

fn unreadable(text: &str) -> TermsProblem {
    TermsProblem::Unreadable(text.chars().take(20).collect())
}

fn only(text: &str, allowed: impl Fn(u8) -> bool) -> Result<&str, TermsProblem> {
    if !text.is_empty() && text.bytes().all(allowed) { Ok(text) } else { Err(unreadable(text)) }
}

fn number(text: &str) -> Result<u16, TermsProblem> {
    only(text, |byte| byte.is_ascii_digit())?.parse().map_err(|_| TermsProblem::TooFar)
}

fn percent(text: &str) -> Result<Decimal, TermsProblem> {
    let digits = only(text.strip_suffix('%').unwrap_or(text), |byte| byte.is_ascii_digit() || byte == b'.')?;
    digits.parse().map_err(|_| unreadable(text))
}

fn day(text: &str) -> Result<NaiveDate, TermsProblem> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| unreadable(text))
}

impl FromStr for PaymentTerms {
    type Err = TermsProblem;

    fn from_str(text: &str) -> Result<Self, TermsProblem> {
        let lower = text.to_lowercase();
        let mut words = lower.split([' ', '\t', ',']).filter(|word| !word.is_empty()).peekable();
        if words.peek().is_none() {
            return Err(TermsProblem::Empty);
        }
        let mut draft = Draft::default();
        while let Some(word) = words.next() {
            let mut next = |expected: &str| if words.next() == Some(expected) { Ok(()) } else { Err(unreadable(word)) };
            match word {
                "eom" => draft.count_from(Dating::EndOfMonth(LateInMonth::SameMonth))?,
                "prox" | "proximo" => draft.count_from(Dating::Proximo(LateInMonth::SameMonth))?,
                "26+" => draft.late()?,
                "rog" => draft.count_from(Dating::ReceiptOfGoods)?,
                "cia" => draft.due(Net::InAdvance)?,
                "cash" => {
                    next("in")?;
                    next("advance")?;
                    draft.due(Net::InAdvance)?;
                }
                "as" => {
                    next("of")?;
                    let stated = day(words.next().unwrap_or(word))?;
                    draft.count_from(Dating::AsOf(stated))?;
                }
                "due" => match words.next().unwrap_or(word) {
                    "on" if words.next() == Some("receipt") => draft.due(Net::OnReceipt)?,
                    agreed => draft.due(Net::On(day(agreed)?))?,
                },
                _ => match word.split_once('/').unwrap_or((word, "")) {
                    ("n", days) | ("net", days) => {
                        let days = if days.is_empty() { words.next().ok_or_else(|| unreadable(word))? } else { days };
                        let net = if days == "eom" { Net::MonthEnd } else { Net::Days(draft.count(days)?) };
                        words.next_if(|word| matches!(*word, "day" | "days"));
                        draft.due(net)?;
                    }
                    (_, "") => return Err(unreadable(word)),
                    (pct, days) => {
                        let tier = Tier { pct: percent(pct)?, days: draft.count(days)? };
                        draft.tiers.push(tier);
                    }
                },
            }
        }
        let Draft { tiers, net, dating } = draft;
        let alone = tiers.is_empty() && matches!(dating, Some(Dating::EndOfMonth(_)));
        let net = net.unwrap_or(if alone { Net::Days(0) } else { Net::AfterDiscount });
        Self::new(dating.unwrap_or_default(), tiers, net)
    }
}

impl fmt::Display for PaymentTerms {
    /// The wording that reads back as the same terms.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let extra = match self.dating {
            Dating::Extra(days) => format!("-{days}x"),
            _ => String::new(),
        };
        let mut words: Vec<String> = self.tiers.iter().map(|tier| format!("{}/{}{extra}", tier.pct.normalize(), tier.days)).collect();
        match self.net {
            Net::Days(0) if words.is_empty() && matches!(self.dating, Dating::EndOfMonth(_)) => {}
            Net::Days(days) if words.is_empty() => words.push(format!("net {days}{extra}")),
            Net::Days(days) => words.push(format!("net {days}")),
            Net::AfterDiscount => {}
            Net::MonthEnd => words.push("net EOM".to_owned()),
            Net::OnReceipt => words.push("due on receipt".to_owned()),
            Net::InAdvance => words.push("cash in advance".to_owned()),
            Net::On(agreed) => words.push(format!("due {agreed}")),
        }
        let (from, late) = match self.dating {
            Dating::Ordinary | Dating::Extra(_) => (String::new(), LateInMonth::SameMonth),
            Dating::EndOfMonth(late) => ("EOM".to_owned(), late),
            Dating::Proximo(late) => ("prox".to_owned(), late),
            Dating::ReceiptOfGoods => ("ROG".to_owned(), LateInMonth::SameMonth),
            Dating::AsOf(stated) => (format!("as of {stated}"), LateInMonth::SameMonth),
        };
        words.push(from);
        words.extend((late == LateInMonth::NextMonth).then(|| "26+".to_owned()));
        words.retain(|word| !word.is_empty());
        f.write_str(&words.join(" "))
    }
}

/// Kept as they are written.
impl Serialize for PaymentTerms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PaymentTerms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
