//! The browser program: a readable panic, then the app.

fn main() {
    recoup::ui::start();
}
