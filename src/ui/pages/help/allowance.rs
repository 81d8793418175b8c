//! Help on the allowance for doubtful accounts.

use super::{Section, sentences};
use leptos::prelude::*;

/// How the allowance is counted and posted.
#[component]
pub(super) fn AllowanceHelp() -> impl IntoView {
    view! {
        <Section id="allowance">
            {sentences(&[
                "The allowance is what you set aside for debts that will probably never be paid. The rates are yours: Recoup knows none and proposes none.",
                "By age: what is owed at each age × its rate, rounded to the cent, added up. That is the balance the allowance should have. Ages are counted as in the aging report, disputed invoices and those on a plan included.",
                "Credit of a customer that is not applied is taken off the oldest debts of the same customer first. Credit beyond what they owe lowers nobody else’s loss.",
                "The entry is the balance asked for less the balance there is; a debit balance is added. An entry below zero is a release. Example: 145,740 at 10 %, 102,100 at 20 % and 77,010 at 30 % ask for 58,097; from a debit balance of 20,000 the entry is 78,097.",
                "Percentage of what is owed asks for a balance in the same way, with one rate. Percentage of sales asks for an expense: the period’s invoices less its credit notes × the rate, whatever the balance is; what you posted in the period before is taken off it.",
                "An account can be counted by itself, with its reason: it is left out of the rates, and what you set aside for it, at most what it owes, is added to the balance asked for. Percentage of sales does not know single accounts.",
                "Own past, by invoice: of the invoices old enough to have reached the last age, what is unpaid to this day, divided by what was unpaid when each age began, is the rate of that age. What a settlement forgave was never paid; what was voided or credited is no loss.",
                "Own past, step by step: every balance of the last two years is followed for 30 days at a time. What of each age was paid, was lost or moved on gives, step after step, what of it is lost in the end. While nothing was lost on record, no sum is given.",
                "Both can be raised or lowered for what is ahead, with your reason. The number of invoices stands beside them; with fewer than 30 they say little.",
                "An entry debits bad debts and credits the allowance; a release the other way round. The balance of earlier books is entered once in each currency, before all else, against opening balances. Entries have numbers such as A1 in the journals.",
                "Opening balance + set aside − written off + recovered = balance at the end.",
            ])}
        </Section>
    }
}
