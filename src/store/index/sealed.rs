//! One file of the index: pieces, a directory and a trailer, each with its checksum.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::store::durable::readable;
use crate::store::index::{Directory, Extent, Stamp, Tick};
use crate::store::opening::opened;

/// What a file of the index ends with: where its directory is, and its checksum.
const TRAILER: usize = Extent::BYTES + 4 + MAGIC.len();
const MAGIC: [u8; 8] = *b"ugatidx\x01";
/// As many bytes that are not wanted are read rather than passed over.
const GAP: u64 = 4096;
/// The prefix of files that are no index yet.
const UNSEALED: &str = "new-";

/// A file of the index, read piece by piece; every piece is checked before it is believed.
#[derive(Debug)]
pub struct Sealed {
    file: File,
    pub directory: Directory,
    pub stamp: Stamp,
}

/// A file that becomes one of the index. It is made before anything is read that it is to hold: the
/// tick in which it was made says which stamps can be believed.
#[derive(Debug)]
pub struct Sealing {
    file: NamedTempFile,
    at: u64,
    pub begun: Tick,
}

impl Sealed {
    /// Nothing where there is none, or it is damaged, or another build of the program wrote it.
    pub fn open(path: &Path) -> Option<Self> {
        let file = opened(path).ok()?;
        let found = file.metadata().ok()?;
        let from = found.len().checked_sub(TRAILER as u64)?;
        let mut trailer = [0; TRAILER];
        file.read_exact_at(&mut trailer, from).ok()?;
        let extent = directory_of(&trailer)?;
        let bytes = read(&file, &extent, found.len())?;
        let directory: Directory = postcard::from_bytes(&bytes).ok()?;
        let stamp = Stamp::of(&found);
        directory.is_of_this_build().then_some(Self {
            file,
            directory,
            stamp,
        })
    }

    /// The bytes of a piece; nothing where they are not what was written.
    pub fn piece(&self, extent: &Extent) -> Option<Vec<u8>> {
        read(&self.file, extent, u64::MAX)
    }

    /// Several pieces, read at once where they lie close together.
    pub fn pieces(&self, extents: &[Extent]) -> Pieces {
        let mut pieces = Pieces {
            bytes: Vec::new(),
            ranges: vec![None; extents.len()],
        };
        let wanted: Vec<_> = extents
            .iter()
            .enumerate()
            .filter(|(_, extent)| extent.length > 0)
            .collect();
        let is_close = |one: &Extent, next: &Extent| {
            let gap = next.at.checked_sub(one.end());
            gap.is_some_and(|gap| gap <= GAP)
        };
        for run in wanted.chunk_by(|(_, one), (_, next)| is_close(one, next)) {
            pieces.read(&self.file, run, self.stamp.size);
        }
        pieces
    }
}

/// What was read of several pieces.
#[derive(Debug)]
pub struct Pieces {
    bytes: Vec<u8>,
    /// Where each is among the bytes; nothing for those that are empty or not what was written.
    ranges: Vec<Option<Range<usize>>>,
}

impl Pieces {
    /// One of them by its place.
    pub fn get(&self, place: usize) -> Option<&[u8]> {
        let range = self.ranges.get(place)?.clone()?;
        self.bytes.get(range)
    }

    /// Reads pieces, by their places, that follow each other in a file of a size.
    fn read(&mut self, file: &File, run: &[(usize, &Extent)], size: u64) {
        let (first, last) = (run[0].1, run[run.len() - 1].1);
        let begin = self.bytes.len();
        let after_first = |place: u64| usize::try_from(place - first.at);
        let length = after_first(last.end()).ok().filter(|_| last.end() <= size);
        self.bytes.resize(begin + length.unwrap_or(0), 0);
        let is_read = file
            .read_exact_at(&mut self.bytes[begin..], first.at)
            .is_ok();
        for (place, extent) in run.iter().filter(|_| is_read) {
            let Ok(offset) = after_first(extent.at) else {
                continue;
            };
            let from = begin + offset;
            let range = from..from + extent.length as usize;
            let piece = self.bytes.get(range.clone());
            let is_whole = piece.is_some_and(|piece| crc32fast::hash(piece) == extent.crc);
            self.ranges[*place] = is_whole.then_some(range);
        }
    }
}

fn read(file: &File, extent: &Extent, most: u64) -> Option<Vec<u8>> {
    if u64::from(extent.length) > most {
        return None;
    }
    let mut bytes = vec![0; extent.length as usize];
    file.read_exact_at(&mut bytes, extent.at).ok()?;
    (crc32fast::hash(&bytes) == extent.crc).then_some(bytes)
}

impl Sealing {
    pub fn begin(folder: &Path) -> io::Result<Self> {
        let file = tempfile::Builder::new()
            .prefix(UNSEALED)
            .permissions(readable())
            .tempfile_in(folder)?;
        let begun = Stamp::of(&file.as_file().metadata()?).modified;
        Ok(Self { file, at: 0, begun })
    }

    pub fn add(&mut self, bytes: &[u8]) -> io::Result<Extent> {
        self.file.write_all(bytes)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let at = self.at;
        self.at += u64::from(length);
        let crc = crc32fast::hash(bytes);
        Ok(Extent { at, length, crc })
    }

    /// Puts it in the place of the one that is there, whole; where a crash cuts that short, the
    /// checksums tell.
    pub fn seal(mut self, directory: &Directory, path: &Path) -> io::Result<()> {
        let bytes = postcard::to_extend(directory, Vec::new()).map_err(io::Error::other)?;
        let extent = self.add(&bytes)?;
        self.file.write_all(&trailer_to(&extent))?;
        self.file.persist(path)?;
        Ok(())
    }
}

/// The files of a folder that were begun and never sealed: their process was killed.
pub fn unsealed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter(|entry| {
        let name = entry.file_name();
        name.to_str().is_some_and(|name| name.starts_with(UNSEALED))
    });
    names.map(|entry| entry.path()).collect()
}

fn trailer_to(extent: &Extent) -> [u8; TRAILER] {
    let (mut bytes, place) = ([0; TRAILER], extent.bytes());
    let checked = [&place[..], &crc32fast::hash(&place).to_le_bytes(), &MAGIC];
    bytes.copy_from_slice(&checked.concat());
    bytes
}

fn directory_of(trailer: &[u8; TRAILER]) -> Option<Extent> {
    let extent = Extent::of_bytes(trailer.first_chunk()?);
    (trailer_to(&extent) == *trailer).then_some(extent)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Directory, Extent, Sealed, Sealing, unsealed};

    #[test]
    fn what_was_sealed_is_read_piece_by_piece() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("index");
        let mut sealing = Sealing::begin(folder.path()).expect("it is begun");
        assert_eq!(unsealed(folder.path()).len(), 1);
        let pieces = ["uno", "", "tres"].map(|piece| {
            let extent = sealing.add(piece.as_bytes());
            extent.expect("there is room")
        });
        sealing
            .seal(&Directory::of(Vec::new(), None), &path)
            .expect("there is room");
        assert_eq!(unsealed(folder.path()).len(), 0);
        let sealed = Sealed::open(&path).expect("it is one");
        assert_eq!(sealed.piece(&pieces[0]), Some(b"uno".to_vec()));
        let read = |wanted: &[Extent]| {
            let pieces = sealed.pieces(wanted);
            let texts = (0..wanted.len()).map(|place| {
                let piece = pieces.get(place);
                piece.map(|piece| String::from_utf8_lossy(piece).into_owned())
            });
            texts.collect::<Vec<_>>()
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read(&pieces), [some("uno"), None, some("tres")]);
        let apart = [pieces[2], pieces[0]];
        assert_eq!(read(&apart), [some("tres"), some("uno")]);
        let other = Extent {
            crc: 0,
            ..pieces[0]
        };
        assert_eq!(sealed.piece(&other), None);
        assert_eq!(read(&[other, pieces[2]]), [None, some("tres")]);
        let beyond = Extent {
            length: u32::MAX,
            ..pieces[2]
        };
        assert_eq!(read(&[pieces[0], beyond]), [None, None]);
    }

    #[test]
    fn a_file_with_any_byte_changed_or_missing_is_none_or_has_that_piece_alone_wrong() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("index");
        let mut sealing = Sealing::begin(folder.path()).expect("it is begun");
        let piece = sealing.add(b"some bytes").expect("there is room");
        sealing
            .seal(&Directory::of(Vec::new(), None), &path)
            .expect("there is room");
        let whole = fs::read(&path).expect("it is there");
        for at in 0..whole.len() {
            let mut harmed = whole.clone();
            harmed[at] ^= 0x20;
            fs::write(&path, &harmed).expect("it is written");
            match Sealed::open(&path) {
                Some(sealed) => {
                    assert!(at < 10, "byte {at}");
                    assert_eq!(sealed.piece(&piece), None);
                }
                None => assert!(at >= 10, "byte {at}"),
            }
            fs::write(&path, &whole[..at]).expect("it is written");
            assert!(Sealed::open(&path).is_none(), "{at} bytes");
        }
    }
}
