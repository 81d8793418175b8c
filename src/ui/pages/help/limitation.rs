//! Until when a claim can be brought to court, in words, with the table of places.

use super::{Section, sentences};
use crate::domain::approach::CustomerKind;
use crate::domain::limits::limitation::Count;
use crate::domain::limits::places::{Place, places};
use leptos::prelude::*;

/// The rules of `reports::limitation`.
#[component]
pub(super) fn LimitationHelp() -> impl IntoView {
    view! {
        <Section id="limitation">
            <p>"The limitation date is the last day on which a claim can be brought to court. After it a customer may refuse to pay; in some places the debt itself ends. Facts with their sources, not legal advice: ask a lawyer well before the day."</p>
            {sentences(&[
                "Whose law counts: the place chosen in the customer's form; else the one in your settings, if you said it counts for everybody; else the one of their country (in the United States, Canada and Australia also of the state or province in the address); else the one in your settings.",
                "The years begin on the first due date on record. Moving the due date gives a claim no more time. In Germany they run from the end of that calendar year.",
                "Where the lists disagree the shortest years count, and the longest are named beside the date. Sales of goods, and claims against consumers, have shorter years in some places; who may be a consumer is counted as one until the form says business, and you as a seller of goods unless your settings say services.",
                "A part payment on the invoice, the customer's signature on a payment plan with it, or an entry “admits the debt in writing” in the contact log begins the years anew from its day, as long as they have not run out, in places where that is listed. In the table a cross marks places where it is not certain: there it does not count unless your settings say so.",
                "A payment that bounces or is taken back, and an entry that is taken out of the log, begin nothing.",
                "Today and the calendar file warn 12, 6, 3 and 1 months before. A warning that you put off is back at the next one. Claims that lapsed stay on Today for 30 days.",
            ])}
            <details class="MoreFacts">
                <summary>"The years of each place"</summary>
                <div class="table-scroll" tabindex="0" role="region" aria-label="The years of each place">
                <table class="table">
                    <thead><tr><th scope="col">"Place"</th><th scope="col">"Years"</th><th scope="col">"Law and remarks"</th></tr></thead>
                    <tbody>{places().iter().map(row).collect_view()}</tbody>
                </table>
                </div>
                <p>"Years: pages of Bierens, T'Clerc and In-house Lawyer for countries; five public lists for written contracts in the United States. The laws and the shorter years are Recoup's own remarks: check them."</p>
            </details>
        </Section>
    }
}

/// “3 to 6”, with a cross where a restart is not certain.
fn row(place: &'static Place) -> impl IntoView {
    let usual = place.rule(Some(CustomerKind::Business), false);
    let (least, most) = (place.rule(None, true).years, place.longest().years.max(usual.years));
    let years = if least == most { most.to_string() } else { format!("{least} to {most}") };
    let end = if usual.count == Count::YearEnd { ", from the end of the year" } else { "" };
    let cross = if place.restarts { "" } else { " †" };
    let remarks = [place.law, place.note].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ");
    view! { <tr><th scope="row">{place.name}</th><td>{format!("{years}{end}{cross}")}</td><td>{remarks}</td></tr> }
}
