//! A world that tests hold: its clock, streams and variables are given.

use std::cell::{OnceCell, RefCell};
use std::io::{self, Cursor, Write};
use std::rc::Rc;

use chrono::DateTime;

use crate::cli::answer::Answer;
use crate::cli::env::{Env, Machine, Terminals, with_program};
use crate::cli::input::Input;
use crate::model::Zone;
use crate::words::Language;

/// What was written to a stream, to be read afterwards.
#[derive(Clone, Default)]
pub struct Tape(Rc<RefCell<Vec<u8>>>);

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Tape {
    pub fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("UTF-8")
    }
}

impl Env {
    /// A world without terminals in which it is noon of 2 March 2026 and nothing is random.
    pub fn fixed(args: &[&str], variables: &[(&str, &str)]) -> Self {
        let program = std::iter::once(&"ugat");
        let owned = |(name, value): &(&str, &str)| (String::from(*name), String::from(*value));
        let variables: Vec<(String, String)> = variables.iter().map(owned).collect();
        Self {
            args: with_program(program.chain(args).map(Into::into)),
            variables: Box::new(move |wanted| {
                let usual = [("COLUMNS", "80")];
                let mut usual = usual.iter().filter(|(name, _)| *name == wanted);
                let given = variables.iter().find(|(name, _)| name == wanted);
                let value = given.map(|(_, value)| value.as_str());
                value.or_else(|| Some(usual.next()?.1)).map(Into::into)
            }),
            machine: Machine {
                now: || DateTime::parse_from_rfc3339("2026-03-02T12:00:00-04:00").expect("a time"),
                random: |bytes| {
                    bytes.fill(7);
                    Ok(())
                },
                locale: || None,
                git_user: || None,
                login: || None,
                directory: || Ok("/home/ana".into()),
                aside: |_| {},
                width: || Some(120),
                data: || None,
                program: || None,
                cache: || None,
                secret: None,
            },
            terminals: Terminals::default(),
            input: Input::new(Box::new(io::empty())),
            answer: Answer::new(Box::new(io::sink())),
            talk: Box::new(io::sink()),
            now: OnceCell::new(),
            zone: Zone::la_paz(),
            actor: OnceCell::new(),
            heard: None,
            drawn: 0,
            language: Language::Spanish,
            json: false,
        }
    }

    pub fn with_input(mut self, text: &str) -> Self {
        self.input = Input::new(Box::new(Cursor::new(text.to_owned())));
        self
    }

    pub fn with_terminals(mut self) -> Self {
        self.terminals = Terminals {
            input: true,
            answer: true,
            talk: true,
        };
        self
    }

    pub fn with_names(
        mut self,
        git_user: fn() -> Option<String>,
        login: fn() -> Option<String>,
    ) -> Self {
        self.machine.git_user = git_user;
        self.machine.login = login;
        self
    }

    /// The tapes of standard output and standard error.
    pub fn recorded(&mut self) -> (Tape, Tape) {
        let (answer, talk) = (Tape::default(), Tape::default());
        self.answer = Answer::new(Box::new(answer.clone()));
        self.talk = Box::new(talk.clone());
        (answer, talk)
    }
}
