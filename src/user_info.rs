//! The documented shape of `data.user_info` in the answer to `communal.user.identity`, as data.

use zvcms_tape::{Name, Tag, Tags};

/// How a field is documented, and so how its value is read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// An int that cannot be left out.
    Id,
    /// An int.
    Int,
    /// A float.
    Float,
    /// A text.
    Text,
    /// A bool or the ints 1 and 0; there is none without `point_rules`.
    Flag,
    /// A list of objects.
    List(&'static Object),
    /// An object of balances.
    Balances(&'static Object),
    /// An object; there is none without `point_rules`.
    Rule(&'static Object),
}

impl Shape {
    /// The documented type.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Id | Self::Int => "int",
            Self::Float => "float",
            Self::Text => "text",
            Self::Flag => "bool",
            Self::List(_) => "list",
            Self::Balances(_) | Self::Rule(_) => "object",
        }
    }

    /// How a value may be written to stand as it is.
    const fn tags(self) -> Tags {
        match self {
            Self::Id | Self::Int => Tags::NONE.and(Tag::Integer),
            Self::Float => Tags::NONE.and(Tag::Integer).and(Tag::Decimal).and(Tag::Exponent),
            Self::Text => Tags::NONE.and(Tag::Text).and(Tag::EscapedText),
            Self::Flag => Tags::NONE.and(Tag::True).and(Tag::False),
            Self::List(_) | Self::Balances(_) | Self::Rule(_) => Tags::NONE,
        }
    }

    /// The JSON that stands for no value.
    pub(crate) const fn absent(self) -> &'static str {
        match self {
            Self::Id | Self::Int | Self::Float => "0",
            Self::Text => "\"\"",
            Self::Flag | Self::Rule(_) => "null",
            Self::List(_) => "[]",
            Self::Balances(_) => r#"{"gift_amount":0,"recharge_amount":0,"total_amount":0}"#,
        }
    }
}

/// The fields that the vendor's page describes for one object, by name and by shape.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) names: &'static [Name],
    shapes: &'static [Shape],
}

/// A documented field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
}

impl Object {
    /// The field at a place, in the order of the page.
    pub(crate) fn field(&self, place: usize) -> Option<Field> {
        Some(Field { name: self.names.get(place)?.text, shape: *self.shapes.get(place)? })
    }
}

macro_rules! object {
    ($($name:literal: $shape:expr),* $(,)?) => {
        Object { names: &[$(Name { text: $name, tags: $shape.tags() }),*], shapes: &[$($shape),*] }
    };
}

/// A member. `id` 用户id; `nickname` 用户昵称; `username` 用户名; `mobile` 用户手机号; `status` 0 frozen, 1 normal;
/// `user_points` in points; `multi_store_id` 0 for the shop itself; `is_open_points_pay` whether orders can be paid
/// with points.
pub(crate) static USER_INFO: Object = object! {
    "id": Shape::Id,
    "nickname": Shape::Text,
    "username": Shape::Text,
    "mobile": Shape::Text,
    "status": Shape::Int,
    "user_points": Shape::Int,
    "user_coupons": Shape::List(&COUPON),
    "user_wealth_info": Shape::Balances(&WEALTH),
    "multi_store_id": Shape::Int,
    "is_open_points_pay": Shape::Flag,
    "pay_rule": Shape::Rule(&PAY_RULE),
};

/// A coupon. `status` 0 unused, 1 used; `verify_code` 核销码; `is_lock` 1 normal, 2 locked; `date_time` its validity
/// in words; `coupon_type` 0 a fixed amount, 1 a discount; `min_amount_use` the smallest order in fen, 0 for none;
/// `amount` the amount or the discount, without a documented unit.
static COUPON: Object = object! {
    "coupon_id": Shape::Int,
    "start_at": Shape::Text,
    "end_at": Shape::Text,
    "status": Shape::Int,
    "verify_code": Shape::Text,
    "is_lock": Shape::Int,
    "date_time": Shape::Text,
    "title": Shape::Text,
    "coupon_type": Shape::Int,
    "min_amount_use": Shape::Int,
    "desc": Shape::Text,
    "amount": Shape::Float,
};

/// The balances, all in fen (1/100 yuan): given by the shop, paid in, and both together.
static WEALTH: Object = object! {"gift_amount": Shape::Int, "recharge_amount": Shape::Int, "total_amount": Shape::Int};

/// How points pay. `points_num_type` 1: one point is worth `points_num` yuan, 2: one yuan costs `points_num` points;
/// `exchange_astrict` the highest share of an order that points may pay, in percent.
static PAY_RULE: Object =
    object! {"points_num_type": Shape::Int, "points_num": Shape::Float, "exchange_astrict": Shape::Int};
