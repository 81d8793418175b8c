//! Interest that a payment clears before anything of the debt itself: the United States Rule, and every order that names interest before the principal.
//!
//! Interest is owed up to the day of the payment, but it becomes a document only when the owner posts it. What is posted on that day is cleared first by the
//! order of the policy; what the payment leaves of it stays beside the debt and bears none itself. (domain rules §7; the figures are those of
//! [`us_rule`](crate::domain::application::us_rule()))

use super::{charge_drafts, customer_interest};
use crate::domain::application::Part;
use crate::domain::charge::ChargeDraft;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::invoice::DocumentKind;
use crate::domain::ledger::Ledger;
use crate::domain::policy::ApplicationOrder;
use chrono::NaiveDate;

/// The interest of a customer's invoices in a currency up to a day that has not been charged, as it would be posted before a payment of that day. None where
/// the policy of the day does not let payments clear interest before the principal.
pub fn interest_before_payment(ledger: &Ledger, customer: CustomerId, currency: Currency, day: NaiveDate) -> Vec<ChargeDraft> {
    if !interest_comes_first(ledger.policy_on(day).application) {
        return Vec::new();
    }
    let documents = customer_interest(ledger, customer, day, false).documents;
    let drafts = documents.iter().filter(|document| document.open.currency() == currency).flat_map(charge_drafts);
    drafts.filter(|draft| draft.kind == DocumentKind::Interest).collect()
}

fn interest_comes_first(order: ApplicationOrder) -> bool {
    order.parts.is_some_and(|order| order.parts().into_iter().find(|part| *part != Part::Costs) == Some(Part::Interest))
}
