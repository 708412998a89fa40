//! Language: text in Spanish and English, plurals, lists, dates, escaping of hostile text, and
//! detection of secrets in what people type. The texts of procedures and views are not here.

mod dates;
mod escape;
mod language;
mod nearest;
mod phrase;
mod placeholder;
mod redacted;
mod secret;
mod shell;
mod synonyms;
mod text;
mod unseen;

pub use dates::{ago, date, date_in, days_between, iso, typed_date};
pub use escape::{
    JsonFormatter, escaped, escaped_lines, find_lookalike, hostile, may_have_hostile,
};
pub use language::Language;
pub use nearest::{nearest, synonym};
pub use phrase::{all_of, any_of, counted, either, listed, matching, quoted, series};
pub use placeholder::Placeholder;
pub use redacted::redacted_text;
pub use secret::{SecretLike, redacted, secret_like};
pub use shell::shell_word;
pub use text::Text;
pub use unseen::{is_direction_override, is_ignorable};
