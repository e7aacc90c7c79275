//! The client core for the Open API of the zvcms (智迈) commerce platform.

mod argument;
mod body;
mod clock;
mod credentials;
mod endpoint;
mod error;
mod failure;
mod headers;
mod issue;
mod nonce;
mod options;
mod params;
mod path;
mod rate;
mod read;
mod redact;
mod report;
mod request;
mod response;
mod retry;
mod scheme;
mod signature;
mod user_info;
mod verify;

pub use argument::{Fields, Kind as ArgumentKind, Value, any_text, required_text};
pub use body::BadBody;
pub use clock::{Clock, Sample};
pub use credentials::{Credentials, OpenKey};
pub use endpoint::Endpoint;
pub use error::{Error, Kind, Vendor};
pub use failure::{Cause, Destination, Facility, Phase, Reason};
pub use headers::Headers;
pub use issue::{Fault, Issue, Issues};
pub use nonce::Nonces;
pub use options::{CallOptions, ClientOptions, SigningOptions};
pub use params::IdentifyParams;
pub use rate::Rate;
pub use redact::Secrets;
pub use report::{Conversion, Reading};
pub use request::{Explanation, IDENTIFY, Request, Sender, UnsignedRequest};
pub use response::{Outcome, Response};
pub use retry::{Budget, Failed, Standing};
pub use scheme::{FieldSet, Names, Prefix, Scheme, Values};
pub use signature::{Signer, Target, string_to_sign, token};
pub use verify::SignedBody;

#[cfg(target_family = "wasm")]
pub mod wasm;
