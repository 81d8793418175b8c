//! One agency: entering it, its fees, and what was checked.

use super::draft::{AgencyDraft, BandDraft, PointDraft};
use crate::domain::agency::{Agency, AgencyProblem};
use crate::domain::command::Command;
use crate::domain::settings::Settings;
use crate::ui::books::Books;
use crate::ui::components::{
    Button, ButtonKind, Card, CheckField, EmptyState, ErrorSummary, IconName, LinkButton, Notice, NoticeKind, PageHeader, TextAreaField,
    TextField,
};
use crate::ui::forms::{AmountField, CurrencyField, DayField, Findings, FormState};
use crate::ui::routes::Route;
use crate::ui::wording;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

/// The page of one agency, or of a new one.
#[component]
pub fn AgencyPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<u32>().ok()).unwrap_or(0));
    let books = Books::expect();
    let back = (Route::Agencies.label().to_owned(), Route::Agencies.href(untrack(|| books.link_day())));
    let body = move || {
        let number = number.get();
        let known = books.read(|ledger| match number {
            0 => Some(Agency::default()),
            number => ledger.settings().agencies.get(number).cloned(),
        });
        match known {
            Some(agency) => view! { <AgencyForm agency/> }.into_any(),
            None => view! {
                <EmptyState icon=IconName::Agencies title="There is no such agency" text="The address is from another ledger.">
                    <LinkButton href=Signal::derive(move || Route::Agencies.href(books.link_day()))>"All agencies"</LinkButton>
                </EmptyState>
            }
            .into_any(),
        }
    };
    let title = Signal::derive(move || if number.get() == 0 { "New agency" } else { "Collection agency" }.to_owned());
    view! {
        <div class="page page--narrow">
            <PageHeader title=title lead="Facts for your choice. Recoup recommends nobody." back/>
            {body}
        </div>
    }
}

#[component]
fn AgencyForm(agency: Agency) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("agency");
    let today = books.today().get_untracked();
    let draft = AgencyDraft::of(&agency, books.read(|ledger| ledger.settings().home_currency), today);
    let number = agency.number;
    let navigate = use_navigate();
    let send = move || {
        let mut found = Findings::default();
        let read = draft.read(number, books.today().get_untracked(), &mut found);
        let Some(agency) = read.filter(|_| found.is_empty()) else { return state.refuse(found) };
        let name = agency.name.trim().to_owned();
        let settings = books.read(|ledger| {
            let settings = ledger.settings();
            settings.agencies.with(agency).map(|agencies| Settings { agencies, ..settings.clone() })
        });
        let navigate = navigate.clone();
        match settings {
            Ok(settings) => state.send(books, Command::ChangeSettings { settings }, format!("{name} saved"), move || {
                navigate(&Route::Agencies.path(), Default::default());
            }),
            Err(problem) => {
                let field = match problem {
                    AgencyProblem::NoName | AgencyProblem::NameTaken(_) => "name",
                    AgencyProblem::LeastDebt => "least_debt",
                    AgencyProblem::Fees(_) => "fees",
                    _ => "name",
                };
                state.refuse(Findings::from_iter([(field, problem.to_string())]));
            }
        }
    };
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let general = move || state.general().get().map(|text| view! { <Notice kind=NoticeKind::Error>{text}</Notice> });
    let fees_error = move || state.error("fees").get().map(|text| view! { <Notice kind=NoticeKind::Error>{text}</Notice> });
    let band = move |row: BandDraft| {
        let nth = move || draft.bands.with(|all| all.iter().position(|one| one.key == row.key)).unwrap_or(0) + 1;
        let id = move |part: &str| state.id(&format!("{part}-{}", row.key));
        let error = move |part: &str| state.error(&format!("{part}-{}", row.key));
        let remove = move || draft.bands.update(|all| all.retain(|one| one.key != row.key));
        view! {
            <div class="stack stack--tight" role="group" aria-label=move || format!("Commission {}", nth())>
                <div class="form-row">
                    <TextField id=id("over") label="Past due by more than (days)" value=row.over_days inputmode="numeric" chars=6 error=error("over") optional=true/>
                    <TextField id=id("percent") label="Percent of what is collected" value=row.percent inputmode="decimal" chars=6 error=error("percent")/>
                </div>
                <div class="row"><Button kind=ButtonKind::Quiet label=format!("Take out commission {}", row.key + 1) on_click=remove>"Take out"</Button></div>
            </div>
        }
    };
    let point = move |(place, row): (usize, PointDraft)| {
        let (name, help) = wording::vetting_point(row.point);
        let id = move |part: &str| state.id(&format!("{part}-{place}"));
        view! {
            <div class="stack stack--tight">
                <CheckField id=id("point") label=name value=row.ticked help/>
                <Show when=move || row.ticked.get()>
                    <div class="form-row">
                        <DayField id=id("point-on") label=format!("{name}: checked on") value=row.on error=state.error(&format!("point-on-{place}"))/>
                        <TextField id=id("point-note") label=format!("{name}: what you saw") value=row.note optional=true/>
                    </div>
                </Show>
            </div>
        }
    };
    let countries = draft.countries.get_value().into_iter();
    let countries =
        countries.map(move |(one, value)| view! { <CheckField id=state.id(&format!("country-{}", one.code())) label=one.name() value/> });
    let languages = draft.languages.get_value().into_iter();
    let languages = languages.map(
        move |(one, value)| view! { <CheckField id=state.id(&format!("language-{}", one.code())) label=wording::language(one) value/> },
    );
    view! {
        <form class="form" novalidate=true aria-label="Agency" on:submit=sent>
            {general}
            <ErrorSummary problems=state.problems()/>
            <Card title="Who">
                <div class="stack">
                    <TextField id=state.id("name") label="Name" value=draft.name error=state.error("name")/>
                    <TextField id=state.id("email") label="E-mail" value=draft.email error=state.error("email") optional=true/>
                    <TextAreaField id=state.id("contact") label="Contact" value=draft.contact rows=3 help="Who to speak to, address, telephone." optional=true/>
                    <fieldset class="form-group"><legend class="Field-label">"Where it collects"</legend><div class="CheckGrid">{countries.collect_view()}</div></fieldset>
                    <fieldset class="form-group"><legend class="Field-label">"Languages"</legend><div class="CheckGrid">{languages.collect_view()}</div></fieldset>
                </div>
            </Card>
            <Card title="What it asks">
                <div class="stack" id=state.id("fees") tabindex="-1">
                    {fees_error}
                    <p class="muted">"A commission can depend on how old the debt is: the last line that a debt is older than counts. Older debts cost more nearly everywhere."</p>
                    <div class="stack"><For each=move || draft.bands.get() key=|row| row.key children=band/></div>
                    <div><Button icon=IconName::Add on_click=move || draft.add_band()>"Add a commission"</Button></div>
                    <CurrencyField id=state.id("currency") value=draft.currency error=state.error("currency")/>
                    <div class="form-row">
                        <AmountField id=state.id("least") label="Least commission" value=draft.least currency=draft.currency hint="For an account on which it collects." error=state.error("least") optional=true/>
                        <AmountField id=state.id("flat") label="Fee for each account" value=draft.flat currency=draft.currency hint="Owed also when nothing is collected." error=state.error("flat") optional=true/>
                    </div>
                    <div class="form-row">
                        <AmountField id=state.id("least_debt") label="Smallest debt it takes" value=draft.least_debt currency=draft.currency error=state.error("least_debt") optional=true/>
                        <TextField id=state.id("tax") label="Tax on its fees, percent" value=draft.tax inputmode="decimal" chars=6 help="Only what you cannot reclaim." error=state.error("tax") optional=true/>
                    </div>
                </div>
            </Card>
            <Card title="Checked before it gets a debt">
                <div class="stack">{draft.points.get_value().into_iter().enumerate().map(point).collect_view()}</div>
            </Card>
            <Card title="For you">
                <div class="stack">
                    <TextAreaField id=state.id("note") label="Note" value=draft.note rows=2 optional=true/>
                    <CheckField id=state.id("ended") label="It gets no more debts" value=draft.ended help="It stays in the list, and is left out of the comparison."/>
                </div>
            </Card>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy()>"Save the agency"</Button>
            </div>
        </form>
    }
}
