//! The answer to `communal.user.identity`, in the vendor's words: the one place where its shape is declared.

use std::borrow::Cow;

use serde::de::MapAccess;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::conversion::Report;
use crate::error::Error;
use crate::json::Fields;
use crate::path::Place;
use crate::php::{Balances, Field, Flag, Float, Id, Int, List, Rule, Text, Unknown};

/// Declares an object of the answer. Fields that are not declared are kept, too.
macro_rules! shape {
    ($(#[$doc:meta])* $Name:ident { $($(#[$field_doc:meta])* $field:ident: $Type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        #[allow(clippy::struct_field_names, reason = "the vendor's own names")]
        pub struct $Name<'a> {
            $($(#[$field_doc])* pub(crate) $field: $Type,)*
            /// Fields that the vendor's page does not describe.
            pub(crate) unknown: Unknown<'a>,
        }

        impl<'a> Fields<'a> for $Name<'a> {
            fn take<A: MapAccess<'a>>(&mut self, name: Cow<'a, str>, map: &mut A) -> Result<(), A::Error> {
                match &*name {
                    $(stringify!($field) => self.$field = map.next_value()?,)*
                    _ => self.unknown.take(name, map)?,
                }
                Ok(())
            }
        }

        impl Field for $Name<'_> {
            fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
                $(self.$field.tell(&place.field(stringify!($field)), report)?;)*
                self.unknown.tell(place, report)
            }
        }

        impl Serialize for $Name<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut object = serializer.serialize_map(None)?;
                $(object.serialize_entry(stringify!($field), &self.$field)?;)*
                for (name, value) in &self.unknown.0 {
                    object.serialize_entry(name, value)?;
                }
                object.end()
            }
        }
    };
}

shape! {
    /// A member (`data.user_info`).
    UserInfo {
        /// 用户id: the only field that cannot be left out.
        id: Id<'a>,
        /// 用户昵称.
        nickname: Text<'a>,
        /// 用户名.
        username: Text<'a>,
        /// 用户手机号.
        mobile: Text<'a>,
        /// 用户账号的状态: 0 frozen (冻结), 1 normal (正常).
        status: Int<'a>,
        /// 用户积分: points.
        user_points: Int<'a>,
        /// The member's coupons.
        user_coupons: List<'a, Coupon<'a>>,
        /// The member's balances.
        user_wealth_info: Balances<Wealth<'a>>,
        /// 多门店的id: the branch store, 0 for the shop itself.
        multi_store_id: Int<'a>,
        /// 开启积分抵扣订单金额: whether orders may be paid with points.
        is_open_points_pay: Flag<'a>,
        /// How orders are paid with points.
        pay_rule: Rule<PayRule<'a>>,
    }
}

shape! {
    /// A coupon (优惠券).
    Coupon {
        /// 优惠券id.
        coupon_id: Int<'a>,
        /// 优惠券开始时间: from when it is valid.
        start_at: Text<'a>,
        /// 优惠券结束时间: until when it is valid.
        end_at: Text<'a>,
        /// 优惠券状态: 0 unused (未使用), 1 used (已使用).
        status: Int<'a>,
        /// 核销码: the code that redeems it.
        verify_code: Text<'a>,
        /// 是否锁定: 1 normal (正常), 2 locked (锁定).
        is_lock: Int<'a>,
        /// 状态有限期字段: its validity in words.
        date_time: Text<'a>,
        /// 优惠券名称.
        title: Text<'a>,
        /// 优惠形式: 0 a fixed amount (指定金额), 1 a discount (折扣券).
        coupon_type: Int<'a>,
        /// 最低使用金额: the smallest order, in fen; 0 for none.
        min_amount_use: Int<'a>,
        /// 描述.
        desc: Text<'a>,
        /// 优惠券金额/折扣: the amount or the discount. The page gives no unit.
        amount: Float<'a>,
    }
}

shape! {
    /// Balances (余额), all in fen (1/100 yuan).
    Wealth {
        /// 用户赠余额: given by the shop.
        gift_amount: Int<'a>,
        /// 用户充值余额: paid in.
        recharge_amount: Int<'a>,
        /// 用户总的余额: both together.
        total_amount: Int<'a>,
    }
}

shape! {
    /// How orders are paid with points.
    PayRule {
        /// 积分抵扣金额方式. 1: a point is worth `points_num` yuan; 2: a yuan costs `points_num` points.
        points_num_type: Int<'a>,
        /// The number that `points_num_type` speaks of.
        points_num: Float<'a>,
        /// 最高抵消比例: the highest share of an order that points may pay, in percent.
        exchange_astrict: Int<'a>,
    }
}

impl UserInfo<'_> {
    /// The member as JSON: every documented field in its documented type, and then the others.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
