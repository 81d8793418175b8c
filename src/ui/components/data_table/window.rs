//! Which rows of a long list are in sight: plain integers, no DOM.

use super::paper::MOST_ON_PAPER;
use std::ops::Range;

/// No more rows than this are ever in the DOM.
const MAX_ROWS: i64 = 60;
/// Rows kept ready above and below.
const AHEAD: i64 = 8;
/// The window moves in steps of this many rows, so that most scroll events change nothing.
const STEP: i64 = 4;
/// Browsers clamp taller elements (33,554,432 px in Chromium, half of that elsewhere); beyond this, scrolling is scaled.
const MAX_HEIGHT: i64 = 15_000_000;

/// The geometry of a windowed list, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Geometry {
    pub rows: i64,
    pub row_height: i64,
    pub viewport: i64,
    pub scroll_top: i64,
}

/// What to render.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// The rows.
    pub rows: Range<usize>,
    /// Empty space above and below them.
    pub above: i64,
    pub below: i64,
}

impl Geometry {
    fn full_height(self) -> i64 {
        self.rows * self.row_height
    }

    fn height(self) -> i64 {
        self.full_height().min(MAX_HEIGHT)
    }

    /// The scroll position as if no height were clamped.
    fn virtual_top(self) -> i64 {
        let (way, full_way) = (self.height() - self.viewport, self.full_height() - self.viewport);
        if way <= 0 || self.full_height() <= MAX_HEIGHT {
            self.scroll_top
        } else {
            (i128::from(self.scroll_top.min(way)) * i128::from(full_way) / i128::from(way)) as i64
        }
    }

    /// Every row, or as many as are for paper.
    pub fn whole(self) -> Window {
        Window { rows: 0..self.rows.min(MOST_ON_PAPER) as usize, above: 0, below: 0 }
    }

    pub fn window(self) -> Window {
        let top = self.virtual_top().clamp(0, (self.full_height() - self.viewport).max(0));
        let in_sight = (self.viewport / self.row_height + 2).min(MAX_ROWS);
        let ahead = AHEAD.min((MAX_ROWS - in_sight) / 2);
        let wanted = (top / self.row_height - ahead).max(0) / STEP * STEP;
        let length = (in_sight + 2 * ahead).min(MAX_ROWS).min(self.rows);
        let first = wanted.min(self.rows - length).max(0);
        let above = if self.full_height() <= MAX_HEIGHT {
            first * self.row_height
        } else {
            (self.scroll_top - (top - first * self.row_height)).max(0)
        };
        let below = (self.height() - above - length * self.row_height).max(0);
        Window { rows: first as usize..(first + length) as usize, above, below }
    }

    /// Where to scroll so that a row is in sight below a sticky header; `None` when it already is.
    pub fn reveal(self, row: i64, header: i64) -> Option<i64> {
        let (start, end) = (row * self.row_height, (row + 1) * self.row_height);
        let top = self.virtual_top();
        let visible = self.viewport - header;
        let wanted = if start < top {
            start
        } else if end > top + visible {
            end - visible
        } else {
            return None;
        };
        let (way, full_way) = (self.height() - self.viewport, self.full_height() - self.viewport);
        if self.full_height() <= MAX_HEIGHT || full_way <= 0 {
            Some(wanted)
        } else {
            Some((i128::from(wanted) * i128::from(way) / i128::from(full_way)) as i64)
        }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn at(rows: i64, viewport: i64, scroll_top: i64) -> Window {
        Geometry { rows, row_height: 44, viewport, scroll_top }.window()
    }

    #[wasm_bindgen_test]
    fn every_row_in_sight_is_in_the_window_and_never_more_than_sixty() {
        for rows in [0, 1, 5, 59, 60, 61, 1_000, 100_000] {
            for viewport in [0, 300, 900, 2_000] {
                for scroll_top in [0, 1, 43, 44, 500, 4_000, 44 * 100_000] {
                    let scroll_top = scroll_top.min((rows * 44 - viewport).max(0));
                    let window = at(rows, viewport, scroll_top);
                    assert!(window.rows.len() <= 60);
                    assert_eq!(window.above + window.below + window.rows.len() as i64 * 44, rows * 44);
                    let last = ((scroll_top + viewport) / 44).min(rows - 1);
                    assert!(
                        rows == 0 || (window.rows.start as i64 <= scroll_top / 44 && window.rows.end as i64 > last),
                        "{rows} {viewport} {scroll_top}"
                    );
                }
            }
        }
    }

    #[wasm_bindgen_test]
    fn a_million_rows_stay_below_the_clamped_height() {
        let end = at(1_000_000, 900, 15_000_000 - 900);
        assert_eq!(end.rows.end, 1_000_000);
        assert!(end.above + end.below + end.rows.len() as i64 * 44 <= 15_000_000 + 44);
        let middle = at(1_000_000, 900, (15_000_000 - 900) / 2);
        assert!(middle.rows.contains(&500_000));
    }

    #[wasm_bindgen_test]
    fn on_paper_stand_all_rows_up_to_a_limit() {
        let geometry = |rows| Geometry { rows, row_height: 44, viewport: 484, scroll_top: 4_400 };
        assert_eq!(geometry(300).whole().rows, 0..300);
        assert_eq!(geometry(12_345).whole().rows, 0..5_000);
    }

    #[wasm_bindgen_test]
    fn a_row_is_revealed_from_both_sides() {
        let geometry = Geometry { rows: 1_000, row_height: 44, viewport: 484, scroll_top: 4_400 };
        assert_eq!(geometry.reveal(100, 44), None);
        assert_eq!(geometry.reveal(99, 44), Some(99 * 44));
        assert_eq!(geometry.reveal(110, 44), Some(111 * 44 - 440));
    }
}
