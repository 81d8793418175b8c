//! The rules of receivables. Pure: no clock, no browser, no storage.
//!
//! One file per noun. The ground: [`money`], [`currency`], [`calendar`], [`ids`]. The documents: [`customer`] (and its [`approach`]),
//! [`invoice`], [`credit`]. Chasing: [`policy`], [`message`], [`contact_log`], [`promise`],
//! [`dispute`] (and pauses), [`hold`], [`credit_file`] and [`credit_decision`], [`postponement`], [`grade`]; what of it can go on after its end: [`restore`].
//! What countries do: [`country`], [`holidays`], [`limits`]. Agreements: [`terms`] (of payment) and [`discount`]
//! (for paying early; what one invoice offers: [`invoice_terms`]), [`schedule`] (arithmetic) and [`plan`] (what was accepted, [`agreement`]: in writing; [`acceleration`]: what a default makes due),
//! [`application`] (what a payment clears), [`refund`] (credit given back). What being late costs: [`interest`] and [`late_fee`] (what falls due by rule and
//! law) and the [`charge`]s that are posted of it. What is not paid at all: [`write_off`] (given up) and [`recovery`] (what came all the same), [`allowance`], [`tax_relief`] (arithmetic only). Who collects it instead: [`agency`]. For the accountant: [`journal`] (entries that balance), [`bookkeeping`] (accounts, locked periods). The owner's own: [`settings`],
//! [`payment_options`], [`template`] (message texts), [`aging_buckets`]. What
//! texts may be: `text_rules`. What a form asks
//! about first: [`unusual`]. The machinery: [`command`] (what is
//! asked) → [`ledger`] (`decide`, `apply`) → [`event`] (what happened) → [`facts`] (what is known); [`rejection`] says
//! why a command was refused ([`spelling`]: in the reader's amounts and dates), [`import`] is what a file brings.

pub mod acceleration;
pub mod agency;
pub mod aging_buckets;
pub mod agreement;
pub mod allowance;
pub mod application;
pub mod approach;
pub mod bookkeeping;
pub mod calendar;
pub mod charge;
pub mod command;
pub mod contact_log;
pub mod country;
pub mod credit;
pub mod credit_decision;
pub mod credit_file;
pub mod currency;
pub mod customer;
pub mod discount;
pub mod dispute;
pub mod event;
pub mod facts;
pub mod grade;
pub mod hold;
pub mod holidays;
pub mod ids;
pub mod import;
pub mod interest;
pub mod invoice;
pub mod invoice_terms;
pub mod journal;
pub mod late_fee;
pub mod ledger;
pub mod limits;
pub mod message;
pub mod money;
pub mod one_or_more;
pub mod payment_options;
pub mod plan;
pub mod plan_offer;
pub mod policy;
pub mod postponement;
pub mod promise;
pub mod recovery;
pub mod refund;
pub mod rejection;
pub mod reserve;
pub mod restore;
pub mod sample_shop;
pub mod schedule;
pub mod settings;
pub mod settlement_offer;
pub mod spelling;
pub mod tax_relief;
pub mod template;
pub mod terms;
pub(crate) mod text_rules;
pub mod unusual;
pub mod ways_out;
pub mod write_off;
