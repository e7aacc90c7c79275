//! The client core for the Open API of the zvcms (智迈) commerce platform.

mod error;
mod issue;

pub use error::{BadBody, Cause, Error, Kind, Vendor};
pub use issue::{Fault, Issue, Issues};
