//! What customers and files could smuggle into links and spreadsheets: as many tries as the security list asks for.

use recoup::domain::payment_options::{PaymentOptions, fill_link};
use recoup::exchange::csv::CsvWriter;
use recoup::exchange::mailto::{address_link, mail_link};
use recoup::exchange::text_message::{sms_link, whatsapp_link};

#[test]
fn fifty_links_that_are_not_https_are_refused_and_what_is_filled_in_stays_data() {
    let schemes = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//https://pay.example",
        "data:text/html,<script>1</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "http://pay.example",
        "//pay.example",
        "blob:https://pay.example/1",
        "https:pay.example",
    ];
    let before = ["", "\t", "\n", "\u{0}", " ", "\u{200b}"];
    let tries: Vec<String> = schemes.iter().flat_map(|scheme| before.iter().map(move |one| format!("{one}{scheme}"))).collect();
    assert!(tries.len() >= 50);
    for link in tries {
        let options = PaymentOptions { link: link.clone(), ..PaymentOptions::default() };
        assert!(options.checked().is_err(), "{link:?}");
        assert_eq!(fill_link(&link, "1", "USD", "x"), None, "{link:?}");
        let filled = fill_link("https://pay.example/{{reference}}?a={{amount}}", "1.00", "USD", &link).unwrap();
        let rest = filled.strip_prefix("https://pay.example/").unwrap();
        assert!(rest.ends_with("?a=1.00") && !rest.trim_end_matches("?a=1.00").contains(['/', ':', '?', '&', '#', '<', '\n']), "{filled}");
    }
}

/// The names of a link's parameters.
fn keys(link: &str) -> Vec<&str> {
    let query = link.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter(|part| !part.is_empty()).map(|part| part.split('=').next().unwrap_or_default()).collect()
}

#[test]
fn two_hundred_texts_add_no_recipient_and_no_header() {
    let smuggled = [
        "\r\nBcc: e@evil.example",
        "\nCc:e@evil.example",
        "&cc=e@evil.example",
        "?bcc=e@evil.example",
        "%0d%0aBcc:e@evil.example",
        ",e@evil.example",
        ";e@evil.example",
        "\u{2028}Bcc:e@evil.example",
        "\u{0}&to=e@evil.example",
        "#&to=e@evil.example",
    ];
    let carriers: Vec<String> = (0..20).map(|place| format!("{}{}", "Ümit <b> & Co. ".repeat(place % 3), "x".repeat(place))).collect();
    let mut tried = 0;
    for text in carriers.iter().flat_map(|carrier| smuggled.iter().map(move |one| format!("{carrier}{one}"))) {
        tried += 1;
        let to = "mia@shop.example";
        for (to, subject, body) in
            [(to, "Your account", &text), (to, text.as_str(), &text), (&format!("{to}{text}"), "Your account", &text)]
        {
            let Ok(link) = mail_link(to, subject, body) else { continue };
            let recipient = link.address.split('?').next().unwrap();
            assert_eq!(recipient.matches('@').count(), 1, "{recipient}");
            assert!(!recipient.contains([',', ';', '&']) && !link.address.contains(['\r', '\n', '#']), "{}", link.address);
            assert!(keys(&link.address).iter().all(|key| ["subject", "body"].contains(key)), "{}", link.address);
        }
        if let Some(link) = address_link(&format!("mia@shop.example{text}")) {
            assert!(link.matches('@').count() == 1 && keys(&link).is_empty(), "{link}");
        }
        for phone in ["+49 30 5555 0144".to_owned(), format!("+49 30 5555 0144{text}")] {
            if let Ok(link) = sms_link(&phone, &text) {
                let number = link.strip_prefix("sms:").unwrap().split('?').next().unwrap();
                assert!(number.chars().all(|letter| letter.is_ascii_digit() || letter == '+'), "{link}");
                assert_eq!(keys(&link), ["body"], "{link}");
            }
            if let Ok(link) = whatsapp_link(&phone, &text) {
                let number = link.strip_prefix("https://wa.me/").unwrap().split('?').next().unwrap();
                assert!(number.chars().all(|letter| letter.is_ascii_digit()), "{link}");
                assert_eq!(keys(&link), ["text"], "{link}");
            }
        }
    }
    assert_eq!(tried, 200);
}

/// The cells of a file with one in each row, as a reader of RFC 4180 finds them.
fn cells(file: &str) -> Vec<String> {
    let (mut reader, mut input, mut found) = (csv_core::Reader::new(), file.as_bytes(), Vec::new());
    let (mut buffer, mut cell) = ([0; 256], Vec::new());
    loop {
        let (result, read, written) = reader.read_field(input, &mut buffer);
        input = &input[read..];
        cell.extend_from_slice(&buffer[..written]);
        match result {
            csv_core::ReadFieldResult::Field { .. } => found.push(String::from_utf8(std::mem::take(&mut cell)).unwrap()),
            csv_core::ReadFieldResult::End => return found,
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
        }
    }
}

#[test]
fn five_hundred_cells_are_no_formulas_and_come_back() {
    let starts = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠", ""];
    let bodies = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"https://evil.example\",\"x\")", "SUM(A1:A9)*2;3", "two\nlines, \"quoted\""];
    let text = |place: usize| format!("{}{} {place}", starts[place % 10], bodies[place / 10 % 5]);
    let texts: Vec<String> = (0..500).map(text).collect();
    let mut file = CsvWriter::new();
    for text in &texts {
        file.text(text);
        file.end_row();
    }
    let found = cells(&file.finish());
    assert_eq!(found.len(), 500);
    for (cell, text) in found.iter().zip(&texts) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＠']), "{cell:?}");
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text);
    }
}
