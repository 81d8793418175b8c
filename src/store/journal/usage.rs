//! How much of local storage the journal uses: counted by itself, since no browser tells.

use std::collections::BTreeMap;

/// What Chromium and Firefox grant one origin, in UTF-16 units of keys and values together. WebKit counts bytes; ASCII
/// text is one byte a unit in both.
pub const LOCAL_QUOTA: u64 = 5_242_880;

/// Own use of local storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// UTF-16 units of keys (without the shell's prefix) and values.
    pub used_units: u64,
    /// What there is, for this and everything else on the same host.
    pub quota_units: u64,
}

impl Usage {
    /// Used per thousand of the quota.
    pub const fn per_mille(self) -> u64 {
        self.used_units * 1_000 / self.quota_units
    }
}

/// The size of every entry.
#[derive(Debug, Default)]
pub struct Meter {
    units: BTreeMap<String, u64>,
    total: u64,
}

impl Meter {
    pub fn put(&mut self, key: &str, value: &str) {
        let units = units_of(key) + units_of(value);
        self.total = self.total + units - self.units.insert(key.to_owned(), units).unwrap_or(0);
    }

    pub fn remove(&mut self, key: &str) {
        self.total -= self.units.remove(key).unwrap_or(0);
    }

    pub const fn usage(&self) -> Usage {
        Usage { used_units: self.total, quota_units: LOCAL_QUOTA }
    }
}

fn units_of(text: &str) -> u64 {
    let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
    units as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_keys_and_values_once() {
        let mut meter = Meter::default();
        meter.put("ab", "cde");
        meter.put("ab", "c🧾");
        meter.put("x", "");
        assert_eq!(meter.usage().used_units, 2 + 3 + 1);
        meter.remove("ab");
        meter.remove("ab");
        assert_eq!(meter.usage().used_units, 1);
        meter.put("y", &" ".repeat(LOCAL_QUOTA as usize / 2));
        assert_eq!(meter.usage().per_mille(), 500);
    }
}
