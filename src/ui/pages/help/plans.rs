//! How payment plans are computed.

use super::{Section, sentences};
use leptos::prelude::*;

/// Instalments, interest, dates.
#[component]
pub(super) fn PlansHelp() -> impl IntoView {
    view! {
        <Section id="plans">
            <h3>"Amounts"</h3>
            {sentences(&[
                "Without interest the debt, less the down payment, is divided in the smallest unit of the currency. What does not divide goes to the last instalment: 100.00 in three is 33.33, 33.33 and 33.34.",
                "With interest all instalments are equal and the last one takes what rounding leaves. The interest of each period is the balance times the yearly rate divided by the periods of a year, rounded to the cent.",
                "The formula of the equal instalment: debt × r ÷ (1 − (1 + r) to the power of −n), with r the rate of one period and n the number of instalments.",
                "Interest can count days instead: what is left × rate × days ÷ 365 (or 360), from the day of acceptance or of the offer. The instalments are still equal.",
                "What they can pay a month gives the number of instalments: the sum each time until nothing is left. Every two weeks takes 12/26 of it, every week 12/52, rounded down.",
                "Own dates and amounts must repay the debt with its interest to the cent; the last one says what it must be.",
                "The parts that repay the debt always sum exactly to the debt.",
            ])}
            <h3>"Dates"</h3>
            {sentences(&[
                "Weekly is every 7 days, every two weeks is every 14 days: 26 a year, not twice a month.",
                "Monthly keeps the day of the first date. From January 31: February 28, March 31, April 30.",
                "A due date on a weekend or holiday stays, or moves to the next or the last business day by your credit policy; both dates are kept, and interest runs between those before the move.",
                "Months can be left out. Interest of the time runs on, without interest on interest.",
                "End of month is always the last day of the month.",
            ])}
            <h3>"Offers"</h3>
            {sentences(&[
                "An offer keeps its schedule until its last day, and no reminder about its invoices goes out until then. When they accept, just this schedule comes into force; a down payment is due on that day.",
                "When the invoices owe something else by then, the plan has to be offered anew.",
                "While an offer of a plan can be accepted, no settlement can be offered for its invoices, and the other way round: end the one first.",
                "Today says when an offer ends within three days, or ended unanswered. Making an offer, ending it and accepting it can be undone.",
            ])}
            <h3>"While it runs"</h3>
            {sentences(&[
                "An accepted plan takes the place of its invoices' due dates in reminders and in the figures of Today: an instalment is past due when its own day has passed, and due soon before that, never both. The aging report keeps the original dates.",
                "Interest becomes a document of its own, so that invoices keep the amounts the customer knows.",
                "Payments fill the instalments in order. An instalment is missed when its day has passed and something of it is left.",
                "When a plan is ended, what is left of its invoices is reminded by their own dates again.",
                "Interest that is not earned by the day a plan ends is credited; what was earned stays owed and is due at once. Interest of a period is earned day by day.",
            ])}
            <h3>"Default"</h3>
            {sentences(&[
                "A missed instalment can be made good for some days, seven working days unless your policy says otherwise. The days are counted from the day after it was due; paid in time, it is no default. Arrears come first, then the next instalment.",
                "When the time is over, Today and the plan say that a default can be declared. You declare it; nothing happens by itself. When the plan was agreed with acceleration, all that is left becomes due, interest of the time after is credited, and the documents are asked for by their own due dates again.",
                "You can let a plan in default go on: its dates hold again from that day, and what is missed can be made good once more. Or restructure it: the plan ends and another takes its place over what is left, in one step. The customer has to agree to the new plan anew, so it waits for their signature, and its agreement says what was still to be paid before and what is now. When what they owe has changed since a plan was agreed, restructure it.",
                "A plan keeps the rules it was made under, whatever you change in the policy later.",
            ])}
            <h3>"Settlements"</h3>
            {sentences(&[
                "A settlement is a smaller sum that you take if it comes by a day. Nothing is forgiven when you offer it.",
                "Choose the offer when you record the payment. From the sum on, what is left of its invoices is credited with the payment; what is beyond the sum stays as unapplied credit. Several payments add up: the one that completes the sum in time settles. Less than the sum is a part payment and forgives nothing; after the last day the whole debt counts.",
                "While the sum can be paid, no reminder about its invoices goes out; they go on the day after. Today says when the time ends within three days, or ended without the sum.",
                "When the payment that settled comes back on a later day, or an earlier one that the sum needed, the credit ends with it, the debt is there again and the offer is over: a new settlement takes a new offer. A payment taken back on the very day it came counts as never received, and without one that came back before the sum was complete it never was: the offer stands until its last day.",
                "Each settlement has a letter to print, in the seven languages: what settles the debt by when, what is forgiven, and that nothing is when the sum does not come.",
            ])}
            <h3>"In writing"</h3>
            {sentences(&[
                "“Agreement” on the page of a plan proposes its words in the language of the customer: who agrees, the debt and the documents it comes from with their original due dates, every payment, how to pay, interest, late payment, the order in which payments are used, default, costs, limitation, the law that applies, and room for both signatures. What Recoup does not know is left blank.",
                "A plan holds from the day it was accepted, signed or not: reminders follow its dates. When your policy asks for a signature, or a plan took the place of another, it is “waiting for signature” on its page and on Today until you mark the agreement signed by the customer. Under a policy that asks for a signature no default can be declared before.",
                "The late fee of the agreement is that of your policy for an instalment of the plan; another can be typed: an amount, or a share of what is late. It is owed once the plan has ended early or all that is left was made due; while the plan goes on, none is charged.",
                "What you put on record stays word for word, whatever changes later in the settings or the policy. When the plan's payments change, its page asks for a new version.",
                "It is a common form, not legal advice. Settle disputes first: who signs acknowledges the debt.",
            ])}
        </Section>
    }
}
