use super::*;

fn with_iban(iban: &str) -> PaymentOptions {
    PaymentOptions { holder: "Copper & Crema".into(), iban: iban.into(), ..PaymentOptions::default() }
}

#[test]
fn an_iban_has_length_and_check_digits() {
    for good in [
        "DE89 3704 0044 0532 0130 00",
        "gb82 west 1234 5698 7654 32",
        "CH9300762011623852957",
        "NO9386011117947",
        "BR9700360305000010009795493P1",
    ] {
        assert!(with_iban(good).checked().is_ok(), "{good}");
    }
    let check = |iban: &str, expected| assert_eq!(with_iban(iban).checked(), Err(expected), "{iban}");
    check("DE88 3704 0044 0532 0130 00", PaymentProblem::IbanCheck);
    check("DE89 3704 0044 0532 0310 00", PaymentProblem::IbanCheck);
    check("DE89 3704 0044 0532 0130", PaymentProblem::IbanLength(22));
    check("8937 0400 4405 3201 3000", PaymentProblem::IbanForm);
    check("DE89-3704", PaymentProblem::IbanForm);
    let nobody = PaymentOptions { holder: String::new(), ..with_iban("DE89370400440532013000") };
    assert_eq!(nobody.checked(), Err(PaymentProblem::NoHolder));
    assert_eq!(with_iban("de89 3704 0044 0532 0130 00").checked().unwrap().iban, "DE89370400440532013000");
    assert_eq!(written_in_groups("NO9386011117947"), "NO93 8601 1117 947");
}

#[test]
fn a_qr_iban_is_known_by_its_institution() {
    assert!(is_qr_iban("CH4431999123000889012"));
    assert!(!is_qr_iban("CH9300762011623852957"));
    assert!(!is_qr_iban("DE4431999123000889012"));
}

#[test]
fn a_link_is_https_and_knows_three_names() {
    let check = |link: &str| PaymentOptions { link: link.into(), ..PaymentOptions::default() }.checked().map(drop);
    for good in ["", "https://pay.example", "https://pay.example/{{ amount }}/{{currency}}?r={{reference}}", "https://münz.example:8443/a"]
    {
        assert_eq!(check(good), Ok(()), "{good}");
    }
    let hostile = [
        "http://pay.example",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        " data:text/html,x",
        "https:pay.example",
        "https://",
        "https://shop@evil.example/",
        "https://pay.example/a b",
        "https://pay.example/\"><script>",
        "https://pay.example\\@evil.example",
    ];
    for bad in hostile {
        assert!(check(bad).is_err(), "{bad:?}");
    }
    for bad in ["https://pay.example/{{name}}", "https://pay.example/{{amount", "https://{{reference}}.example/", "https://pay.example/{x}"]
    {
        assert_eq!(check(bad), Err(PaymentProblem::LinkPlaceholder), "{bad}");
    }
}

#[test]
fn what_is_filled_into_a_link_stays_data() {
    let link = "https://pay.example/p?a={{amount}}&c={{currency}}&r={{ reference }}";
    let filled = fill_link(link, "12.50", "EUR", "A&b=1#\r\n/{{amount}} ü").unwrap();
    assert_eq!(filled, "https://pay.example/p?a=12.50&c=EUR&r=A%26b%3D1%23%0D%0A%2F%7B%7Bamount%7D%7D%20%C3%BC");
    assert_eq!(fill_link("", "1", "EUR", "x"), None);
    assert_eq!(fill_link("http://pay.example", "1", "EUR", "x"), None);
}

#[test]
fn other_fields_have_their_form() {
    let check = |options: PaymentOptions| options.checked().map(drop).map_err(PaymentProblem::field);
    let empty = PaymentOptions::default;
    assert_eq!(check(PaymentOptions { bic: "cobadeffxxx".into(), ..empty() }), Ok(()));
    assert_eq!(check(PaymentOptions { bic: "COBADE".into(), ..empty() }), Err("bic"));
    assert_eq!(check(PaymentOptions { upi: "shop@okbank".into(), ..empty() }), Ok(()));
    assert_eq!(check(PaymentOptions { upi: "shop@ok&am=1".into(), ..empty() }), Err("upi"));
    assert_eq!(check(PaymentOptions { holder: "x".repeat(71), ..empty() }), Err("holder"));
    assert_eq!(check(PaymentOptions { bank: "a\nb".into(), ..empty() }), Err("bank"));
    let abroad = HolderAddress { country: "Swiss".into(), ..HolderAddress::default() };
    assert_eq!(check(PaymentOptions { address: abroad, ..empty() }), Err("country"));
    assert_eq!(PaymentProblem::LinkPlaceholder.to_string().matches("{{").count(), 3);
}
