//! How reminders are decided, in the order in which Recoup decides.

use super::{Section, sentences};
use crate::domain::policy::offset_words;
use crate::ui::books::Books;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The rules of `reports::reminders`, in words.
#[component]
pub(super) fn RemindersHelp() -> impl IntoView {
    let books = Books::expect();
    let yours = books.view(|ledger, _| {
        let policy = ledger.policy();
        let steps: Vec<_> = policy.schedule.iter().map(|step| offset_words(step.offset_days)).collect();
        format!(
            "Your schedule: {}. Grace {} days, gap {} days between messages.",
            steps.join("; "),
            policy.grace_days,
            policy.minimum_gap_days
        )
    });
    view! {
        <Section id="reminders">
            <p>"Recoup sends nothing. It says what is due to go out and why, and writes the text; you send it and confirm, and only then it counts as sent."</p>
            <h3>"Which step"</h3>
            {sentences(&[
                "The step of an invoice is the last step of the schedule that its age has reached. An old invoice that you import enters at its age, and after a long absence there is one message, the right one, never a row of missed ones.",
                "Grace days are added to every step after the due date. Within grace an invoice is not reminded of as late.",
                "When a due date is moved after a reminder, the schedule of that invoice begins anew.",
            ])}
            <h3>"One message per customer"</h3>
            {sentences(&[
                "One message covers all past-due invoices of a customer, in every currency, with one sum for each.",
                "Its step is that of the most advanced invoice which has not been through the whole schedule. All invoices it covers then count as reminded up to that step.",
                "A message goes out only when at least one of the invoices has reached a step after its due date that was not yet dealt with.",
                "Invoices that are not late yet are announced only while nothing of the customer is late.",
            ])}
            <h3>"When there is no message"</h3>
            {sentences(&[
                "For what is paid, or covered by unapplied credit. A part covered lowers what is asked for.",
                "For what is disputed, until the dispute is ended; of an invoice contested in part the rest is asked for.",
                "For what is promised, until the promised day and the grace for promises are over.",
                "For a customer, or one invoice, whose reminders are paused, until the pause ends.",
                "For a customer whom you handle in person: Today asks you to speak to them yourself.",
                "For invoices on a payment plan: the plan's instalments take their place, each with its own due date.",
                "While the previous message is neither confirmed as sent nor skipped. A skipped step counts as done.",
                "Before the gap since the last message sent to this customer is over.",
            ])}
            <h3>"The next 30 days"</h3>
            <p>"The forecast on the Messages page supposes that nobody pays and that every message goes out on its day."</p>
            <p>{move || yours.get()}" "<a href=move || Route::Policy.href(books.link_day())>"Change the policy"</a></p>
        </Section>
    }
}
