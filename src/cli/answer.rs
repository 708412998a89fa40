//! Standard output as a buffer that is written once, and never fails in between.

use std::io::{self, BufWriter, IoSlice, Write};

/// Standard output. Writing to it never fails; what went wrong is reported at the end.
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

    /// Writes pieces that lie apart: many at a time, and without putting them together first.
    pub fn write_pieces(&mut self, pieces: &[&[u8]]) {
        let mut pieces: Vec<IoSlice<'_>> = pieces.iter().map(|piece| IoSlice::new(piece)).collect();
        let mut left = &mut pieces[..];
        // Empty pieces are skipped.
        IoSlice::advance_slices(&mut left, 0);
        while self.failed.is_none() && !left.is_empty() {
            match self.writer.write_vectored(left) {
                Ok(0) => self.failed = Some(io::ErrorKind::WriteZero.into()),
                Ok(written) => IoSlice::advance_slices(&mut left, written),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => self.failed = Some(error),
            }
        }
    }

    /// Flushes, so that a message on standard error comes after it.
    pub fn send(&mut self) {
        if self.failed.is_none() {
            self.failed = self.writer.flush().err();
        }
    }

    /// Flushes at the end; a closed pipe is not a failure.
    pub fn close(&mut self) -> io::Result<()> {
        let flushed = match self.failed.take() {
            Some(error) => Err(error),
            None => self.writer.flush(),
        };
        match flushed {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
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
    use std::cell::RefCell;
    use std::io::{self, Write};
    use std::rc::Rc;

    use super::Answer;

    /// Takes a thousand bytes at a time.
    #[derive(Clone, Default)]
    struct Narrow(Rc<RefCell<Vec<u8>>>);

    impl Write for Narrow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(1000);
            self.0.borrow_mut().extend(&bytes[..taken]);
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn pieces_are_written_whole_and_after_each_other() {
        for length in [1, 2500, 200_000] {
            let stream = Narrow::default();
            let mut answer = Answer::new(Box::new(stream.clone()));
            let long: Vec<u8> = (0..=255).cycle().take(length).collect();
            answer.write_all(b"first").expect("it never fails");
            answer.write_pieces(&[]);
            answer.write_pieces(&[b"", &long, b"", b"second", &long, b""]);
            answer.write_all(b"last").expect("it never fails");
            answer.close().expect("it takes everything");
            let expected = [b"first", &long[..], b"second", &long, b"last"].concat();
            assert!(*stream.0.borrow() == expected, "{length}");
        }
    }

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
            answer.write_pieces(&[&vec![b'x'; bytes]]);
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
