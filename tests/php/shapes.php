<?php
// The fields that the vendor's page documents, each with its type; and what a client keeps of other ones.
declare(strict_types=1);

/** Beyond it JavaScript rounds integers. */
const MOST = (1 << 53) - 1;

const USER = [
    'id' => 'id', 'nickname' => 'text', 'username' => 'text', 'mobile' => 'text', 'status' => 'state',
    'user_points' => 'int', 'user_coupons' => 'coupons', 'user_wealth_info' => 'wealth', 'multi_store_id' => 'int',
    'is_open_points_pay' => 'flag', 'pay_rule' => 'rule',
];
const COUPON = [
    'coupon_id' => 'int', 'start_at' => 'text', 'end_at' => 'text', 'status' => 'int', 'verify_code' => 'text',
    'is_lock' => 'int', 'date_time' => 'text', 'title' => 'text', 'coupon_type' => 'int', 'min_amount_use' => 'int',
    'desc' => 'text', 'amount' => 'float',
];
const WEALTH = ['gift_amount' => 'int', 'recharge_amount' => 'int', 'total_amount' => 'int'];
const RULE = ['points_num_type' => 'int', 'points_num' => 'float', 'exchange_astrict' => 'int'];

/** What a client keeps of something unknown: integers that JavaScript would round are texts. */
function kept(mixed $value, bool $forcesObjects): mixed
{
    if (is_int($value) && abs($value) > MOST) {
        return (string) $value;
    }
    if (is_float($value) && abs($value) > MOST && preg_match('/^(-?\d+)(\.0)?$/', json_encode($value), $match) === 1) {
        return $match[1];
    }
    if (is_scalar($value) || $value === null) {
        return $value;
    }
    $items = array_map(fn ($item) => kept($item, $forcesObjects), (array) $value);
    return is_array($value) && array_is_list($value) && !$forcesObjects ? $items : (object) $items;
}
