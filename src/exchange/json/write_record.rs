//! One function per kind of record: which fields, in which order, under which names. Here the owner's own settings
//! and the documents; what follows from them is in `write_follow_up`.

use super::write::Out;
use super::write_follow_up::{dispute, import, message, pause, plan};
use crate::domain::approach::{Approach, CustomerKind};
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource, Payment, Reversal, ReversalReason};
use crate::domain::customer::{Contact, Customer, CustomerDetails};
use crate::domain::facts::Facts;
use crate::domain::invoice::{DocumentKind, DueDateChange, Invoice};
use crate::domain::policy::{Channel, Purpose, Tone};
use crate::domain::settings::{AgingBasis, Business, Settings};

pub(super) fn facts(out: &mut Out, facts: &Facts) {
    let Facts {
        settings,
        policy,
        customers,
        invoices,
        due_date_changes,
        credit_notes,
        payments,
        allocations,
        disputes,
        pauses,
        messages,
        plans,
        imports,
        promises,
        contacts,
        holds,
        policy_versions,
        postponements,
        settlements,
        decisions,
        plan_offers,
        agreements,
        refunds,
        allowance,
        reserves,
        write_offs,
        recoveries,
    } = facts;
    out.raw("\"settings\":");
    out.record(|out| write_settings(out, settings));
    out.raw(",\n\"policy\":");
    out.serialized(policy);
    out.lines("customers", customers, customer);
    out.lines("invoices", invoices, invoice);
    out.lines("due_date_changes", due_date_changes, due_date_change);
    out.lines("credit_notes", credit_notes, credit_note);
    out.lines("payments", payments, payment);
    out.lines("allocations", allocations, allocation);
    out.lines("disputes", disputes, dispute);
    out.lines("pauses", pauses, pause);
    out.lines("messages", messages, message);
    out.lines("plans", plans, plan);
    out.lines("imports", imports, import);
    out.lines_if_any("promises", promises);
    out.lines_if_any("contacts", contacts);
    out.lines_if_any("holds", holds);
    out.lines_if_any("postponements", postponements);
    out.lines_if_any("settlements", settlements);
    out.lines_if_any("decisions", decisions);
    out.lines_if_any("plan_offers", plan_offers);
    out.lines_if_any("agreements", agreements);
    out.lines_if_any("refunds", refunds);
    out.lines_if_any("allowance", allowance);
    out.lines_if_any("reserves", reserves);
    out.lines_if_any("write_offs", write_offs);
    out.lines_if_any("recoveries", recoveries);
    out.lines_if_any("policy_versions", policy_versions);
}

fn write_settings(out: &mut Out, settings: &Settings) {
    let Settings {
        business,
        home_currency,
        aging_basis,
        aging_buckets,
        payment,
        language,
        rates,
        bookkeeping,
        limitation,
        ways_out,
        allowance,
        agencies,
    } = settings;
    out.key("business");
    out.record(|out| {
        let Business { name, address, email, phone, payment_details } = business;
        out.field_text("name", name);
        out.field_text_if_any("address", address);
        out.field_text_if_any("email", email);
        out.field_text_if_any("phone", phone);
        out.field_text_if_any("payment_details", payment_details);
    });
    out.field_text("home_currency", home_currency.code());
    out.field_text(
        "aging_basis",
        match aging_basis {
            AgingBasis::DueDate => "due_date",
            AgingBasis::InvoiceDate => "invoice_date",
        },
    );
    out.key("aging_buckets");
    out.list(aging_buckets.last_days(), |out, day| out.number(i64::from(*day)));
    if !payment.is_empty() {
        out.key("payment");
        out.serialized(payment);
    }
    if *language != Settings::default().language {
        out.field_text("language", language.code());
    }
    if !rates.is_empty() {
        out.key("rates");
        out.serialized(rates);
    }
    if !bookkeeping.is_usual() {
        out.key("bookkeeping");
        out.serialized(bookkeeping);
    }
    if !limitation.is_usual() {
        out.key("limitation");
        out.serialized(limitation);
    }
    if !ways_out.is_usual() {
        out.key("ways_out");
        out.serialized(ways_out);
    }
    if !allowance.is_empty() {
        out.key("allowance");
        out.serialized(allowance);
    }
    if !agencies.is_empty() {
        out.key("agencies");
        out.serialized(agencies);
    }
}

/// The fields that a message has of its step.
pub(super) fn reminder(out: &mut Out, offset_days: i16, channel: Channel, tone: Tone, purpose: Purpose) {
    out.field_text(
        "channel",
        match channel {
            Channel::Email => "email",
            Channel::Letter => "letter",
            Channel::Phone => "phone",
            Channel::Sms => "sms",
            Channel::WhatsApp => "whatsapp",
        },
    );
    out.field_number("offset_days", offset_days);
    out.field_text(
        "tone",
        match tone {
            Tone::Friendly => "friendly",
            Tone::Firm => "firm",
            Tone::Final => "final",
        },
    );
    out.field_text(
        "purpose",
        match purpose {
            Purpose::Upcoming => "upcoming",
            Purpose::DueToday => "due_today",
            Purpose::PastDue => "past_due",
            Purpose::AskWhy => "ask_why",
            Purpose::FinalDemand => "final_demand",
            Purpose::LetterBeforeAction => "letter_before_action",
            Purpose::AgencyReview => "agency_review",
            Purpose::WriteOffReview => "write_off_review",
        },
    );
}

pub(super) fn customer(out: &mut Out, record: &Customer) {
    let Customer { id, details, added, removed } = record;
    let CustomerDetails {
        name,
        reference,
        contacts,
        address,
        country,
        note,
        net_days,
        credit_limit,
        further_limits,
        credit_file,
        terms_accepted,
        discount,
        approach,
    } = details;
    out.record(|out| {
        out.field_number("id", id.0);
        out.key("details");
        out.record(|out| {
            out.field_text("name", name);
            out.field_text_if_any("reference", reference);
            if !contacts.is_empty() {
                out.key("contacts");
                out.list(contacts, contact);
            }
            out.field_text_if_any("address", address);
            out.field_text_if_any("country", country);
            out.field_text_if_any("note", note);
            if let Some(days) = net_days {
                out.field_number("net_days", *days);
            }
            if let Some(limit) = credit_limit {
                out.field_money("credit_limit", *limit);
            }
            if !further_limits.is_empty() {
                out.key("further_limits");
                out.list(further_limits, |out, limit| out.money(*limit));
            }
            if !credit_file.is_empty() {
                out.key("credit_file");
                out.serialized(credit_file);
            }
            out.field_date_if_any("terms_accepted", *terms_accepted);
            if let Some(discount) = discount {
                out.key("discount");
                out.serialized(discount);
            }
            if !approach.is_usual() {
                out.key("approach");
                write_approach(out, approach);
            }
        });
        out.field_date("added", *added);
        out.field_flag("removed", *removed);
    });
}

fn write_approach(out: &mut Out, record: &Approach) {
    let Approach { kind, language, schedule, tier, time_zone, vip, hardship, in_person, relationship, interest, no_late_fees, terms, law } =
        record;
    out.record(|out| {
        if let Some(kind) = kind {
            let word = match kind {
                CustomerKind::Business => "business",
                CustomerKind::Consumer => "consumer",
            };
            out.field_text("kind", word);
        }
        if let Some(language) = language {
            out.field_text("language", language.code());
        }
        out.field_text_if_any("schedule", schedule);
        out.field_text_if_any("tier", tier);
        out.field_text_if_any("time_zone", time_zone);
        out.field_flag("vip", *vip);
        out.field_flag("hardship", *hardship);
        out.field_flag("in_person", *in_person);
        out.field_text_if_any("relationship", relationship);
        if let Some(rule) = interest {
            out.key("interest");
            out.serialized(rule);
        }
        out.field_flag("no_late_fees", *no_late_fees);
        if let Some(terms) = terms {
            out.field_text("terms", &terms.to_string());
        }
        if let Some(law) = law {
            out.field_text("law", law.place().code);
        }
    });
}

fn contact(out: &mut Out, record: &Contact) {
    let Contact { name, role, email, phone } = record;
    out.record(|out| {
        out.field_text_if_any("name", name);
        out.field_text_if_any("role", role);
        out.field_text_if_any("email", email);
        out.field_text_if_any("phone", phone);
    });
}

pub(super) fn invoice(out: &mut Out, record: &Invoice) {
    let Invoice { id, customer, number, kind, issued, due, amount, note, charge, voided, terms } = record;
    out.record(|out| {
        out.field_number("id", id.0);
        out.field_number("customer", customer.0);
        out.field_text("number", number);
        match kind {
            DocumentKind::Invoice => {}
            DocumentKind::PlanInterest => out.field_text("kind", "plan_interest"),
            DocumentKind::LateFee => out.field_text("kind", "late_fee"),
            DocumentKind::Interest => out.field_text("kind", "interest"),
            DocumentKind::FixedSum => out.field_text("kind", "fixed_sum"),
            DocumentKind::ReturnFee => out.field_text("kind", "return_fee"),
            DocumentKind::Recovery => out.field_text("kind", "recovery"),
        }
        out.field_date("issued", *issued);
        out.field_date("due", *due);
        out.field_money("amount", *amount);
        out.field_text_if_any("note", note);
        if let Some(charge) = charge {
            out.key("charge");
            out.serialized(charge);
        }
        out.field_date_if_any("voided", *voided);
        if let Some(terms) = terms {
            out.key("terms");
            out.serialized(terms);
        }
    });
}

fn due_date_change(out: &mut Out, record: &DueDateChange) {
    let DueDateChange { invoice, on, from, to } = record;
    out.record(|out| {
        out.field_number("invoice", invoice.0);
        out.field_date("on", *on);
        out.field_date("from", *from);
        out.field_date("to", *to);
    });
}

fn credit_note(out: &mut Out, record: &CreditNote) {
    let CreditNote { id, customer, number, issued, amount, note, kind, with_payment, also_with, voided } = record;
    out.record(|out| {
        out.field_number("id", id.0);
        out.field_number("customer", customer.0);
        out.field_text("number", number);
        out.field_date("issued", *issued);
        out.field_money("amount", *amount);
        out.field_text_if_any("note", note);
        if let Some(word) = credit_kind(*kind) {
            out.field_text("kind", word);
        }
        if let Some(payment) = with_payment {
            out.field_number("with_payment", payment.0);
        }
        if !also_with.is_empty() {
            out.key("also_with");
            out.list(also_with, |out, payment| out.number(i64::from(payment.0)));
        }
        out.field_date_if_any("voided", *voided);
    });
}

/// Why a credit note was given, where it is not a correction.
fn credit_kind(kind: CreditKind) -> Option<&'static str> {
    match kind {
        CreditKind::Correction => None,
        CreditKind::Discount => Some("discount"),
        CreditKind::Waiver => Some("waiver"),
        CreditKind::Settlement => Some("settlement"),
        CreditKind::WriteOff => Some("write_off"),
    }
}

pub(super) fn payment(out: &mut Out, record: &Payment) {
    let Payment { id, customer, received, amount, method, reference, reversed } = record;
    out.record(|out| {
        out.field_number("id", id.0);
        out.field_number("customer", customer.0);
        out.field_date("received", *received);
        out.field_money("amount", *amount);
        out.field_text_if_any("method", method);
        out.field_text_if_any("reference", reference);
        if let Some(Reversal { on, reason }) = reversed {
            out.key("reversed");
            out.record(|out| {
                out.field_date("on", *on);
                out.field_text(
                    "reason",
                    match reason {
                        ReversalReason::Bounced => "bounced",
                        ReversalReason::Refunded => "refunded",
                        ReversalReason::EnteredByMistake => "entered_by_mistake",
                        ReversalReason::Chargeback => "chargeback",
                    },
                );
            });
        }
    });
}

pub(super) fn allocation(out: &mut Out, record: &Allocation) {
    let Allocation { id, source, invoice, amount, on, until } = record;
    out.record(|out| {
        out.field_number("id", id.0);
        out.key("source");
        out.record(|out| match source {
            CreditSource::Payment(id) => out.field_number("payment", id.0),
            CreditSource::CreditNote(id) => out.field_number("credit_note", id.0),
        });
        out.field_number("invoice", invoice.0);
        out.field_money("amount", *amount);
        out.field_date("on", *on);
        out.field_date_if_any("until", *until);
    });
}
