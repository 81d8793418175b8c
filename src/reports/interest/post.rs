//! The charges that interest becomes when the owner decides to post it.

use super::{Basis, CustomerInterest, InvoiceInterest, calculation};
use crate::domain::charge::{ChargeBasis, ChargeDraft, TaxCategory};
use crate::domain::interest::Preset;
use crate::domain::invoice::DocumentKind;
use crate::domain::late_fee::FeeKey;
use chrono::{Datelike, NaiveDate};

/// The rule that interest and fixed sums name: they follow the rule on interest, none of the numbered ones on fees.
const RULE: u32 = 0;

/// The drafts of a claim, due on the day by which its letter asks to be paid.
pub fn claim_drafts(interest: &CustomerInterest, pay_by: NaiveDate) -> Vec<ChargeDraft> {
    let drafts = interest.documents.iter().flat_map(charge_drafts);
    drafts.map(|draft| ChargeDraft { due: Some(pay_by), ..draft }).collect()
}

/// One draft for every period of interest that has not been charged, and one for the fixed sum.
pub fn charge_drafts(interest: &InvoiceInterest) -> Vec<ChargeDraft> {
    let basis = |from: NaiveDate, to: NaiveDate, calculation: String| ChargeBasis {
        about: interest.invoice,
        // A day begins one period at most, so its number tells them apart: also when one before was taken back, the due date moved, or the terms were accepted anew.
        key: FeeKey { rule: RULE, period: u32::try_from(from.num_days_from_ce()).unwrap_or(u32::MAX) },
        from,
        to,
        calculation,
        tax: TaxCategory::default(),
    };
    let draft = |kind, amount, basis| ChargeDraft { kind, amount, due: None, basis };
    let periods = interest.uncharged.iter();
    let mut drafts: Vec<ChargeDraft> = periods
        .map(|period| draft(DocumentKind::Interest, period.amount, basis(period.from, period.to, calculation(interest, *period))))
        .collect();
    let first = interest.accrual.segments.iter().map(|segment| segment.from).min();
    if let (Some(amount), Some(first), Basis::Law { law, .. }) = (interest.fixed(), first, interest.basis) {
        drafts.push(draft(DocumentKind::FixedSum, amount, basis(first, first, Preset::citation(law).to_owned())));
    }
    drafts
}
