//! Where a piece lies in a file of the index, and its checksum.

use serde::{Deserialize, Serialize};

/// Where the outline and the past of a case lie; of no length where they are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub outline: Extent,
    pub past: Extent,
}

/// Bytes of a file of the index: where they are, and what they must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    pub at: u64,
    pub length: u32,
    pub crc: u32,
}

impl Extent {
    /// Of nothing.
    pub const NONE: Self = Self {
        at: 0,
        length: 0,
        crc: 0,
    };
    /// How many bytes say where it is.
    pub const BYTES: usize = 8 + 4 + 4;

    pub const fn end(&self) -> u64 {
        self.at.saturating_add(self.length as u64)
    }

    pub fn bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&self.at.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.length.to_le_bytes());
        bytes[12..].copy_from_slice(&self.crc.to_le_bytes());
        bytes
    }

    pub fn of_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let [at @ .., l0, l1, l2, l3, c0, c1, c2, c3] = *bytes;
        Self {
            at: u64::from_le_bytes(at),
            length: u32::from_le_bytes([l0, l1, l2, l3]),
            crc: u32::from_le_bytes([c0, c1, c2, c3]),
        }
    }
}

impl Row {
    pub const NONE: Self = Self {
        outline: Extent::NONE,
        past: Extent::NONE,
    };
    /// How many bytes say where it is.
    pub const BYTES: usize = 2 * Extent::BYTES;

    pub fn bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        let (outline, past) = bytes.split_at_mut(Extent::BYTES);
        outline.copy_from_slice(&self.outline.bytes());
        past.copy_from_slice(&self.past.bytes());
        bytes
    }

    pub fn of_bytes(bytes: &[u8; Self::BYTES]) -> Option<Self> {
        let (outline, past) = bytes.split_first_chunk()?;
        Some(Self {
            outline: Extent::of_bytes(outline),
            past: Extent::of_bytes(past.first_chunk()?),
        })
    }
}
