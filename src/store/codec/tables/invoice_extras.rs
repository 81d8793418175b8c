//! What few invoices have, beside their columns.

use crate::domain::charge::ChargeBasis;
use crate::domain::invoice::Invoice;
use crate::domain::invoice_terms::InvoiceTerms;
use crate::store::codec::CodecError;
use serde::{Deserialize, Serialize};

/// The rare facts of one invoice.
#[derive(Serialize, Deserialize)]
pub(in crate::store::codec) struct KeptExtras {
    place: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    charge: Option<ChargeBasis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms: Option<InvoiceTerms>,
}

pub(in crate::store::codec) fn extras(invoices: &[Invoice]) -> Vec<KeptExtras> {
    let kept = |(place, invoice): (usize, &Invoice)| {
        let Invoice { charge, terms, .. } = invoice;
        let any = charge.is_some() || terms.is_some();
        any.then(|| KeptExtras { place: place as u32, charge: charge.clone(), terms: terms.clone() })
    };
    invoices.iter().enumerate().filter_map(kept).collect()
}

pub(in crate::store::codec) fn add_extras(invoices: &mut [Invoice], kept: Vec<KeptExtras>) -> Result<(), CodecError> {
    for KeptExtras { place, charge, terms } in kept {
        let invoice = invoices.get_mut(place as usize).ok_or_else(|| CodecError::damaged("a charge is of no invoice"))?;
        (invoice.charge, invoice.terms) = (charge, terms);
    }
    Ok(())
}
