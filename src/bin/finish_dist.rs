//! Finishes a release build of the page, as Trunk's last step (see `Trunk.toml`).
//!
//! It makes every link of `index.html` relative to its `<base>`, writes the content-security policy and a content version into
//! it, makes `sw.js` out of its template with the list of files and their hashes, copies `index.html` to `404.html` (what static
//! hosts show for a deep link), and prints the sizes.
//!
//! ```text
//! finish_dist [DIR [PUBLIC_URL]]
//! ```
//!
//! Without arguments it does what Trunk's environment says, and nothing for a development build. Run on a finished folder with
//! another `PUBLIC_URL` it moves that build under that path; nothing needs compiling for it.
//!
//! It uses nothing of the library on purpose: it has to build within seconds, also when the app does not.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// What the page may do. `frame-ancestors` counts only as a header (`public/_headers`), `boot.js` stands in for it.
/// `base-uri` is `'self'`: the one `<base>` that deep links need is this origin's own.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
                      font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'";

const WORKER_TEMPLATE: &str = include_str!("../boot/sw.js");
const VERSION_MARK: &str = "__RECOUP_VERSION__";
const FILES_MARK: &str = "[\"__RECOUP_FILES__\"]";
/// The `<meta>` of `index.html` that carries the content version; empty until this step has run.
const VERSION_META: &str = "recoup-version";

/// Files of the folder that no page needs, so that no device keeps them.
const NOT_CACHED: [&str; 5] = ["404.html", "sw.js", "robots.txt", "_headers", "_redirects"];

/// Whether a device keeps this file. The system takes its pictures of the app (`icon-….png`) once, when the app is installed.
fn is_cached(path: &str) -> bool {
    !(NOT_CACHED.contains(&path) || path.starts_with("icon-") && path.ends_with(".png"))
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [] if env::var("TRUNK_PROFILE").as_deref() != Ok("release") => Ok(String::new()),
        [] => match env::var("TRUNK_STAGING_DIR") {
            Ok(folder) => finish(Path::new(&folder), None),
            Err(_) => Err("TRUNK_STAGING_DIR is not set; run through Trunk or name a folder".to_owned()),
        },
        [folder] => finish(Path::new(folder), None),
        [folder, public_url] => finish(Path::new(folder), Some(public_url)),
        _ => Err("usage: finish_dist [DIR [PUBLIC_URL]]".to_owned()),
    };
    match outcome {
        Ok(report) => {
            // A closed pipe is no reason to fail the build.
            let _ = io::stdout().write_all(report.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            let _ = writeln!(io::stderr(), "finish_dist: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// One file of the build: its path from the folder, with `/`, and its bytes.
struct BuiltFile {
    path: String,
    bytes: Vec<u8>,
}

/// Does the whole step on `folder` and returns the table of sizes.
fn finish(folder: &Path, public_url: Option<&str>) -> Result<String, String> {
    let index = folder.join("index.html");
    let html = String::from_utf8(read(&index)?).map_err(|_| "index.html is not UTF-8".to_owned())?;
    let html = with_policy(&with_base(&html, public_url)?)?;

    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.retain(|file| file.path != "index.html" && is_cached(&file.path));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    for file in files.iter_mut().filter(|file| file.path.starts_with("boot-") && file.path.ends_with(".js")) {
        file.bytes = String::from_utf8_lossy(&file.bytes).lines().filter_map(code_of).collect::<String>().into_bytes();
        write(&folder.join(&file.path), &file.bytes)?;
    }

    let version = content_version(&html, &files);
    let html = with_version(&html, &version)?;
    files.insert(0, BuiltFile { path: "index.html".to_owned(), bytes: html.into_bytes() });
    let page = &files[0].bytes;
    write(&index, page)?;
    write(&folder.join("404.html"), page)?;
    write(&folder.join("sw.js"), service_worker(&version, &files)?.as_bytes())?;
    Ok(sizes(&version, &files))
}

/// Reads every file below `folder` into `files`.
fn collect(root: &Path, folder: &Path, files: &mut Vec<BuiltFile>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    for entry in entries {
        let path: PathBuf = entry.map_err(|error| format!("cannot list {}: {error}", folder.display()))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(inside) = path.strip_prefix(root) {
            let name = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            if !name.starts_with('.') {
                files.push(BuiltFile { path: name, bytes: read(&path)? });
            }
        }
    }
    Ok(())
}

/// The page with its `<base>` at `public_url` (or where it was) and all its own links relative to that.
fn with_base(html: &str, public_url: Option<&str>) -> Result<String, String> {
    let start = html.find("<base").ok_or("index.html has no <base>")?;
    let end = start + html[start..].find('>').ok_or("the <base> of index.html does not end")? + 1;
    let old = attribute(&html[start..end], "href").ok_or("the <base> of index.html has no href")?;
    let new = public_url.unwrap_or(old);
    if !(new.starts_with('/') && new.ends_with('/')) || new.contains(['"', '\'', '<', '>', ' ', '\\', '?', '#']) || new.starts_with("//") {
        return Err(format!("the public URL must be a path that starts and ends with a slash, not `{new}`"));
    }
    let relative = |part: &str| {
        let mut part = part.to_owned();
        for name in [" href=", " src="] {
            for quote in ["\"", "'", ""] {
                part = part.replace(&format!("{name}{quote}{old}"), &format!("{name}{quote}"));
            }
        }
        part
    };
    Ok(format!("{}<base href=\"{new}\">{}", relative(&html[..start]), relative(&html[end..])))
}

/// The value of an attribute inside one tag, quoted or not.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = &tag[tag.find(&format!("{name}="))? + name.len() + 1..];
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split([' ', '>']).next(),
    }
}

/// The page with the policy right before the version tag, unless it is there already.
fn with_policy(html: &str) -> Result<String, String> {
    if html.contains("Content-Security-Policy") {
        return Ok(html.to_owned());
    }
    let (start, _) = version_tag(html)?;
    Ok(format!("{}<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">{}", &html[..start], &html[start..]))
}

/// The page with its content version filled in.
fn with_version(html: &str, version: &str) -> Result<String, String> {
    let (start, end) = version_tag(html)?;
    Ok(format!("{}<meta name=\"{VERSION_META}\" content=\"{version}\">{}", &html[..start], &html[end..]))
}

/// Where the version `<meta>` starts and ends; a minifier may have dropped its quotes.
fn version_tag(html: &str) -> Result<(usize, usize), String> {
    let lacks = || format!("index.html has no <meta name=\"{VERSION_META}\">");
    let name = html.find(VERSION_META).ok_or_else(lacks)?;
    let start = html[..name].rfind('<').ok_or_else(lacks)?;
    let end = name + html[name..].find('>').ok_or_else(lacks)? + 1;
    Ok((start, end))
}

/// Sixteen hexadecimal digits that change when anything changes that a device would load.
fn content_version(html: &str, files: &[BuiltFile]) -> String {
    let mut hash = Sha256::new();
    let page = with_version(html, "").unwrap_or_default();
    for (path, bytes) in [("index.html", page.as_bytes()), ("sw.js", WORKER_TEMPLATE.as_bytes())] {
        hash.update(path.as_bytes());
        hash.update(Sha256::digest(bytes));
    }
    for file in files {
        hash.update(file.path.as_bytes());
        hash.update(Sha256::digest(&file.bytes));
    }
    hash.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing into a String cannot fail
        text
    })
}

/// The service worker of this build. The page itself goes under the empty path: many hosts answer `index.html` with a redirect,
/// which a worker may not give to a navigation.
fn service_worker(version: &str, files: &[BuiltFile]) -> Result<String, String> {
    let list: Vec<(&str, String)> = files
        .iter()
        .map(|file| {
            let path = if file.path == "index.html" { "" } else { file.path.as_str() };
            (path, format!("sha256-{}", STANDARD.encode(Sha256::digest(&file.bytes))))
        })
        .collect();
    let list = serde_json::to_string(&list).map_err(|error| format!("cannot write the list of files: {error}"))?;
    if !(WORKER_TEMPLATE.contains(VERSION_MARK) && WORKER_TEMPLATE.contains(FILES_MARK)) {
        return Err("src/boot/sw.js has lost its places for version and files".to_owned());
    }
    let code: String = WORKER_TEMPLATE.lines().filter_map(code_of).collect();
    Ok(code.replace(VERSION_MARK, version).replace(FILES_MARK, &list))
}

/// A line of our own two scripts without its indentation, or nothing when it is only a comment. Trunk's minifier does not know their
/// syntax; neither script has a string over several lines.
fn code_of(line: &str) -> Option<String> {
    let code = line.trim();
    (!code.is_empty() && !code.starts_with("//")).then(|| format!("{code}\n"))
}

/// A table of every file a device loads, raw and as a server would send it with gzip.
fn sizes(version: &str, files: &[BuiltFile]) -> String {
    const GZIP_FRAME: usize = 18;
    let mut table = format!("content version {version}\n{:>10} {:>10}  file\n", "raw", "gzip");
    let (mut raw, mut zipped) = (0, 0);
    for file in files {
        let gzip = miniz_oxide::deflate::compress_to_vec(&file.bytes, 9).len() + GZIP_FRAME;
        raw += file.bytes.len();
        zipped += gzip;
        let _ = writeln!(table, "{:>10} {gzip:>10}  {}", file.bytes.len(), file.path); // a String again
    }
    let _ = writeln!(table, "{raw:>10} {zipped:>10}  everything kept for offline use");
    table
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><base href=/shop/><meta content name=recoup-version><link rel=stylesheet href=/shop/a.css><script src='/shop/b.js'></script>";

    #[test]
    fn links_become_relative_and_the_base_moves() {
        let moved = with_base(PAGE, Some("/")).unwrap();
        assert_eq!(
            moved,
            "<head><base href=\"/\"><meta content name=recoup-version><link rel=stylesheet href=a.css><script src='b.js'></script>"
        );
        assert_eq!(with_base(&moved, Some("/shop/")).unwrap(), with_base(PAGE, None).unwrap());
    }

    #[test]
    fn a_root_base_keeps_working_without_quotes() {
        assert_eq!(with_base("<base href=/><a href=/x>", None).unwrap(), "<base href=\"/\"><a href=x>");
    }

    #[test]
    fn a_public_url_that_is_no_path_is_refused() {
        for wrong in ["shop/", "/shop", "./", "//evil/", "/a b/", "/\"><script>/"] {
            assert!(with_base(PAGE, Some(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn policy_and_version_are_written_once() {
        let once = with_version(&with_policy(PAGE).unwrap(), "v1").unwrap();
        assert!(once.contains("default-src 'none'") && once.contains("<meta name=\"recoup-version\" content=\"v1\">"));
        let twice = with_version(&with_policy(&once).unwrap(), "v1").unwrap();
        assert_eq!(once, twice);
    }

    #[test]
    fn the_version_depends_on_every_file_and_not_on_itself() {
        let file = |bytes: &str| vec![BuiltFile { path: "a.css".to_owned(), bytes: bytes.as_bytes().to_vec() }];
        let first = content_version(PAGE, &file("a"));
        assert_eq!(first, content_version(&with_version(PAGE, &first).unwrap(), &file("a")));
        assert_ne!(first, content_version(PAGE, &file("b")));
        assert_eq!(first.len(), 16);
    }

    #[test]
    fn the_worker_gets_its_version_and_files() {
        let worker = service_worker("v1", &[BuiltFile { path: "index.html".to_owned(), bytes: b"x".to_vec() }]).unwrap();
        assert!(worker.contains("\"v1\"") && worker.contains("[[\"\",\"sha256-") && !worker.contains("__RECOUP"));
    }
}
