//! What the CSV tests share: running a job to its end, files, dates.

use recoup::exchange::csv::{ImportDays, ImportJob, Preview};
use recoup::exchange::text::FileProblem;
use std::path::Path;

pub fn days() -> ImportDays {
    let today = "2026-11-22".parse().unwrap();
    ImportDays { today, exported_on: today }
}

/// Steps until the job waits, checking that progress never goes back within a stage.
pub fn run(job: &mut ImportJob) -> Result<(), FileProblem> {
    let mut last = job.progress();
    loop {
        let now = job.step(97)?;
        assert!(now.done <= now.total, "{now:?}");
        assert!(now.stage != last.stage || now.done >= last.done, "{last:?} {now:?}");
        if now.is_waiting() {
            return Ok(());
        }
        last = now;
    }
}

pub fn open(name: &str, bytes: Vec<u8>) -> ImportJob {
    let mut job = ImportJob::open(name, bytes).unwrap();
    run(&mut job).unwrap();
    job
}

pub fn preview_of(mut job: ImportJob) -> Preview {
    job.start(days()).unwrap();
    run(&mut job).unwrap();
    let preview = job.preview().unwrap().clone();
    assert_rows_add_up(&preview);
    preview
}

pub fn assert_rows_add_up(preview: &Preview) {
    let counts = preview.counts;
    assert_eq!(counts.rows, counts.accepted_rows + counts.skipped_rows + counts.rejected_rows);
    assert_eq!((counts.skipped_rows, counts.rejected_rows), (preview.skipped.len(), preview.rejected.len()));
    assert!(preview.rejected.iter().all(|row| !row.problems.is_empty()));
    for total in &preview.totals {
        let parts = [total.accepted, total.skipped, total.rejected];
        assert_eq!(total.file.minor(), parts.iter().map(|part| part.minor()).sum::<i64>());
    }
}

/// A file of `../shared/data`, or a line that says it is not there.
pub fn bytes_of(name: &str) -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !folder.is_dir() {
        eprintln!("not run: ../shared/data is absent");
        return None;
    }
    Some(std::fs::read(folder.join(name)).unwrap())
}

/// Writes every date `31/12/2012` of a text by a pattern such as `M/D/Y`.
pub fn rewrite_dates(text: &str, pattern: &str) -> String {
    let is_date = |cell: &str| cell.len() == 10 && cell.as_bytes()[2] == b'/' && cell.as_bytes()[5] == b'/';
    let rewrite = |cell: &str| pattern.replace('D', &cell[..2]).replace('M', &cell[3..5]).replace('Y', &cell[6..]);
    let line =
        |line: &str| line.split(',').map(|cell| if is_date(cell) { rewrite(cell) } else { cell.to_owned() }).collect::<Vec<_>>().join(",");
    text.lines().map(line).collect::<Vec<_>>().join("\r\n")
}
