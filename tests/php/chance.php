<?php
// Chance and texts for what PHP makes up. mt_srand makes all of it again.
declare(strict_types=1);

function once(int $times): bool
{
    return mt_rand(1, $times) === 1;
}

function one(array $choices): mixed
{
    return $choices[mt_rand(0, count($choices) - 1)];
}

/** No minus before a digit: JSON_NUMERIC_CHECK makes -0 of "-0.", and json_decode reads that as 0. */
const PIECES = [
    'a', 'Z', '0', '7', ' ', '智', '会员', '𠮷', '😀', '❤️', 'é', '"', "'", '\\', '/', '<', '&', '</script>', '\\u667a',
    '\\n', '%2B',
    "\n", "\t", "\r", "\x00", "\x08", "\x1f", "\x7f", "\u{2028}", "\u{feff}", "\u{fffd}", "\u{10ffff}",
    'null', '{}', '[1]', ' - ', '.',
];

function text(): string
{
    $text = '';
    for ($left = mt_rand(0, one([1, 3, 12])); $left > 0; $left--) {
        $text .= one(PIECES);
    }
    return $text;
}

/** A name that no documented field has. */
function foreignName(): string
{
    $names = ['level', '等级', 'a b', '__proto__', 'constructor', 'toString', '0', '12', 'é"\\/', '😀', 'Id', 'user-id', ''];
    return one($names);
}

/** Anything that the vendor's page does not know; no -0.0, which json_decode reads as 0. */
function foreign(int $depth = 3): mixed
{
    if ($depth === 0 || once(2)) {
        $large = [(1 << 53) - 1, 1 << 53, (1 << 53) + 1, -(1 << 53), PHP_INT_MAX, PHP_INT_MIN, 9.3e15, 1e16, 1e20, 1e300];
        $digits = ['12', '1.50', '007', ' 8', '99999999999999999999'];
        return one([null, true, false, 0, -7, 1.5, 0.1 + 0.2, 1e-7, ...$large, ...$digits, text(), text()]);
    }
    $items = [];
    for ($left = mt_rand(0, 4); $left > 0; $left--) {
        $items[] = foreign($depth - 1);
    }
    if (once(3)) {
        return array_filter($items, fn () => !once(3));
    }
    if (once(2)) {
        return $items;
    }
    $object = [];
    foreach ($items as $item) {
        $object[foreignName()] = $item;
    }
    return (object) $object;
}
