//! How follow-up is judged: the order of Today, promises, disputes, holds, the payer rating.

use super::{Section, sentences};
use crate::ui::books::Books;
use leptos::prelude::*;

/// The rules of `reports::worklist` in words.
#[component]
pub(super) fn WorklistHelp() -> impl IntoView {
    view! {
        <Section id="worklist">
            <p>"Today puts first what is likely to bring most: the amount, times the chance to move it, times its urgency."</p>
            {sentences(&[
                "The chance falls with age: 90 % up to 30 days past due, 75 % up to 60, 60 % up to 90, 40 % up to half a year, 20 % up to a year, then 10 %. These are round figures of Recoup's own; they move only the order.",
                "Broken promises always come first. A missed instalment counts two and a half times an ordinary reminder, a promise due and a call you noted for today twice. A dispute counts one and a half times, in the two weeks before its deadline two and a half times, from three days before it on four times. What is not due yet counts a third.",
                "Recoup has no exchange rates: amounts in several currencies are compared by their figures. A currency without cents, such as the yen, counts a hundredth.",
                "Quick wins are up to 60 days past due; at risk is everything older, and every broken promise, missed instalment and decision to stop shipping or about a collection agency.",
                "“Waiting” lists what is not to be chased today, with the reason and, where it is known, the day it comes back: what was promised, disputed or paused, what is on a payment plan, what you gave time for, and messages that are held back for a few days. What comes back first stands first.",
                "“Call” dials the number and asks what came of the call; it is on record when you put it there. Who will pay, disputes it or asks for a plan leads on to the promise, the invoice or the plan. Before it stands the time where the customer is, if their time zone is known, and what speaks against calling now.",
                "A customer who was late, paid within the last 7 days and has nothing past due any more is worth a thank-you: Recoup proposes the words in their language. The task is done when you say that they went out.",
                "“Later” puts a task off for a day, a week or a month, or skips it with a reason. A task that is not about money owed can also be taken off for good.",
                "A customer whom you handle in person gets no message. Today asks you to speak to them, again a week after the last word; a day you noted to be in touch again goes before.",
                "When the last step of the schedule was done for the oldest invoice and the days between messages have passed, Today asks what comes next: a payment plan, an agency, a lawyer, a write-off; “Compare the ways out” says what each may bring.",
                "When the latest payment or import is more than 7 days old, the first line asks to bring payments up to date before you chase. “Nothing new came in” answers it, in this browser.",
            ])}
        </Section>
    }
}

/// The rules of `reports::promises`, `reports::rating` and of disputes and holds, in words.
#[component]
pub(super) fn FollowUpHelp() -> impl IntoView {
    let books = Books::expect();
    let yours =
        books.view(|ledger, day| format!("Your policy gives a promise {} days of grace.", ledger.policy_on(day).promise_grace_days));
    view! {
        <Section id="follow-up">
            <h3>"Promises"</h3>
            {sentences(&[
                "A promise is kept when payments received from the day it was given up to its day, with grace, come to its amount; partly kept when a part came; broken when nothing came. Payments that you had recorded before you entered the promise do not count: it is about what was still owed then.",
                "A promise about certain invoices counts what payments brought to them. One about everything counts payments in its currency. Money counts for one promise only.",
                "A credit note is no payment. A promise whose invoices were credited before its day is no longer owed and not judged.",
                "A payment that bounces breaks the promise it had kept.",
                "Until the last day of grace no reminder mentions what was promised; the rest is still asked for, and counts for holds and for “May this order ship?”.",
            ])}
            <p>{move || yours.get()}</p>
            <h3>"Disputes"</h3>
            {sentences(&[
                "A dispute can contest the whole invoice or a part of it. The contested part is not asked for; it keeps aging and is shown apart. The rest is asked for as before.",
                "A chargeback is money that came and was claimed back through a bank, card or wallet. It can contest what a paid invoice was billed, less its credit notes, and stands on Today with that amount and its deadline. When you record it, or when it is lost, you can take the payment back for that reason; the invoice is owed again then.",
                "A lost chargeback is given up with a credit note, unless you say that the customer still owes it. When a chargeback is won after its payment was taken back, record the money that comes back as a payment.",
                "A dispute that ended can be explained to the customer: Recoup proposes the text in their language, with your note in it, for an e-mail or a letter. It is on record when you say that it went out.",
                "When you end a dispute in favour of the customer, or with a compromise, a credit note over what was agreed is written for that invoice.",
            ])}
            <h3>"Hold"</h3>
            <p>"A customer on hold gets nothing more on credit until you release the hold. Reminders go on. Recoup proposes a hold when an invoice is past due by more days than your policy allows (60 to begin with), when it has reached a step of the schedule that proposes one, and when a credit limit is exceeded."</p>
            <h3>"May this order ship?"</h3>
            {sentences(&[
                "What counts against a limit: open documents in its currency, due or not, plus approved orders that are not invoiced yet, less credit that is not applied. Each currency has a limit of its own.",
                "Hold: while the customer is on hold; when they are beyond a limit already; while an instalment of a payment plan is missed; when something is past due by more days than your policy allows (60 to begin with).",
                "A deposit first: when the order goes beyond the limit (the deposit is what goes beyond it), when there are limits and none in the currency of the order, when something is past due beyond your grace days, when a promise was broken lately, when the rating is too bad, or when something is past due for so long that only a promise or a dispute keeps it from meaning hold. Then it is a part of the order, half of it to begin with, rounded up; of two deposits the greater counts.",
                "Approve: otherwise. The parts that are disputed, promised, on a plan or covered by unapplied credit are not held against the customer as late.",
                "Your own word goes before the rule; where it differs, a reason is asked for. What is put on record keeps the reasons and figures of that day.",
                "An approved order counts until you enter its invoice and choose the order there, cancel it, or until it is too old (30 days to begin with).",
                "The watch list names who has used 90 % of a limit or more. The percentage and all other numbers are in your credit policy, under “Orders on credit”.",
            ])}
            <h3>"Payer rating"</h3>
            {sentences(&[
                "It begins at 100 points. Off go: one for each day that paid invoices of the last year were late on average (at most 40), one for every 3 days that the oldest open invoice is past due (at most 30; what is disputed or covered by unapplied credit is left out), 10 for each broken and 5 for each partly kept promise (at most 20), 10 for each bounced payment (at most 20).",
                "A from 85 points, B from 70, C from 50, D from 30, E below. There is no rating while nothing was paid and nothing is late.",
            ])}
        </Section>
    }
}
