//! The names by which people call cases: what a name may mean, which case it means, and which
//! references are free. The journals that bear them are read in `case`.

mod candidates;
mod like_ids;
mod lookup;
mod name;
mod references;

pub use candidates::{candidates, plain_match};
pub use like_ids::LikeIds;
pub use lookup::Names;
pub use name::{Matches, NameKind, is_too_short, only, unread};
pub use references::{Meaning, Meanings, ReferenceLock, Taken};
