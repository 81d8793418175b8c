//! The meaning of the columns, and the answers that the file does not give.

use super::draft::Draft;
use super::importer::Importer;
use super::outcome::{mark_word, order_words};
use crate::domain::currency::Currency;
use crate::domain::policy::WhenDue;
use crate::domain::text_rules::capitalized;
use crate::exchange::csv::{Detected, Field, Mapping, MappingProblem, NegativeAmounts, Question};
use crate::exchange::text::{DateOrder, DecimalMark, parse_date};
use crate::ui::components::{Button, ButtonKind, CheckField, Choice, ErrorSummary, Problem, RadioGroup, SelectField, TextField};
use crate::ui::format;
use leptos::prelude::*;
use std::sync::Arc;

/// What is typed and chosen.
#[derive(Clone)]
struct Answers {
    columns: Vec<RwSignal<String>>,
    date_order: RwSignal<String>,
    decimal_mark: RwSignal<String>,
    currency: RwSignal<String>,
    net_days: RwSignal<String>,
    negative: RwSignal<String>,
    headings: RwSignal<bool>,
}

/// The form; it starts anew with every draft.
#[component]
pub(super) fn MappingForm(
    /// The import.
    importer: Importer,
    /// What to start from.
    draft: Arc<Draft>,
) -> impl IntoView {
    let answers = Answers::of(&draft);
    let problems = RwSignal::new(draft.questions.iter().map(|question| problem_of(&draft, *question)).collect::<Vec<Problem>>());
    let submit = {
        let answers = answers.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            match answers.read() {
                Ok(mapping) => importer.use_mapping(mapping),
                Err(found) => problems.set(found),
            }
        }
    };
    let header = RwSignal::new(draft.header_record.to_string());
    let header_choices: Vec<Choice> =
        draft.header_choices.iter().enumerate().map(|(record, text)| Choice::new(record.to_string(), text.clone())).collect();
    let choose_header = move |record: String| {
        if let Ok(record) = record.parse::<usize>() {
            importer.use_header(record);
        }
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <h3 id="import-mapping">"What the columns mean"</h3>
            <ErrorSummary problems/>
            <SelectField
                id="import-header"
                label="The row with the names of the columns"
                value=header
                choices=header_choices
                on_change=choose_header
            />
            <Columns draft=Arc::clone(&draft) answers=answers.columns.clone()/>
            <Questions draft=Arc::clone(&draft) answers=answers.clone()/>
            <Defaults answers=answers/>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true>"Show the preview"</Button>
                <Button on_click=Callback::new(move |()| importer.forget())>"Cancel"</Button>
            </div>
        </form>
    }
}

#[component]
fn Columns(
    /// The headers and samples.
    draft: Arc<Draft>,
    /// The meaning of each column.
    answers: Vec<RwSignal<String>>,
) -> impl IntoView {
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Leave out"))
        .chain(Field::ALL.into_iter().enumerate().map(|(place, field)| Choice::new(place.to_string(), capitalized(field.label()))))
        .collect();
    let row = |(column, value): (usize, RwSignal<String>)| {
        let header = draft.headers.get(column).cloned().unwrap_or_default();
        let name = if header.is_empty() { format!("Column {}", column + 1) } else { header };
        let samples = draft.samples.get(column).map(|samples| samples.join(" · ")).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td class="ImportColumns-samples">{samples}</td>
                <td><SelectField id=format!("column-{column}") label=format!("Meaning of {name}") value choices=choices.clone()/></td>
            </tr>
        }
    };
    let rows = answers.into_iter().enumerate().map(row).collect_view();
    view! {
        <div class="table-scroll" tabindex="0">
            <table class="table ImportColumns">
                <caption class="visually-hidden">"The columns of the file"</caption>
                <thead>
                    <tr><th scope="col">"Column"</th><th scope="col">"Some of its values"</th><th scope="col">"Meaning"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Only what the values of the file leave open.
#[component]
fn Questions(
    /// What the values show.
    draft: Arc<Draft>,
    /// The answers.
    answers: Answers,
) -> impl IntoView {
    let orders = match &draft.detection.date_order {
        Detected::Ask(orders) => orders.clone(),
        _ => draft.mapping.date_order.map(|_| DateOrder::ALL.to_vec()).unwrap_or_default(),
    };
    let marks = matches!(draft.detection.decimal_mark, Detected::Ask(_)) || draft.mapping.decimal_mark.is_some();
    let example = draft.detection.date_examples.first().cloned();
    let order_choice = |order: DateOrder| {
        let read = example.as_ref().and_then(|text| Some((text, parse_date(text, order).ok()?)));
        let choice = Choice::new(order_key(order), capitalized(order_words(order)));
        match read {
            Some((text, date)) => choice.help(format!("{text} is {}", format::date_long(date))),
            None => choice,
        }
    };
    let order_choices: Vec<Choice> = orders.into_iter().map(order_choice).collect();
    let examples = draft.detection.amount_examples.join(" · ");
    let mark_help = (!examples.is_empty()).then(|| format!("In this file: {examples}"));
    let mark_choices = vec![
        Choice::new("point", "Decimal point").help("1,234.50 is one thousand two hundred thirty-four and a half"),
        Choice::new("comma", "Decimal comma").help("1.234,50 is one thousand two hundred thirty-four and a half"),
    ];
    view! {
        {(!order_choices.is_empty()).then(|| view! {
            <RadioGroup id="import-order" label="In which order are the dates written?" value=answers.date_order choices=order_choices/>
        })}
        {marks.then(|| view! {
            <RadioGroup id="import-mark" label="How are the decimals of amounts written?" value=answers.decimal_mark choices=mark_choices help=mark_help/>
        })}
    }
}

/// What holds where the file says nothing.
#[component]
fn Defaults(
    /// The answers.
    answers: Answers,
) -> impl IntoView {
    let negative = vec![Choice::new("reject", "Is a mistake: reject the row"), Choice::new("credit", "Is a credit note")];
    view! {
        <div class="form-row">
            <TextField id="import-currency" label="Currency of rows that name none" value=answers.currency help="A code such as USD or EUR" chars=8/>
            <TextField
                id="import-net-days"
                label="Days to pay where no due date is given"
                value=answers.net_days
                chars=20
                help="Empty: as your credit policy says. Or terms such as net 15 EOM."
                optional=true
            />
            <RadioGroup id="import-negative" label="A negative amount" value=answers.negative choices=negative/>
        </div>
        <CheckField id="import-headings" label="A row with a single cell names the customer of the rows below it" value=answers.headings/>
    }
}

impl Answers {
    fn of(draft: &Draft) -> Self {
        let mapping = &draft.mapping;
        let place = |field: &Option<Field>| field.and_then(|field| Field::ALL.iter().position(|known| *known == field));
        let column = |field| RwSignal::new(place(field).map(|place| place.to_string()).unwrap_or_default());
        let order = mapping.date_order.map(order_key).unwrap_or_default();
        let negative = if mapping.negative_amounts == NegativeAmounts::CreditNote { "credit" } else { "reject" };
        Self {
            columns: mapping.columns.iter().map(column).collect(),
            date_order: RwSignal::new(order.to_owned()),
            decimal_mark: RwSignal::new(mapping.decimal_mark.map(mark_word).unwrap_or_default().to_owned()),
            currency: RwSignal::new(mapping.default_currency.code().to_owned()),
            net_days: RwSignal::new(mapping.when_due.as_ref().map(ToString::to_string).unwrap_or_default()),
            negative: RwSignal::new(negative.to_owned()),
            headings: RwSignal::new(mapping.customer_headings),
        }
    }

    /// The mapping as answered, or what is wrong with the answers.
    fn read(&self) -> Result<Mapping, Vec<Problem>> {
        let field = |value: &RwSignal<String>| value.get_untracked().parse::<usize>().ok().and_then(|place| Field::ALL.get(place).copied());
        let currency = Currency::from_code(&self.currency.get_untracked());
        let typed = self.net_days.get_untracked();
        let when_due = (!typed.trim().is_empty()).then(|| typed.parse::<WhenDue>()).transpose();
        let mut problems = Vec::new();
        if let Err(unknown) = &currency {
            problems.push(Problem::new("import-currency", format!("{unknown}.")));
        }
        if let Err(problem) = &when_due {
            problems.push(Problem::new("import-net-days", problem.to_string()));
        }
        let (Ok(default_currency), Ok(when_due)) = (currency, when_due) else { return Err(problems) };
        let order = self.date_order.get_untracked();
        let mark = self.decimal_mark.get_untracked();
        let credit = self.negative.with_untracked(|value| value == "credit");
        Ok(Mapping {
            columns: self.columns.iter().map(field).collect(),
            date_order: DateOrder::ALL.into_iter().find(|known| order_key(*known) == order),
            decimal_mark: [DecimalMark::Point, DecimalMark::Comma].into_iter().find(|known| mark_word(*known) == mark),
            default_currency,
            when_due,
            negative_amounts: if credit { NegativeAmounts::CreditNote } else { NegativeAmounts::Reject },
            customer_headings: self.headings.get_untracked(),
        })
    }
}

/// A question as a problem of the form, at the field that answers it.
fn problem_of(draft: &Draft, question: Question) -> Problem {
    let of_column = |field: Field| draft.mapping.columns.iter().rposition(|mapped| *mapped == Some(field)).unwrap_or(0);
    let field = match question {
        Question::Mapping(MappingProblem::Twice(field)) => format!("column-{}", of_column(field)),
        Question::Mapping(_) | Question::NotReady => "column-0".to_owned(),
        Question::DateOrder => "import-order".to_owned(),
        Question::DecimalMark => "import-mark".to_owned(),
    };
    Problem::new(field, question.to_string())
}

const fn order_key(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayMonthYear => "dmy",
        DateOrder::MonthDayYear => "mdy",
        DateOrder::YearMonthDay => "ymd",
    }
}
