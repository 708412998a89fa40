//! What somebody who may push can bring into a store: nothing of it runs code, hangs, takes the
//! memory of the machine, or shows what is not so without a mark.

mod official;
mod proof;
mod pushed;
