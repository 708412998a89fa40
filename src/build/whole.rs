//! Linking the program whole, with the libraries of the system in it: it then starts without
//! looking for them, in about half the time.

use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use anyhow::{Context as _, Result};

/// What the standard library asks a linker for, where the system is Linux with glibc.
const ASKED: [&str; 7] = ["gcc_s", "c", "m", "rt", "pthread", "util", "dl"];

/// What a linker is told that these are: all of what stands for them in a program that loads none.
const GIVEN: &str = "GROUP(-l:libgcc_eh.a -l:libgcc.a -l:libc.a -l:libm.a -l:librt.a \
                     -l:libpthread.a -l:libutil.a -l:libdl.a)\n";

/// A program that does what depends most on how it is linked.
const TRIAL: &str = "fn main() {
    std::thread::spawn(std::env::home_dir).join().expect(\"a thread ends\");
}\n";

/// The arguments with which the linker makes a released program whole; none where the system has
/// not got what it takes, or none that works: then it is linked as programs usually are.
///
/// # Errors
/// Where the folder for what a build makes cannot be written to.
pub fn arguments(out: &Path) -> Result<Vec<String>> {
    if !is_wanted() {
        return Ok(Vec::new());
    }
    let folder = out.join("whole");
    let written = fs::create_dir_all(&folder).and_then(|()| {
        ASKED
            .iter()
            .try_for_each(|name| fs::write(folder.join(format!("lib{name}.so")), GIVEN))
    });
    written.with_context(|| format!("cannot write to `{}`", folder.display()))?;
    let arguments = ["-static".to_owned(), "-no-pie".to_owned()];
    let arguments = [&arguments[..], &[format!("-L{}", folder.display())]].concat();
    let works = works(&folder, &arguments);
    Ok(if works { arguments } else { Vec::new() })
}

/// Whether a program is built for this system, to be used, and not yet asked to be whole.
fn is_wanted() -> bool {
    let is = |name: &str, wanted: &str| said(name).as_deref() == Some(wanted);
    let features = said("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    is("PROFILE", "release")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && said("TARGET") == said("HOST")
        && !features.split(',').any(|feature| feature == "crt-static")
}

/// Whether a program that is linked so runs.
fn works(folder: &Path, arguments: &[String]) -> bool {
    let (source, program) = (folder.join("trial.rs"), folder.join("trial"));
    if fs::write(&source, TRIAL).is_err() {
        return false;
    }
    let mut rustc = Command::new(said("RUSTC").unwrap_or_else(|| "rustc".to_owned()));
    let flags = said("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    rustc.args(flags.split('\u{1f}').filter(|flag| !flag.is_empty()));
    rustc.args(said("RUSTC_LINKER").map(|linker| format!("-Clinker={linker}")));
    rustc.args(arguments.iter().map(|one| format!("-Clink-arg={one}")));
    rustc
        .arg("-Cpanic=abort")
        .arg("-o")
        .arg(&program)
        .arg(source);
    // Who has no home is looked up in the system, by libraries that are loaded then.
    runs(&mut rustc) && runs(Command::new(program).env_remove("HOME"))
}

fn runs(command: &mut Command) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null());
    let status = silent.stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

#[expect(
    clippy::disallowed_methods,
    reason = "cargo talks to a build by its environment"
)]
fn said(name: &str) -> Option<String> {
    env::var(name).ok()
}
