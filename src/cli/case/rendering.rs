//! Renders a draft in a process of its own with little time and memory: a template may come from
//! somebody else, and could loop or grow without end.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use crate::cli::env::Env;
use crate::view::{Draft, TemplateFault};

/// The argument that makes the program render a draft.
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
    let output = output_of(&program, &order)?;
    Ok(serde_json::from_slice(&output).unwrap_or_else(|_| Err(TemplateFault::endless())))
}

fn output_of(program: &Path, order: &[u8]) -> io::Result<Vec<u8>> {
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // Where the child has ended already, its empty output says so.
        let _ = input.write_all(order);
    }
    Ok(child.wait_with_output()?.stdout)
}

/// What the process does that is called with the argument.
pub fn obey(env: &mut Env) -> ExitCode {
    let output = read(env).map(|order| Draft::filled(&order.draft, &order.name, &order.template));
    let output = output.unwrap_or_else(|| Err(TemplateFault::endless()));
    if let Ok(output) = serde_json::to_string(&output) {
        env.answer(&output);
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
