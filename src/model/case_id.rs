//! The id of a case, and the order and prefixes by which cases are found.

use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use crate::model::{EventId, ProcedureId};

/// The id of a case: its procedure and 12 base32 characters of its first event's id, so that two
/// clones cannot mint the same id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "CompactString")]
pub struct CaseId {
    procedure: ProcedureId,
    suffix: [u8; CaseId::LENGTH],
}

/// The error for a text that is no case id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a case id is a procedure, a hyphen and 12 base32 characters")]
pub struct CaseIdFault;

/// Crockford's base32 alphabet in lower case: no i, l, o, u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl CaseId {
    /// The characters after the procedure.
    pub const LENGTH: usize = 12;
    /// The fewest of them by which a case is called, and named for a write.
    pub const SHORTEST: usize = 4;
    /// The bits of one such character.
    const BITS_OF_DIGIT: u32 = 5;

    /// The id of the case that begins with this event: the leading 60 bits of the event's id.
    pub fn of(procedure: ProcedureId, first: &EventId) -> Self {
        let mut leading = [0; 8];
        leading.copy_from_slice(&first.bytes()[..8]);
        Self::from_leading(procedure, u64::from_be_bytes(leading) >> 4)
    }

    /// The id of the case whose first event has these leading 60 bits.
    pub fn from_leading(procedure: ProcedureId, leading: u64) -> Self {
        let mut left = leading << 4;
        let suffix = std::array::from_fn(|_| {
            left = left.rotate_left(5);
            ALPHABET[(left & 31) as usize]
        });
        Self { procedure, suffix }
    }

    /// The leading 60 bits of its first event; cases of one procedure sort by them.
    pub fn leading(&self) -> u64 {
        bits(&self.suffix).unwrap_or(0)
    }

    /// The range, both ends included, of leading bits of cases whose second part begins so; `None`
    /// where none can.
    pub fn leading_of(beginning: &str) -> Option<(u64, u64)> {
        let open = Self::LENGTH.checked_sub(beginning.len())?;
        let low = bits(beginning.as_bytes())? << (5 * open);
        Some((low, low | ((1 << (5 * open)) - 1)))
    }

    /// Whether a text, as it is compared, may be the beginning of a second part by which a case is called.
    pub fn may_be_called(text: &str) -> bool {
        (Self::SHORTEST..=Self::LENGTH).contains(&text.len()) && bits(text.as_bytes()).is_some()
    }

    /// # Errors
    /// Where it is not a procedure, a hyphen and 12 characters of the alphabet.
    pub fn parse(text: &str) -> Result<Self, CaseIdFault> {
        let (procedure, suffix) = text.rsplit_once('-').ok_or(CaseIdFault)?;
        let procedure = ProcedureId::parse(procedure).map_err(|_| CaseIdFault)?;
        let suffix: [u8; Self::LENGTH] = suffix.as_bytes().try_into().map_err(|_| CaseIdFault)?;
        bits(&suffix).ok_or(CaseIdFault)?;
        Ok(Self { procedure, suffix })
    }

    pub const fn procedure(&self) -> &ProcedureId {
        &self.procedure
    }

    /// The first characters after the procedure, as tables show them.
    pub fn short(&self, digits: usize) -> &str {
        self.suffix().get(..digits).unwrap_or(self.suffix())
    }

    /// With how many characters its second part begins as that of another does.
    pub fn shared(&self, other: &Self) -> usize {
        let pairs = self.suffix.iter().zip(&other.suffix);
        pairs.take_while(|(one, other)| one == other).count()
    }

    /// As text, without an allocation for short procedure ids.
    pub fn to_compact(&self) -> CompactString {
        let mut text = CompactString::new(self.procedure.as_str());
        text.push('-');
        text.push_str(self.suffix());
        text
    }

    /// The part that tells cases of one procedure apart.
    pub fn suffix(&self) -> &str {
        std::str::from_utf8(&self.suffix).expect("the alphabet is ASCII")
    }
}

/// The bits of at most 12 base32 digits; `None` where one is no digit.
fn bits(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0, |bits, digit| {
        let value = VALUES[usize::from(*digit)]?;
        Some(bits << 5 | u64::from(value))
    })
}

/// The value of each character of the alphabet.
const VALUES: [Option<u8>; 256] = {
    let (mut values, mut value) = ([None; 256], 0);
    while value < 1 << CaseId::BITS_OF_DIGIT {
        values[ALPHABET[value as usize] as usize] = Some(value);
        value += 1;
    }
    values
};

impl TryFrom<CompactString> for CaseId {
    type Error = CaseIdFault;

    fn try_from(text: CompactString) -> Result<Self, CaseIdFault> {
        Self::parse(&text)
    }
}

impl Serialize for CaseId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_compact())
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_compact())
    }
}

#[cfg(test)]
mod tests {
    use super::{CaseId, CaseIdFault};
    use crate::model::{EventId, ProcedureId};

    #[test]
    fn a_case_id_carries_the_leading_sixty_bits_of_its_first_event() {
        let first =
            EventId::parse("00443214c74254b635cf84653a56d7c675be77df").expect("forty digits");
        let id = CaseId::of(ProcedureId::parse("pr07").expect("a key"), &first);
        assert_eq!(id.to_string(), "pr07-0123456789ab");
        assert_eq!(CaseId::parse("pr07-0123456789ab"), Ok(id));
    }

    #[test]
    fn cases_are_in_the_order_of_their_leading_bits() {
        let case = |text: &str| CaseId::parse(text).expect("an id");
        let (low, high) = (case("pr07-7q3k00000000"), case("pr07-7q3kzzzzzzzz"));
        assert!(low < high && low.leading() < high.leading());
        let range = Some((low.leading(), high.leading()));
        assert_eq!(CaseId::leading_of("7q3k"), range);
        assert_eq!(CaseId::leading_of(""), Some((0, (1 << 60) - 1)));
        assert_eq!(
            CaseId::leading_of(low.suffix()),
            Some((low.leading(), low.leading()))
        );
        assert_eq!(
            CaseId::from_leading(low.procedure().clone(), low.leading()),
            low
        );
        for none in ["7q3l", "7q3k000000000"] {
            assert_eq!(CaseId::leading_of(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_no_case_id_is_refused() {
        for text in [
            "pr07",
            "pr07-",
            "pr07-0123456789a",
            "pr07-0123456789aI",
            "-0123456789ab",
        ] {
            assert_eq!(CaseId::parse(text), Err(CaseIdFault), "{text}");
        }
    }
}
