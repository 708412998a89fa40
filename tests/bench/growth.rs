//! Times answers about one case against the number of its events, in every shape that valid events
//! can be made to have, and prints by which power of the number each grows: 1 is as it should be.
//!
//! `cargo bench --locked --bench growth` takes 1,000 to 100,000 events;
//! `cargo bench --locked --bench growth -- 1000 4000` takes these, and `-- 1000 4000 held` only the
//! shapes that are called so. It fails where a power is above 1.3 and the time worth a word; above
//! 1.5 where the sizes are less than ten times apart, as there a case that no longer fits into the
//! memory nearest the processor adds to the power by itself.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark is a program of its own, and prints its figures"
)]

#[expect(dead_code, reason = "shared with what has floors")]
mod process;
mod shapes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use process::{UGAT, program};
use shapes::{SHAPES, Shape, Writer};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// As often as is asked where the time grows too fast at first; the fastest counts.
const TIMES: usize = 3;
/// The power above which it fails, leaving room for noise: where sizes are far apart, and where they
/// are not.
const MOST: [f64; 2] = [1.3, 1.5];
const FAR: f64 = 10.0;
/// Seconds below which a power says nothing.
const NOISE: f64 = 0.06;

const ANSWERS: [&[&str]; 12] = [
    &["case", "status", "CASE"],
    &["case", "log", "CASE", "--json"],
    &["case", "why", "CASE"],
    &["case", "outputs", "CASE"],
    &["case", "dossier", "CASE"],
    &["case", "list"],
    &["case", "status", "--all", "--json"],
    &["inbox"],
    &["report", "deviations"],
    &["report", "durations"],
    &["store", "verify", "--json"],
    &["case", "note", "CASE", "hola"],
];

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let sizes: Vec<usize> = given.iter().filter_map(|one| one.parse().ok()).collect();
    let sizes = if sizes.len() < 2 {
        SIZES.to_vec()
    } else {
        sizes
    };
    let named: Vec<&String> = given
        .iter()
        .filter(|one| one.parse::<usize>().is_err() && !one.starts_with('-'))
        .collect();
    let mut grows_well = true;
    for shape in &SHAPES {
        if named.is_empty()
            || named
                .iter()
                .any(|named| shape.name.contains(named.as_str()))
        {
            grows_well &= measure(shape, &sizes);
        }
    }
    ExitCode::from(u8::from(!grows_well))
}

/// Prints how the answers about a shape grow; says whether all do so well.
fn measure(shape: &Shape, sizes: &[usize]) -> bool {
    let mut sizes: Vec<usize> = sizes.iter().map(|size| shape.most.min(*size)).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let [least, .., most] = sizes[..] else {
        return true;
    };
    println!("{} ({sizes:?})", shape.name);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder is made");
    let places = sizes
        .iter()
        .map(|size| folder.path().join(size.to_string()));
    let made: Vec<(PathBuf, String)> = places
        .zip(&sizes)
        .map(|(place, size)| made(&place, shape, *size))
        .collect();
    let [least, most] = [least, most].map(|size| u32::try_from(size).expect("it is small"));
    let ratio = f64::from(most) / f64::from(least);
    let mut grows_well = true;
    for words in ANSWERS {
        let mut asked: Vec<Asked> = made
            .iter()
            .map(|(store, case)| ask(store, case, words))
            .collect();
        for _ in 1..TIMES {
            if grows_too_fast(&asked, ratio) {
                for (asked, (store, case)) in asked.iter_mut().zip(&made) {
                    asked.seconds = asked.seconds.min(ask(store, case, words).seconds);
                }
            }
        }
        let is_bad = grows_too_fast(&asked, ratio);
        grows_well &= !is_bad;
        let seconds: Vec<String> = asked
            .iter()
            .map(|one| format!("{:.3}", one.seconds))
            .collect();
        let (words, seconds) = (words.join(" "), seconds.join("  "));
        let remark = match (is_bad, asked[asked.len() - 1].exit) {
            (true, _) => "  TOO FAST A GROWTH".to_owned(),
            (false, Some(0)) => String::new(),
            (false, exit) => format!("  exit {exit:?}"),
        };
        println!(
            "  {:5.2}  {words:<28} {seconds}{remark}",
            power(&asked, ratio)
        );
    }
    grows_well
}

/// How long an answer took, and how it ended.
struct Asked {
    seconds: f64,
    exit: Option<i32>,
}

/// By which power of the number of events the time grows.
fn power(asked: &[Asked], ratio: f64) -> f64 {
    let (first, last) = (&asked[0], &asked[asked.len() - 1]);
    (last.seconds / first.seconds).ln() / ratio.ln()
}

fn grows_too_fast(asked: &[Asked], ratio: f64) -> bool {
    let most = if ratio < FAR { MOST[1] } else { MOST[0] };
    asked[asked.len() - 1].seconds > NOISE && power(asked, ratio) > most
}

fn ask(store: &Path, case: &str, words: &[&str]) -> Asked {
    let words = words
        .iter()
        .map(|word| if *word == "CASE" { case } else { word });
    let _ = fs::remove_dir_all(store.join(".ugat"));
    let mut command = program(&UGAT, store);
    command.args(words).stderr(std::process::Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program starts");
    Asked {
        seconds: start.elapsed().as_secs_f64(),
        exit: status.code(),
    }
}

/// Makes a store with one case of a shape; gives its folder, and the id of the case.
fn made(folder: &Path, shape: &Shape, size: usize) -> (PathBuf, String) {
    fs::create_dir(folder).expect("a folder is made");
    process::timed(program(&UGAT, folder).args(["store", "init", "store"]));
    let store = folder.join("store");
    process::timed(program(&UGAT, &store).args(["case", "start", "pr07", "--entity", "X"]));
    let year = fs::read_dir(store.join("cases"))
        .expect("the store is there")
        .next();
    let year = year.expect("there is one").expect("it is listed").path();
    let journal = fs::read_dir(&year).expect("the year is there").next();
    let journal = journal.expect("there is one").expect("it is listed").path();
    let first = fs::read_to_string(&journal).expect("it is read");
    let mut writer = Writer::after(&first);
    (shape.write)(&mut writer, size);
    fs::write(&journal, writer.lines(&first, shape.is_reversed)).expect("the disk has room");
    let stem = journal.file_stem().expect("a journal has a name");
    let case = stem.to_string_lossy().into_owned();
    (store, case)
}
