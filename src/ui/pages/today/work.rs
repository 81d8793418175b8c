//! What there is to do on a day, as plain rows: the tasks of the worklist, instalments due today, credit to apply.

use super::agreed;
use super::telephone::Telephone;
use crate::domain::approach::Approach;
use crate::domain::credit::CreditSource;
use crate::domain::ids::{CustomerId, InvoiceId, MessageId, PaymentId, PlanId, PlanOfferId, SettlementId};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::policy::{Besides, Channel};
use crate::domain::postponement::TaskSubject;
use crate::reports::message_text::item_name;
use crate::reports::reminders::Reminder;
use crate::reports::to_do::{CreditToApply, DueInstalment};
use crate::reports::worklist::{Segment, Task, TaskKind};
use crate::ui::components::Tone;
use crate::ui::format;
use crate::ui::pages::messages::words;
use crate::ui::wording;
use chrono::NaiveDate;

/// What the row's button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Prepare a message.
    Prepare(Channel),
    /// Say whether a message went out.
    Settle(MessageId, Channel),
    /// Look at a plan.
    Plan(PlanId),
    /// Look at a plan that was offered.
    Offer(PlanOfferId),
    /// Have a plan signed.
    Agreement(PlanId),
    /// Look at a settlement that was offered.
    Settlement(SettlementId),
    /// Look at the invoice that is disputed.
    Dispute(InvoiceId),
    /// Call, and put on record what was said.
    Call(Telephone),
    /// Put the customer on hold for this reason.
    Hold(String),
    /// Look at the customer and decide.
    Decide,
    /// Compare the ways out.
    Compare,
    /// Say thank you for a payment.
    Thank(PaymentId),
    /// Use credit on the oldest invoices.
    Apply(CreditSource),
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Work {
    /// With whom.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// What is to be done, in a few words.
    pub what: String,
    /// Why.
    pub why: String,
    /// How much it is about.
    pub amount: String,
    /// The next step.
    pub step: Step,
    /// Where it belongs.
    pub segment: Segment,
    /// What it is about, when it can be put off.
    pub subject: Option<TaskSubject>,
    /// What marks the customer: VIP, hardship, in person.
    pub marks: Vec<(&'static str, Tone)>,
}

/// A task of the worklist.
pub(super) fn of_task(ledger: &Ledger, task: &Task, as_of: NaiveDate) -> Option<Work> {
    let approach = &approach_of(ledger, task.customer);
    let call = || Step::Call(Telephone::of(ledger, task.customer));
    let (what, why, step) = match &task.kind {
        TaskKind::Remind(reminder) => of_reminder(ledger, reminder),
        TaskKind::Confirm(message) => to_settle(ledger, *message)?,
        TaskKind::PromiseDue { due, .. } => {
            let why = format!("Promised by {}. No reminder goes out before the grace days of your policy are over.", format::date(*due));
            ("Promise due".to_owned(), why, call())
        }
        TaskKind::PromiseBroken { promise, due } => {
            let by = ledger.promise(*promise).map(|promise| promise.by.clone()).filter(|by| !by.is_empty());
            let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
            let why = format!("It was promised{by} for {} and has not come in full.", format::date(*due));
            ("Promise broken".to_owned(), why, call())
        }
        TaskKind::InstalmentMissed { .. }
        | TaskKind::PlanInDefault { .. }
        | TaskKind::SignatureMissing { .. }
        | TaskKind::OfferEnds { .. }
        | TaskKind::SettlementEnds { .. } => agreed::words(ledger, &task.kind, as_of)?,
        TaskKind::AnswerDispute { dispute, by } => {
            let dispute = ledger.facts().disputes.get(dispute.index())?;
            let number = ledger.invoice(dispute.invoice).map(|invoice| invoice.number.as_str()).unwrap_or_default();
            let by = by.map(|day| format!(" Answer by {}.", format::date(day))).unwrap_or_default();
            let why = format!("Invoice {number} is disputed ({}) and it is your move.{by}", wording::dispute_kind(dispute.case.kind));
            ("Dispute to answer".to_owned(), why, Step::Dispute(dispute.invoice))
        }
        TaskKind::ContactAgain { contact, on } => {
            let entry = ledger.facts().contacts.get(contact.index())?;
            let note =
                entry.note.lines().next().filter(|note| !note.is_empty()).map(|note| format!(" You noted: {note}")).unwrap_or_default();
            let why = format!("You wanted to be in touch again on {}.{note}", format::date(*on));
            ("Be in touch again".to_owned(), why, call())
        }
        TaskKind::DecideHold { days, .. } => {
            let late = format!("the oldest invoice is {}", format::past_due(*days));
            let why = format!("Goods and services still go out on credit although {late}.");
            ("Stop shipping?".to_owned(), why, Step::Hold(format!("On this day {late}")))
        }
        TaskKind::SpeakInPerson => {
            let why = format!(
                "The oldest invoice is {}. You handle this customer in person, so no message is prepared.",
                format::past_due(task.days_past_due)
            );
            ("Speak to them yourself".to_owned(), why, call())
        }
        TaskKind::DecideNext { days } => {
            let why = format!(
                "Every step of your schedule has been done and the oldest invoice is {}. A payment plan, an agency, a lawyer or a write-off?",
                format::past_due(*days)
            );
            ("Decide what comes next".to_owned(), why, Step::Compare)
        }
        TaskKind::LimitExceeded(excess) => {
            let (owed, limit) = (wording::excess_owed(excess), format::money(excess.limit));
            let why = format!("They owe {owed}, and their credit limit is {limit}.");
            ("Credit limit exceeded".to_owned(), why, Step::Hold(format!("They owe {owed}, more than their limit of {limit}")))
        }
        TaskKind::CreditReview { on } => {
            let why = format!("You wanted to look at their credit again on {}: limit, checks and terms.", format::date(*on));
            ("Credit review due".to_owned(), why, Step::Decide)
        }
        TaskKind::ClaimLapses { invoice, on, count } => {
            let what = if *on < as_of { "Limitation date passed" } else { "Limitation date near" };
            (what.to_owned(), wording::limitation::warning_words(ledger, *invoice, *on, *count, as_of), Step::Compare)
        }
        TaskKind::DecideAgency { days, .. } => {
            let why = format!("Your schedule says to decide now: the oldest invoice is {}.", format::past_due(*days));
            ("Hand it to a collection agency?".to_owned(), why, Step::Compare)
        }
        TaskKind::ThankYou(payment) => {
            let received = ledger.payment(*payment)?.received;
            let why = format!("A late customer paid on {}, and nothing is past due any more.", format::date(received));
            ("Say thank you".to_owned(), why, Step::Thank(*payment))
        }
    };
    let problem = if let Step::Call(telephone) = &step { telephone.problem() } else { String::new() };
    Some(Work {
        customer: task.customer,
        name: ledger.customer_name(task.customer).to_owned(),
        what,
        why: why + hint(approach, &task.kind) + &problem,
        amount: words::totals_text(&task.amounts),
        step,
        segment: task.segment,
        subject: task.subject(),
        marks: wording::marks(approach),
    })
}

/// What to keep in mind with this customer.
fn hint(approach: &Approach, kind: &TaskKind) -> &'static str {
    match kind {
        TaskKind::ThankYou(_) | TaskKind::Confirm(_) => "",
        TaskKind::InstalmentMissed { .. } | TaskKind::PlanInDefault { .. } if approach.hardship => {
            " They are in hardship: be gentle, and offer to stretch the plan."
        }
        _ if approach.hardship => " They are in hardship: offer a payment plan.",
        _ if approach.vip => " A VIP: a personal word comes first.",
        _ => "",
    }
}

/// How a customer wants to be treated.
fn approach_of(ledger: &Ledger, customer: CustomerId) -> Approach {
    ledger.customer(customer).map(|found| found.details.approach.clone()).unwrap_or_default()
}

/// What, why, and the next step.
pub(super) type Words = (String, String, Step);

fn of_reminder(ledger: &Ledger, reminder: &Reminder) -> Words {
    let what = format!("{}: {}", words::channel_name(reminder.step.channel), words::purpose_words(reminder.step.purpose).to_lowercase());
    let fee = if reminder.step.besides.contains(&Besides::LateFee) { " Your schedule proposes a late fee." } else { "" };
    (what, format!("{}.{fee}", words::why(ledger, reminder)), Step::Prepare(reminder.step.channel))
}

/// A message that waits for the owner's word.
fn to_settle(ledger: &Ledger, message: MessageId) -> Option<Words> {
    let message = ledger.message(message)?;
    let channel = message.content.channel;
    let what = if channel == Channel::Phone { "Did you make the call?" } else { "Did the message go out?" };
    let prepared = format!("{} prepared {}.", words::channel_name(channel), format::date(message.prepared));
    let why = format!("{prepared} Nothing else is due for this customer before you say so.");
    Some((what.to_owned(), why, Step::Settle(message.id, channel)))
}

/// A plan with an instalment due on the day itself.
pub(super) fn of_instalment(ledger: &Ledger, due: &DueInstalment) -> Work {
    Work {
        customer: due.customer,
        name: ledger.customer_name(due.customer).to_owned(),
        what: "Instalment due today".to_owned(),
        why: format!("{} is due today.", item_name(ledger, DueItem::Instalment(due.plan, due.instalment.number))),
        amount: format::money(due.instalment.left()),
        step: Step::Plan(due.plan),
        segment: Segment::Routine,
        subject: None,
        marks: wording::marks(&approach_of(ledger, due.customer)),
    }
}

/// Credit that waits, of a customer who owes something.
pub(super) fn of_credit(ledger: &Ledger, credit: &CreditToApply) -> Work {
    let source = match credit.source {
        CreditSource::Payment(id) => {
            let received = ledger.payment(id).map(|payment| format::date(payment.received));
            format!("The payment of {}", received.unwrap_or_default())
        }
        CreditSource::CreditNote(id) => format!("Credit note {}", ledger.credit_note(id).map_or("", |note| note.number.as_str())),
    };
    Work {
        customer: credit.customer,
        name: ledger.customer_name(credit.customer).to_owned(),
        what: "Credit not applied".to_owned(),
        why: format!("{source} is not applied to any invoice, while {} is owed.", format::money(credit.owed)),
        amount: format::money(credit.left),
        step: Step::Apply(credit.source),
        segment: Segment::QuickWin,
        subject: None,
        marks: Vec::new(),
    }
}
