//! Everything about language that is not a fact of a procedure: which language, text in both of
//! them, plurals and lists, dates, and the escaping that keeps hostile text harmless.

mod dates;
mod escape;
mod language;
mod phrase;
mod repeated;
mod secret;
mod shell;
mod text;
mod unseen;

pub use dates::{ago, date, days_between};
pub use escape::{JsonFormatter, escaped, escaped_lines, feigned, hostile, may_have_hostile};
pub use language::Language;
pub use phrase::{all_of, any_of, count, either, listed, matching, nearest, quoted, series};
pub use repeated::repeated;
pub use secret::{SecretLike, discreet, secret_like};
pub use shell::shell_word;
pub use text::Text;
pub use unseen::{is_ignorable, turns};
