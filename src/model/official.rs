//! Official procedures: whether a definition is a shipped one, or only claims to be.

use std::sync::OnceLock;

use crate::model::{Digest, Procedure};
use crate::words::matching;

/// Every procedure file ever shipped: id, version and digest. Every change of a file adds a line;
/// none is removed.
const EVER_SHIPPED: &str = include_str!("../../procedures/digests.txt");

struct Shipped {
    id: &'static str,
    name: String,
    version: u32,
    digest: Digest,
}

impl Procedure {
    /// Whether it is a shipped file, in any revision; false where it only bears the name of one,
    /// `None` where it does not claim to be one.
    pub fn official(&self) -> Option<bool> {
        let all = ever_shipped();
        if all.iter().any(|shipped| shipped.digest == self.digest) {
            return Some(true);
        }
        let names = [normal(self.id.as_str()), normal(&self.code)];
        let mut alike = all.iter().filter(|shipped| names.contains(&shipped.name));
        // A unit may have its own newer version under the same id, but not under a similar name.
        let claims =
            alike.any(|shipped| shipped.id != self.id.as_str() || shipped.version == self.version);
        claims.then_some(false)
    }
}

fn ever_shipped() -> &'static [Shipped] {
    static READ: OnceLock<Vec<Shipped>> = OnceLock::new();
    READ.get_or_init(|| EVER_SHIPPED.lines().filter_map(shipped).collect())
}

fn shipped(line: &'static str) -> Option<Shipped> {
    let mut words = line.split(' ');
    let (id, version, digest) = (words.next()?, words.next()?, words.next()?);
    Some(Shipped {
        id,
        name: normal(id),
        version: version.parse().ok()?,
        digest: Digest::parse(digest)?,
    })
}

/// The name of a procedure as it is compared: `PR7`, `pr07` and `UGAT/AIT -PR07` are equal.
pub fn normal(named: &str) -> String {
    let mut parts = named
        .trim()
        .rsplit(|one: char| one == '/' || one.is_whitespace());
    let last = parts.next().unwrap_or(named);
    let matched = matching(last.rsplit_once("AIT-").map_or(last, |(_, last)| last));
    let plain = matched.trim_start_matches('-');
    let digits = plain.find(|character: char| character.is_ascii_digit());
    let (letters, number) = plain.split_at(digits.unwrap_or(plain.len()));
    format!("{letters}{}", number.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn a_procedure_is_known_by_its_id_and_by_its_code_with_or_without_zeros() {
        for named in [
            "pr07",
            "PR7",
            "Pr07",
            "UGAT/AIT-PR7",
            "UGAT/AIT -PR07",
            "UGAT/AIT\u{a0}-PR07",
            "UGAT/AIT-PR07",
        ] {
            assert_eq!(normal(named), "pr7", "{named}");
        }
        assert_eq!(normal("alta-usuarios"), "alta-usuarios");
    }
}
