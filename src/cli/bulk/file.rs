use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::typed::STANDARD_INPUT;
use crate::text;
use crate::words::Text;

/// The most bytes of a file: it is held in memory while it is checked.
const MOST: u64 = 4 << 30;

/// The bytes of a file; `-` is standard input, which nothing else reads from then on.
///
/// # Errors
/// Where it cannot be read, or has too many.
pub fn bytes_of(env: &mut Env, path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = if path.as_os_str() == STANDARD_INPUT {
        env.input().bytes(MOST + 1)?
    } else {
        env.input().close();
        read(path).map_err(|error| unreadable(path, &error))?
    };
    if bytes.len() as u64 > MOST {
        return Err(too_large(path));
    }
    Ok(bytes)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST + 1).read_to_end(&mut bytes)?;
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
            "`{path}` tiene más de {MOST} bytes",
            "`{path}` has more than {MOST} bytes"
        ),
    )
    .with_hint(Text::of(
        "repártalo en varios archivos",
        "split it into several files",
    ))
}
