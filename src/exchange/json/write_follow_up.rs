//! What follows from the documents: disputes, pauses, messages, plans, and the imports they came by.

use super::write::Out;
use super::write_record::reminder;
use crate::domain::dispute::{Dispute, Pause};
use crate::domain::facts::{ImportRecord, Span};
use crate::domain::message::{DueItem, Message, MessageContent, MessageState};
use crate::domain::plan::{Plan, PlanInstalment};
use crate::domain::schedule::Frequency;

pub(super) fn dispute(out: &mut Out, record: &Dispute) {
    let Dispute { id, invoice, raised, reason, closed, case, outcome } = record;
    out.record(|out| {
        out.field_number("id", id.0);
        out.field_number("invoice", invoice.0);
        out.field_date("raised", *raised);
        out.field_text_if_any("reason", reason);
        out.field_date_if_any("closed", *closed);
        if !case.is_plain() {
            out.key("case");
            out.serialized(case);
        }
        if let Some(outcome) = outcome {
            out.key("outcome");
            out.serialized(outcome);
        }
    });
}

pub(super) fn pause(out: &mut Out, record: &Pause) {
    let Pause { id, customer, from, until, reason, invoice } = record;
    out.record(|out| {
        out.field_number("id", id.0);
        out.field_number("customer", customer.0);
        out.field_date("from", *from);
        out.field_date_if_any("until", *until);
        out.field_text_if_any("reason", reason);
        if let Some(invoice) = invoice {
            out.field_number("invoice", invoice.0);
        }
    });
}

pub(super) fn message(out: &mut Out, record: &Message) {
    let Message { id, prepared, content, state } = record;
    let MessageContent { customer, channel, offset_days, tone, purpose, covers, totals, pay_by, subject, body } = content;
    out.record(|out| {
        out.field_number("id", id.0);
        out.field_date("prepared", *prepared);
        out.field_number("customer", customer.0);
        reminder(out, *offset_days, *channel, *tone, *purpose);
        out.key("covers");
        out.list(covers, due_item);
        out.key("totals");
        out.list(totals, |out, money| out.money(*money));
        out.field_date_if_any("pay_by", *pay_by);
        out.field_text_if_any("subject", subject);
        out.field_text_if_any("body", body);
        out.key("state");
        match state {
            MessageState::Prepared => out.string("prepared"),
            MessageState::Discarded => out.string("discarded"),
            MessageState::Sent { on } => out.record(|out| {
                out.key("sent");
                out.record(|out| out.field_date("on", *on));
            }),
            MessageState::Skipped { on, reason } => out.record(|out| {
                out.key("skipped");
                out.record(|out| {
                    out.field_date("on", *on);
                    out.field_text_if_any("reason", reason);
                });
            }),
        }
    });
}

fn due_item(out: &mut Out, item: &DueItem) {
    out.record(|out| match item {
        DueItem::Invoice(invoice) => out.field_number("invoice", invoice.0),
        DueItem::Instalment(plan, nth) => {
            out.key("instalment");
            out.list(&[i64::from(plan.0), i64::from(*nth)], |out, number| out.number(*number));
        }
    });
}

pub(super) fn plan(out: &mut Out, record: &Plan) {
    let Plan { id, customer, accepted, invoices, interest_document, frequency, rate_pct, down_payment, instalments, .. } = record;
    let Plan { terms, offer, ended, rules, defaults, replaces, .. } = record;
    out.record(|out| {
        out.field_number("id", id.0);
        out.field_number("customer", customer.0);
        out.field_date("accepted", *accepted);
        out.key("invoices");
        out.list(invoices, |out, invoice| out.number(i64::from(invoice.0)));
        if let Some(document) = interest_document {
            out.field_number("interest_document", document.0);
        }
        out.field_text(
            "frequency",
            match frequency {
                Frequency::Weekly => "weekly",
                Frequency::Biweekly => "biweekly",
                Frequency::Monthly => "monthly",
                Frequency::EndOfMonth => "end_of_month",
            },
        );
        out.field_text("rate_pct", &rate_pct.to_string());
        out.field_flag("down_payment", *down_payment);
        out.key("instalments");
        out.list(instalments, |out, PlanInstalment { due, amount, interest, nominal }| {
            out.record(|out| {
                out.field_date("due", *due);
                out.field_money("amount", *amount);
                out.field_money("interest", *interest);
                out.field_date_if_any("nominal", *nominal);
            });
        });
        if let Some(terms) = terms {
            out.key("terms");
            out.serialized(terms);
        }
        if let Some(offer) = offer {
            out.field_number("offer", offer.0);
        }
        if let Some(end) = ended {
            out.key("ended");
            out.serialized(end);
        }
        if !rules.is_usual() {
            out.key("rules");
            out.serialized(rules);
        }
        if !defaults.is_empty() {
            out.key("defaults");
            out.serialized(defaults);
        }
        if let Some(plan) = replaces {
            out.field_number("replaces", plan.0);
        }
    });
}

pub(super) fn import(out: &mut Out, record: &ImportRecord) {
    let ImportRecord { id, on, source, fingerprint, customers, invoices, credit_notes, payments, disputes, undone } = record;
    out.record(|out| {
        out.field_number("id", id.0);
        out.field_date("on", *on);
        out.field_text("source", source);
        out.field_text("fingerprint", fingerprint);
        let spans = [
            ("customers", customers),
            ("invoices", invoices),
            ("credit_notes", credit_notes),
            ("payments", payments),
            ("disputes", disputes),
        ];
        for (name, Span { first, count }) in spans {
            out.key(name);
            out.record(|out| {
                out.field_number("first", *first);
                out.field_number("count", *count);
            });
        }
        out.field_date_if_any("undone", *undone);
    });
}
