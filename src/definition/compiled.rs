use crate::model::Procedure;

/// The derived form of a procedure, without its readings: no case needs them. It is read and
/// written by one build of the program alone.
pub fn write(procedure: &Procedure) -> Vec<u8> {
    postcard::to_extend(procedure, Vec::new()).expect("a procedure is plain data")
}

/// What [`write`] wrote, and the program carries: its texts and keys stay where they are.
///
/// # Errors
/// Where the bytes are not of this build.
pub fn read(bytes: &'static [u8]) -> Result<Procedure, postcard::Error> {
    postcard::from_bytes(bytes)
}
