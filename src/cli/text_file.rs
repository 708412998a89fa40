use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::typed::STANDARD_INPUT;
use crate::definition::LONGEST_FILE;
use crate::text;

/// The text of a file that is no longer than a definition may be; `-` is standard input.
pub fn text_of(env: &mut Env, path: &Path) -> Result<String, Failure> {
    if path.as_os_str() == STANDARD_INPUT {
        return env.input().all("FILE", LONGEST_FILE);
    }
    let bytes = read(path).map_err(|error| unreadable(path, &error))?;
    if bytes.len() > LONGEST_FILE {
        return Err(too_large(path));
    }
    String::from_utf8(bytes).map_err(|_| unreadable(path, &io::ErrorKind::InvalidData.into()))
}

/// A file's bytes, and of one that is too large as many as show that it is.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let bound = LONGEST_FILE as u64 + 1;
    File::open(path)?.take(bound).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    let tried = text!("no se puede leer `{path}`", "cannot read `{path}`");
    Failure::machine(&tried, error)
}

fn too_large(path: &Path) -> Failure {
    let path = path.display();
    Failure::refused(
        "file-too-large",
        text!(
            "`{path}` tiene más de {LONGEST_FILE} bytes",
            "`{path}` has more than {LONGEST_FILE} bytes"
        ),
    )
}
