//! The words for collection agencies.

use crate::domain::agency::{AgencyFees, VettingPoint};
use crate::ui::format;

/// A point of the checklist and what to look at.
pub const fn vetting_point(point: VettingPoint) -> (&'static str, &'static str) {
    match point {
        VettingPoint::Licence => ("Licence", "It is licensed or registered where your customers are, where that is asked for."),
        VettingPoint::Insurance => ("Insurance", "It is insured against its own mistakes."),
        VettingPoint::References => ("References", "You spoke to others who gave it debts."),
        VettingPoint::Ethics => ("Conduct", "It belongs to an association with a code of conduct, or showed you its own."),
        VettingPoint::DataProtection => ("Data protection", "A contract protects your customers’ data."),
        VettingPoint::TrustAccount => ("Trust account", "What it collects lies apart from its own money."),
    }
}

/// What an agency asks, in one line.
pub fn agency_fees(fees: &AgencyFees) -> String {
    if fees.is_unknown() {
        return "Not entered yet".to_owned();
    }
    let bands = fees.bands.iter().map(|band| {
        let percent = format::decimal(band.percent.normalize());
        if band.over_days == 0 { format!("{percent} %") } else { format!("{percent} % over {} days", band.over_days) }
    });
    let bands = bands.collect::<Vec<_>>().join(", ");
    let commission = (!bands.is_empty()).then(|| format!("{bands} of what it collects"));
    let least = fees.least.map(|least| format!("at least {} for an account", format::money(least)));
    let flat = fees.flat.map(|flat| format!("{} for each account", format::money(flat)));
    let tax = (!fees.tax_percent.is_zero()).then(|| format!("and {} % tax", format::decimal(fees.tax_percent.normalize())));
    [commission, least, flat, tax].into_iter().flatten().collect::<Vec<_>>().join("; ")
}
