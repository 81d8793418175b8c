//! How the ways out are compared, in words.

use super::{Section, sentences};
use leptos::prelude::*;

/// The rules of `domain::ways_out` and `reports::ways_out`.
#[component]
pub(super) fn WaysOutHelp() -> impl IntoView {
    view! {
        <Section id="ways-out">
            <p>"Recovery lists who owes something more than 60 days past due. “Ways out” of a customer sets six ways side by side: what each may bring, what it costs, what is left, how long it takes. Estimates for your decision; nothing of it is posted."</p>
            {sentences(&[
                "Asked for is what is past due, without what is contested, on a payment plan or covered by unapplied credit. Each currency stands for itself.",
                "An account is as old as its oldest document. The chance is how much of a debt of that age still comes when somebody is on to it.",
                "Your own history takes its place from 20 documents on: of all that was still open on the last day of that age, and had 90 days more to be paid, what came in as payments, in the same currency. What credit notes took off counts as never owed.",
                "Expected is the sum times the chance: the whole debt when you go on (times what is left of the chance when you are alone) and with an agency; the smaller sum with a settlement; what has not passed its limitation date in court; the price when it is sold.",
                "Cost is the commission, the fees of the court, and your hours if you say what an hour costs, in the currency of the debt. Left is the difference. Court fees that the customer may have to pay back are not counted.",
                "The figures to begin with: chances of 69, 51, 21 and 9 % at three months, six months, one and two years past due are those of a survey by the Commercial Collection Agencies of America (cstworldwide.com); commission of 15 to 50 % and prices of 1 to 10 % are the ranges that agencies and debt buyers publish; court fees of about 5 % are those of England and Wales (gov.uk). The others are Recoup's own guess. Change them below the comparison.",
            ])}
            <p>"“Small claims court” leads to the letter before action: what it says and what goes with it by the rule of the place, the period that it leaves (also in the calendar file), and which of your records to bring along."</p>
        </Section>
    }
}
