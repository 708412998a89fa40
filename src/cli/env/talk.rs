//! What a call says beside its answer, and how it ends.

use std::borrow::Cow;
use std::io::Write as _;
use std::process::ExitCode;

use serde::Serialize;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::view::{Look, hanging, json};
use crate::words::{Text, drawn_in_ascii, escaped, redacted_text};

/// What is said beside an answer, for a script.
#[derive(Serialize)]
struct Remark<'a> {
    remark: &'a Text,
}

impl Env {
    /// Says one line on standard error, where JSON is asked for as an object, with every hostile character of it written out, and
    /// nothing in it that looks like a secret.
    pub fn say(&mut self, said: &Text) {
        let said = &redacted_text(said.clone());
        if let Some(heard) = &mut self.heard {
            heard.push(said.clone());
            return;
        }
        let line = match self.json() {
            true => json(&Remark { remark: said }),
            false => hanging("", &escaped(said.get(self.language)), self.line_width()),
        };
        self.talk(&line);
    }

    /// Writes one escaped line on standard error, for code that holds no `Env`, such as a wait for a
    /// lock.
    pub fn aside(&self) -> impl Fn(&Text) + Send + Sync + 'static + use<> {
        let (write, language) = (self.machine.aside, self.language);
        move |said| write(&(escaped(said.get(language)).into_owned() + "\n"))
    }

    /// Collects what is said from now on, until [`Self::hear`].
    pub fn listen(&mut self) {
        self.heard = Some(Vec::new());
    }

    /// What was said since [`Self::listen`]; later lines go to standard error again.
    pub fn hear(&mut self) -> Vec<Text> {
        self.heard.take().unwrap_or_default()
    }

    /// Writes on standard error, drawn as the locale can be; a write error is ignored.
    pub fn talk(&mut self, text: &str) {
        self.answer.send();
        let drawn = match self.draws_in_ascii() && !self.json() {
            true => drawn_in_ascii(text),
            false => Cow::Borrowed(text),
        };
        let _ = self.talk.write_all(drawn.as_bytes());
    }

    /// Sends the answer, tells what failed, and gives the exit code.
    pub fn finish(&mut self, outcome: Result<(), Failure>) -> ExitCode {
        let unsent = self.answer.close().err().map(|error| {
            let tried = Text::of(
                "no se puede escribir la respuesta",
                "cannot write the answer",
            );
            Failure::machine(tried, error)
        });
        match (outcome.err(), unsent) {
            (None, None) => ExitCode::SUCCESS,
            (Some(failure), None) | (None, Some(failure)) => self.tell(&failure),
            (Some(failure), Some(unsent)) => {
                self.tell(&unsent);
                self.tell(&failure)
            }
        }
    }

    fn tell(&mut self, failure: &Failure) -> ExitCode {
        let shown = if self.json {
            failure.json()
        } else {
            let look = Look {
                language: self.language,
                width: self.line_width(),
            };
            failure.shown(look, self.colour_talk())
        };
        self.talk(&shown);
        failure.exit.into()
    }
}
