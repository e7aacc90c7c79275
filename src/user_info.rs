//! The answer to `communal.user.identity`, in the vendor's words: the one place where its shape is declared.

use crate::read::Need::{Item, PointRules, Readable, Reported, Required};
use crate::read::Shape::{Flag, Float, Int, List, Object, Only, Text};
use crate::read::{Field, field};

/// `data`: of its fields one is read.
pub(crate) static DATA: Field = field("data", Only(&USER_INFO), Required);
static USER_INFO: Field = field("user_info", Object(MEMBER), Required);
/// An item of `user_coupons`.
static ITEM: Field = field("", Object(COUPON), Item);

const MEMBER: &[Field] = &[
    field("id", Int, Required),          // 用户id.
    field("nickname", Text, Reported),   // 用户昵称.
    field("username", Text, Reported),   // 用户名.
    field("mobile", Text, Reported),     // 用户手机号.
    field("status", Int, Readable), // 用户账号的状态: 0 frozen (冻结), 1 normal (正常). "冻结" must not become payable.
    field("user_points", Int, Reported), // 用户积分: points.
    field("user_coupons", List(&ITEM), Readable),
    field("user_wealth_info", Object(WEALTH), Reported),
    field("multi_store_id", Int, Reported), // 多门店的id: the branch store, 0 for the shop itself.
    field("is_open_points_pay", Flag, PointRules), // 开启积分抵扣订单金额: whether orders may be paid with points.
    field("pay_rule", Object(PAY_RULE), PointRules),
];

/// A coupon (优惠券).
const COUPON: &[Field] = &[
    field("coupon_id", Int, Reported),      // 优惠券id.
    field("start_at", Text, Reported),      // 优惠券开始时间: from when it is valid.
    field("end_at", Text, Reported),        // 优惠券结束时间: until when it is valid.
    field("status", Int, Reported),         // 优惠券状态: 0 unused (未使用), 1 used (已使用).
    field("verify_code", Text, Reported),   // 核销码: the code that redeems it.
    field("is_lock", Int, Reported),        // 是否锁定: 1 normal (正常), 2 locked (锁定).
    field("date_time", Text, Reported),     // 状态有限期字段: its validity in words.
    field("title", Text, Reported),         // 优惠券名称.
    field("coupon_type", Int, Reported),    // 优惠形式: 0 a fixed amount (指定金额), 1 a discount (折扣券).
    field("min_amount_use", Int, Reported), // 最低使用金额: the smallest order, in fen; 0 for none.
    field("desc", Text, Reported),          // 描述.
    field("amount", Float, Reported),       // 优惠券金额/折扣: the amount or the discount. The page gives no unit.
];

/// Balances (余额), all in fen (1/100 yuan).
const WEALTH: &[Field] = &[
    field("gift_amount", Int, Reported),     // 用户赠余额: given by the shop.
    field("recharge_amount", Int, Reported), // 用户充值余额: paid in.
    field("total_amount", Int, Reported),    // 用户总的余额: both together.
];

/// How orders are paid with points.
const PAY_RULE: &[Field] = &[
    field("points_num_type", Int, Reported), // 积分抵扣金额方式. 1: a point is worth so many yuan; 2: a yuan costs so many points.
    field("points_num", Float, Reported),    // The number that `points_num_type` speaks of.
    field("exchange_astrict", Int, Reported), // 最高抵消比例: the highest share of an order that points may pay, in percent.
];
