//! The dependency rules of `src/lib.rs`, read from the `use` lines and paths of the source. What the compiler cannot
//! refuse is refused here. Every rule is also tried on a line that breaks it, so that a rule that cannot fail is noticed.

use std::fs;
use std::path::{Path, PathBuf};

/// Files under `folder` may not name any of `forbidden`, except files under `excepted`.
struct Rule {
    folder: &'static str,
    excepted: &'static [&'static str],
    forbidden: &'static [&'static str],
    why: &'static str,
}

const RULES: [Rule; 9] = [
    Rule {
        folder: "src/domain",
        excepted: &[],
        forbidden: &["crate::reports", "crate::exchange", "crate::store", "crate::ui"],
        why: "the rules stand on nothing above them",
    },
    Rule {
        folder: "src/reports",
        excepted: &[],
        forbidden: &["crate::exchange", "crate::store", "crate::ui"],
        why: "a report needs the domain only",
    },
    Rule {
        folder: "src/exchange",
        excepted: &[],
        forbidden: &["crate::store", "crate::ui"],
        why: "files are read and written without storage and screen",
    },
    Rule {
        folder: "src/store",
        excepted: &[],
        forbidden: &["crate::exchange", "crate::reports", "crate::ui"],
        why: "storage knows no reports and no screen",
    },
    Rule {
        folder: "src/ui/browser",
        excepted: &[],
        forbidden: &["crate::domain", "crate::reports", "crate::exchange", "ui::books", "ui::pages", "ui::components"],
        why: "it moves strings, bytes and dates",
    },
    Rule {
        folder: "src/ui/components",
        excepted: &[],
        forbidden: &["ui::books", "ui::browser", "ui::pages", "crate::reports", "crate::store"],
        why: "values in, callbacks out",
    },
    Rule { folder: "src/ui/pages", excepted: &[], forbidden: &["ui::browser", "crate::store"], why: "pages go through books and outside" },
    Rule { folder: "src/ui/forms", excepted: &[], forbidden: &["ui::browser", "crate::store"], why: "forms go through books and outside" },
    Rule {
        folder: "src",
        excepted: &["src/ui", "src/bin"],
        forbidden: &["web_sys", "js_sys", "leptos", "gloo_storage", "Utc::now", "Local::now", "SystemTime", "Instant::now", "f32", "f64"],
        why: "the core has no clock, no browser and no float",
    },
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Source without comments and the text of string literals is not worth a parser here: comments are dropped, and a word
/// counts only with no letter, digit or underscore beside it.
fn names(line: &str, word: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let part_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word).any(|(start, _)| {
        let before = code[..start].chars().next_back();
        let after = code[start + word.len()..].chars().next();
        !before.is_some_and(part_of_name) && !after.is_some_and(part_of_name)
    })
}

fn offences(rule: &Rule) -> Vec<String> {
    let mut files = Vec::new();
    rust_files(&root().join(rule.folder), &mut files);
    let excepted = |path: &Path| rule.excepted.iter().any(|folder| path.starts_with(root().join(folder)));
    let mut found = Vec::new();
    for path in files.iter().filter(|path| !excepted(path)) {
        let text = fs::read_to_string(path).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            for word in rule.forbidden.iter().filter(|word| names(line, word)) {
                let place = path.strip_prefix(root()).unwrap_or(path).display().to_string();
                found.push(format!("{place}:{}: `{word}`: {}", number + 1, rule.why));
            }
        }
    }
    found
}

#[test]
fn modules_use_only_what_they_may() {
    let found: Vec<String> = RULES.iter().flat_map(offences).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_rule_can_fail() {
    for rule in &RULES {
        for word in rule.forbidden {
            assert!(names(&format!("use {word}::thing;"), word), "{word}");
            assert!(!names(&format!("// {word}"), word), "{word} in a comment");
            assert!(!names(&format!("let x{word}x = 1;"), word), "{word} inside a name");
        }
        let mut files = Vec::new();
        rust_files(&root().join(rule.folder), &mut files);
        assert!(!files.is_empty(), "{} has no files: the rule watches nothing", rule.folder);
    }
}

/// `inner_html` would let a customer's name become markup, and inline styles are blocked by the content-security policy.
#[test]
fn nothing_writes_markup_or_inline_styles() {
    let mut files = Vec::new();
    rust_files(&root().join("src/ui"), &mut files);
    for path in files {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            assert!(
                !names(code, "inner_html") && !code.contains(" style=\"") && !code.contains("style=move"),
                "{}:{}",
                path.display(),
                number + 1
            );
        }
    }
}
