//! What the owner chose to see, as the address keeps it.

use crate::domain::aging_buckets::{AgingBuckets, BucketProblem};
use crate::domain::currency::Currency;
use crate::domain::ledger::Ledger;
use crate::domain::settings::AgingBasis;
use crate::reports::aging::AgingParameters;
use crate::ui::components::Sort;
use chrono::NaiveDate;
use leptos_router::params::ParamsMap;

/// The choices of the address; `None` is the ledger's own way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Choices {
    pub basis: Option<AgingBasis>,
    pub buckets: Option<AgingBuckets>,
    /// Why the buckets of the address are not used.
    pub bucket_problem: Option<BucketProblem>,
    pub currency: Option<Currency>,
    /// Unapplied credit is shown as paying the oldest debt.
    pub credit_on_oldest: bool,
    pub sort: Option<Sort>,
}

impl Choices {
    /// Reads the query of the address; what is not understood is left out.
    pub fn of(query: &ParamsMap) -> Self {
        let buckets = query.get("buckets").map(|text| {
            let days: Result<Vec<i32>, _> = text.split(',').map(|day| day.trim().parse::<i32>()).collect();
            AgingBuckets::from_last_days(days.unwrap_or_default())
        });
        let (buckets, bucket_problem) = match buckets {
            Some(Ok(buckets)) => (Some(buckets), None),
            Some(Err(problem)) => (None, Some(problem)),
            None => (None, None),
        };
        let sort = query.get("sort").filter(|text| !text.is_empty()).map(|text| match text.strip_prefix('-') {
            Some(column) => Sort { column: column.to_owned(), descending: true },
            None => Sort { column: text, descending: false },
        });
        Self {
            basis: query.get("basis").and_then(|text| basis_of(&text)),
            buckets,
            bucket_problem,
            currency: query.get("currency").and_then(|code| Currency::from_code(&code).ok()),
            credit_on_oldest: query.get("credit").is_some_and(|text| text == "oldest"),
            sort,
        }
    }

    /// Writes the choices into a query and leaves the rest of it as it is.
    pub fn write(&self, query: &mut ParamsMap) {
        let buckets = self.buckets.as_ref().map(days_text);
        let sort = self.sort.as_ref().map(|sort| format!("{}{}", if sort.descending { "-" } else { "" }, sort.column));
        let values = [
            ("basis", self.basis.map(|basis| basis_key(basis).to_owned())),
            ("buckets", buckets),
            ("currency", self.currency.map(|currency| currency.code().to_owned())),
            ("credit", self.credit_on_oldest.then(|| "oldest".to_owned())),
            ("sort", sort),
        ];
        for (name, value) in values {
            query.remove(name);
            if let Some(value) = value {
                query.insert(name, value);
            }
        }
    }

    /// What to count, the ledger's own way where nothing was chosen.
    pub fn parameters(&self, ledger: &Ledger, as_of: NaiveDate) -> AgingParameters {
        let own = AgingParameters::of(ledger, as_of);
        AgingParameters { as_of, basis: self.basis.unwrap_or(own.basis), buckets: self.buckets.clone().unwrap_or(own.buckets) }
    }
}

/// The name of a basis in the address.
pub(super) const fn basis_key(basis: AgingBasis) -> &'static str {
    match basis {
        AgingBasis::DueDate => "due",
        AgingBasis::InvoiceDate => "invoice",
    }
}

/// The basis of a name.
pub(super) fn basis_of(key: &str) -> Option<AgingBasis> {
    [AgingBasis::DueDate, AgingBasis::InvoiceDate].into_iter().find(|basis| basis_key(*basis) == key)
}

/// The basis in words.
pub(super) const fn basis_words(basis: AgingBasis) -> &'static str {
    match basis {
        AgingBasis::DueDate => "days past the due date",
        AgingBasis::InvoiceDate => "days since the invoice date",
    }
}

/// The last days of the buckets: `0,30,60,90`.
pub(super) fn days_text(buckets: &AgingBuckets) -> String {
    buckets.last_days().iter().map(i32::to_string).collect::<Vec<_>>().join(",")
}

/// A bucket's name for the head of a column: “Current”, “1–30”, “Over 90”.
pub(in crate::ui::pages) fn bucket_name(buckets: &AgingBuckets, bucket: usize) -> String {
    match buckets.range(bucket) {
        (None, Some(0)) => "Current".to_owned(),
        (None, Some(last)) => format!("Up to {last}"),
        (Some(from), Some(last)) if from == last => from.to_string(),
        (Some(from), Some(last)) => format!("{from}–{last}"),
        (Some(from), None) => format!("Over {}", from - 1),
        (None, None) => "All".to_owned(),
    }
}

/// A bucket's name where it stands alone: “1–30 days”.
pub(super) fn bucket_words(buckets: &AgingBuckets, bucket: usize) -> String {
    let name = bucket_name(buckets, bucket);
    if buckets.range(bucket) == (None, Some(0)) { name } else { format!("{name} days") }
}
