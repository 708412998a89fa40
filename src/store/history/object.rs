//! The objects of git: their names, and how many of them are read in one call.

use std::io::{self, BufRead, Read as _};

use compact_str::CompactString;
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use crate::store::git::Git;

/// The name of an object in git: the hash of its kind, its length and its bytes, in hexadecimal.
/// SHA-1, or SHA-256 in a repository of that format.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(CompactString);

const SHA1_DIGITS: usize = 40;
const SHA256_DIGITS: usize = 64;

impl ObjectId {
    /// From as many digits as one of the two hashes has, else nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_long = matches!(text.len(), SHA1_DIGITS | SHA256_DIGITS);
        (is_long && text.bytes().all(is_digit)).then(|| Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it stands for nothing: a file that is not there, or one that git has not stored.
    pub fn is_null(&self) -> bool {
        self.0.bytes().all(|byte| byte == b'0')
    }

    /// Whether it names the content of a file that has exactly these bytes.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        let head = format!("blob {}\0", bytes.len());
        match self.0.len() {
            SHA1_DIGITS => self.is_hash(Sha1::new().chain_update(head).chain_update(bytes)),
            _ => self.is_hash(Sha256::new().chain_update(head).chain_update(bytes)),
        }
    }

    fn is_hash(&self, hash: impl sha2::Digest) -> bool {
        let value = |digit: u8| match digit {
            b'0'..=b'9' => digit - b'0',
            _ => digit - b'a' + 10,
        };
        let pairs = self.0.as_bytes().chunks_exact(2);
        pairs
            .map(|pair| value(pair[0]) << 4 | value(pair[1]))
            .eq(hash.finalize())
    }
}

impl Git {
    /// How many bytes each of these objects has, in their order; nothing of one that is not there.
    pub fn sizes(&self, objects: &[&ObjectId]) -> io::Result<Vec<Option<usize>>> {
        let command = ["cat-file", "--batch-check=%(objectsize)", "--buffer"];
        let ran = self.run_on(named(objects).as_bytes(), &command)?;
        let sizes: Vec<Option<usize>> = ran.text().lines().map(|line| line.parse().ok()).collect();
        match sizes.len() == objects.len() {
            true => Ok(sizes),
            false => Err(io::Error::other(ran.said.join("\n"))),
        }
    }

    /// Reads these objects one after the other; `take` gets the place of each and its bytes, or
    /// nothing where it is not there.
    pub fn objects(
        &self,
        objects: &[&ObjectId],
        take: impl FnMut(usize, Option<Vec<u8>>),
    ) -> io::Result<()> {
        self.named_objects(named(objects).as_bytes(), objects.len(), take)
    }

    /// Reads objects by any names that git knows, a line each, as many as said.
    pub fn named_objects(
        &self,
        names: &[u8],
        count: usize,
        mut take: impl FnMut(usize, Option<Vec<u8>>),
    ) -> io::Result<()> {
        if count == 0 {
            return Ok(());
        }
        self.stream(names, &["cat-file", "--batch", "--buffer"], |out| {
            for place in 0..count {
                take(place, object(out)?);
            }
            Ok(())
        })
    }
}

fn named(objects: &[&ObjectId]) -> String {
    let mut named = String::with_capacity(objects.len() * (SHA1_DIGITS + 1));
    for object in objects {
        named.push_str(object.as_str());
        named.push('\n');
    }
    named
}

/// One object as `cat-file --batch` writes it: its name, kind and size, its bytes, a line end.
fn object(out: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = String::new();
    out.read_line(&mut head)?;
    // A name that is asked for may hold blanks; it stands again where there is nothing of it.
    if head.ends_with(" missing\n") {
        return Ok(None);
    }
    let mut words = head.split_ascii_whitespace().skip(1);
    let (kind, size) = (words.next(), words.next());
    let (Some(_), Some(Ok(size))) = (kind, size.map(str::parse::<u64>)) else {
        return Err(io::Error::other(head));
    };
    let mut bytes = Vec::new();
    out.take(size).read_to_end(&mut bytes)?;
    let mut end = [0];
    out.read_exact(&mut end)?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::ObjectId;

    #[test]
    fn an_object_is_named_by_its_bytes_in_both_formats() {
        let short = ObjectId::parse("ce013625030ba8dba906f756967f9e9ca394464a");
        let short = short.expect("it has the digits");
        assert!(short.is_of(b"hello\n") && !short.is_of(b"hello"));
        let long = "2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4";
        let long = ObjectId::parse(long).expect("it has the digits");
        assert!(long.is_of(b"hello\n") && !long.is_of(b"Hello\n"));
        assert!(ObjectId::parse(&"0".repeat(40)).is_some_and(|id| id.is_null()));
        for wrong in ["", "ce01", &"g".repeat(40), &"A".repeat(40)] {
            assert_eq!(ObjectId::parse(wrong), None, "{wrong}");
        }
    }
}
