//! What somebody who may push can bring into a store: nothing of it runs code, hangs, takes the
//! memory of the machine, or shows what is not so without a mark.

mod marks;
mod official;
mod proof;
mod pushed;
#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../bad_input/world.rs"]
mod world;
