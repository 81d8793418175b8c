//! Dialogs that enter a fact: payment, invoice, credit note, customer; and the fields they are made of.
//!
//! Every dialog takes `open` and starts fresh each time. It sends one command through the books, shows a refusal
//! beside its field, and says what happened with an Undo. Pages place a dialog once and set `open` from a button.

mod allocation;
mod allocation_lines;
mod amount;
mod chargeback;
mod contact;
mod contact_check;
mod credit_draft;
mod credit_note;
mod currency;
mod customer;
mod customer_approach;
mod customer_contacts;
mod customer_picker;
mod date;
mod dialog_form;
mod discount_wish;
mod dispute;
mod dispute_end;
mod doubts;
mod hold;
mod interest_rule;
mod invoice;
mod invoice_order;
mod invoice_terms;
mod onward;
mod pause;
mod payment;
mod payment_discounts;
mod payment_interest;
mod promise;
mod read;
mod restructure;
mod settlement;
mod state;

pub use allocation::{AllocationDraft, AllocationFields};
pub use amount::AmountField;
pub use contact::{AskOutcome, ContactForm};
pub use contact_check::{ContactCheck, before_call, time_there};
pub use credit_note::CreditNoteForm;
pub use currency::{CurrencyField, SuggestField};
pub use customer::CustomerForm;
pub use customer_approach::{schedule_choices, tier_choices};
pub use customer_picker::{CustomerPicker, namesake_particulars};
pub use date::DayField;
pub use dialog_form::{DialogForm, opened_by};
pub use discount_wish::{read_wish, wish_text};
pub use dispute::{ChangeDisputeForm, RaiseDisputeForm};
pub use dispute_end::SettleDisputeForm;
pub use doubts::{Doubts, DoubtsField};
pub use hold::{HoldForm, ProposedHold, ReleaseHoldForm};
pub use interest_rule::{InterestDraft, InterestFields};
pub use invoice::InvoiceForm;
pub use invoice_terms::{TermsDraft, TermsFields};
pub use pause::PauseForm;
pub use payment::{METHODS as PAYMENT_METHODS, PaymentForm};
pub use promise::PromiseForm;
pub use read::{amount_as_read, read_amount, read_currency, read_date, read_named_date, read_optional_date, read_percent};
pub use restructure::RestructureForm;
pub use settlement::SettlementForm;
pub use state::{Findings, FormState};
