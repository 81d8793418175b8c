//! What a customer goes by, term by term: the value, and whose word it is.

use crate::domain::customer::CustomerDetails;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::policy::TermSource;
use crate::reports::interest::interest_rule_on;
use crate::reports::interest::words::rule_words;
use crate::ui::books::Books;
use crate::ui::components::Card;
use crate::ui::pages::policy::part_href;
use crate::ui::pages::policy_paper::paper_href;
use crate::ui::{format, wording};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The name of a term, its value, whose word it is, and the part of the policy that has it.
type Row = (String, String, TermSource, &'static str);

/// Every term with its value on a day: fees and interest by the version that binds the customer, the rest by the one in force.
fn rows(ledger: &Ledger, details: &CustomerDetails, day: NaiveDate) -> Vec<Row> {
    let policy = ledger.policy_on(day);
    let (when, of_terms) = policy.terms_of(details);
    let followed = policy.followed(&details.approach);
    let mut rows = vec![
        ("When to pay".to_owned(), wording::when_due(&when), of_terms, "terms"),
        ("Reminders".to_owned(), followed.name.to_owned(), followed.source, "schedule"),
    ];
    let limits = policy.limited_currencies(details).into_iter().filter_map(|currency| {
        let (limit, source) = policy.limit_of(details, currency);
        Some((format!("Credit limit in {}", currency.code()), format::money(limit?), source, "terms"))
    });
    rows.extend(limits);
    if policy.limited_currencies(details).is_empty() {
        rows.push(("Credit limit".to_owned(), "none".to_owned(), TermSource::Policy, "terms"));
    }
    let (discount, of_discount) = policy.discount_of(details);
    let discount = discount.map_or_else(|| "none".to_owned(), |rule| rule.terms.to_string());
    rows.push(("Discount for paying early".to_owned(), discount, of_discount, "discounts"));
    let (fees, of_fees) = ledger.agreed_policy_on(details, day).unwrap_or(policy).pays_late_fees(details);
    rows.push(("Late fees".to_owned(), if fees { "yes" } else { "none" }.to_owned(), of_fees, "fees"));
    let (interest, of_interest, of_version) = interest_rule_on(ledger, details, day);
    rows.push(("Interest".to_owned(), rule_words(interest, of_version.charge_grace()), of_interest, "interest"));
    rows
}

/// The card.
#[component]
pub(super) fn TermsInForce(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let found = books.view(move |ledger, day| {
        let (details, policy) = (&ledger.customer(id)?.details, ledger.policy_on(day));
        let accepted = match details.terms_accepted {
            Some(on) => format!(
                "They accepted your terms on {}{}.{}",
                format::date(on),
                wording::accepted_version(ledger, on),
                wording::version_since(ledger, on, day)
            ),
            None if !policy.fees_need_acceptance => "They have not accepted your terms; your policy asks for no acceptance.".to_owned(),
            None => "They have not accepted your terms: agreed late fees and interest do not run.".to_owned(),
        };
        Some((rows(ledger, details, day), details.approach.tier.clone(), accepted))
    });
    let row = move |(term, value, source, part): Row, tier: &str| {
        let link = books.link_day();
        let word = match source {
            TermSource::Customer => view! { <span class="muted">"Set for this customer"</span> }.into_any(),
            TermSource::Tier => view! { <a href=part_href("tiers", link)>{format!("Tier {tier}")}</a> }.into_any(),
            TermSource::Policy => view! { <a href=part_href(part, link)>"Your policy"</a> }.into_any(),
        };
        view! { <div><dt>{term}</dt><dd>{value}" · "{word}</dd></div> }
    };
    let body = move || {
        found.get().map(|(rows, tier, accepted)| {
            let copy = paper_href(id, books.link_day());
            view! {
                <div class="stack">
                    <dl class="facts facts--stacked">{rows.into_iter().map(|one| row(one, &tier)).collect_view()}</dl>
                    <p class="muted">{accepted}" "<a href=copy>"Their copy to print"</a></p>
                </div>
            }
        })
    };
    view! { <Card title="What they go by">{body}</Card> }
}
