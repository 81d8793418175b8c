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
    let yours = books.view(|ledger, day| {
        let policy = ledger.policy_on(day);
        let steps: Vec<_> = policy.schedule.iter().map(|step| offset_words(step.offset_days)).collect();
        format!(
            "Your standard schedule: {}. Grace {} days, gap {} days between messages. Your schedules: {}.",
            steps.join("; "),
            policy.grace_days,
            policy.minimum_gap_days,
            policy.schedule_names().collect::<Vec<_>>().join(", ")
        )
    });
    view! {
        <Section id="reminders">
            <p>"Recoup sends nothing. It says what is due to go out and why, and writes the text; you send it and confirm, and only then it counts as sent."</p>
            <h3>"Which step"</h3>
            {sentences(&[
                "The step of an invoice is the last step of the schedule that its age has reached. An old invoice that you import enters at its age, and after a long absence there is one message, the right one, never a row of missed ones.",
                "A customer follows the schedule named on their form, else that of their tier, else Standard. Days to pay go the same way: those on the form, those of the tier, your net terms. A schedule or tier that was renamed or deleted is passed over, and the policy and the customer's page say so.",
                "A step can have conditions: a least sum in a currency, businesses or consumers only, certain payer ratings only. Where a condition does not hold the step is as if it were not there, and an earlier step may still ask. A customer who is not marked as a business or consumer, or has no rating yet, does not meet such a condition.",
                "Grace days are added to every step after the due date. Within grace an invoice is not reminded of as late.",
                "When a due date is moved after a reminder, the schedule of that invoice begins anew.",
            ])}
            <h3>"The credit policy"</h3>
            {sentences(&[
                "A change that is saved without a day corrects the version in force. With a day it begins a new version: until the day before, the old one holds. A planned version takes effect by itself.",
                "The due date and the discount of an invoice, also of an imported one, go by the version of its invoice date and stay. A payment plan keeps the rules of the day it was accepted. Limits, orders, reminders and promises go by the version of the day that is looked at, and so does interest by law. Agreed interest of a day and a late fee that falls due on a day go by the version of that day, so a new rate changes nothing about days before it.",
                "Days to pay can be a number or terms as invoices write them: net 15 EOM is 15 days after the end of the month, net 20 prox is the 20th of the next month.",
                "Days of grace forgive (paid within them, nothing is charged) or delay (charged only after them), as you choose. What a law gives knows no grace.",
                "Agreed late fees and interest run only from the day on which the customer accepted your terms, unless your policy asks for no acceptance. They go by the version the customer accepted: a later one binds them from the day they accept it anew. Post what has run before you enter that day, because only one day of acceptance is kept. The customers’ copy says its version and has a place to sign; from a customer’s page it is one with their own terms, and says which version they accepted.",
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
                "Before the gap since the last message to this customer is over, or since the last word with them that your log knows. A call that nobody answered leaves no gap.",
                "For what a message gave time to pay, up to and including that day. Other debts of the customer are asked for meanwhile.",
                "On a weekend, a public holiday or a day of your own, when your policy keeps them: the message waits for the next business day and never goes out earlier.",
                "When a condition of the step does not hold. “Left in peace” on the Messages page names each document with its reason.",
            ])}
            <h3>"Besides the message"</h3>
            <p>"A step can propose to stop shipping or to decide about a collection agency: a task on Today, until you decide or take it off. It can bear a late fee, when your policy has one that goes with reminder steps: beside the message you see what it comes to and post it. A final demand can name a new number of days to pay."</p>
            <h3>"When not to call or write"</h3>
            {sentences(&[
                "Before a call or message Recoup shows what time it is where the customer is, when you entered their time zone or their country has only one (for Spain and Portugal that of the mainland), and warns you; it never stops you.",
                "United States, consumers: calls only from 8:00 to 21:00 of the customer's time, at most 7 calls in 7 days for a debt, and 7 days between conversations (Regulation F, 12 CFR 1006). It binds collection agencies, not you when you collect in your own name: good practice. Massachusetts (940 CMR 7) also binds creditors: 2 contacts in 7 days.",
                "Australia: at most 3 contacts a week and 10 a month; calls from 7:30 to 21:00, on weekends from 9:00, none on national public holidays (ACCC and ASIC guideline). It is meant for creditors too.",
                "Elsewhere Recoup advises to call from 8:00 to 21:00 of the customer's time. That is no law.",
                "Belgium, consumers: the first reminder leaves 14 days (from the day after an e-mail, from the third business day after a letter). Recoup moves the day to pay by in its messages accordingly. What England and Wales, the Netherlands and Germany ask of a demand stands beside the draft, with its source.",
                "An SMS or a WhatsApp message rings at night like a call: Recoup warns before it at the same hours. E-mails and letters can go out at any hour.",
            ])}
            <h3>"The next 30 days"</h3>
            <p>"The forecast on the Messages page supposes that nobody pays and that every message goes out on its day."</p>
            <p>{move || yours.get()}" "<a href=move || Route::Policy.href(books.link_day())>"Change the policy"</a></p>
        </Section>
    }
}
