//! Whether the fields of a dialog hold something that would be lost with it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// What every field held when it was first seen. The fields themselves are asked, so every form is covered.
#[derive(Clone, Copy)]
pub(super) struct TypedWork(StoredValue<Vec<(Element, String)>, LocalStorage>);

impl TypedWork {
    pub(super) fn new() -> Self {
        Self(StoredValue::new_local(Vec::new()))
    }

    /// Begins anew with the fields that stand below `root`.
    pub(super) fn begin(self, root: &Element) {
        self.forget();
        for name in ["input", "textarea", "select"] {
            let found = root.get_elements_by_tag_name(name);
            (0..found.length()).filter_map(|place| found.item(place)).for_each(|field| self.see(&field));
        }
    }

    /// Notes what a field holds that came later, before anything is typed into it.
    pub(super) fn see(self, field: &Element) {
        let Some(content) = content(field) else { return };
        let _gone = self.0.try_update_value(|seen| {
            if !seen.iter().any(|(known, _)| known == field) {
                seen.push((field.clone(), content));
            }
        });
    }

    /// Whether a field that still stands below `root` holds something else than at first.
    pub(super) fn is_held(self, root: &Element) -> bool {
        let differs = |(field, first): &(Element, String)| root.contains(Some(field)) && content(field).is_some_and(|now| now != *first);
        self.0.try_with_value(|seen| seen.iter().any(differs)).unwrap_or(false)
    }

    /// Nothing is held any more.
    pub(super) fn forget(self) {
        let _gone = self.0.try_set_value(Vec::new());
    }
}

fn content(field: &Element) -> Option<String> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        let ticked = matches!(input.type_().as_str(), "checkbox" | "radio");
        return Some(if ticked { input.checked().to_string() } else { input.value() });
    }
    let text = field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
    text.or_else(|| field.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value))
}
