//! The letters of the batch are on paper: whether they went out, and the commands of a batch.

use crate::domain::command::Command;
use crate::domain::ids::MessageId;
use crate::ui::books::{Books, Refusal};
use crate::ui::components::{Button, ButtonKind, focus_later};
use crate::ui::format;
use crate::ui::forms::{DayField, read_date};
use leptos::prelude::*;
use std::collections::VecDeque;

/// The id of the question, which has the focus as soon as it is asked.
const QUESTION: &str = "batch-question";

/// “Did they all go out?”
#[component]
pub(super) fn AllSent(open: RwSignal<bool>, prepared: RwSignal<Vec<MessageId>>) -> impl IntoView {
    let books = Books::expect();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    focus_later(QUESTION);
    let count = prepared.with_untracked(Vec::len);
    let on = RwSignal::new(books.today().get_untracked().to_string());
    let confirm = move || {
        busy.set(true);
        let on = match read_date(&on.get_untracked()) {
            Ok(on) => on,
            Err(sentence) => {
                busy.set(false);
                return problem.set(Some(sentence));
            }
        };
        let commands = prepared.get_untracked().into_iter().map(|message| Command::ConfirmMessageSent { message, on }).collect();
        let done = Callback::new(move |refused: Vec<Refusal>| {
            let _shown = busy.try_set(false);
            let sent = count.saturating_sub(refused.len());
            if sent > 0 {
                books.say(format!("{} on record as sent", format::plural(sent, "letter", "letters")), None);
            }
            match left_out(&refused, "left as before") {
                None => open.set(false),
                sentence => drop(problem.try_set(sentence)),
            }
        });
        run_all(books, commands, Vec::new(), done);
    };
    view! {
        <p class="muted">
            {format::plural(count, "letter", "letters")}" handed to the printer. They are not in the history before you say so. With “Not yet” each one waits for your word, and there you can choose those that went out."
        </p>
        <div class="form-actions message-question" id=QUESTION role="group" aria-labelledby="batch-question-text" tabindex="-1">
            <h3 id="batch-question-text">"Did they all go out?"</h3>
            <DayField id="batch-sent-on" label="On" value=on error=problem/>
            <Button kind=ButtonKind::Primary busy on_click=confirm>"Yes, all sent"</Button>
            <Button on_click=move || open.set(false)>"Not yet"</Button>
        </div>
    }
}

/// One command after the other; `done` learns what was refused.
pub(super) fn run_all(books: Books, mut commands: VecDeque<Command>, mut refused: Vec<Refusal>, done: Callback<Vec<Refusal>>) {
    let Some(command) = commands.pop_front() else { return done.run(refused) };
    books.dispatch(command, move |result| {
        refused.extend(result.err());
        run_all(books, commands, refused, done);
    });
}

/// “2 letters were not prepared: why.”
pub(super) fn left_out(refused: &[Refusal], how: &str) -> Option<String> {
    let first = refused.first()?;
    let letters = format::plural(refused.len(), "letter was", "letters were");
    Some(format!("{letters} {how}: {}", first.sentence))
}
