//! What a person gives: arguments, files, standard input and answers at a terminal, each checked
//! once and typed from then on. Nothing here knows of cases.

pub mod checked;
pub mod choice;
pub mod decoding;
pub mod documents;
pub mod file;
pub mod period;
pub mod prompt;
pub mod typed;

use std::io::{self, BufRead, Read as _};

use crate::cli::failure::{Failure, usage};
use crate::cli::input::checked::{named, too_long};
use crate::words::Text;

/// What takes standard input where arguments are given by a file.
const FILE_OF_ACTS: &str = "";

/// Standard input: read whole by one argument of a call, or line by line at questions.
pub struct Input {
    reader: Box<dyn BufRead>,
    /// The argument that has read it.
    taken: Option<&'static str>,
}

impl Input {
    /// The most bytes of a line typed at a question.
    const LONGEST_REPLY: u64 = 64 * 1024;

    pub fn new(reader: Box<dyn BufRead>) -> Self {
        Self {
            reader,
            taken: None,
        }
    }

    /// Whether an argument has read it.
    pub const fn is_taken(&self) -> bool {
        self.taken.is_some()
    }

    /// Keeps it from every argument that a file gives, and from questions.
    pub const fn close(&mut self) {
        self.taken = Some(FILE_OF_ACTS);
    }

    /// So many bytes of it at most, as a file that gives arguments.
    pub fn bytes(&mut self, most: u64) -> Result<Vec<u8>, Failure> {
        self.close();
        self.read(most)
    }

    fn read(&mut self, most: u64) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        (&mut *self.reader)
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(unreadable_input)?;
        Ok(bytes)
    }

    /// All of it for this argument, if it can be a text of no more bytes than these.
    pub fn all(&mut self, argument: &'static str, most: usize) -> Result<Vec<u8>, Failure> {
        if let Some(other) = self.taken.replace(argument) {
            return Err(taken_twice(other, argument));
        }
        let bound = Self::encoded(most);
        let bytes = self.read(bound + 1)?;
        if bytes.len() as u64 > bound {
            return Err(too_long(argument, most));
        }
        Ok(bytes)
    }

    /// The most bytes that a text of so many bytes of UTF-8 comes in: a letter, and the two signs
    /// of a line end, have two bytes each in UTF-16; the mark before all and a line end after it are
    /// no part of the text.
    pub const fn encoded(most: usize) -> u64 {
        4 * most as u64 + 8
    }

    /// The next line typed, trimmed; none where the input has ended.
    pub fn reply(&mut self) -> Result<Option<String>, Failure> {
        let mut bytes = Vec::new();
        (&mut *self.reader)
            .take(Self::LONGEST_REPLY)
            .read_until(b'\n', &mut bytes)
            .map_err(unreadable_input)?;
        let typed = String::from_utf8_lossy(&bytes);
        Ok((!bytes.is_empty()).then(|| typed.trim().to_owned()))
    }
}

fn taken_twice(first: &str, second: &str) -> Failure {
    let ((first_es, first_en), (es, en)) = (named(first), named(second));
    if first == FILE_OF_ACTS {
        return usage!(
            "input-of-a-file",
            "`{es}` no puede leer la entrada estándar desde un archivo de actos",
            "`{en}` cannot read standard input from within a file of acts"
        );
    }
    if first == second {
        return usage!(
            "input-twice",
            "`{es}` pide dos veces la entrada estándar, que se lee una sola vez",
            "`{en}` asks for standard input twice, which is read once"
        );
    }
    usage!(
        "input-twice",
        "`{first_es}` y `{es}` piden ambos la entrada estándar, que se lee una sola vez",
        "`{first_en}` and `{en}` both ask for standard input, which is read once"
    )
}

fn unreadable_input(error: io::Error) -> Failure {
    let tried = Text::of(
        "no se puede leer la entrada estándar",
        "cannot read standard input",
    );
    Failure::machine(tried, error)
}
