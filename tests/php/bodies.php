<?php
// Writes answers of a shop's server in PHP, one in each line, with what a client has to make of them.
// Arguments: a seed, the index of the first answer, and how many.
declare(strict_types=1);

require __DIR__ . '/chance.php';
require __DIR__ . '/shapes.php';
require __DIR__ . '/member.php';
require __DIR__ . '/reading.php';

const FLAGS = [
    JSON_UNESCAPED_UNICODE, JSON_UNESCAPED_SLASHES, JSON_PRESERVE_ZERO_FRACTION, JSON_UNESCAPED_LINE_TERMINATORS,
];
const HEX = JSON_HEX_TAG | JSON_HEX_QUOT | JSON_HEX_AMP | JSON_HEX_APOS;
const RARE = [JSON_PRETTY_PRINT, JSON_FORCE_OBJECT, JSON_NUMERIC_CHECK, HEX];
const PLAIN = JSON_PRESERVE_ZERO_FRACTION | JSON_THROW_ON_ERROR;

/** The flags of one shop. */
function flags(): int
{
    $flags = JSON_THROW_ON_ERROR;
    foreach ([...FLAGS, ...RARE] as $index => $flag) {
        $flags |= once($index < count(FLAGS) ? 2 : 4) ? $flag : 0;
    }
    return $flags;
}

/** A refusal, and how it is read. */
function refusal(): array
{
    $isBusiness = once(2);
    $status = $isBusiness ? [true, 'true', 1, '1'] : [false, 'false', 0, '0'];
    $code = one([1, 10012, 10012.0, '404', -1, 'E_NONE', '查询']);
    $message = one([null, '', '查询的信息不存在', '错误: ' . text()]);
    $envelope = ['status' => one($status), 'code' => $isBusiness ? $code : one([0, '0', $code]), 'message' => $message];
    $kind = $isBusiness ? 'business' : 'system';
    $read = ['kind' => $kind, 'vendorCode' => (string) $envelope['code'], 'vendorMessage' => (string) $message];
    return [$envelope + one([[], ['data' => []], ['data' => null], ['data' => new stdClass()]]), $read];
}

/** An answer as it is sent; a member as they are read, or an error. */
function answer(int $index, int $flags, bool $isTidy): array
{
    if (!$isTidy && once(16)) {
        return refusal();
    }
    $forcesObjects = ($flags & JSON_FORCE_OBJECT) !== 0;
    $size = min(intdiv($index, 32), one([3, 3, 40]));
    $member = new Member($size, $isTidy, one([0, 0, 0, 12, 40]), $forcesObjects);
    [$user, $read] = $member->user('data.user_info');
    [$statuses, $codes] = $isTidy ? [[true], [0]] : [[true, 'true', 1, '1'], [0, '0', 0.0]];
    $envelope = ['status' => one($statuses), 'code' => one($codes)];
    $envelope += one([[], ['message' => text()], ['message' => null, 'traceId' => 'a/b'], ['time' => foreign()]]);
    $others = $isTidy ? [] : one([[], [], ['total' => foreign()]]);
    $envelope['data'] = $user === Not::Sent ? one([null, [], '', $others]) : ['user_info' => $user] + $others;
    $path = $member->unreadable;
    return [$envelope, $path === null ? ['user' => $read] : ['kind' => 'decode', 'path' => $path]];
}

/** What PHP's own json_decode finds in an answer. */
function decoded(string $json, int $flags): array
{
    try {
        $data = json_decode($json, false, 512, JSON_THROW_ON_ERROR)->data ?? null;
        $reading = new Reading($flags & JSON_PRESERVE_ZERO_FRACTION);
        return ['user' => $reading->user($data->user_info ?? null, 'data.user_info')];
    } catch (Unreadable $unreadable) {
        return ['kind' => 'decode', 'path' => $unreadable->getMessage()];
    }
}

function line(int $seed, int $index): string
{
    mt_srand(crc32("$seed/$index"));
    ini_set('serialize_precision', (string) one([-1, 17]));
    $isTidy = once(8);
    $flags = $isTidy ? flags() & ~(JSON_FORCE_OBJECT | JSON_NUMERIC_CHECK) : flags();
    [$envelope, $read] = answer($index, $flags, $isTidy);
    $json = json_encode($envelope, $flags);
    if (($flags & JSON_NUMERIC_CHECK) !== 0 && !isset($read['vendorCode'])) {
        $read = decoded($json, $flags);
    }
    ini_set('serialize_precision', '-1');
    $body = one(['', '', '', "\u{feff}", "\n", "\r\n\t "]) . $json . one(['', '', "\n"]);
    return json_encode(['body' => $body, 'read' => $read, 'isTidy' => $isTidy], PLAIN);
}

[, $seed, $from, $count] = array_map(intval(...), $argv);
for ($index = $from; $index < $from + $count; $index++) {
    echo line($seed, $index), "\n";
}
