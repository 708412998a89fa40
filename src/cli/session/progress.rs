//! How far something long has come, told on a terminal.

use std::time::{Duration, Instant};

use crate::cli::env::Env;
use crate::words::Text;

/// Says on a terminal how far something long has come; never where nobody looks.
pub struct Progress {
    what: Text,
    of: usize,
    begun: Instant,
    /// When it was last said; nothing before it has lasted.
    said: Option<Instant>,
}

impl Progress {
    /// Work that ends sooner is not reported.
    const PATIENCE: Duration = Duration::from_millis(500);
    const PAUSE: Duration = Duration::from_millis(100);
    /// Back to the beginning of the line, and nothing left on it.
    const CLEAR: &str = "\r\u{1b}[K";

    /// The progress of `of` steps; `what` names them, such as `líneas comprobadas`.
    pub fn of(of: usize, what: Text) -> Self {
        Self {
            what,
            of,
            begun: Instant::now(),
            said: None,
        }
    }

    /// Reports that `done` steps are done.
    pub fn reach(&mut self, env: &mut Env, done: usize) {
        if !env.talks_to_a_terminal() || !self.is_due() {
            return;
        }
        self.said = Some(Instant::now());
        let (of, what) = (self.of, self.what.get(env.language()));
        let share = (done * 100).checked_div(of).unwrap_or(100);
        env.talk(&format!("{}{share} % · {done}/{of} {what}", Self::CLEAR));
    }

    fn is_due(&self) -> bool {
        match self.said {
            Some(said) => said.elapsed() >= Self::PAUSE,
            None => self.begun.elapsed() >= Self::PATIENCE,
        }
    }

    /// Removes the line from the terminal.
    pub fn end(self, env: &mut Env) {
        if self.said.is_some() {
            env.talk(Self::CLEAR);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Progress;
    use crate::cli::env::Env;
    use crate::words::Text;

    /// What is said of 30 steps of 120 that have taken so long.
    fn said(mut env: Env, taken: Duration) -> String {
        let (_, talk) = env.recorded();
        let mut progress = Progress::of(120, Text::of("líneas", "lines"));
        progress.begun = Instant::now().checked_sub(taken).expect("a time");
        progress.reach(&mut env, 30);
        progress.reach(&mut env, 31);
        progress.end(&mut env);
        talk.text()
    }

    #[test]
    fn what_lasts_is_told_on_a_terminal_and_wiped_at_the_end() {
        let long = Duration::from_secs(1);
        assert_eq!(
            said(Env::fixed(&[], &[]).with_terminals(), long),
            "\r\u{1b}[K25 % · 30/120 líneas\r\u{1b}[K"
        );
        assert_eq!(said(Env::fixed(&[], &[]), long), "");
        let short = Duration::from_millis(100);
        assert_eq!(said(Env::fixed(&[], &[]).with_terminals(), short), "");
    }
}
