//! The figures that the comparison rests on, to change and keep.

use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::settings::Settings;
use crate::domain::ways_out::WaysOutInputs;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, CheckField, ErrorSummary, Notice, NoticeKind, TextField};
use crate::ui::format;
use crate::ui::forms::{AmountField, Findings, FormState, read_amount};
use crate::ui::leaving::Leaving;
use leptos::prelude::*;

/// A list of numbers: its name, label, help, and the greatest that it takes.
type Row = (&'static str, &'static str, &'static str, u8);

const BY_AGE: &str = "Five numbers: up to 90, up to 180, up to 365, up to 730 days past due, and older.";
const BY_WAY: &str = "Six numbers: keep chasing, settlement, agency, court, sale, write-off.";

const ROWS: [Row; 10] = [
    ("chance", "Chance that it still comes, in percent", BY_AGE, 100),
    ("commission", "Commission of an agency, in percent", BY_AGE, 100),
    ("price", "Price for a sold debt, in percent", BY_AGE, 100),
    ("chase-share", "Left of the chance when you go on alone, in percent", "", 100),
    ("settle-sum", "Sum of a settlement, in percent of the debt", "", 100),
    ("settle-share", "The chance when that sum is offered, in percent of it", "Above 100 when an offer brings more customers to pay.", 200),
    ("court-share", "What of the chance a court brings, in percent", "", 100),
    ("court-fee", "Court fees, in percent of the claim", "", 100),
    ("hours", "Your hours", BY_WAY, 255),
    ("months", "Months until it is over", BY_WAY, 120),
];

/// The numbers of each row.
fn lists(inputs: &WaysOutInputs) -> [Vec<u8>; 10] {
    [
        inputs.chance.to_vec(),
        inputs.commission.to_vec(),
        inputs.price.to_vec(),
        vec![inputs.chase_share],
        vec![inputs.settle_sum],
        vec![inputs.settle_share],
        vec![inputs.court_share],
        vec![inputs.court_fee],
        inputs.hours.to_vec(),
        inputs.months.to_vec(),
    ]
}

/// Reads as many whole numbers as a row has.
fn numbers<const N: usize>(text: &str, most: u8) -> Result<[u8; N], String> {
    let words = text.split([',', ';', ' ']).map(str::trim).filter(|word| !word.is_empty());
    let read = |word: &str| {
        word.parse::<u8>().ok().filter(|number| *number <= most).ok_or(format!("“{word}” is not a whole number from 0 to {most}."))
    };
    let found = words.map(read).collect::<Result<Vec<u8>, String>>()?;
    let count = found.len();
    found.try_into().map_err(|_| match N {
        1 => "Enter one whole number.".to_owned(),
        _ => format!("Enter {N} whole numbers, separated by commas; here are {count}."),
    })
}

/// What is typed.
#[derive(Clone, Copy)]
struct Draft {
    rows: StoredValue<Vec<RwSignal<String>>>,
    own_history: RwSignal<bool>,
    hour_cost: RwSignal<String>,
}

impl Draft {
    fn of(inputs: &WaysOutInputs) -> Self {
        let rows = ROWS.iter().map(|_| RwSignal::new(String::new())).collect();
        let draft = Self { rows: StoredValue::new(rows), own_history: RwSignal::new(true), hour_cost: RwSignal::default() };
        draft.load(inputs);
        draft
    }

    fn load(self, inputs: &WaysOutInputs) {
        let typed = |numbers: &Vec<u8>| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        self.rows.get_value().iter().zip(&lists(inputs)).for_each(|(signal, numbers)| signal.set(typed(numbers)));
        self.own_history.set(inputs.own_history);
        self.hour_cost.set(inputs.hour_cost.map(format::amount).unwrap_or_default());
    }

    /// What is typed, follows what is typed.
    fn read(self, settings: &Settings) -> Result<WaysOutInputs, Findings> {
        let mut found = Findings::default();
        let typed: Vec<String> = self.rows.get_value().iter().map(|signal| signal.get()).collect();
        fn take<const N: usize>(found: &mut Findings, typed: &[String], place: usize) -> [u8; N] {
            let (name, _, _, most) = ROWS[place];
            found.take(name, numbers(&typed[place], most)).unwrap_or([0; N])
        }
        let mut one = |place| take::<1>(&mut found, &typed, place)[0];
        let [chase_share, settle_sum, settle_share, court_share, court_fee] = [one(3), one(4), one(5), one(6), one(7)];
        let (chance, commission, price) = (take(&mut found, &typed, 0), take(&mut found, &typed, 1), take(&mut found, &typed, 2));
        let (hours, months) = (take(&mut found, &typed, 8), take(&mut found, &typed, 9));
        let cost = self.hour_cost.get();
        let hour_cost = match cost.trim() {
            "" => None,
            text => found.take("hour-cost", read_amount(text, currency_of(settings)).and_then(not_nothing)),
        };
        let own_history = self.own_history.get();
        let inputs = WaysOutInputs {
            chance,
            own_history,
            commission,
            price,
            chase_share,
            settle_sum,
            settle_share,
            court_share,
            court_fee,
            hours,
            hour_cost,
            months,
        };
        if found.is_empty() { Ok(inputs) } else { Err(found) }
    }
}

/// The currency of an hour: the one it is kept in, else the home currency.
fn currency_of(settings: &Settings) -> Currency {
    settings.ways_out.hour_cost.map_or(settings.home_currency, Money::currency)
}

fn not_nothing(cost: Money) -> Result<Money, String> {
    if cost.is_positive() { Ok(cost) } else { Err("Enter more than zero, or leave it empty.".to_owned()) }
}

/// The card “The figures behind it”.
#[component]
pub(super) fn Inputs() -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("ways-out");
    let settings = books.view(|ledger, _| ledger.settings().clone());
    let draft = Draft::of(&untrack(|| settings.with(|now| now.ways_out.clone())));
    // A change from elsewhere (Undo, another tab) takes the place of what is typed.
    Effect::new(move |before: Option<WaysOutInputs>| {
        let now = settings.with(|now| now.ways_out.clone());
        if before.is_some_and(|before| before != now) {
            draft.load(&now);
        }
        now
    });
    let changed = Memo::new(move |_| settings.with(|now| draft.read(now).as_ref() != Ok(&now.ways_out)));
    Leaving::ask_while(changed);
    let send = move || match untrack(|| settings.with(|now| draft.read(now))) {
        Err(found) => state.refuse(found),
        Ok(ways_out) => {
            let settings = Settings { ways_out, ..books.read(|ledger| ledger.settings().clone()) };
            state.send(books, Command::ChangeSettings { settings }, "Figures saved", || ());
        }
    };
    let usual = move || {
        state.refuse(Findings::default());
        draft.load(&WaysOutInputs::default());
    };
    let field = move |((name, label, help, _), value): (&Row, &RwSignal<String>)| {
        view! { <TextField id=state.id(name) label=*label value=*value chars=24 help=*help error=state.error(name)/> }
    };
    let fields = draft.rows.with_value(|values| ROWS.iter().zip(values).map(field).collect_view());
    let currency = Signal::derive(move || settings.with(|now| currency_of(now).code().to_owned()));
    view! {
        <Card title="The figures behind it" id="figures">
            <form class="form" novalidate aria-label="The figures behind it" on:submit=move |event| {
                event.prevent_default();
                send();
            }>
                <p>
                    "Round figures to begin with, kept for all customers once you change them. Chances: a survey of the Commercial Collection Agencies of America (69 % at three months past due, 51 % at six, 21 % at a year, 9 % at two). Commission of 15 to 50 % and prices of 1 to 10 % are what agencies and debt buyers publish. The rest is Recoup's own guess."
                </p>
                <ErrorSummary problems=state.problems()/>
                {move || state.general().get().map(|text| view! { <Notice kind=NoticeKind::Error>{text}</Notice> })}
                <CheckField
                    id=state.id("own-history")
                    label="Your own history counts where there is enough of it"
                    value=draft.own_history
                    help="It takes the place of the chance when 20 documents or more in the currency had once been that late, with 90 days more to be paid."
                />
                {fields}
                <AmountField
                    id=state.id("hour-cost")
                    label="Cost of an hour of yours"
                    value=draft.hour_cost
                    currency
                    hint="Counted for debts in the same currency; leave it empty to count no hours."
                    error=state.error("hour-cost")
                    optional=true
                />
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy()>"Save the figures"</Button>
                    <Button kind=ButtonKind::Quiet on_click=usual>"Back to the usual figures"</Button>
                </div>
                <p class="muted" aria-live="polite">{move || changed.get().then_some("Changes of the figures are not saved yet.")}</p>
            </form>
        </Card>
    }
}
