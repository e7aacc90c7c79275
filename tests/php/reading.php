<?php
// What a client has to read of an answer that json_decode has read: for JSON_NUMERIC_CHECK, which makes numbers of
// texts, so that only PHP itself can say what is there.
declare(strict_types=1);

final class Unreadable extends Exception
{
}

final class Reading
{
    /** @param int $flags with which numbers are written */
    public function __construct(private int $flags)
    {
    }

    public function user(mixed $user, string $path): object
    {
        return $user instanceof stdClass ? $this->fields($user, $path, USER) : throw new Unreadable($path);
    }

    private function fields(object $object, string $path, array $shape): object
    {
        $fields = (array) $object;
        $read = [];
        foreach ($shape as $name => $type) {
            try {
                $read[$name] = $this->$type($fields[$name] ?? null, "$path.$name");
            } catch (Unreadable $unreadable) {
                $isEssential = in_array($type, ['id', 'state', 'coupons'], true);
                $read[$name] = $isEssential ? throw $unreadable : ($type === 'text' ? '' : null);
            }
            unset($fields[$name]);
        }
        foreach ($fields as $name => $value) {
            $read[$name] = kept($value, false);
        }
        return (object) $read;
    }

    private function id(mixed $value, string $path): int
    {
        return $this->int($value, $path) ?? throw new Unreadable($path);
    }

    private function state(mixed $value, string $path): ?int
    {
        return $this->int($value, $path);
    }

    private function int(mixed $value, string $path): ?int
    {
        $number = $this->number($value, $path);
        if ($number === null) {
            return null;
        }
        $whole = round($number);
        return abs($number) <= MOST && abs($number - $whole) <= 1e-6 ? (int) $whole : throw new Unreadable($path);
    }

    private function float(mixed $value, string $path): int|float|null
    {
        $number = $this->number($value, $path);
        $isRounded = abs($number ?? 0) > MOST && preg_match('/e/', json_encode($number)) === 0;
        return $isRounded ? throw new Unreadable($path) : $number;
    }

    /** JSON_NUMERIC_CHECK leaves no text that is a number. */
    private function number(mixed $value, string $path): int|float|null
    {
        return match (true) {
            $value === null, $value === '' => null,
            is_bool($value) => (int) $value,
            // No minus before zero.
            is_int($value), is_float($value) => $value + 0.0 === 0.0 ? 0 : $value,
            default => throw new Unreadable($path),
        };
    }

    private function text(mixed $value, string $path): string
    {
        return match (true) {
            is_string($value) => $value,
            $value === null => '',
            is_int($value), is_float($value) => preg_replace('/\.0+$/', '', json_encode($value, $this->flags)),
            default => throw new Unreadable($path),
        };
    }

    private function flag(mixed $value, string $path): ?bool
    {
        return match ($value) {
            null, '' => null,
            true, 1, 'true', '1' => true,
            false, 0, 'false', '0' => false,
            default => throw new Unreadable($path),
        };
    }

    private function coupons(mixed $list, string $path): array
    {
        if ($list === null || $list === '') {
            return [];
        }
        $items = is_array($list) || $list instanceof stdClass ? (array) $list : throw new Unreadable($path);
        foreach (array_keys($items) as $key) {
            ctype_digit((string) $key) || throw new Unreadable($path);
        }
        ksort($items);
        $read = [];
        foreach ($items as $key => $item) {
            $isObject = $item === [] || $item instanceof stdClass;
            $read[] = $isObject ? $this->fields((object) $item, "{$path}[$key]", COUPON) : throw new Unreadable("{$path}[$key]");
        }
        return $read;
    }

    private function wealth(mixed $value, string $path): ?object
    {
        return $this->nested($value, $path, WEALTH);
    }

    private function rule(mixed $value, string $path): ?object
    {
        $isEmpty = $value instanceof stdClass && (array) $value === [];
        return $this->nested($isEmpty ? null : $value, $path, RULE);
    }

    private function nested(mixed $value, string $path, array $shape): ?object
    {
        return match (true) {
            $value === null, $value === '', $value === [] => null,
            $value instanceof stdClass => $this->fields($value, $path, $shape),
            default => throw new Unreadable($path),
        };
    }
}
