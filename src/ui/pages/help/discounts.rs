//! Help on discounts for paying early.

use super::{Section, sentences};
use leptos::prelude::*;

/// How a discount is counted, taken and given late.
#[component]
pub(super) fn DiscountsHelp() -> impl IntoView {
    view! {
        <Section id="discounts">
            {sentences(&[
                "“2/10” is 2 % for paying within 10 days. Counting begins the day after the invoice date, and paying on the last day is in time. EOM counts from the end of the month, ROG from the receipt of the goods, 60x adds 60 days.",
                "A new invoice gets the discount of its customer; its form shows it, and “Change the discount” sets another. None is given that would end after the due date, such as “2/10 EOM” where all is due after 30 days: count both in the same way, such as “net 30 EOM”.",
                "The discount is taken of the invoice after what was credited of it, without the amount that gets no discount, such as freight.",
                "With a payment in time the form proposes the discount of each invoice; untick it to refuse. A customer who pays in full has taken none.",
                "Which invoice the money goes to first is said by your policy, under Payments. Where documents of one due date are paid in proportion, all of them are paid in full when the money is enough beside their discounts.",
                "A part payment earns cash ÷ (1 − discount) only when the terms say so; otherwise the discount comes with the payment that completes the invoice in time.",
                "What a customer takes off too late stays owed. On the invoice you can give it all the same, with a reason, or keep asking.",
                "The discount is a credit note of its own. When its payment bounces, or a part payment that it needed, it ends with it, and the full amount is owed again.",
                "Worth a year: discount ÷ (1 − discount) × 365 ÷ the days between payment and due date; with interest on interest it is higher. 2 % for paying 20 days early is 37.24 %, or 44.59 % with interest on interest.",
            ])}
        </Section>
    }
}
