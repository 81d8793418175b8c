//! The time elsewhere: what the clock on the wall shows in a time zone, asked from `Intl`.

use chrono::{NaiveDate, NaiveDateTime, Timelike};
use js_sys::{Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The day and the minutes after midnight in a time zone, by its IANA name; in the owner's own when the name is empty. None for a
/// name that the browser does not know.
pub fn local_time(zone: &str) -> Option<(NaiveDate, u16)> {
    let options = Object::new();
    if !zone.is_empty() {
        Reflect::set(&options, &"timeZone".into(), &zone.into()).ok()?;
    }
    let now = Date::new_0();
    // Swedish writes it as `2026-11-22 21:32:02`. Called through its value, because an unknown zone throws.
    let write: Function = Reflect::get(&now, &"toLocaleString".into()).ok()?.dyn_into().ok()?;
    let written = write.call2(&now, &JsValue::from_str("sv-SE"), &options).ok()?.as_string()?;
    let moment = NaiveDateTime::parse_from_str(&written, "%Y-%m-%d %H:%M:%S").ok()?;
    Some((moment.date(), (moment.hour() * 60 + moment.minute()) as u16))
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_zone_is_a_few_hours_away_and_an_unknown_one_is_none() {
        let (day, minutes) = local_time("UTC").unwrap();
        let (east_day, east) = local_time("Asia/Tokyo").unwrap();
        let apart = (east_day - day).num_minutes() + i64::from(east) - i64::from(minutes);
        assert!((540..=541).contains(&apart), "{apart}");
        assert!(local_time("").is_some());
        assert_eq!(local_time("Mars/Olympus"), None);
    }
}
