//! Waiting for a file that another program has locked, with a notice and a time limit.

use std::fmt;
use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Called with the path of the file that a writer waits for.
type Notice = Box<dyn Fn(&Path) + Send + Sync>;

/// How long a writer waits for a lock.
pub struct Patience {
    /// How long before the notice.
    pub silent: Duration,
    /// How long in all.
    pub most: Duration,
    notice: Notice,
}

impl Patience {
    /// The default time limit.
    pub const MOST: Duration = Duration::from_mins(1);

    /// Gives this notice after two seconds, and up after a minute.
    pub fn with_notice(notice: impl Fn(&Path) + Send + Sync + 'static) -> Self {
        Self {
            silent: Duration::from_secs(2),
            most: Self::MOST,
            notice: Box::new(notice),
        }
    }

    /// Locks a file against every other program until it is closed.
    pub fn lock(&self, file: &File, path: &Path) -> io::Result<()> {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // A thread waits in the kernel, so that writers are served in order of arrival.
        let (waiting, (send, receive)) = (file.try_clone()?, channel());
        thread::spawn(move || {
            // If the writer gave up, the lock is released with the file.
            let _ = send.send(waiting.lock());
        });
        let rest = self.most.saturating_sub(self.silent);
        for (time, is_last) in [(self.silent, false), (rest, true)] {
            match receive.recv_timeout(time) {
                Ok(locked) => return locked,
                Err(RecvTimeoutError::Timeout) if !is_last => (self.notice)(path),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Err(io::ErrorKind::TimedOut.into())
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self::with_notice(|_| {})
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

    /// A file opened twice, a patience of this length, and the notices given.
    fn opened(most: u64) -> (File, File, Patience, Arc<Mutex<Vec<PathBuf>>>) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let open = || File::open(file.path()).expect("it is there");
        let said = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&said);
        let mut patience = Patience::with_notice(move |path| {
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
