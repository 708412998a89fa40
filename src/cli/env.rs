//! The one door to the world: what a command learns from the machine, and all that it writes to
//! standard output and standard error. Nothing here knows of stores or cases.

mod answering;
mod limits;
mod program;
mod screen;
mod talk;
mod unknown;

#[cfg(test)]
mod fixed;

use std::cell::OnceCell;
use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal as _, Write};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, SubsecRound as _};
use sha2::{Digest as _, Sha256};

use crate::cli::answer::Answer;
use crate::cli::env::limits::limits_fail;
use crate::cli::env::program::printed_by;
use crate::cli::env::unknown::{no_time, nobody};
use crate::cli::failure::Failure;
use crate::cli::input::Input;
use crate::cli::input::checked::checked;
use crate::cli::language;
use crate::cli::short::written_out;
use crate::model::{Actor, UnitClock, Zone};
use crate::store::Git;
use crate::words::{Language, Text, drawn_in_ascii};

/// What a variable of the environment holds, asked when it is wanted.
type Variables = Box<dyn Fn(&str) -> Option<OsString>>;

/// The machine as a command sees it.
pub struct Env {
    args: Vec<OsString>,
    variables: Variables,
    machine: Machine,
    terminals: Terminals,
    input: Input,
    answer: Answer,
    talk: Box<dyn Write>,
    now: OnceCell<DateTime<FixedOffset>>,
    /// That of the unit whose store is open.
    zone: Zone,
    actor: OnceCell<Actor>,
    /// What was said, where it is kept instead of written.
    heard: Option<Vec<Text>>,
    /// How many nonces were drawn from the seed.
    drawn: u64,
    language: Language,
    json: bool,
}

/// What is asked of the machine only when it is needed.
struct Machine {
    now: fn() -> DateTime<FixedOffset>,
    random: fn(&mut [u8]) -> anyhow::Result<()>,
    locale: fn() -> Option<String>,
    git_user: fn() -> Option<String>,
    login: fn() -> Option<String>,
    directory: fn() -> io::Result<PathBuf>,
    /// Writes on standard error from wherever it is asked.
    aside: fn(&str),
    width: fn() -> Option<usize>,
    data: fn() -> Option<PathBuf>,
    /// The program itself.
    program: fn() -> Option<PathBuf>,
    cache: fn() -> Option<PathBuf>,
    /// A line typed without being shown; nothing where it is typed as any other.
    secret: Option<fn() -> io::Result<String>>,
}

/// Which of the three streams are terminals.
#[derive(Clone, Copy, Debug, Default)]
struct Terminals {
    input: bool,
    answer: bool,
    talk: bool,
}

/// The arguments, the program's name first, with all commands written out.
fn with_program(mut args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let program: Vec<OsString> = args.next().into_iter().collect();
    let words = written_out(args.collect());
    program.into_iter().chain(words).collect()
}

impl Env {
    /// Columns of a terminal that does not tell how many it has.
    const WIDTH: usize = 80;
    /// Beyond so many columns nothing is laid out to fill a line.
    const WIDEST: usize = 1000;

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the door that the others go through"
    )]
    pub fn of_process() -> Self {
        limits_fail();
        Self {
            args: with_program(std::env::args_os()),
            variables: Box::new(|name| std::env::var_os(name)),
            machine: Machine {
                now: || chrono::Local::now().fixed_offset().trunc_subsecs(0),
                random: |bytes| Ok(getrandom::fill(bytes)?),
                locale: sys_locale::get_locale,
                git_user: || Git::user_name(&std::env::current_dir().ok()?),
                login: || printed_by("whoami", &[]),
                directory: std::env::current_dir,
                aside: |line| {
                    let _ = io::stderr().write_all(line.as_bytes());
                },
                width: || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
                data: dirs::data_dir,
                program: || std::env::current_exe().ok(),
                cache: dirs::cache_dir,
                secret: Some(rpassword::read_password),
            },
            terminals: Terminals {
                input: io::stdin().is_terminal(),
                answer: io::stdout().is_terminal(),
                talk: io::stderr().is_terminal(),
            },
            input: Input::new(Box::new(io::stdin().lock())),
            answer: Answer::new(Box::new(io::stdout().lock())),
            talk: Box::new(io::stderr()),
            now: OnceCell::new(),
            zone: Zone::la_paz(),
            actor: OnceCell::new(),
            heard: None,
            drawn: 0,
            language: Language::Spanish,
            json: false,
        }
    }

    /// The arguments, the program's name first.
    pub fn args(&self) -> &[OsString] {
        &self.args
    }

    /// A variable of the environment; an empty one counts as unset.
    pub fn variable_os(&self, name: &str) -> Option<OsString> {
        (self.variables)(name).filter(|value| !value.is_empty())
    }

    pub fn variable(&self, name: &str) -> Option<String> {
        self.variable_os(name)
            .map(|value| value.to_string_lossy().into_owned())
    }

    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether the answer and the failures are JSON.
    pub const fn json(&self) -> bool {
        self.json
    }

    /// Takes the language and the kind of answer that the arguments ask for.
    ///
    /// # Errors
    /// Where a language is named that is neither of the two.
    pub fn speak(&mut self, flag: Option<&str>, json: bool) -> Result<(), Failure> {
        self.json = json;
        let asked = self.choose_language(flag);
        let spoken = asked.as_ref().ok().copied();
        self.language = spoken
            .or_else(|| self.choose_language(None).ok())
            .unwrap_or_else(|| language::of_locale((self.machine.locale)().as_deref()));
        asked.map(drop)
    }

    /// Takes what can be made out of arguments that were not understood.
    pub fn speak_leniently<T: AsRef<OsStr>>(&mut self, args: &[T]) {
        let own: Vec<_> = args
            .iter()
            .map(|arg| arg.as_ref().to_string_lossy())
            .take_while(|arg| arg != "--")
            .collect();
        let mut pairs = own.windows(2);
        let follows = pairs.find(|pair| pair[0] == "--lang").map(|pair| &*pair[1]);
        let flag = follows.or_else(|| own.iter().find_map(|arg| arg.strip_prefix("--lang=")));
        let json = own.iter().any(|arg| arg == "--json");
        // A language that is neither goes unsaid: what was not understood comes first.
        let _ = self.speak(flag, json);
    }

    fn choose_language(&self, flag: Option<&str>) -> Result<Language, Failure> {
        let variable = self.variable("UGAT_LANG");
        language::choose(flag, variable.as_deref(), self.machine.locale)
    }

    /// The time of this call, the same however often it is asked; `UGAT_NOW` holds it.
    ///
    /// # Errors
    /// Where `UGAT_NOW` is no time.
    pub fn now(&self) -> Result<DateTime<FixedOffset>, Failure> {
        if let Some(now) = self.now.get() {
            return Ok(*now);
        }
        let now = match self.variable("UGAT_NOW") {
            Some(held) => DateTime::parse_from_rfc3339(&held).map_err(|_| no_time(&held))?,
            None => (self.machine.now)(),
        };
        Ok(*self.now.get_or_init(|| now))
    }

    /// What time it is in the unit whose store is open.
    ///
    /// # Errors
    /// Where `UGAT_NOW` is no time.
    pub fn clock(&self) -> Result<UnitClock, Failure> {
        let (now, zone) = (self.now()?, self.zone);
        Ok(UnitClock { now, zone })
    }

    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// Says of which unit the store is that was opened.
    pub const fn be_in(&mut self, zone: Zone) {
        self.zone = zone;
    }

    /// 128 random bits in hex; `UGAT_SEED` makes them the same in every run.
    ///
    /// # Errors
    /// Where the machine gives no randomness.
    pub fn nonce(&mut self) -> Result<String, Failure> {
        let mut bytes = [0; 16];
        match self.variable("UGAT_SEED") {
            Some(seed) => {
                let drawn = Sha256::new()
                    .chain_update(seed)
                    .chain_update(self.drawn.to_be_bytes())
                    .finalize();
                bytes.copy_from_slice(&drawn[..16]);
                self.drawn += 1;
            }
            None => (self.machine.random)(&mut bytes).map_err(|error| {
                let tried = Text::of(
                    "no se obtienen números al azar",
                    "cannot get random numbers",
                );
                Failure::machine(tried, error)
            })?,
        }
        Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
    }

    /// Who acts where nobody is named: `UGAT_USER`, git's `user.name`, the login.
    ///
    /// # Errors
    /// Where `UGAT_USER` is refused, or nobody is known.
    pub fn actor(&self) -> Result<Actor, Failure> {
        if let Some(known) = self.actor.get() {
            return Ok(known.clone());
        }
        let found = self.find_actor()?;
        Ok(self.actor.get_or_init(|| found).clone())
    }

    /// The name that the person has told git.
    pub fn git_user(&self) -> Option<String> {
        (self.machine.git_user)()
    }

    fn find_actor(&self) -> Result<Actor, Failure> {
        if let Some(named) = self.variable("UGAT_USER") {
            return checked("UGAT_USER", &named, Actor::parse);
        }
        let acceptable = |name: String| Actor::parse(&name).ok();
        let variable = |name| self.variable(name).and_then(acceptable);
        self.git_user()
            .and_then(acceptable)
            .or_else(|| variable("USER"))
            .or_else(|| variable("LOGNAME"))
            .or_else(|| (self.machine.login)().and_then(acceptable))
            .ok_or_else(nobody)
    }

    /// # Errors
    /// Where the folder is gone or may not be read.
    pub fn directory(&self) -> Result<PathBuf, Failure> {
        (self.machine.directory)().map_err(|error| {
            let tried = Text::of(
                "no se llega a la carpeta actual",
                "cannot reach the current folder",
            );
            Failure::machine(tried, error)
        })
    }

    /// The program itself, where it can be run.
    pub fn program(&self) -> Option<PathBuf> {
        (self.machine.program)()
    }

    /// The folder where programs keep the user's data, if they have a home.
    pub fn data_folder(&self) -> Option<PathBuf> {
        (self.machine.data)()
    }

    /// The folder where this program keeps what it can find again, if the user has a home.
    pub fn cache_folder(&self) -> Option<PathBuf> {
        (self.machine.cache)().map(|folder| folder.join("ugat"))
    }

    /// The next line typed, which is not shown as it is; none where the input has ended.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn secret_reply(&mut self) -> Result<Option<String>, Failure> {
        let Some(read) = self.machine.secret else {
            return self.input.reply();
        };
        match read() {
            Ok(typed) => Ok(Some(typed)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => {
                let tried = Text::of("no se puede leer la terminal", "cannot read the terminal");
                Err(Failure::machine(tried, error))
            }
        }
    }

    /// What comes on standard input.
    pub const fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// Where the answer is written.
    pub const fn out(&mut self) -> &mut Answer {
        &mut self.answer
    }

    /// Writes an answer that a person reads, drawn as the locale can be.
    pub fn answer_page(&mut self, page: &str) {
        match self.draws_in_ascii() {
            true => self.answer(&drawn_in_ascii(page)),
            false => self.answer(page),
        }
    }

    /// Writes an answer; what goes wrong with that is told at the end.
    pub fn answer(&mut self, text: &str) {
        let _ = self.answer.write_all(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::Env;
    use crate::view::Look;
    use crate::words::Language::{English, Spanish};

    #[test]
    fn who_acts_is_the_first_that_is_known() {
        #[track_caller]
        fn case(
            variables: &[(&str, &str)],
            git_user: fn() -> Option<String>,
            login: fn() -> Option<String>,
            expected: Result<&str, &str>,
        ) {
            let env = Env::fixed(&[], variables).with_names(git_user, login);
            let found = env.actor().map(|actor| actor.to_string());
            let found = found.map_err(|failure| failure.text.es.into_owned());
            assert_eq!(found.as_deref().map_err(|text| &**text), expected);
        }
        let none = || None;
        let git = || Some("Ana Quispe".to_owned());
        let login = || Some("ana".to_owned());
        case(
            &[("UGAT_USER", "Eva"), ("USER", "u")],
            git,
            login,
            Ok("Eva"),
        );
        case(
            &[("UGAT_USER", ""), ("USER", "u")],
            git,
            login,
            Ok("Ana Quispe"),
        );
        case(&[("USER", "u"), ("LOGNAME", "l")], none, login, Ok("u"));
        case(&[("LOGNAME", "l")], none, login, Ok("l"));
        case(&[("USER", "\u{1b}[2J")], none, login, Ok("ana"));
        case(&[], none, none, Err("no se sabe quién actúa"));
        case(
            &[("UGAT_USER", "a\nb")],
            git,
            login,
            Err("el carácter 2 del texto de `UGAT_USER` es U+000A, que podría alterar la terminal"),
        );
    }

    #[test]
    fn the_clock_is_the_machine_s_unless_it_is_held() {
        let now = |variables: &[(&str, &str)]| {
            Env::fixed(&[], variables).now().map(|now| now.to_rfc3339())
        };
        assert_eq!(now(&[]), Ok("2026-03-02T12:00:00-04:00".into()));
        assert_eq!(
            now(&[("UGAT_NOW", "")]),
            Ok("2026-03-02T12:00:00-04:00".into())
        );
        assert_eq!(
            now(&[("UGAT_NOW", "2026-05-01T08:00:00+00:00")]),
            Ok("2026-05-01T08:00:00+00:00".into())
        );
        let failure = now(&[("UGAT_NOW", "hoy")]).expect_err("no time");
        assert_eq!(
            failure.shown(Look::endless(English), false),
            "error: `UGAT_NOW` is `hoy`, which is not a time such as `2026-03-02T10:12:00-04:00`\n\
             hint: remove it with `unset UGAT_NOW`\n"
        );
    }

    #[test]
    fn lines_are_as_wide_as_asked_or_as_the_terminal_and_endless_in_a_pipe() {
        let piped = |columns| Env::fixed(&[], &[("COLUMNS", columns)]);
        let width = |columns| piped(columns).width();
        assert_eq!(width("60"), 60);
        for none in ["", "0", "-1", "ancho", "99999999999999999999", "100000"] {
            assert_eq!(width(none), Look::ENDLESS, "{none}");
        }
        let on_terminal = |columns| piped(columns).with_terminals().width();
        assert_eq!(on_terminal("60"), 60);
        assert_eq!(on_terminal(""), 120);
    }

    #[test]
    fn the_first_locale_that_is_set_says_what_is_drawn() {
        #[track_caller]
        fn case(variables: &[(&str, &str)], expected: &str) {
            let mut env = Env::fixed(&[], variables);
            let (answer, talk) = env.recorded();
            env.answer_page("1 · Ñandú");
            env.talk("1 · Ñandú");
            env.answer.send();
            assert_eq!((&*answer.text(), &*talk.text()), (expected, expected));
        }
        let (drawn, plain) = ("1 · Ñandú", "1 - Ñandú");
        case(&[("LC_ALL", ""), ("LANG", "es_BO.UTF-8")], drawn);
        case(
            &[("LC_ALL", ""), ("LC_CTYPE", "C"), ("LANG", "es_BO.UTF-8")],
            plain,
        );
        case(&[("LC_ALL", "es_BO.utf8"), ("LANG", "C")], drawn);
        case(&[("LC_ALL", "POSIX")], plain);
        case(&[("LC_ALL", "es_BO.ISO-8859-1")], plain);
        case(&[("LC_ALL", "")], drawn);
    }

    #[test]
    fn a_seed_makes_the_nonces_repeat_from_run_to_run_and_differ_within_one() {
        let drawn = |variables: &[(&str, &str)]| {
            let mut env = Env::fixed(&[], variables);
            [env.nonce().expect("a nonce"), env.nonce().expect("another")]
        };
        let first = drawn(&[("UGAT_SEED", "1")]);
        assert_eq!(first, drawn(&[("UGAT_SEED", "1")]));
        assert_ne!(first[0], first[1]);
        assert_ne!(first, drawn(&[("UGAT_SEED", "2")]));
        assert_eq!(drawn(&[])[0], "07".repeat(16));
    }

    #[test]
    fn arguments_that_were_not_understood_still_say_in_which_language() {
        #[track_caller]
        fn case(args: &[&str], expected: (crate::words::Language, bool)) {
            let mut env = Env::fixed(&[], &[]);
            env.speak_leniently(args);
            assert_eq!((env.language(), env.json()), expected, "{args:?}");
        }
        case(&["case", "x", "--lang", "en"], (English, false));
        case(&["--lang=en", "--json", "--nope"], (English, true));
        case(&["case", "--lang"], (Spanish, false));
        case(&["--lang", "qu", "--json"], (Spanish, true));
        case(&["--", "--json", "--lang", "en"], (Spanish, false));
    }

    #[test]
    fn somebody_can_be_asked_where_they_see_the_question_and_can_type() {
        let mut env = Env::fixed(&[], &[]);
        assert!(!env.can_ask());
        env = env.with_terminals();
        assert!(env.can_ask());
        env.input().all("--note", 10).expect("nothing to read");
        assert!(!env.can_ask());
    }
}
