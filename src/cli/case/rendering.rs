//! Renders a draft in a process of its own, which may take neither much time nor much room: a
//! template may come from somebody else, and what it makes of lists and texts is not counted.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use crate::cli::env::Env;
use crate::view::{Draft, TemplateFault};

/// What the process is called with.
pub const ARGUMENT: &str = "--render-draft";

/// The bytes of memory and the seconds of work that it may take.
const ROOM: u64 = 512 << 20;
const SECONDS: u64 = 2;
/// The most bytes of what it is given.
const MOST: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
struct Order<D> {
    draft: D,
    name: String,
    template: String,
}

/// The document, begun.
pub fn rendered(
    env: &Env,
    draft: &Draft,
    name: &str,
    template: &str,
) -> io::Result<Result<String, TemplateFault>> {
    let Some(program) = env.program() else {
        return Ok(draft.rendered(name, template));
    };
    let order = serde_json::to_vec(&Order {
        draft,
        name: name.to_owned(),
        template: template.to_owned(),
    })?;
    let told = told_by(&program, &order)?;
    Ok(serde_json::from_slice(&told).unwrap_or_else(|_| Err(TemplateFault::endless())))
}

fn told_by(program: &Path, order: &[u8]) -> io::Result<Vec<u8>> {
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // Where it has ended already, it says so by having said nothing.
        let _ = input.write_all(order);
    }
    Ok(child.wait_with_output()?.stdout)
}

/// What the process does that is called so.
pub fn obey(env: &mut Env) -> ExitCode {
    let told = read(env).map(|order| Draft::filled(&order.draft, &order.name, &order.template));
    let told = told.unwrap_or_else(|| Err(TemplateFault::endless()));
    if let Ok(told) = serde_json::to_string(&told) {
        env.answer(&told);
    }
    env.finish(Ok(()))
}

fn read(env: &mut Env) -> Option<Order<serde_json::Value>> {
    let bound = |most| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    setrlimit(Resource::Core, bound(0)).ok()?;
    setrlimit(Resource::Cpu, bound(SECONDS)).ok()?;
    setrlimit(Resource::As, bound(ROOM)).ok()?;
    let order = env.input().bytes(MOST).ok()?;
    serde_json::from_slice(&order).ok()
}
