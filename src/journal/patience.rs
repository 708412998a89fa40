//! Waiting for a file that another program has locked: not without a word, and not for ever.

use std::fmt;
use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// What is called with the path of a file for which one has been waiting.
type Word = Box<dyn Fn(&Path) + Send + Sync>;

/// How long one waits for a lock, and what is said meanwhile.
pub struct Patience {
    /// How long without a word.
    pub silent: Duration,
    /// How long in all.
    pub most: Duration,
    word: Word,
}

impl Patience {
    /// How long one waits where nothing else is asked for.
    pub const MOST: Duration = Duration::from_mins(1);

    /// Who says this after two seconds, and gives up after a minute.
    pub fn saying(word: impl Fn(&Path) + Send + Sync + 'static) -> Self {
        Self {
            silent: Duration::from_secs(2),
            most: Self::MOST,
            word: Box::new(word),
        }
    }

    /// Locks a file against every other program until it is closed.
    pub fn lock(&self, file: &File, path: &Path) -> io::Result<()> {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // A thread waits in the kernel, so that whoever comes first is served first.
        let (waiting, (send, receive)) = (file.try_clone()?, channel());
        thread::spawn(move || {
            // Where nobody listens any more, the lock goes with the file.
            let _ = send.send(waiting.lock());
        });
        let rest = self.most.saturating_sub(self.silent);
        for (time, is_last) in [(self.silent, false), (rest, true)] {
            match receive.recv_timeout(time) {
                Ok(locked) => return locked,
                Err(RecvTimeoutError::Timeout) if !is_last => (self.word)(path),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Err(io::ErrorKind::TimedOut.into())
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self::saying(|_| {})
    }
}

impl fmt::Debug for Patience {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Patience");
        shown.field("silent", &self.silent);
        shown.field("most", &self.most).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io;
    use std::path::PathBuf;
    use std::sync::{Arc, Mutex};
    use std::thread;
    use std::time::{Duration, Instant};

    use super::Patience;

    /// A file twice opened, and who waits for it so long, with what was said.
    fn opened(most: u64) -> (File, File, Patience, Arc<Mutex<Vec<PathBuf>>>) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let open = || File::open(file.path()).expect("it is there");
        let said = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&said);
        let mut patience = Patience::saying(move |path| {
            heard.lock().expect("nobody panicked").push(path.to_owned());
        });
        patience.silent = Duration::from_millis(50);
        patience.most = Duration::from_millis(most);
        (open(), open(), patience, said)
    }

    #[test]
    fn who_waits_says_so_once_and_gives_up_in_the_end() {
        let (one, other, patience, said) = opened(200);
        one.lock().expect("nobody has it");
        let began = Instant::now();
        let error = patience.lock(&other, "a".as_ref()).expect_err("it is held");
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert!(began.elapsed() >= Duration::from_millis(200));
        assert_eq!(*said.lock().expect("nobody panicked"), [PathBuf::from("a")]);
    }

    #[test]
    fn who_is_given_the_lock_in_time_has_it_and_says_nothing_where_it_was_soon() {
        for (held, expected) in [(0, 0), (10, 0), (150, 1)] {
            let (one, other, patience, said) = opened(60_000);
            one.lock().expect("nobody has it");
            thread::scope(|scope| {
                scope.spawn(move || {
                    thread::sleep(Duration::from_millis(held));
                    drop(one);
                });
                patience.lock(&other, "a".as_ref()).expect("it is let go");
            });
            assert_eq!(said.lock().expect("nobody panicked").len(), expected);
        }
    }
}
