use serde::Serialize;

use crate::words::Text;

/// One journal that cannot be answered for, among others that can.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorRow {
    /// Relative to the root of the store.
    pub file: String,
    pub error: ErrorView,
}

#[derive(Clone, Debug, Serialize)]
pub struct ErrorView {
    pub kind: &'static str,
    #[serde(flatten)]
    pub text: Text,
}
