//! Why the machine refused something, in both languages.

use std::io::ErrorKind::{
    AlreadyExists, BrokenPipe, FileTooLarge, InvalidData, IsADirectory, NotADirectory, NotFound,
    OutOfMemory, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
};
use std::io::{Error, ErrorKind};
use std::sync::Arc;

use crate::store::is_exhausted;
use crate::words::Text;

/// The causes that people meet, in both languages.
const KNOWN: [(ErrorKind, &str, &str); 11] = [
    (NotFound, "no existe", "it does not exist"),
    (PermissionDenied, "sin permiso", "permission denied"),
    (
        ReadOnlyFilesystem,
        "el disco es de solo lectura",
        "the disk is read-only",
    ),
    (
        StorageFull,
        "no queda espacio en el disco",
        "no space is left on the disk",
    ),
    (
        QuotaExceeded,
        "se agotó la cuota de disco",
        "the disk quota is used up",
    ),
    (
        FileTooLarge,
        "el archivo sería demasiado grande",
        "the file would be too large",
    ),
    (AlreadyExists, "ya existe", "it exists already"),
    (NotADirectory, "no es una carpeta", "it is not a folder"),
    (IsADirectory, "es una carpeta", "it is a folder"),
    (InvalidData, "no es texto UTF-8", "it is not UTF-8 text"),
    (
        BrokenPipe,
        "el lector cerró la tubería",
        "the reader closed the pipe",
    ),
];

/// Why the machine refused; the chain of causes in its own words where it is none that people meet.
pub fn cause(error: &anyhow::Error) -> Text {
    let Some(error) = machine_error(error) else {
        return Text::same(format!("{error:#}"));
    };
    if is_exhausted(error) && error.kind() == OutOfMemory {
        return Text::of("no queda memoria", "no memory is left");
    }
    if is_exhausted(error) {
        return Text::of(
            "no se pueden abrir más archivos a la vez",
            "no more files can be opened at once",
        );
    }
    let known = KNOWN.into_iter().find(|(kind, ..)| *kind == error.kind());
    known.map_or_else(
        || Text::same(error.to_string()),
        |(_, es, en)| Text::of(es, en),
    )
}

/// The error of the machine, owned or shared by a fault of the store.
fn machine_error(error: &anyhow::Error) -> Option<&Error> {
    let shared = || error.downcast_ref::<Arc<Error>>().map(|error| &**error);
    error.downcast_ref().or_else(shared)
}

/// What helps where the process has come to its limit of open files.
pub fn more(error: &anyhow::Error) -> Option<Text> {
    let error = machine_error(error)?;
    let is_of_files = is_exhausted(error) && error.kind() != OutOfMemory;
    is_of_files.then_some(Text::of(
        "permita más: `ulimit -n 256`",
        "allow more: `ulimit -n 256`",
    ))
}
