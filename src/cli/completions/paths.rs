use std::fs;

use crate::cli::completions::candidate::Candidate;
use crate::cli::env::Env;

/// The most names of a folder that are offered.
const MOST: usize = 1000;

/// Files and folders, or folders alone, whose path begins as typed, in order; hidden ones where a
/// point asks for them.
pub fn below(env: &Env, typed: &str, files: bool) -> Vec<Candidate> {
    let (above, begun) = typed
        .rsplit_once('/')
        .map_or(("", typed), |(above, begun)| {
            (&typed[..=above.len()], begun)
        });
    let Ok(current) = env.directory() else {
        return Vec::new();
    };
    let folder = current.join(from_home(env, above));
    let Ok(listed) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<Candidate> = listed
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let is_asked =
                name.starts_with(begun) && (begun.starts_with('.') || !name.starts_with('.'));
            let is_folder = entry.path().is_dir();
            let end = if is_folder { "/" } else { "" };
            let wanted = is_asked && (files || is_folder);
            Candidate::new(format!("{above}{name}{end}"), "").filter(|_| wanted)
        })
        .take(MOST)
        .collect();
    paths.sort_by(|one, other| one.value.cmp(&other.value));
    paths
}

/// A path in which a leading `~/` is the home, as a shell has it.
pub fn from_home(env: &Env, typed: &str) -> String {
    match (typed.strip_prefix("~/"), env.variable("HOME")) {
        (Some(rest), Some(home)) => format!("{home}/{rest}"),
        _ => typed.to_owned(),
    }
}
