//! The fingerprint of a build of the program: no build believes what another has derived.

include!(concat!(env!("OUT_DIR"), "/fingerprint.rs"));
