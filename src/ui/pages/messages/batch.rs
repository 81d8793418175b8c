//! All letters in one go: look them over, print them together, then say whether they went out.

use super::batch_sent::{AllSent, left_out, run_all};
use super::bench::Bench;
use super::export::{self, ExportButton};
use super::handover::print;
use super::letter::{Letter, has_sender};
use super::recipient::{SENDER_NOTICE, SenderNotice, is_reachable};
use super::without_address::WithoutAddress;
use super::words;
use crate::domain::command::Command;
use crate::domain::ids::MessageId;
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageContent;
use crate::domain::policy::Channel;
use crate::reports::message_text::{compose, first_words};
use crate::reports::reminders::{Reminder, ReminderSchedule};
use crate::ui::books::{Books, Refusal};
use crate::ui::components::{Button, ButtonKind, Dialog, IconName, Notice, NoticeKind, settle_focus};
use crate::ui::{format, outside};
use leptos::prelude::*;

/// A letter of the batch, as the schedule words it.
#[derive(Debug, Clone)]
pub(super) struct BatchLetter {
    /// What goes on paper.
    content: MessageContent,
    /// The words of a first reminder instead, for who has not heard from the owner yet.
    friendly: Option<MessageContent>,
}

/// Opens the batch when two letters or more are due.
#[component]
pub(super) fn BatchButton(
    /// The day's schedule.
    schedule: Memo<ReminderSchedule>,
) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let open = RwSignal::new(false);
    // How many can be printed, and how many lack an address.
    let letters = books.view(move |ledger, _| {
        if books.looks_elsewhere() {
            return (0, 0);
        }
        schedule.with(|schedule| {
            let letters = schedule.due.iter().filter(|one| one.step.channel == Channel::Letter);
            let (ready, without): (Vec<_>, Vec<_>) = letters.partition(|one| is_reachable(ledger, one.customer, Channel::Letter));
            (ready.len(), without.len())
        })
    });
    let several = move || letters.with(|(ready, without)| ready + without > 1);
    let label = move || match letters.get() {
        (0, without) => format!("Letters without an address ({})", format::count(without)),
        (ready, _) => format!("Prepare all letters ({})", format::count(ready)),
    };
    let begin = move || {
        let due = schedule.with_untracked(|schedule| {
            let by_letter = schedule.due.iter().filter(|one| one.step.channel == Channel::Letter);
            let today = books.today().get_untracked();
            let letter = |ledger: &Ledger, one: &Reminder| BatchLetter {
                content: compose(ledger, one, today),
                friendly: first_words(ledger, one, today),
            };
            books.read(|ledger| by_letter.map(|one| letter(ledger, one)).collect::<Vec<_>>())
        });
        bench.batch.set(due);
        open.set(true);
    };
    let closed = move || bench.clear_paper();
    view! {
        <Show when=several>
            <div class="row row--end">
                <Button icon=IconName::Print on_click=begin>{label}</Button>
            </div>
        </Show>
        <Dialog id="batch" open title="All letters of today" wide=true on_close=Callback::new(move |()| closed())>
            <Batch open/>
        </Dialog>
    }
}

/// Review, then the question.
#[component]
fn Batch(open: RwSignal<bool>) -> impl IntoView {
    let prepared = RwSignal::new(Vec::<MessageId>::new());
    let bench = Bench::expect();
    view! {
        <Show when=move || prepared.with(Vec::is_empty) fallback=move || view! { <AllSent open prepared/> }>
            <FirstWords/>
            {move || view! { <Review letters=bench.batch.get().into_iter().map(|letter| letter.content).collect() prepared/> }}
        </Show>
    }
}

/// Offers friendly words for those whose first letter would be the last one.
#[component]
fn FirstWords() -> impl IntoView {
    let bench = Bench::expect();
    let count = move || bench.batch.with(|letters| letters.iter().filter(|letter| letter.friendly.is_some()).count());
    let begin = move || {
        bench.batch.update(|letters| {
            for letter in letters {
                letter.content = letter.friendly.take().unwrap_or_else(|| letter.content.clone());
            }
        });
        settle_focus();
    };
    let actions = move || view! { <Button on_click=begin>"Begin with friendly reminders"</Button> };
    move || {
        (count() > 0).then(|| {
            let who = format::plural(count(), "customer has", "customers have");
            view! {
                <Notice title="First letters" actions>
                    {format!("{who} not heard from you through Recoup yet, and the debt is so old that your schedule begins with its last words.")}
                </Notice>
            }
        })
    }
}

#[component]
fn Review(letters: Vec<MessageContent>, prepared: RwSignal<Vec<MessageId>>) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let (ready, without): (Vec<MessageContent>, Vec<MessageContent>) = books.read(|ledger| {
        let can_go = |content: &MessageContent| is_reachable(ledger, content.customer, Channel::Letter);
        letters.into_iter().partition(can_go)
    });
    let row = |content: &MessageContent| {
        let name = books.read(|ledger| ledger.customer_name(content.customer).to_owned());
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{words::step_words(content.offset_days)}": "{words::purpose_words(content.purpose)}</td>
                <td class="end">{format::count(content.covers.len())}</td>
                <td class="end money">{words::totals_text(&content.totals)}</td>
            </tr>
        }
    };
    let rows = ready.iter().map(row).collect_view();
    let count = ready.len();
    let kept = ready.clone();
    let file = move |ledger: &Ledger, day| export::letters(ledger, &kept, day);
    let ready = StoredValue::new(ready);
    let go = move || {
        if !books.read(has_sender) {
            return outside::focus_soon(SENDER_NOTICE);
        }
        busy.set(true);
        let contents = ready.get_value();
        let commands = contents.iter().map(|content| Command::PrepareMessage { content: content.clone() }).collect();
        let done = Callback::new(move |refused: Vec<Refusal>| {
            let _shown = busy.try_set(false);
            let today = books.today().get_untracked();
            // Whatever was prepared goes to the printer, whatever was refused; what waits from before is another message.
            let kept = books.read(|ledger| {
                let of = |content: &MessageContent| {
                    let pending = ledger.pending_message(content.customer)?;
                    let same = pending.content.channel == content.channel && pending.content.covers == content.covers;
                    same.then(|| (pending.id, pending.content.clone()))
                };
                ready.try_with_value(|contents| contents.iter().filter_map(of).collect::<Vec<_>>()).unwrap_or_default()
            });
            let letters = books.read(|ledger| kept.iter().map(|(_, content)| Letter::of(ledger, content, today)).collect::<Vec<_>>());
            if let Some(sentence) = left_out(&refused, "not prepared") {
                books.toaster().push(sentence.clone(), None);
                let _shown = problem.try_set(Some(sentence));
            }
            if !letters.is_empty() {
                print(bench, letters, move |printed| {
                    if let Err(sentence) = printed {
                        books.toaster().push(sentence, None);
                    }
                    let _shown = prepared.try_set(kept.iter().map(|(id, _)| *id).collect());
                });
            }
        });
        run_all(books, commands, Vec::new(), done);
    };
    view! {
        {(count > 0).then(|| view! {
            <p>"Each letter goes on a sheet of its own, with the address where the window of the envelope is. To change a text, close this and prepare that letter by itself."</p>
            <div class="message-head"><h3>"Letters to print"</h3><ExportButton part="letters" file/></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Letters to print">
                <table class="table">
                    <caption class="visually-hidden">"Letters to print"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Customer"</th>
                            <th scope="col">"Step"</th>
                            <th scope="col" class="end">"Documents"</th>
                            <th scope="col" class="end">"Asks for"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        })}
        {(!without.is_empty()).then(|| view! { <WithoutAddress letters=without/> })}
        {(count > 0).then(|| view! {
            <div class="form-actions">
                <SenderNotice/>
                {move || problem.get().map(|sentence| view! { <Notice kind=NoticeKind::Error>{sentence}</Notice> })}
                <Button kind=ButtonKind::Primary icon=IconName::Print busy on_click=go>"Print "{format::plural(count, "letter", "letters")}</Button>
            </div>
        })}
    }
}
