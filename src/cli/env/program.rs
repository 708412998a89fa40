use std::process::{Command, Stdio};

/// What a program prints, trimmed; none where it is missing, fails or prints nothing.
pub fn printed_by(program: &str, arguments: &[&str]) -> Option<String> {
    let ran = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let output = String::from_utf8(ran.stdout).ok()?;
    let printed = output.trim();
    (ran.status.success() && !printed.is_empty()).then(|| printed.to_owned())
}
