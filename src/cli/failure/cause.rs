use std::io;
use std::sync::Arc;

use crate::store::is_exhausted;
use crate::words::Text;

/// Why the machine refused: in both languages where the kind is one that people meet, else the
/// chain of causes in its own words.
pub fn cause(error: &anyhow::Error) -> Text {
    match machine_error(error) {
        Some(error) => of_machine(error),
        None => Text::same(format!("{error:#}")),
    }
}

/// The error of the machine, owned or shared by a fault of the store.
fn machine_error(error: &anyhow::Error) -> Option<&io::Error> {
    let shared = || error.downcast_ref::<Arc<io::Error>>().map(|error| &**error);
    error.downcast_ref().or_else(shared)
}

fn of_machine(error: &io::Error) -> Text {
    if is_exhausted(error) {
        return exhausted(error.kind());
    }
    match error.kind() {
        io::ErrorKind::NotFound => Text::of("no existe", "it does not exist"),
        io::ErrorKind::PermissionDenied => Text::of("sin permiso", "permission denied"),
        io::ErrorKind::ReadOnlyFilesystem => {
            Text::of("el disco es de solo lectura", "the disk is read-only")
        }
        io::ErrorKind::StorageFull => Text::of(
            "no queda espacio en el disco",
            "no space is left on the disk",
        ),
        io::ErrorKind::QuotaExceeded => {
            Text::of("se agotó la cuota de disco", "the disk quota is used up")
        }
        io::ErrorKind::FileTooLarge => Text::of(
            "el archivo sería demasiado grande",
            "the file would be too large",
        ),
        io::ErrorKind::AlreadyExists => Text::of("ya existe", "it exists already"),
        io::ErrorKind::NotADirectory => Text::of("no es una carpeta", "it is not a folder"),
        io::ErrorKind::IsADirectory => Text::of("es una carpeta", "it is a folder"),
        io::ErrorKind::InvalidData => Text::of("no es texto UTF-8", "it is not UTF-8 text"),
        io::ErrorKind::BrokenPipe => {
            Text::of("el lector cerró la tubería", "the reader closed the pipe")
        }
        _ => Text::same(error.to_string()),
    }
}

/// The process has come to a limit of its own.
fn exhausted(kind: io::ErrorKind) -> Text {
    match kind {
        io::ErrorKind::OutOfMemory => Text::of("no queda memoria", "no memory is left"),
        _ => Text::of(
            "no se pueden abrir más archivos a la vez",
            "no more files can be opened at once",
        ),
    }
}

/// What helps there.
pub fn more(error: &anyhow::Error) -> Option<Text> {
    let error = machine_error(error)?;
    let is_of_files = is_exhausted(error) && error.kind() != io::ErrorKind::OutOfMemory;
    is_of_files.then(|| {
        Text::of(
            "permita más: `ulimit -n 256`",
            "allow more: `ulimit -n 256`",
        )
    })
}
