//! The dossier of a case as a real browser opens it: offline, without errors, asking for nothing,
//! printed to as many pages as it should be, with hostile texts as text. Where there is no
//! Chromium the tests say so; with `CI` set they fail then.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use ugat::EventId;

/// What a browser notes of a request that a page from a file made, not the browser itself.
const BY_THE_PAGE: &str = "\"network_isolation_key\":\"file://";

/// A host that only a hostile text names.
const HOST: &str = "hostil.example";

#[expect(clippy::disallowed_methods, reason = "a test reads where programs are")]
fn browser() -> Option<PathBuf> {
    let path = env::var_os("PATH").expect("there are programs");
    let mut folders = env::split_paths(&path);
    let found = folders.find_map(|folder| {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let mut files = names.iter().map(|name| folder.join(name));
        files.find(|file| file.is_file())
    });
    if found.is_none() {
        assert!(env::var_os("CI").is_none(), "CI has no Chromium");
        say_skipped();
    }
    found
}

#[expect(
    clippy::print_stderr,
    clippy::disallowed_macros,
    reason = "a test that cannot run says so"
)]
fn say_skipped() {
    eprintln!("skipped: there is no Chromium on this machine");
}

struct World {
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let world = Self {
            folder: tempfile::tempdir().expect("there is room for a folder"),
        };
        world.ugat(&["store", "init", "."]);
        world
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn ugat(&self, args: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_ugat"))
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .env("UGAT_NOW", "2026-03-02T10:12:00-04:00")
            .env("UGAT_SEED", "1")
            .env("UGAT_USER", "Ana Quispe")
            .env("UGAT_LANG", "es")
            .output()
            .expect("the program is run");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {err}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Writes an act behind the others as someone else's clone would, whatever it says.
    fn push(&self, did: &str) {
        let folder = self.path().join("cases/2026");
        let mut files = fs::read_dir(folder).expect("there is a case");
        let journal = files.find_map(|file| {
            let path = file.expect("a file").path();
            path.extension()
                .is_some_and(|ending| ending == "jsonl")
                .then_some(path)
        });
        let journal = journal.expect("there is a journal");
        let lines = fs::read_to_string(&journal).expect("it is text");
        let last = lines.lines().last().expect("it has begun");
        let last: serde_json::Value = serde_json::from_str(last).expect("JSON");
        let seq = last["event"]["seq"].as_u64().expect("a number") + 1;
        let event = format!(
            r#"{{"v":1,"after":[{}],"seq":{seq},"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"Eva","did":{did}}}"#,
            last["id"]
        );
        let id = EventId::of(event.as_bytes());
        let line = format!("{{\"id\":\"{id}\",\"event\":{event}}}\n");
        fs::write(&journal, lines + &line).expect("it is ours");
    }

    /// Writes the dossier of the only case as a page.
    fn page(&self) -> PathBuf {
        let html = self.ugat(&["case", "dossier", "HR-1", "--format", "html"]);
        assert_eq!(
            html,
            self.ugat(&["case", "dossier", "HR-1", "--format", "html"])
        );
        self.write("expediente.html", &html)
    }

    fn write(&self, name: &str, html: &str) -> PathBuf {
        let page = self.path().join(name);
        fs::write(&page, html).expect("it is ours");
        page
    }

    /// Opens a page where no name of a host leads anywhere.
    fn open(&self, browser: &Path, page: &Path, more: &[&str]) -> Output {
        let profile = self.path().join("profile");
        let output = Command::new(browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
            ])
            .args([
                "--disable-sync",
                "--disable-extensions",
                "--disable-dev-shm-usage",
            ])
            .args([
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--enable-logging=stderr",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("--log-net-log={}", self.requests().display()))
            .args(more)
            .arg(format!("file://{}", page.display()))
            .env("HOME", self.path())
            .output()
            .expect("the browser is run");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{err}");
        output
    }

    fn requests(&self) -> PathBuf {
        self.path().join("requests.json")
    }

    /// What the browser makes of a page, what it says on its console, and all that it asked for.
    fn seen(&self, browser: &Path, page: &Path) -> Seen {
        let output = self.open(browser, page, &["--dump-dom"]);
        let talk = String::from_utf8_lossy(&output.stderr);
        let console = talk.lines().filter(|line| line.contains(":CONSOLE"));
        Seen {
            dom: String::from_utf8(output.stdout).expect("UTF-8"),
            console: console.map(str::to_owned).collect(),
            requests: self.noted(),
        }
    }

    /// All that the last page and the browser itself asked for.
    fn noted(&self) -> String {
        fs::read_to_string(self.requests()).expect("it is written")
    }

    /// As many pages as it is printed to.
    fn pages(&self, browser: &Path, page: &Path) -> usize {
        let printed = self.path().join("expediente.pdf");
        let print = format!("--print-to-pdf={}", printed.display());
        self.open(browser, page, &[&print, "--no-pdf-header-footer"]);
        let bytes = fs::read(&printed).expect("it was printed");
        let text = String::from_utf8_lossy(&bytes);
        text.matches("/Type /Page\n").count()
    }
}

/// The requests that the page made.
fn asked(requests: &str) -> Vec<String> {
    let lines = requests.lines();
    let by_the_page = lines.filter(|line| line.contains(BY_THE_PAGE) && line.contains("\"url\":"));
    by_the_page.map(str::to_owned).collect()
}

struct Seen {
    dom: String,
    console: Vec<String>,
    requests: String,
}

fn case(world: &World, entity: &str) {
    world.ugat(&["case", "start", "pr07", "--entity", entity, "--ref", "HR-1"]);
    world.ugat(&[
        "case",
        "advance",
        ".",
        "1",
        "--output",
        "nota-requerimiento=MX-1/2026",
    ]);
}

#[test]
fn a_dossier_opens_offline_asks_for_nothing_and_shows_hostile_texts_as_text() {
    let Some(browser) = browser() else { return };
    let world = World::new();
    let script = "<script>console.error('mal')</script>";
    let image = format!("\"><img src=http://{HOST}/a.png onerror=alert(1)>");
    let frame = format!("]]> &amp; <iframe src='http://{HOST}/'></iframe> <!-- </table>");
    case(&world, script);
    world.ugat(&["case", "note", ".", &image]);
    world.ugat(&["case", "suspend", ".", "--reason", &frame]);
    world.push(r#"{"noted":{"note":"a\u202eb\u2066<svg onload=alert(2)>"}}"#);
    let page = world.page();
    let seen = world.seen(&browser, &page);
    assert_eq!(seen.console, Vec::<String>::new());
    assert_eq!(asked(&seen.requests), Vec::<String>::new());
    assert!(!seen.requests.contains(HOST), "it asked for {HOST}");
    for element in ["<script", "<img", "<iframe", "<svg", "<link", "<!--"] {
        assert!(!seen.dom.contains(element), "{element} in\n{}", seen.dom);
    }
    for text in [
        "&lt;script&gt;console.error('mal')&lt;/script&gt;",
        "\"&gt;&lt;img src=http://hostil.example/a.png onerror=alert(1)&gt;",
        "]]&gt; &amp;amp; &lt;iframe src='http://hostil.example/'&gt;",
        "a\\u{202e}b\\u{2066}&lt;svg onload=alert(2)&gt;",
    ] {
        assert!(seen.dom.contains(text), "no {text} in\n{}", seen.dom);
    }
    assert!(seen.dom.contains("<html lang=\"es\">"), "{}", seen.dom);
}

#[test]
fn a_page_that_did_otherwise_would_be_noticed() {
    let Some(browser) = browser() else { return };
    let world = World::new();
    let page = format!("<img src='http://{HOST}/a.png'><script>console.error('mal')</script>");
    let seen = world.seen(&browser, &world.write("mala.html", &page));
    assert!(
        seen.console.iter().any(|line| line.contains("mal")),
        "{:?}",
        seen.console
    );
    assert!(seen.requests.contains(HOST));
    assert_eq!(
        asked(&seen.requests).len(),
        1,
        "{:?}",
        asked(&seen.requests)
    );
}

#[test]
fn a_dossier_is_printed_to_as_many_pages_as_it_should_be() {
    let Some(browser) = browser() else { return };
    let world = World::new();
    case(&world, "Ministerio X");
    // The cover is a sheet of its own.
    assert_eq!(world.pages(&browser, &world.page()), 2);
    assert_eq!(asked(&world.noted()), Vec::<String>::new());
    for number in 0..60 {
        world.ugat(&[
            "case",
            "note",
            ".",
            &format!("nota {number}\nsegunda\ntercera"),
        ]);
    }
    let pages = world.pages(&browser, &world.page());
    assert!((6..=9).contains(&pages), "{pages} pages");
}
