//! The reusable parts of the screen: values in, callbacks out.
//!
//! Deliberately absent: the books, browser storage, routes by name. A component's CSS class is its name, its look
//! lives in `style/components.css` and `style/controls.css` (the shell's in `style/layout.css`).

mod announcer;
pub mod as_of;
mod badge;
mod bucket_bar;
mod button;
mod card;
mod choice;
mod data_table;
mod date_field;
mod dialog;
mod error_summary;
mod explain;
mod field;
mod file_drop;
mod focus;
mod icon;
mod list_keys;
mod menu;
mod notice;
mod palette;
mod popover;
mod progress;
mod saved_state;
mod shell;
mod tabs;
mod text_fields;
mod toasts;

pub use announcer::{Announcements, Announcer, provide_announcements};
pub use as_of::AsOfControl;
pub use badge::{Badge, Badges, Tone};
pub use bucket_bar::{BucketBar, BucketPart};
pub use button::{Button, ButtonKind, LinkButton};
pub use card::{Card, EmptyState, PageHeader};
pub use choice::{CheckField, Choice, RadioGroup, SelectField};
pub use data_table::{Align, Column, DataTable, Printing, Sort};
pub use date_field::DateField;
pub use dialog::{ConfirmDialog, Dialog, DialogExit};
pub use error_summary::{ErrorSummary, Problem};
pub use explain::{ExplainedNumber, Explanation, Figure};
pub use field::Field;
pub use file_drop::FileDrop;
pub use focus::{focus_later, focus_new_page, is_dialog_open, settle_focus};
pub use icon::{Icon, IconName};
pub use list_keys::{ListKeys, on_list_key, walk_links};
pub use menu::{Menu, MenuButton, MenuLink};
pub use notice::{Notice, NoticeKind};
pub use palette::{Palette, PaletteEntry, PaletteTarget};
pub use popover::Popover;
pub use progress::Progress;
pub use saved_state::{Saved, SavedState};
pub use shell::{AppShell, NavGroup, NavLink, SearchButton, ThemeChoice, ThemeSwitch};
pub use tabs::{Tab, Tabs};
pub use text_fields::{MoneyField, TextAreaField, TextField};
pub use toasts::{Toaster, Toasts, provide_toaster};
