//! What of a document is written off, why, who approved it, what came of it all the same, and taking it back.

use crate::domain::command::Command;
use crate::domain::credit::{CreditNote, CreditSource};
use crate::domain::ids::{CreditNoteId, InvoiceId, RecoveryId, WriteOffId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::recovery::Recovery;
use crate::domain::write_off::WriteOff;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card};
use crate::ui::format;
use crate::ui::forms::RecoveryForm;
use crate::ui::pages::payments::take_back::TakeBackDialog;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

/// Money that came of a write-off.
#[derive(Clone, PartialEq)]
struct Came {
    recovery: RecoveryId,
    document: InvoiceId,
    number: String,
    words: String,
    stands: bool,
}

/// One write-off.
#[derive(Clone, PartialEq)]
struct Line {
    id: WriteOffId,
    note: CreditNoteId,
    /// What there is to say of it: name and value.
    facts: Vec<(&'static str, String)>,
    came: Vec<Came>,
    stands: bool,
    /// Whether something of it has not come back.
    waits: bool,
}

/// The write-offs of a document up to a day, the first one first, without mistakes.
fn lines(ledger: &Ledger, invoice: InvoiceId, day: NaiveDate) -> Vec<Line> {
    let known = ledger.write_offs_of(invoice).filter(|(_, note)| note.issued <= day && note.voided != Some(note.issued));
    let line = |(one, note): (&WriteOff, &CreditNote)| {
        let mut facts = vec![
            ("Amount", format!("{} on {}", format::money(note.amount), format::date(note.issued))),
            ("Reason", one.reason.words().to_owned()),
            ("In your books", one.method.words().to_owned()),
            ("Approved by, and why", note.note.clone()),
        ];
        facts.extend((!one.despite.is_empty()).then(|| ("Although disputed", one.despite.clone())));
        facts.extend(note.voided.filter(|on| *on <= day).map(|on| ("Taken back", format::date(on))));
        let came = ledger.recoveries_of(one.id).filter(|(_, document)| document.issued <= day && document.voided != Some(document.issued));
        Line {
            id: one.id,
            note: note.id,
            facts,
            came: came.map(|(recovery, document)| came_of(recovery, document, day)).collect(),
            stands: note.voided.is_none(),
            waits: ledger.recovered(one, NaiveDate::MAX).minor() < note.amount.minor(),
        }
    };
    let mut lines: Vec<Line> = known.map(line).collect();
    lines.reverse();
    lines
}

fn came_of(recovery: &Recovery, document: &Invoice, day: NaiveDate) -> Came {
    let ended = document.voided.filter(|on| *on <= day).map(|on| format!(", went back on {}", format::date(on)));
    Came {
        recovery: recovery.id,
        document: document.id,
        number: document.number.clone(),
        words: format!("{} on {}{} ", format::money(document.amount), format::date(document.issued), ended.unwrap_or_default()),
        stands: document.voided.is_none(),
    }
}

/// The card “Written off”; nothing while nothing was.
#[component]
pub(super) fn WrittenOff(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let found = books.view(move |ledger, day| lines(ledger, id, day));
    let taking_back = RwSignal::new(None::<CreditSource>);
    let recovering = RwSignal::new(None::<WriteOffId>);
    let came = move |one: Came| {
        let recovery = one.recovery;
        let take_back = move || books.act(Command::TakeBackRecovery { recovery }, "Recovery taken back; its money is unapplied credit now");
        let button = one.stands.then(|| {
            let label = format!("Take back {}", one.number);
            view! { <Button kind=ButtonKind::Quiet label on_click=take_back>"Take back"</Button> }
        });
        view! {
            <div>
                <dt>"Recovered"</dt>
                <dd>{one.words}<a href=move || Route::Invoice(one.document).href(books.link_day())>{one.number.clone()}</a>" "{button}</dd>
            </div>
        }
    };
    let line = move |line: Line| {
        let (id, note) = (line.id, line.note);
        let facts = line.facts.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
        let came = line.came.into_iter().map(came).collect_view();
        let record =
            (line.stands && line.waits).then(|| view! { <Button on_click=move || recovering.set(Some(id))>"Record what came"</Button> });
        let back = line.stands.then(|| {
            view! { <Button on_click=move || taking_back.set(Some(CreditSource::CreditNote(note)))>"Take the write-off back"</Button> }
        });
        view! { <dl class="facts">{facts}{came}</dl><div class="row">{record}{back}</div> }
    };
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <Card title="Written off">{move || found.get().into_iter().map(line).collect_view()}</Card>
        </Show>
        <RecoveryForm write_off=recovering/>
        <TakeBackDialog subject=taking_back/>
    }
}
