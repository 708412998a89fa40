use crate::model::Procedure;

/// The derived form of a procedure, without its readings: no case needs them. It is read and
/// written by one build of the program alone.
pub fn write(procedure: &Procedure) -> String {
    serde_json::to_string(procedure).expect("a procedure has no key that JSON lacks")
}

/// What [`write`] wrote, and the program carries: its texts and keys stay where they are.
///
/// # Errors
/// Where the text is not of this build.
pub fn read(text: &'static str) -> Result<Procedure, serde_json::Error> {
    serde_json::from_str(text)
}
