//! What rules ask of a value that a caller gave.

use std::borrow::Cow;

use zeroize::Zeroizing;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Not given.
    Undefined,
    /// Null, which is no way to leave something out.
    Null,
    /// True or false.
    Boolean,
    /// Any number, NaN and the infinite ones included.
    Number,
    /// A bigint.
    BigInt,
    /// A text.
    Text,
    /// A symbol.
    Symbol,
    /// A function.
    Function,
    /// An array.
    List,
    /// Any other object.
    Object,
    /// An object with a meaning of its own: a Date, a Map.
    BuiltIn,
}

impl Kind {
    /// What it is, with its article.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::BigInt => "a bigint",
            Self::Text => "a string",
            Self::Symbol => "a symbol",
            Self::Function => "a function",
            Self::List => "an array",
            Self::Object => "an object",
            Self::BuiltIn => "a built-in object",
        }
    }
}

/// A value of the caller's: one of JavaScript's in production, JSON in tests.
pub trait Value: Clone {
    /// What it is.
    fn kind(&self) -> Kind;
    /// The text that it is; None where it has half of a surrogate pair, which UTF-8 cannot carry.
    fn text(&self) -> Option<Zeroizing<String>>;
    /// The number that it is.
    fn number(&self) -> Option<f64>;
    /// The digits of a bigint.
    fn digits(&self) -> Option<String>;
    /// The boolean that it is.
    fn boolean(&self) -> Option<bool>;
    /// The items of an array, or the first hundred of them; None where reading them throws.
    fn items(&self) -> Option<Vec<Self>>;
    /// The fields of an object that have these names and are given; and the names of all its other fields, whose values do
    /// not matter. None where reading them throws.
    fn entries(&self, names: &'static [&'static str]) -> Option<Vec<(Cow<'static, str>, Self)>>;
}
