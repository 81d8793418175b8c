use super::*;
use crate::domain::currency::Currency;
use crate::domain::payment_options::{HolderAddress, PaymentOptions};

fn german() -> PaymentOptions {
    PaymentOptions {
        holder: "Red Cross of Belgium".into(),
        iban: "BE72000000001616".into(),
        bic: "BPOTBEB1".into(),
        ..PaymentOptions::default()
    }
}

fn swiss() -> PaymentOptions {
    let address = HolderAddress {
        street: "Rue du Lac".into(),
        building: "1268".into(),
        postcode: "2501".into(),
        town: "Biel".into(),
        country: "CH".into(),
    };
    PaymentOptions { holder: "Robert Schneider AG".into(), iban: "CH9300762011623852957".into(), address, ..PaymentOptions::default() }
}

fn money(minor: i64, code: &str) -> Money {
    Money::from_minor(minor, Currency::from_code(code).unwrap())
}

#[test]
fn a_euro_transfer_has_the_fields_of_the_standard_in_order() {
    let expected = "BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR1.00\n\n\nUrgency fund";
    assert_eq!(epc_payload(&german(), money(100, "EUR"), "Urgency fund").unwrap(), expected);
    let plain = PaymentOptions { bic: String::new(), ..german() };
    let short = epc_payload(&plain, money(99_999_999_999, "EUR"), "").unwrap();
    assert_eq!(short, "BCD\n002\n1\nSCT\n\nRed Cross of Belgium\nBE72000000001616\nEUR999999999.99");
    let long = epc_payload(&german(), money(5, "EUR"), &"é".repeat(300)).unwrap();
    let about = long.lines().last().unwrap();
    assert_eq!((about.chars().count(), long.lines().count()), (140, 11));
    assert!(long.contains("\nEUR0.05\n"));
    let smuggled = epc_payload(&german(), money(100, "EUR"), "A\nB\r\nC").unwrap();
    assert_eq!(smuggled.lines().count(), 11);
}

#[test]
fn a_euro_transfer_needs_euros_and_an_account_for_them() {
    for (amount, currency) in [(100, "USD"), (0, "EUR"), (-5, "EUR"), (100_000_000_000, "EUR")] {
        assert_eq!(epc_payload(&german(), money(amount, currency), "x"), None, "{amount} {currency}");
    }
    assert_eq!(epc_payload(&PaymentOptions { iban: "BR9700360305000010009795493P1".into(), ..german() }, money(1, "EUR"), "x"), None);
    assert_eq!(epc_payload(&PaymentOptions::default(), money(1, "EUR"), "x"), None);
}

#[test]
fn a_swiss_bill_has_the_fields_of_the_guidelines_in_order() {
    let text = swiss_payload(&swiss(), money(199_995, "CHF"), "Invoice 12").unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    assert_eq!(lines.len(), 31);
    assert_eq!(
        lines[..11],
        ["SPC", "0200", "1", "CH9300762011623852957", "S", "Robert Schneider AG", "Rue du Lac", "1268", "2501", "Biel", "CH"]
    );
    assert!(lines[11..18].iter().all(|field| field.is_empty()));
    assert_eq!(lines[18..20], ["1999.95", "CHF"]);
    assert!(lines[20..27].iter().all(|field| field.is_empty()));
    assert_eq!(lines[27..], ["NON", "", "Invoice 12", "EPD"]);
    let long = swiss_payload(&swiss(), money(1, "EUR"), &"x".repeat(500)).unwrap();
    assert!(long.split('\n').nth(29).unwrap().len() == 140 && long.len() <= 997);
}

#[test]
fn a_swiss_bill_needs_francs_or_euros_an_address_and_a_plain_iban() {
    assert_eq!(swiss_payload(&swiss(), money(100, "USD"), "x"), None);
    assert_eq!(swiss_payload(&PaymentOptions { iban: "CH4431999123000889012".into(), ..swiss() }, money(100, "CHF"), "x"), None);
    assert_eq!(swiss_payload(&PaymentOptions { address: HolderAddress::default(), ..swiss() }, money(100, "CHF"), "x"), None);
    assert_eq!(swiss_payload(&german(), money(100, "EUR"), "x"), None);
}

#[test]
fn a_upi_link_is_encoded() {
    let options = PaymentOptions { upi: "shop@okbank".into(), ..PaymentOptions::default() };
    let link = upi_payload(&options, "Chai & Sons", money(125_050, "INR"), "INV-1, INV-2&am=1").unwrap();
    assert_eq!(link, "upi://pay?pa=shop@okbank&pn=Chai%20%26%20Sons&am=1250.50&cu=INR&tn=INV-1%2C%20INV-2%26am%3D1");
    assert_eq!(upi_payload(&options, "x", money(1, "EUR"), "x"), None);
    assert_eq!(upi_payload(&PaymentOptions::default(), "x", money(1, "INR"), "x"), None);
}

#[test]
fn a_code_has_its_three_corners() {
    let drawn = squares("BCD\n002\n1\nSCT\n\nAda\nDE89370400440532013000\nEUR1.00").unwrap();
    assert!(drawn.size >= 21 && (drawn.size - 17) % 4 == 0);
    assert!(drawn.path.starts_with("M0 0h7v1h-7z"));
    assert!(drawn.path.contains(&format!("M{} 0h7v1h-7z", drawn.size - 7)));
    assert!(drawn.path.contains(&format!("M0 {}h7v1h-7z", drawn.size - 7)));
    assert_eq!(squares(&"x".repeat(4000)), None);
}
