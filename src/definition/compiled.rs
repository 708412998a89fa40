use crate::model::Procedure;

/// The compiled form of a procedure, without its readings, which no case needs. The same build of
/// the program writes and reads it.
pub fn write(procedure: &Procedure) -> Vec<u8> {
    postcard::to_extend(procedure, Vec::new()).expect("a procedure is plain data")
}

/// Reads what [`write`] wrote and the program embeds; texts are borrowed from it.
///
/// # Errors
/// Where the bytes are not of this build.
pub fn read(bytes: &'static [u8]) -> Result<Procedure, postcard::Error> {
    postcard::from_bytes(bytes)
}
