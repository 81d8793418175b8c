//! Data: what comes in, what goes out, and how safe it is.

mod backup;
mod check_books;
mod csv;
mod fresh_start;
mod imports;
mod ledger_file;
mod safety;

pub use backup::hand_out_ledger;

use crate::ui::components::PageHeader;
use backup::LastExport;
use check_books::CheckBooks;
use csv::CsvImport;
use fresh_start::FreshStart;
use imports::Imports;
use ledger_file::LedgerFile;
use leptos::prelude::*;
use safety::Safety;

/// Import, export, backup, checks.
#[component]
pub fn DataPage() -> impl IntoView {
    let last = LastExport::provide();
    view! {
        <div class="page">
            <PageHeader title="Data" lead="What comes in, what goes out, and how safe it is. Nothing leaves this device unless you export it."/>
            <CsvImport/>
            <Imports/>
            <LedgerFile/>
            <Safety last/>
            <CheckBooks/>
            <FreshStart/>
        </div>
    }
}
