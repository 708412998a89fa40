//! Reads a file that an argument names, as far as it may be long; `-` is standard input.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::cli::env::Env;
use crate::cli::failure::unread::not_utf8;
use crate::cli::failure::{Failure, refused};
use crate::cli::input::Input;
use crate::cli::input::checked::too_long;
use crate::cli::input::decoding::{self, STANDARD_INPUT_NAMED};
use crate::cli::input::typed::STANDARD_INPUT;
use crate::definition::LONGEST_FILE;
use crate::text;
use crate::words::{Text, utf8};

/// The argument of a file, as the usage line has it.
const FILE: &str = "FILE";

/// The most bytes of a file of many acts: it is held in memory while it is checked.
const MOST: u64 = 4 << 30;

/// The text of a file that is no longer than a definition may be; `-` is standard input.
pub fn text_of(env: &mut Env, path: &Path) -> Result<String, Failure> {
    let bytes = no_longer(env, path)?;
    let text = decoding::text(env, &named(path), bytes)?;
    bounded(path, text)
}

/// The same of a definition, which goes into a store as it is and so has to be UTF-8.
pub fn definition_of(env: &mut Env, path: &Path) -> Result<String, Failure> {
    let bytes = no_longer(env, path)?;
    let text = utf8(bytes).map_err(|found| not_utf8(&named(path), found))?;
    bounded(path, text)
}

/// The text of a file of many acts; `-` is standard input, which nothing else reads from then on.
pub fn acts_of(env: &mut Env, path: &Path) -> Result<String, Failure> {
    let bytes = if path.as_os_str() == STANDARD_INPUT {
        env.input().bytes(MOST + 1)?
    } else {
        env.input().close();
        read(path, MOST)?
    };
    if bytes.len() as u64 > MOST {
        return Err(too_large(path, MOST).with_hint(Text::of(
            "repártalo en varios archivos",
            "split it into several files",
        )));
    }
    decoding::text(env, &named(path), bytes)
}

/// The bytes of a file that may be a text no longer than a definition.
fn no_longer(env: &mut Env, path: &Path) -> Result<Vec<u8>, Failure> {
    if path.as_os_str() == STANDARD_INPUT {
        return env.input().all(FILE, LONGEST_FILE);
    }
    let most = Input::encoded(LONGEST_FILE);
    let bytes = read(path, most)?;
    if bytes.len() as u64 > most {
        return Err(too_large(path, LONGEST_FILE as u64));
    }
    Ok(bytes)
}

/// The text, where it is no longer than a definition may be.
fn bounded(path: &Path, text: String) -> Result<String, Failure> {
    if text.len() <= LONGEST_FILE {
        return Ok(text);
    }
    Err(match path.as_os_str() == STANDARD_INPUT {
        true => too_long(FILE, LONGEST_FILE),
        false => too_large(path, LONGEST_FILE as u64),
    })
}

/// Where a text comes from, as a sentence names it.
fn named(path: &Path) -> Text {
    if path.as_os_str() == STANDARD_INPUT {
        return STANDARD_INPUT_NAMED;
    }
    Text::same(format!("`{}`", path.display()))
}

/// The bytes of a file, one more than the most where it has more.
fn read(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(path, error))?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: io::Error) -> Failure {
    let path = path.display();
    let tried = text!("no se puede leer `{path}`", "cannot read `{path}`");
    Failure::machine(tried, error)
}

fn too_large(path: &Path, most: u64) -> Failure {
    let path = path.display();
    refused!(
        "file-too-large",
        "`{path}` tiene más de {most} bytes",
        "`{path}` has more than {most} bytes"
    )
}
