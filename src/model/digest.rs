//! Hashes: of files, events and work items, with their hexadecimal form.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

macro_rules! hash {
    ($(#[doc = $doc:literal] $name:ident $bytes:literal)+) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $name([u8; $bytes]);

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                // Fast path: hashes nearly always differ in their leading 64 bits.
                match leading(&self.0).cmp(&leading(&other.0)) {
                    Ordering::Equal => self.0[8..].cmp(&other.0[8..]),
                    other => other,
                }
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                state.write(&self.0);
            }
        }

        impl $name {
            /// The number of hexadecimal digits.
            pub const DIGITS: usize = $bytes * 2;

            /// The leading bits of the SHA-256 (FIPS 180-4) of these bytes.
            pub fn of(bytes: &[u8]) -> Self {
                let whole = Sha256::digest(bytes);
                let mut leading = [0; $bytes];
                leading.copy_from_slice(&whole[..$bytes]);
                Self(leading)
            }

            /// From exactly [`Self::DIGITS`] lower-case hexadecimal digits.
            pub fn parse(text: &str) -> Option<Self> {
                decode(text.as_bytes()).map(Self)
            }

            /// Its first 64 bits; hashes sort by them first.
            pub fn leading(&self) -> u64 {
                leading(&self.0)
            }

            pub fn bytes(&self) -> &[u8] {
                &self.0
            }

            /// Its digits, in ASCII.
            pub fn digits(&self) -> [u8; Self::DIGITS] {
                let mut digits = [0; Self::DIGITS];
                spell(&self.0, &mut digits);
                digits
            }

            /// The first hexadecimal digits, for file names and tables.
            pub fn short(&self, digits: usize) -> String {
                let mut text = self.to_string();
                text.truncate(digits);
                text
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(encode(&self.0, &mut [0; Self::DIGITS]))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, formatter)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    let mut digits = [0; Self::DIGITS];
                    serializer.serialize_str(encode(&self.0, &mut digits))
                } else {
                    self.0.serialize(serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if !deserializer.is_human_readable() {
                    return Deserialize::deserialize(deserializer).map(Self);
                }
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| {
                    serde::de::Error::custom(concat!("expected ", $bytes, " bytes in hexadecimal"))
                })
            }
        }
    )+};
}

hash! {
    /// The whole SHA-256 of a file.
    Digest 32
    /// The id of an event: the first 160 bits of the SHA-256 of its exact bytes.
    EventId 20
    /// The id of a work item: 80 bits of the SHA-256 of what led to it.
    ItemId 10
}

impl Digest {
    /// From a SHA-256 that was computed in pieces.
    pub const fn from_sha256(hash: [u8; 32]) -> Self {
        Self(hash)
    }
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

fn encode<'d>(bytes: &[u8], digits: &'d mut [u8]) -> &'d str {
    spell(bytes, digits);
    str::from_utf8(digits).expect("digits are ASCII")
}

/// Writes bytes as hexadecimal digits.
fn spell(bytes: &[u8], digits: &mut [u8]) {
    for (byte, pair) in bytes.iter().zip(digits.chunks_exact_mut(2)) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
}

fn decode<const BYTES: usize>(digits: &[u8]) -> Option<[u8; BYTES]> {
    if digits.len() != BYTES * 2 {
        return None;
    }
    let (mut bytes, mut all_odd) = ([0; BYTES], 0);
    for from in (0..digits.len()).step_by(8) {
        // The last eight may overlap those before.
        let from = from.min(digits.len() - 8);
        let (values, odd) = eight_digits(*digits[from..].first_chunk()?);
        let [_, first, _, second, _, third, _, fourth] = ((values >> 4) | values).to_be_bytes();
        bytes[from / 2..][..4].copy_from_slice(&[first, second, third, fourth]);
        all_odd |= odd;
    }
    (all_odd == 0).then_some(bytes)
}

/// The values of eight digits, one a byte, and a number that is 0 only if all are digits.
fn eight_digits(digits: [u8; 8]) -> (u64, u64) {
    const ONES: u64 = u64::from_be_bytes([1; 8]);
    let digits = u64::from_be_bytes(digits);
    let values = (digits & (0x0f * ONES)) + ((digits >> 6) & ONES) * 9;
    // Re-encode and compare: a mismatch means it was not lower-case hex.
    let letters = ((values + 6 * ONES) >> 4) & ONES;
    let spelled = values + 0x30 * ONES + letters * 39;
    (values, (spelled ^ digits) | (values & (0xf0 * ONES)))
}

/// The first bytes as a number.
fn leading<const BYTES: usize>(bytes: &[u8; BYTES]) -> u64 {
    let first = bytes.first_chunk().expect("a hash has eight bytes");
    u64::from_be_bytes(*first)
}

#[cfg(test)]
mod tests {
    use super::{Digest, EventId, ItemId, decode};

    #[test]
    fn a_hash_is_the_leading_bits_of_sha256_in_hexadecimal() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(b"abc").to_string(), abc);
        assert_eq!(EventId::of(b"abc").to_string(), &abc[..40]);
        assert_eq!(ItemId::of(b"abc").to_string(), &abc[..20]);
        assert_eq!(EventId::parse(&abc[..40]), Some(EventId::of(b"abc")));
    }

    #[test]
    fn only_its_own_length_in_lower_case_reads_as_a_hash() {
        assert_eq!(ItemId::parse("ba7816bf8f01cfea41"), None);
        assert_eq!(ItemId::parse("BA7816BF8F01CFEA4141"), None);
        assert_eq!(ItemId::parse("zz7816bf8f01cfea4141"), None);
    }

    #[test]
    fn every_byte_reads_as_the_digit_that_it_is_or_as_none_in_every_place() {
        let text = b"0f1e2d3c4b5a69788796";
        for (place, byte) in (0..20).flat_map(|place| (0..=u8::MAX).map(move |byte| (place, byte)))
        {
            let mut digits = *text;
            digits[place] = byte;
            let expected = matches!(byte, b'0'..=b'9' | b'a'..=b'f').then_some(&digits[..]);
            let read = decode::<10>(&digits).map(|bytes| ItemId(bytes).to_string());
            assert_eq!(read.as_deref().map(str::as_bytes), expected);
        }
    }
}
