use super::*;

fn template(body: &str) -> Template {
    Template { purpose: Purpose::PastDue, kind: TextKind::Long, language: Language::En, subject: String::new(), body: body.to_owned() }
}

fn values() -> Values {
    let mut values = Values::default();
    values.set("contact", "Mia {{ total }} {% if late %}");
    values.set("total", "USD 5.00");
    values.set("tone", "firm");
    values.set_flag("late", true);
    let row = |number| Row { name: format!("Invoice {number}"), amount: "USD 2.50".into(), ..Row::default() };
    values.documents = vec![row(1), row(2)];
    values
}

fn filled(source: &str) -> String {
    assert_eq!(template(source).checked().map(drop), Ok(()), "{source}");
    fill(source, &values()).unwrap()
}

#[test]
fn placeholders_conditions_and_lists_are_filled_in() {
    assert_eq!(filled("Owed: {{ total }}, {{total}}."), "Owed: USD 5.00, USD 5.00.");
    assert_eq!(filled("{% if late %}late{% else %}early{% endif %}"), "late");
    assert_eq!(filled("{% if not late %}early{% elif tone == \"firm\" %}firm{% else %}else{% endif %}!"), "firm!");
    assert_eq!(filled("{% if vip or tone != 'final' and late %}a{% endif %}b"), "ab");
    assert_eq!(
        filled(
            "{% if payment %}pay{% endif %}{% if documents_none %}{% endif %}x".replace("{% if documents_none %}{% endif %}", "").as_str()
        ),
        "x"
    );
    assert_eq!(
        filled("{% for document in documents %}- {{ document.name }}: {{ document.amount }}\n{% endfor %}"),
        "- Invoice 1: USD 2.50\n- Invoice 2: USD 2.50"
    );
    assert_eq!(filled("a{# a remark #}b {- { } %} c"), "ab {- { } %} c");
}

#[test]
fn what_is_filled_in_is_never_read_again() {
    assert_eq!(filled("Dear {{ contact }},"), "Dear Mia {{ total }} {% if late %},");
}

#[test]
fn empty_lines_do_not_pile_up() {
    assert_eq!(filled("a\n\n{% if payment %}p{% endif %}\n\n{{ payment }}\n\nb  \nc\n\n\n"), "a\n\nb\nc");
}

#[test]
fn a_template_that_cannot_be_filled_in_is_refused_with_its_line() {
    let check = |body: &str, sentence: &str| {
        let (in_subject, problem) = template(body).checked().unwrap_err();
        assert!(!in_subject);
        assert_eq!(problem.to_string(), sentence, "{body}");
    };
    check("", "Write the text, or go back to Recoup's own.");
    check("a\n{{ custmer }}", "Line 2: there is no placeholder “custmer”. The list on this page has all of them.");
    check("{% if foo %}{% endif %}x", "Line 1: there is no placeholder “foo”. The list on this page has all of them.");
    check("x\n{% if late %}y", "Line 2: what begins here with {% if … %} has no end. Write {% endif %} where it ends.");
    check("{% for document in documents %}y", "Line 1: what begins here with {% for … %} has no end. Write {% endfor %} where it ends.");
    check(
        "{% if late %}{% for document in documents %}{% endif %}{% endfor %}",
        "Line 1: what begins here with {% for … %} has no end. Write {% endfor %} where it ends.",
    );
    check("a{% endif %}", "Line 1: {% endif %} has nothing to belong to. Take it out, or write the beginning before it.");
    check(
        "{% if late %}a{% else %}b{% else %}c{% endif %}",
        "Line 1: {% else %} has nothing to belong to. Take it out, or write the beginning before it.",
    );
    check("a\n\n{{ total", "Line 3: the braces that open here are not closed. A placeholder looks like {{ total }}.");
    check("{{ total \n{{ due }}", "Line 1: the braces that open here are not closed. A placeholder looks like {{ total }}.");
    check("{% while true %}x{% endwhile %}", "Line 1: “while” is no command. There are if, elif, else, endif, for and endfor.");
    check("{% include 'x' %}", "Line 1: “include” is no command. There are if, elif, else, endif, for and endfor.");
    check("{% if %}x{% endif %}", "Line 1: this condition cannot be read. Write it like {% if hardship %} or {% if tone == \"final\" %}.");
    check(
        "{% if tone == \"x %}x{% endif %}",
        "Line 1: this condition cannot be read. Write it like {% if hardship %} or {% if tone == \"final\" %}.",
    );
    check("{{ 7 * 7 }}", "Line 1: there is no placeholder “7 * 7”. The list on this page has all of them.");
    check("{{ late }}", "Line 1: “late” cannot be used here. It is a yes or no, for a condition: {% if hardship %} … {% endif %}.");
    check(
        "{{ document.name }}",
        "Line 1: “document.name” cannot be used here. It belongs between {% for document in documents %} and {% endfor %}.",
    );
    check("{% for x in y %}{% endfor %}", "Line 1: “x in y” cannot be used here. Write {% for document in documents %}.");
    let deep = "{% if late %}".repeat(9) + "x" + &"{% endif %}".repeat(9);
    check(&deep, "Line 1: conditions and lists stand in each other more than 8 deep. Make it simpler.");
    check(&"x".repeat(20_001), "This can have at most 20000 characters.");
    assert!(matches!(template("a\u{202e}b").checked(), Err((false, TemplateProblem::Unshown))));
}

#[test]
fn what_would_not_end_is_stopped() {
    let nested = |levels: usize, inner: &str| {
        let open: String = (0..levels).map(|level| format!("{{% for {} in documents %}}", ["a", "b", "c", "d", "e", "f"][level])).collect();
        format!("{open}{inner}{}", "{% endfor %}".repeat(levels))
    };
    for body in [nested(6, ""), nested(3, "x"), nested(2, "a line of some length")] {
        let (_, problem) = template(&body).checked().unwrap_err();
        assert_eq!(problem, TemplateProblem::TooMuch(20_000), "{body}");
    }
    assert!(template(&nested(1, "{{ total }}\n")).checked().is_ok());
}

#[test]
fn a_subject_is_one_line_and_says_nothing_of_the_debt() {
    let check = |subject: &str| Template { subject: subject.to_owned(), ..template("x") }.checked().map(|found| found.subject);
    assert_eq!(check(" Your account with {{ business }} ").unwrap(), "Your account with {{ business }}");
    for bad in ["You owe {{ total }}", "{% if late %}Late{% endif %}", "{{ due }}"] {
        assert_eq!(check(bad), Err((true, TemplateProblem::SubjectTells)), "{bad}");
    }
    assert_eq!(check("a\nBcc: x@y.example"), Err((true, TemplateProblem::Unshown)));
    assert!(matches!(check("{{ nobody }}"), Err((true, TemplateProblem::Unknown { .. }))));
}

#[test]
fn the_placeholders_of_a_template_are_known() {
    let source = "{{ contact }}{% if vip and payment %}{{ total }}{% endif %}{% for d in documents %}{{ d.name }}{% endfor %}{{ total }}";
    assert_eq!(placeholders_in(source), ["contact", "vip", "payment", "total", "documents"]);
    assert_eq!(placeholders_in("{{ broken"), Vec::<String>::new());
}
