use std::io::{self, BufWriter, Write};

/// Standard output: buffered, flushed once. Writing to it never fails; what went wrong is told
/// at the end.
pub struct Answer {
    writer: BufWriter<Box<dyn Write>>,
    failed: Option<io::Error>,
}

impl Answer {
    const CAPACITY: usize = 64 * 1024;

    pub fn new(stream: Box<dyn Write>) -> Self {
        Self {
            writer: BufWriter::with_capacity(Self::CAPACITY, stream),
            failed: None,
        }
    }

    /// Whether nobody reads on, so that writing more is of no use.
    pub const fn is_broken(&self) -> bool {
        self.failed.is_some()
    }

    /// Sends what is held, so that what is said on standard error next stands below it.
    pub fn send(&mut self) {
        if self.failed.is_none() {
            self.failed = self.writer.flush().err();
        }
    }

    /// Sends what is still held; a reader who left early is no failure.
    ///
    /// # Errors
    /// What went wrong first, now or before.
    pub fn close(&mut self) -> io::Result<()> {
        let flushed = match self.failed.take() {
            Some(error) => Err(error),
            None => self.writer.flush(),
        };
        flushed.or_else(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(error),
        })
    }
}

impl Write for Answer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed.is_none() {
            self.failed = self.writer.write_all(bytes).err();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::Answer;

    struct Refusing(io::ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_told_at_the_end_and_a_closed_pipe_is_not() {
        #[track_caller]
        fn case(kind: io::ErrorKind, bytes: usize, expected: Result<(), io::ErrorKind>) {
            let mut answer = Answer::new(Box::new(Refusing(kind)));
            answer
                .write_all(&vec![b'x'; bytes])
                .expect("writing does not fail");
            assert_eq!(answer.close().map_err(|error| error.kind()), expected);
        }
        case(
            io::ErrorKind::StorageFull,
            1,
            Err(io::ErrorKind::StorageFull),
        );
        case(
            io::ErrorKind::StorageFull,
            200_000,
            Err(io::ErrorKind::StorageFull),
        );
        case(io::ErrorKind::BrokenPipe, 1, Ok(()));
        case(io::ErrorKind::BrokenPipe, 200_000, Ok(()));
        case(io::ErrorKind::StorageFull, 0, Ok(()));
    }
}
