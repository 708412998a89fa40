//! What tells one build of the program from another: what one has derived, no other believes.

include!(concat!(env!("OUT_DIR"), "/fingerprint.rs"));
