//! The squares of a code, as one path for an SVG.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// A drawn code: a square of `size` modules a side; `path` has its dark modules, one unit each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Squares {
    /// Modules a side, without the quiet zone.
    pub size: i32,
    /// Path data of the dark modules.
    pub path: String,
}

/// Draws a text at error correction M, which both EPC and the Swiss QR-bill ask for. `None` when it is too long.
pub fn squares(payload: &str) -> Option<Squares> {
    let code = QrCode::encode_binary(payload.as_bytes(), QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                // Neighbours in a row make one box, so that no hairline shows between them.
                let width = x - start;
                let _ = write!(path, "M{start} {y}h{width}v1h-{width}z");
            }
            x += 1;
        }
    }
    Some(Squares { size, path })
}
