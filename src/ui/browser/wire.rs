//! The frames that travel between tabs: one line of text each, `kind|from|id|text`.
//!
//! Pure, so that it can be tested without a browser. The text itself is the caller's business.

/// One message between tabs. `from` is a tab id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The sending tab.
    pub from: String,
    /// What it says.
    pub body: Body,
}

/// What a frame says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// News for every other tab.
    Message(String),
    /// A question to the writing tab.
    Question {
        /// Names the request, the same when it is asked again.
        id: String,
        /// The caller's text.
        text: String,
    },
    /// The writing tab's answer.
    Answer {
        /// The request answered.
        id: String,
        /// The caller's text.
        text: String,
    },
    /// Without locks: a tab wants to write; does anybody object?
    Candidate,
    /// Without locks: the sender writes, or goes first.
    Objection,
    /// Without locks: the writing tab leaves.
    Farewell,
}

impl Frame {
    /// The frame as text.
    pub fn encode(&self) -> String {
        let (kind, id, text) = match &self.body {
            Body::Message(text) => ("m", "", text.as_str()),
            Body::Question { id, text } => ("q", id.as_str(), text.as_str()),
            Body::Answer { id, text } => ("a", id.as_str(), text.as_str()),
            Body::Candidate => ("c", "", ""),
            Body::Objection => ("o", "", ""),
            Body::Farewell => ("f", "", ""),
        };
        format!("{kind}|{}|{id}|{text}", self.from)
    }

    /// The frame in a text; `None` for anything else, for example a frame of a newer version of the app.
    pub fn decode(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, '|');
        let (kind, from, id, text) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let (id, text) = (id.to_owned(), text.to_owned());
        let body = match kind {
            "m" => Body::Message(text),
            "q" => Body::Question { id, text },
            "a" => Body::Answer { id, text },
            "c" => Body::Candidate,
            "o" => Body::Objection,
            "f" => Body::Farewell,
            _ => return None,
        };
        Some(Self { from: from.to_owned(), body })
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn frames_survive_the_way() {
        let bodies = [
            Body::Message("a|b|c|d".into()),
            Body::Question { id: "t-1".into(), text: "{\"x\":\"|\"}\nüß".into() },
            Body::Answer { id: "t-1".into(), text: String::new() },
            Body::Candidate,
            Body::Objection,
            Body::Farewell,
        ];
        for body in bodies {
            let frame = Frame { from: "tab".into(), body };
            assert_eq!(Frame::decode(&frame.encode()), Some(frame));
        }
    }

    #[wasm_bindgen_test]
    fn anything_else_is_no_frame() {
        for line in ["", "m", "m|x", "m|x|y", "z|x|y|text"] {
            assert_eq!(Frame::decode(line), None, "{line}");
        }
    }
}
