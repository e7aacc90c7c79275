//! The client core for the Open API of the zvcms (智迈) commerce platform.

mod arguments;
mod body;
mod clock;
mod credentials;
mod endpoint;
mod error;
mod failure;
mod issue;
mod limit;
mod options;
mod params;
mod path;
mod read;
mod redact;
mod report;
mod request;
mod response;
mod retry;
mod scheme;
mod signature;
mod user_info;
mod words;

pub use arguments::{Argument, Fields};
pub use body::BadBody;
pub use clock::{Clock, Sample, retry_after_ms};
pub use credentials::{Credentials, OpenKey};
pub use endpoint::Endpoint;
pub use error::{Error, Kind, Vendor};
pub use failure::{Cause, Destination, HostFeature, Phase, Reason};
pub use issue::{Fault, Issue, Issues};
pub use limit::{Limit, Wait};
pub use options::{CallOptions, ClientOptions, SigningOptions};
pub use params::IdentifyParams;
pub use redact::Secrets;
pub use report::{Conversion, Reading};
pub use request::{Explanation, IDENTIFY, Nonces, Request, RequestOptions, Sender, SignedBody};
pub use response::{Outcome, Response};
pub use retry::{Budget, Failed, RetryState};
pub use scheme::{FieldSet, Names, Prefix, Scheme, Values};
pub use signature::{Signer, Target, string_to_sign, token};

#[cfg(target_family = "wasm")]
pub mod wasm;
