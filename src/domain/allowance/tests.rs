use super::*;
use crate::domain::currency::Currency;

fn usd(text: &str) -> Money {
    Money::parse_plain(text, Currency::USD).unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn the_entry_leads_from_the_existing_balance_to_the_required_one() {
    let lines = [("145740", "10"), ("102100", "20"), ("77010", "30")].map(|(balance, rate)| (usd(balance), decimal(rate)));
    let required = matrix(&lines).unwrap();
    assert_eq!((required.lines[2], required.total), (usd("23103"), usd("58097")));
    let check = |existing: &str, entry: &str| assert_eq!(expense(required.total, usd(existing)), Ok(usd(entry)), "{existing}");
    check("0", "58097");
    check("-20000", "78097"); // a debit balance is added
    check("60000", "-1903"); // a release
    let moves = RollForward { opening: usd("-20000"), expense: usd("78097"), write_offs: usd("5000"), recoveries: usd("3000") };
    assert_eq!(moves.ending(), Ok(usd("56097")));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let line = |balance: &str, rate: &str| matrix(&[(usd(balance), decimal(rate))]);
    assert_eq!(line("-1", "10"), Err(AllowanceError::Negative(usd("-1"))));
    assert!(matches!(line("1", "-10"), Err(AllowanceError::Rate(RateError::BelowZero(_)))));
    assert!(matches!(line("1", "101"), Err(AllowanceError::Rate(RateError::TooHigh(_)))));
    assert_eq!(matrix(&[]), Err(AllowanceError::Empty));
    let mixed = [(usd("1"), Decimal::ONE), (Money::from_minor(1, Currency::EUR), Decimal::ONE)];
    assert!(matches!(matrix(&mixed), Err(AllowanceError::Money(MoneyError::MixedCurrencies(..)))));
    assert_eq!(loss_of_sale(usd("2200"), usd("500")), Ok(usd("1700")));
}

#[test]
fn what_is_ahead_raises_the_rates_to_the_whole_at_most() {
    let lines = [("5984698", "0.3"), ("8000", "26"), ("3000", "82")].map(|(balance, rate)| (usd(balance), decimal(rate)));
    let ahead = matrix_ahead(&lines, decimal("1.1")).unwrap();
    assert_eq!(ahead.lines, [usd("19749.50"), usd("2288"), usd("2706")]);
    assert_eq!(ahead.total, usd("24743.50"));
    assert_eq!(matrix_ahead(&lines, decimal("2")).unwrap().lines[2], usd("3000"));
    assert!(matrix_ahead(&lines, decimal("-1")).is_err());
    // By itself each line of 0.005 is a cent; the total of both is one.
    let tiny = [(usd("0.50"), Decimal::ONE), (usd("0.50"), Decimal::ONE)];
    assert_eq!(matrix_ahead(&tiny, Decimal::ONE).unwrap().total, usd("0.01"));
}

#[test]
fn a_cohort_can_only_shrink() {
    let unpaid = ["100000", "50000", "2000"].map(usd);
    let balances = ["300000", "140000", "5000"].map(usd);
    let losses = cohort_losses(usd("2000"), &unpaid, &balances).unwrap();
    assert_eq!(losses.iter().map(|loss| loss.loss).collect::<Vec<_>>(), ["6000", "5600", "5000"].map(usd));
    let refused = |never: &str, unpaid: &[Money], balances: &[Money]| cohort_losses(usd(never), unpaid, balances).unwrap_err();
    assert_eq!(refused("2001", &unpaid, &balances), AllowanceError::Growing);
    assert_eq!(refused("1", &["5", "6", "7"].map(usd), &balances), AllowanceError::Growing);
    assert_eq!(refused("0", &["0", "0", "0"].map(usd), &balances), AllowanceError::Growing);
    assert_eq!(refused("1", &unpaid, &balances[..1]), AllowanceError::Ragged);
}

#[test]
fn a_chain_ends_paid_or_lost_and_nothing_else() {
    let shares = |text: &str| text.split(' ').map(decimal).collect::<Vec<_>>();
    let end = |paid: &str, lost: &str| Ends { paid: decimal(paid), lost: decimal(lost) };
    let chain = Chain::new(&[shares("0.3 0.3"), shares("0.3 0.1")], &[end("0.4", "0"), end("0.4", "0.2")]).unwrap();
    for ends in chain.ends() {
        assert!((ends.paid + ends.lost - Decimal::ONE).abs() < decimal("0.0000000001"), "{ends:?}");
    }
    let expected = chain.expected(&["1000", "2000"].map(usd)).unwrap();
    assert_eq!((expected.paid, expected.lost), (usd("2370.37"), usd("629.63")));
    let refused = |moves: &[Vec<Decimal>], ends: &[Ends]| Chain::new(moves, ends).unwrap_err();
    assert_eq!(refused(&[shares("0.5")], &[end("0.4", "0")]), AllowanceError::Shares);
    assert_eq!(refused(&[shares("1.5")], &[end("-0.5", "0")]), AllowanceError::Shares);
    assert_eq!(refused(&[shares("1")], &[end("0", "0")]), AllowanceError::Endless);
    assert_eq!(refused(&[shares("0.5 0.5")], &[end("0", "0")]), AllowanceError::Ragged);
    assert_eq!(refused(&[], &[]), AllowanceError::Empty);
    assert_eq!(chain.expected(&[usd("1")]), Err(AllowanceError::Ragged));
}
