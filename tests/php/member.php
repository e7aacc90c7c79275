<?php
// A member in random habits of PHP programs. Beside each value stands what a client has to read: written from the
// vendor's page and docs/reading.md, without a look at the package's code.
declare(strict_types=1);

/** A field that is not sent. */
enum Not
{
    case Sent;
}

/** Each method gives a value as it is sent, and as it is read. */
final class Member
{
    /** The path of the value without which no member can be read, if there is one. */
    public ?string $unreadable = null;

    /**
     * @param int $size how many coupons there may be
     * @param bool $isTidy whether everything is as documented
     * @param int $failsOnceIn one value of so many is unreadable, at most one of all; 0 for none
     * @param bool $forcesObjects whether JSON_FORCE_OBJECT makes objects of all lists
     */
    public function __construct(
        private int $size,
        private bool $isTidy,
        private int $failsOnceIn,
        private bool $forcesObjects,
    ) {
    }

    public function user(string $path): array
    {
        $unreadable = [null, '', 'x', 7, Not::Sent, ...$this->lists([], [1])];
        return $this->instead($path, $unreadable, Not::Sent, true) ?? $this->fields($path, USER);
    }

    /** Something instead of a value: what cannot be read, or, where it may be missing, nothing. Each is read as missing, but for what is essential. */
    private function instead(string $path, array $unreadable, mixed $missing, bool $isEssential = false): ?array
    {
        if ($this->isTidy) {
            return null;
        }
        if ($this->failsOnceIn > 0 && once($this->failsOnceIn)) {
            if (!$isEssential) {
                return [one($unreadable), $missing];
            }
            $this->failsOnceIn = 0;
            $this->unreadable = $path;
            return [one($unreadable), null];
        }
        return $missing !== Not::Sent && once(5) ? [one([null, '', Not::Sent]), $missing] : null;
    }

    /** These lists, where they are written as lists. */
    private function lists(array ...$lists): array
    {
        return $this->forcesObjects ? [] : $lists;
    }

    private function written(mixed $meant, array $others): array
    {
        return [$this->isTidy ? $meant : one([$meant, ...$others]), $meant];
    }

    private function id(string $path): array
    {
        return $this->int($path, Not::Sent, [null, '', Not::Sent], true);
    }

    /** A frozen member must not become one that may pay. */
    private function state(string $path): array
    {
        return $this->int($path, null, [], true);
    }

    private function int(string $path, mixed $missing = null, array $unreadable = [], bool $isEssential = false): array
    {
        $meant = one([0, 1, 2, -1, mt_rand(0, 100), mt_rand(), 1999, -35, 1 << 32, MOST, -MOST]);
        $others = ["$meant", " $meant\n", "$meant.0", "$meant.000", (float) $meant];
        if ($meant >= 0) {
            $others[] = "00$meant";
        }
        if ($meant === 0 || $meant === 1) {
            $others[] = $meant === 1;
        }
        if ($meant === 0) {
            array_push($others, -0.0, '-0');
        }
        if (abs($meant) < 1e6) {
            // What arithmetic leaves.
            $tenths = array_fill(0, 10, $meant / 10);
            array_push($others, $meant / 7 * 1.1 / 1.1 * 7, array_sum($tenths), $meant + mt_rand(-9, 9) * 1e-8);
        }
        array_push($unreadable, 'abc', '1,999', '1e3', '0x1A', '１', '12.5', 12.5, $meant % 1000 + 0.5);
        array_push($unreadable, MOST + 1, -MOST - 1, PHP_INT_MAX, '12345678901234567890', 1e20, [], [1], new stdClass());
        return $this->instead($path, $unreadable, $missing, $isEssential) ?? $this->written($meant, $others);
    }

    private function float(string $path): array
    {
        $special = one([1e20, 1.5e300, 5e-324, PHP_FLOAT_MAX]);
        $meant = one([8.5, 0.01, 0.1 + 0.2, 1 / 3, -0.5, 12.25, $special, mt_rand() / 7, (float) mt_rand(0, 100)]);
        $others = [];
        if (abs($meant) < 1e15 && (float) sprintf('%.2F', $meant) === $meant) {
            array_push($others, sprintf('%.2F', $meant), sprintf(" %.3F\t", $meant));
            $others[] = sprintf($meant < 0 ? '%.4F' : '00%.4F', $meant);
        }
        if (abs($meant) < 1e9 && $meant === floor($meant)) {
            array_push($others, (int) $meant, (string) (int) $meant);
        }
        if ($meant === 1.0 || $meant === 0.0) {
            array_push($others, $meant === 1.0, ...($meant === 0.0 ? [-0.0, '-0.00'] : []));
        }
        $unreadable = ['abc', '8.5折', '1e3', '1,5', 'NAN', MOST + 2, '9007199254740993', [], [1.5], new stdClass()];
        return $this->instead($path, $unreadable, null) ?? $this->written($meant, $others);
    }

    private function text(string $path): array
    {
        $meant = one([text(), text(), '13800000001', '42', '8.5', '2019-01-01 00:00:00', '智慧']);
        $others = match ($meant) {
            '13800000001', '42' => [(int) $meant, (float) $meant],
            '8.5' => [8.5],
            default => [],
        };
        return $this->instead($path, [true, false, [], ['a'], new stdClass()], '') ?? $this->written($meant, $others);
    }

    private function flag(string $path): array
    {
        $meant = once(2);
        $others = $meant ? [1, '1', 'true'] : [0, '0', 'false'];
        $unreadable = [2, -1, 'yes', 'TRUE', 1.5, [], new stdClass()];
        return $this->instead($path, $unreadable, null) ?? $this->written($meant, $others);
    }

    /** What array_filter leaves of a list has holes; sorting leaves the keys in another order. */
    private function coupons(string $path): array
    {
        $objects = [(object) ['a' => []], (object) ['0' => new stdClass(), '-1' => new stdClass()]];
        $instead = $this->instead($path, ['x', 7, true, ...$objects], [], true);
        if ($instead !== null) {
            return $instead;
        }
        $keys = range(0, mt_rand(0, $this->size));
        array_pop($keys);
        if (!$this->isTidy && once(3)) {
            $keys = array_filter($keys, fn () => !once(3));
        }
        [$sent, $read] = [[], []];
        foreach ($keys as $key) {
            [$sent[$key], $read[]] = $this->coupon("{$path}[$key]");
        }
        if (!$this->isTidy && once(4)) {
            uksort($sent, fn () => mt_rand(-1, 1));
        }
        return [$sent, $read];
    }

    private function coupon(string $path): array
    {
        $instead = $this->instead($path, [null, '', 'x', 7, false, ...$this->lists([1], [[]])], Not::Sent, true);
        if ($instead !== null || $this->isTidy || !once(8)) {
            return $instead ?? $this->fields($path, COUPON);
        }
        return [one([[], new stdClass()]), array_map(fn ($type) => $type === 'text' ? '' : null, COUPON)];
    }

    private function wealth(string $path): array
    {
        return $this->nested($path, WEALTH, array_map(fn () => null, WEALTH));
    }

    private function rule(string $path): array
    {
        return $this->nested($path, RULE, null);
    }

    /** An object that may be missing. Where nothing is in it PHP writes a list, unless it is told otherwise. */
    private function nested(string $path, array $shape, ?array $ofNothing): array
    {
        $instead = $this->instead($path, ['x', 7, true, 1.5, ...$this->lists([1])], null);
        if ($instead !== null) {
            return $instead;
        }
        [$sent, $read] = $this->isTidy || !once(6) ? $this->fields($path, $shape) : [one([[], new stdClass()]), null];
        if ($sent === []) {
            return [[], $this->forcesObjects ? $ofNothing : null];
        }
        return [$sent, $read ?? $ofNothing];
    }

    /** An object with these fields, and maybe with others. */
    private function fields(string $path, array $shape): array
    {
        [$sent, $read] = [[], []];
        foreach ($shape as $name => $type) {
            [$value, $read[$name]] = $this->$type("$path.$name");
            if ($value !== Not::Sent) {
                $sent[$name] = $value;
            }
        }
        for ($left = $this->isTidy ? 0 : one([0, 0, 1, 3]); $left > 0; $left--) {
            $name = foreignName();
            $sent[$name] = foreign();
            $read[$name] = kept($sent[$name], $this->forcesObjects);
        }
        if (!$this->isTidy) {
            uksort($sent, fn () => mt_rand(-1, 1));
        }
        return [$sent === [] ? [] : (object) $sent, (object) $read];
    }
}
