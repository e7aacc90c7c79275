//! The client core for the Open API of the zvcms (智迈) commerce platform.

mod argument;
mod body;
mod cause;
mod conversion;
mod credentials;
mod decode;
mod endpoint;
mod error;
mod escape;
mod failure;
mod fields;
mod identity;
mod issue;
mod json;
mod mask;
mod nonce;
mod number;
mod options;
mod path;
mod report;
mod request;
mod response;
mod retry;
mod scheme;
mod signature;
mod text;
mod user_info;
mod verify;

pub use argument::Argument;
pub use body::BadBody;
pub use cause::Cause;
pub use conversion::{Conversion, Conversions};
pub use credentials::{Credentials, OpenKey};
pub use endpoint::Endpoint;
pub use error::{Error, Kind, Vendor};
pub use failure::{Destination, Facility, Phase, Reason};
pub use identity::IdentifyParams;
pub use issue::{Fault, Issue, Issues};
pub use mask::Secrets;
pub use nonce::Nonces;
pub use options::{CallOptions, ClientOptions, SigningOptions};
pub use request::{Explanation, IDENTIFY, Request, Sender, UnsignedRequest};
pub use response::{Expect, Reading, read_response};
pub use scheme::{FieldSet, Names, Prefix, Scheme, Values};
pub use signature::{Signer, Target, string_to_sign, token};
pub use verify::SignedBody;

#[cfg(target_family = "wasm")]
pub mod wasm;
