//! Which figure is asked about, as the address keeps it.

use super::super::choices::{Choices, bucket_words};
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::settings::AgingBasis;
use crate::reports::aging::AgingParameters;
use crate::reports::behind::{Figure, Question};
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos_router::params::ParamsMap;

const BUCKET: &str = "bucket-";

/// The name of a figure in the address.
fn key(figure: Figure) -> String {
    let name = match figure {
        Figure::Owed => "owed",
        Figure::PastDue => "past-due",
        Figure::Soon => "soon",
        Figure::Credit => "credit",
        Figure::Open => "open",
        Figure::Late => "late",
        Figure::Disputed => "disputed",
        Figure::OnPlan => "on-plan",
        Figure::Unapplied => "unapplied",
        Figure::Total => "total",
        Figure::Bucket(bucket) => return format!("{BUCKET}{bucket}"),
    };
    name.to_owned()
}

fn of_key(text: &str) -> Option<Figure> {
    use Figure::{Credit, Disputed, Late, OnPlan, Open, Owed, PastDue, Soon, Total, Unapplied};
    let named = [Owed, PastDue, Soon, Credit, Open, Late, Disputed, OnPlan, Unapplied, Total];
    let bucket = || text.strip_prefix(BUCKET)?.parse().ok().map(Figure::Bucket);
    named.into_iter().find(|figure| key(*figure) == text).or_else(bucket)
}

/// What an address asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// The figure; everything open when the address names none.
    pub figure: Figure,
    /// Of one customer only.
    pub customer: Option<CustomerId>,
    /// Currency, and how the aging report counts.
    pub choices: Choices,
}

impl Asked {
    /// Reads the query of the address.
    pub fn of(query: &ParamsMap) -> Self {
        Self {
            figure: query.get("figure").and_then(|text| of_key(&text)).unwrap_or(Figure::Open),
            customer: query.get("customer").and_then(|text| text.parse().ok()),
            choices: Choices::of(query),
        }
    }

    /// The address that asks this.
    pub fn href(&self, day: Option<NaiveDate>) -> String {
        let mut query = ParamsMap::new();
        query.insert("figure", key(self.figure));
        self.choices.write(&mut query);
        if let Some(customer) = self.customer {
            query.insert("customer", customer.to_string());
        }
        if let Some(day) = day {
            query.insert("as_of", day.to_string());
        }
        format!("{}{}", Route::Behind.href(None), query.to_query_string())
    }

    /// The question to the ledger; without a currency, in the home currency.
    pub fn question(&self, ledger: &Ledger, day: NaiveDate) -> Question {
        Question {
            figure: self.figure,
            currency: self.choices.currency.unwrap_or(ledger.settings().home_currency),
            customer: self.customer,
            parameters: self.choices.parameters(ledger, day),
            credit_on_oldest: self.choices.credit_on_oldest && !self.is_of_today(),
        }
    }

    /// Whether it is one of Today's figures, and not one of the aging report.
    pub const fn is_of_today(&self) -> bool {
        matches!(self.figure, Figure::Owed | Figure::PastDue | Figure::Soon | Figure::Credit)
    }
}

/// The figure in words.
pub(super) fn words(figure: Figure, parameters: &AgingParameters) -> String {
    let text = match figure {
        Figure::Owed | Figure::Open => "Owed to you",
        Figure::PastDue => "Past due",
        Figure::Soon => "Due in the next 30 days",
        Figure::Credit | Figure::Unapplied => "Credit not applied",
        Figure::Late if parameters.basis == AgingBasis::DueDate => "Past due",
        Figure::Late => "Older than current",
        Figure::Disputed => "Disputed",
        Figure::OnPlan => "On a payment plan",
        Figure::Total => "Owed less credit",
        Figure::Bucket(bucket) if bucket < parameters.buckets.count() => return bucket_words(&parameters.buckets, bucket),
        Figure::Bucket(_) => "No such bucket",
    };
    text.to_owned()
}

/// The address of what stands behind one of Today's figures.
pub fn documents_href(figure: Figure, currency: Currency, day: Option<NaiveDate>) -> String {
    let choices = Choices { currency: Some(currency), ..Choices::default() };
    Asked { figure, customer: None, choices }.href(day)
}

/// The address of what stands behind a figure of the aging report that counts by `choices`.
pub(in super::super) fn counted_href(figure: Figure, currency: Currency, choices: &Choices, day: Option<NaiveDate>) -> String {
    let choices = Choices { currency: Some(currency), sort: None, bucket_problem: None, ..choices.clone() };
    Asked { figure, customer: None, choices }.href(day)
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn every_figure_has_a_key_of_its_own() {
        for figure in [Figure::Owed, Figure::PastDue, Figure::Soon, Figure::Credit, Figure::Open, Figure::Late, Figure::Total] {
            assert_eq!(of_key(&key(figure)), Some(figure));
        }
        for figure in [Figure::Disputed, Figure::OnPlan, Figure::Unapplied, Figure::Bucket(0), Figure::Bucket(11)] {
            assert_eq!(of_key(&key(figure)), Some(figure));
        }
        assert_eq!(of_key("bucket-x"), None);
    }
}
