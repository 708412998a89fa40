//! Language: bytes as text, text in Spanish and English, plurals, lists, dates, how texts are
//! compared and ordered, escaping of hostile text, and detection of secrets in what people type. The
//! texts of procedures and views are not here.

mod canonical;
mod collation;
mod dates;
mod digits;
mod drawing;
mod encoding;
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

pub use canonical::matching;
pub use collation::{Collated, order_of_keys};
pub use dates::{ago, date, date_in, days_between, iso, typed_date};
pub use drawing::drawn_in_ascii;
pub use encoding::{Decoded, Encoding, NoText, decoded, utf8, with_plain_line_ends};
pub use escape::{
    JsonFormatter, escaped, escaped_lines, find_lookalike, hostile, may_have_hostile,
};
pub use language::Language;
pub use nearest::{likely, nearest, synonym};
pub use phrase::{all_of, any_of, counted, either, listed, quoted, series};
pub use placeholder::{Placeholder, WordInCapitals};
pub use redacted::redacted_text;
pub use secret::{SecretLike, redacted, secret_like};
pub use shell::shell_word;
pub use synonyms::{DELETE, UNLABEL, meanings};
pub use text::Text;
pub use unseen::{is_direction_override, is_ignorable};
