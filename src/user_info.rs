//! The documented shape of `data.user_info` in the answer to `communal.user.identity`, as data.

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
    List(&'static [Field]),
    /// An object of balances.
    Balances(&'static [Field]),
    /// An object; there is none without `point_rules`.
    Rule(&'static [Field]),
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

/// A field that the vendor's page describes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape }
}

/// The most fields that one object has.
pub(crate) const MAX_FIELDS: usize = 12;

/// A member. `id` 用户id; `nickname` 用户昵称; `username` 用户名; `mobile` 用户手机号; `status` 0 frozen, 1 normal;
/// `user_points` in points; `multi_store_id` 0 for the shop itself; `is_open_points_pay` whether orders can be paid
/// with points.
pub(crate) const USER_INFO: &[Field] = &[
    field("id", Shape::Id),
    field("nickname", Shape::Text),
    field("username", Shape::Text),
    field("mobile", Shape::Text),
    field("status", Shape::Int),
    field("user_points", Shape::Int),
    field("user_coupons", Shape::List(COUPON)),
    field("user_wealth_info", Shape::Balances(WEALTH)),
    field("multi_store_id", Shape::Int),
    field("is_open_points_pay", Shape::Flag),
    field("pay_rule", Shape::Rule(PAY_RULE)),
];

/// A coupon. `status` 0 unused, 1 used; `verify_code` 核销码; `is_lock` 1 normal, 2 locked; `date_time` its validity
/// in words; `coupon_type` 0 a fixed amount, 1 a discount; `min_amount_use` the smallest order in fen, 0 for none;
/// `amount` the amount or the discount, without a documented unit.
const COUPON: &[Field] = &[
    field("coupon_id", Shape::Int),
    field("start_at", Shape::Text),
    field("end_at", Shape::Text),
    field("status", Shape::Int),
    field("verify_code", Shape::Text),
    field("is_lock", Shape::Int),
    field("date_time", Shape::Text),
    field("title", Shape::Text),
    field("coupon_type", Shape::Int),
    field("min_amount_use", Shape::Int),
    field("desc", Shape::Text),
    field("amount", Shape::Float),
];

/// The balances, all in fen (1/100 yuan): given by the shop, paid in, and both together.
const WEALTH: &[Field] =
    &[field("gift_amount", Shape::Int), field("recharge_amount", Shape::Int), field("total_amount", Shape::Int)];

/// How points pay. `points_num_type` 1: one point is worth `points_num` yuan, 2: one yuan costs `points_num` points;
/// `exchange_astrict` the highest share of an order that points may pay, in percent.
const PAY_RULE: &[Field] =
    &[field("points_num_type", Shape::Int), field("points_num", Shape::Float), field("exchange_astrict", Shape::Int)];
