use super::*;
use crate::domain::charge::TaxCategory;
use crate::domain::currency::Currency;
use crate::domain::interest::{AgreedRate, InterestRule};
use crate::domain::late_fee::{Cap, Charge, LateFeeRule, Often, Tier};
use crate::domain::money::Money;
use crate::domain::policy::{CustomerTier, GraceMeaning, PlanRules, WhenDue};
use crate::domain::spelling::Neutral;
use rust_decimal::Decimal;

fn business() -> Business {
    Business { email: "ada@example.com".to_owned(), phone: "+44 1".to_owned(), ..Business::default() }
}

fn of<'a>(sections: &'a [Section], title: &str) -> Vec<&'a str> {
    let found = sections.iter().find(|section| section.title == title);
    found.map_or_else(Vec::new, |section| section.sentences.iter().map(String::as_str).collect())
}

#[test]
fn the_policy_everybody_begins_with_reads_like_this() {
    let text = policy_text(&CreditPolicy::default(), &business(), "", &Neutral);
    let titles: Vec<_> = text.iter().map(|section| section.title).collect();
    assert_eq!(
        titles,
        ["When to pay", "When an invoice is not paid", "If you cannot pay at once", "If something is wrong with an invoice"]
    );
    assert_eq!(of(&text, "When to pay"), ["An invoice is due 30 days after the invoice date, unless it names another day."]);
    assert_eq!(
        of(&text, "When an invoice is not paid"),
        [
            "If an invoice stays unpaid after its due date, you hear from us: after 7 days a reminder; after 14 days a call; after 30 days a final demand; after 45 days a last letter before legal action.",
            "While an invoice is more than 60 days past due we may deliver only against payment in advance.",
            "After that we may hand the claim to a collection agency or a lawyer.",
        ]
    );
    assert_eq!(
        of(&text, "If you cannot pay at once")[1..],
        [
            "An instalment that is missed can be made good within 7 working days.",
            "When an instalment stays unpaid, the plan is in default, and all that is left of it can become due at once. Interest not yet earned is then not owed.",
        ]
    );
    assert!(of(&text, "If something is wrong with an invoice")[0].contains("by e-mail to ada@example.com or by telephone at +44 1"));
}

#[test]
fn what_is_agreed_is_said_with_its_grace_and_acceptance() {
    let policy = |grace_meaning| CreditPolicy {
        grace_days: 5,
        grace_meaning,
        due_on_working_day: true,
        terms: "net 15 EOM".parse::<WhenDue>().unwrap().parts().1,
        interest: InterestRule::Agreed(AgreedRate::yearly(Decimal::from(8))),
        consequences: "We call.\n\nThen we write.".to_owned(),
        plan_rules: PlanRules { cure_days: 1, cure_by_working_days: false, accelerates: false, ..PlanRules::default() },
        ..CreditPolicy::default()
    };
    let text = |meaning| policy_text(&policy(meaning), &Business::default(), "", &Neutral);
    let forgives = text(GraceMeaning::Forgives);
    assert_eq!(
        of(&forgives, "When to pay"),
        [
            "An invoice is due 15 days after the end of the invoice’s month, unless it names another day.",
            "A due date on a weekend or public holiday moves to the next business day.",
            "We allow 5 days of grace after the due date: what is paid within them bears no agreed interest. After them it runs from the day after the due date.",
        ]
    );
    assert!(of(&text(GraceMeaning::Delays), "When to pay")[2].contains("only from the day after the last of them"));
    assert!(of(&text(GraceMeaning::Nothing), "When to pay")[2].contains("before we remind you. Agreed interest runs"));
    let charges = of(&forgives, "Late fees and interest");
    assert!(charges[0].starts_with("Interest of 8 % a year"), "{charges:?}");
    assert_eq!(charges[1], "Agreed fees and interest run only from the day on which you accepted these terms.");
    assert_eq!(of(&forgives, "When an invoice is not paid"), ["We call.", "Then we write."]);
    assert_eq!(
        of(&forgives, "If you cannot pay at once")[1..],
        [
            "An instalment that is missed can be made good within 1 day.",
            "When an instalment stays unpaid, the plan is in default; the later instalments keep their dates.",
        ]
    );
    assert!(of(&forgives, "If something is wrong with an invoice")[0].starts_with("Tell us as soon as you notice it: which"));
    let nobody_accepts = CreditPolicy { fees_need_acceptance: false, ..policy(GraceMeaning::Forgives) };
    assert_eq!(of(&policy_text(&nobody_accepts, &Business::default(), "", &Neutral), "Late fees and interest").len(), 2);
}

#[test]
fn limits_are_for_a_copy_of_their_tier_alone() {
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let tier = CustomerTier {
        name: "Trade".to_owned(),
        net_days: Some(45),
        limits: vec![usd(500_000)],
        no_late_fees: true,
        ..CustomerTier::default()
    };
    let tiers = vec![Tier { from: usd(0), charge: Charge::Amount(usd(1500)) }];
    let fee = LateFeeRule { rule: 1, tiers, often: Often::Once, grace_days: 0, cap: Cap::default(), tax: TaxCategory::default() };
    let policy = CreditPolicy { limits: vec![usd(100)], tiers: vec![tier], late_fees: vec![fee], ..CreditPolicy::default() };
    let text = |tier| policy_text(&policy, &Business::default(), tier, &Neutral);
    assert_eq!(of(&text(""), "Credit limit"), [""; 0]);
    assert!(of(&text(""), "Late fees and interest")[0].contains("15.00 USD"));
    assert_eq!(
        of(&text("Trade"), "Credit limit"),
        [
            "The most that can be open at one time is 5000.00 USD, unless we agree on something else with you.",
            "What an order takes beyond it is to be paid before the order ships."
        ]
    );
    assert!(of(&text("Trade"), "When to pay")[0].contains("45 days"));
    assert_eq!(of(&text("Trade"), "Late fees and interest"), [""; 0], "they pay none");
}

#[test]
fn a_copy_for_one_customer_has_their_own_terms() {
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let tier = CustomerTier { name: "Trade".to_owned(), limits: vec![usd(500_000)], ..CustomerTier::default() };
    let policy = CreditPolicy { tiers: vec![tier], grace_days: 5, limits: vec![usd(100)], ..CreditPolicy::default() };
    let mut details = CustomerDetails { net_days: Some(7), credit_limit: Some(usd(200_000)), ..CustomerDetails::named("Ada") };
    details.approach.tier = "Trade".to_owned();
    details.approach.interest = Some(InterestRule::Agreed(AgreedRate::yearly(Decimal::from(8))));
    let text = policy_text_for(&policy, &Business::default(), details, &Neutral);
    assert!(of(&text, "When to pay")[0].contains("7 days"));
    assert!(of(&text, "When to pay")[1].contains("bears no agreed interest"), "the rule is their own, and so is what grace means for it");
    assert!(of(&text, "Credit limit")[0].contains("2000.00 USD"));
    assert!(of(&text, "Late fees and interest")[0].contains("8 %"));
}

#[test]
fn what_a_payment_plan_asks_is_said() {
    let plan_rules = PlanRules { asks_signature: true, most_instalments: 12, missed_for_default: 2, cure_days: 0, ..PlanRules::default() };
    let text = policy_text(&CreditPolicy { plan_rules, ..CreditPolicy::default() }, &business(), "", &Neutral);
    let said = of(&text, "If you cannot pay at once");
    assert!(said[0].ends_with("An agreement counts only in writing. We ask you to sign it. A change of it needs a new one."), "{said:?}");
    assert_eq!(said[1], "A plan has at most 12 instalments.");
    assert!(said[2].starts_with("When 2 instalments stay unpaid, the plan is in default"), "{said:?}");
    assert_eq!(said.len(), 3);
}
