//! The words for versions of the policy.

use crate::domain::ledger::Ledger;
use crate::domain::policy::VersionInForce;
use crate::ui::format;
use chrono::NaiveDate;

/// “Version 3, in force from May 3, 2026 until May 31, 2027”.
pub fn version(version: VersionInForce) -> String {
    let from = version.from.map(|from| format!(", in force from {}", format::date_long(from)));
    let last = version.next.and_then(|next| next.pred_opt());
    let until = last.map(|last| format!("{} until {}", if from.is_some() { "" } else { ", in force" }, format::date_long(last)));
    format!("Version {}{}{}", version.number, from.unwrap_or_default(), until.unwrap_or_default())
}

/// Which version was accepted on a day, in parentheses; nothing while the policy has only one.
pub fn accepted_version(ledger: &Ledger, accepted: NaiveDate) -> String {
    if ledger.facts().policy_versions.is_empty() {
        return String::new();
    }
    format!(" (version {})", ledger.policy_version_on(accepted).number)
}

/// That another version holds on a day than the one that was accepted; nothing when it is the same one.
pub fn version_since(ledger: &Ledger, accepted: NaiveDate, day: NaiveDate) -> String {
    let now = ledger.policy_version_on(day);
    match now.from.filter(|from| *from > accepted) {
        Some(from) => {
            let bound = if ledger.policy_on(day).fees_need_acceptance {
                " Late fees and interest they agreed on go by the one they accepted."
            } else {
                ""
            };
            format!(" Version {} has been in force since {}; they have not accepted that one.{bound}", now.number, format::date(from))
        }
        None => String::new(),
    }
}
