;; Reads LZMA (lc=3, lp=0, pb=2, as its tools write by default), without its header. A page that has never run this
;; code reads the core three times as fast as by the same decoder in JavaScript, whose first run is interpreted.
;;
;; Memory: the probabilities, 16 bits each; at 16384 what is packed; right behind it what comes out.
(module
  (memory (export "memory") 1)
  (global $range (mut i32) (i32.const -1))
  (global $code (mut i32) (i32.const 0))
  (global $next (mut i32) (i32.const 16385))

  (func $normalise
    (if (i32.lt_u (global.get $range) (i32.const 0x1000000)) (then
      (global.set $range (i32.shl (global.get $range) (i32.const 8)))
      (call $shift))))

  (func $shift
    (global.set $code
      (i32.or (i32.shl (global.get $code) (i32.const 8)) (i32.load8_u (global.get $next))))
    (global.set $next (i32.add (global.get $next) (i32.const 1))))

  ;; One decision. Its probability is kept at $index.
  (func $bit (param $index i32) (result i32)
    (local $probability i32) (local $bound i32) (local $bit i32)
    (local.set $index (i32.shl (local.get $index) (i32.const 1)))
    (local.set $probability (i32.load16_u (local.get $index)))
    (local.set $bound (i32.mul (i32.shr_u (global.get $range) (i32.const 11)) (local.get $probability)))
    (local.set $bit (i32.ge_u (global.get $code) (local.get $bound)))
    (if (local.get $bit)
      (then
        (global.set $range (i32.sub (global.get $range) (local.get $bound)))
        (global.set $code (i32.sub (global.get $code) (local.get $bound)))
        (i32.store16 (local.get $index)
          (i32.sub (local.get $probability) (i32.shr_u (local.get $probability) (i32.const 5)))))
      (else
        (global.set $range (local.get $bound))
        (i32.store16 (local.get $index)
          (i32.add (local.get $probability)
            (i32.shr_u (i32.sub (i32.const 2048) (local.get $probability)) (i32.const 5))))))
    (call $normalise)
    (local.get $bit))

  ;; Decisions down a tree until $node has reached $end, the highest bit first.
  (func $tree (param $base i32) (param $node i32) (param $end i32) (result i32)
    (loop $down
      (local.set $node
        (i32.add (i32.shl (local.get $node) (i32.const 1)) (call $bit (i32.add (local.get $base) (local.get $node)))))
      (br_if $down (i32.lt_u (local.get $node) (local.get $end))))
    (i32.sub (local.get $node) (local.get $end)))

  ;; The same from the root, the lowest bit first.
  (func $reversed (param $base i32) (param $bits i32) (result i32)
    (local $node i32) (local $value i32) (local $place i32) (local $bit i32)
    (local.set $node (i32.const 1))
    (loop $down
      (local.set $bit (call $bit (i32.add (local.get $base) (local.get $node))))
      (local.set $node (i32.add (i32.shl (local.get $node) (i32.const 1)) (local.get $bit)))
      (local.set $value (i32.or (local.get $value) (i32.shl (local.get $bit) (local.get $place))))
      (local.set $place (i32.add (local.get $place) (i32.const 1)))
      (br_if $down (i32.lt_u (local.get $place) (local.get $bits))))
    (local.get $value))

  ;; The length of a match: two choices; then three bits for each place of four, the same again, or eight bits.
  (func $length (param $base i32) (param $place i32) (result i32)
    (local.set $place (i32.add (local.get $base) (i32.shl (local.get $place) (i32.const 3))))
    (if (i32.eqz (call $bit (local.get $base))) (then
      (return (i32.add (i32.const 2)
        (call $tree (i32.add (local.get $place) (i32.const 2)) (i32.const 1) (i32.const 8))))))
    (if (i32.eqz (call $bit (i32.add (local.get $base) (i32.const 1)))) (then
      (return (i32.add (i32.const 10)
        (call $tree (i32.add (local.get $place) (i32.const 130)) (i32.const 1) (i32.const 8))))))
    (i32.add (i32.const 18)
      (call $tree (i32.add (local.get $base) (i32.const 258)) (i32.const 1) (i32.const 256))))

  ;; How far back a match is, less one.
  (func $distance (param $slot i32) (result i32)
    (local $bits i32) (local $base i32) (local $direct i32) (local $bit i32)
    (if (i32.lt_u (local.get $slot) (i32.const 4)) (then (return (local.get $slot))))
    (local.set $bits (i32.sub (i32.shr_u (local.get $slot) (i32.const 1)) (i32.const 1)))
    (local.set $base
      (i32.shl (i32.or (i32.const 2) (i32.and (local.get $slot) (i32.const 1))) (local.get $bits)))
    (if (i32.lt_u (local.get $slot) (i32.const 14)) (then
      (return (i32.add (local.get $base)
        (call $reversed
          (i32.sub (i32.add (local.get $base) (i32.const 1715)) (local.get $slot)) (local.get $bits))))))
    (loop $down
      (global.set $range (i32.shr_u (global.get $range) (i32.const 1)))
      (local.set $bit (i32.ge_u (global.get $code) (global.get $range)))
      (if (local.get $bit) (then (global.set $code (i32.sub (global.get $code) (global.get $range)))))
      (local.set $direct (i32.or (i32.shl (local.get $direct) (i32.const 1)) (local.get $bit)))
      (call $normalise)
      (local.set $bits (i32.sub (local.get $bits) (i32.const 1)))
      (br_if $down (i32.gt_u (local.get $bits) (i32.const 4))))
    (i32.add (i32.add (local.get $base) (i32.shl (local.get $direct) (i32.const 4)))
      (call $reversed (i32.const 1844) (i32.const 4))))

  ;; A byte that stands for itself. $wrong, if there is one, is the byte that it is known not to be.
  (func $literal (param $base i32) (param $wrong i32) (result i32)
    (local $symbol i32) (local $guess i32) (local $bit i32)
    (local.set $symbol (i32.const 1))
    (if (i32.ge_s (local.get $wrong) (i32.const 0)) (then
      (loop $equal
        (local.set $wrong (i32.shl (local.get $wrong) (i32.const 1)))
        (local.set $guess (i32.and (local.get $wrong) (i32.const 0x100)))
        (local.set $bit (call $bit (i32.add
          (i32.add (local.get $base) (i32.const 0x100)) (i32.add (local.get $guess) (local.get $symbol)))))
        (local.set $symbol (i32.add (i32.shl (local.get $symbol) (i32.const 1)) (local.get $bit)))
        (if (i32.ge_u (local.get $symbol) (i32.const 0x100)) (then
          (return (i32.sub (local.get $symbol) (i32.const 0x100)))))
        (br_if $equal (i32.eq (i32.shl (local.get $bit) (i32.const 8)) (local.get $guess))))))
    (call $tree (local.get $base) (local.get $symbol) (i32.const 0x100)))

  ;; $at is where the packed bytes end and the others begin, $end where these end.
  (func (export "unpack") (param $at i32) (param $end i32)
    (local $start i32) (local $place i32) (local $state i32) (local $count i32) (local $swap i32)
    (local $first i32) (local $second i32) (local $third i32) (local $fourth i32)
    (local.set $start (local.get $at))
    (loop $even
      (i32.store16 (local.get $count) (i32.const 1024))
      (local.set $count (i32.add (local.get $count) (i32.const 2)))
      (br_if $even (i32.lt_u (local.get $count) (i32.const 16384))))
    (i32.store (i32.const 0) (i32.const 0x04000400))
    (call $shift) (call $shift) (call $shift) (call $shift)
    (local.set $first (i32.const 1))
    (local.set $second (i32.const 1))
    (local.set $third (i32.const 1))
    (local.set $fourth (i32.const 1))
    (loop $next
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return)))
      (local.set $place (i32.and (i32.sub (local.get $at) (local.get $start)) (i32.const 3)))
      (if (i32.eqz (call $bit (i32.add (i32.shl (local.get $state) (i32.const 4)) (local.get $place)))) (then
        (i32.store8 (local.get $at) (call $literal
          (i32.add (i32.const 1860) (i32.mul (i32.const 0x300)
            (select
              (i32.shr_u (i32.load8_u (i32.sub (local.get $at) (i32.const 1))) (i32.const 5))
              (i32.const 0)
              (i32.ne (local.get $at) (local.get $start)))))
          (select
            (i32.load8_u (i32.sub (local.get $at) (local.get $first)))
            (i32.const -1)
            (i32.gt_u (local.get $state) (i32.const 6)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (local.set $state
          (if (result i32) (i32.lt_u (local.get $state) (i32.const 4))
            (then (i32.const 0))
            (else (i32.sub (local.get $state)
              (select (i32.const 3) (i32.const 6) (i32.lt_u (local.get $state) (i32.const 10)))))))
        (br $next)))
      (if (call $bit (i32.add (i32.const 192) (local.get $state)))
        (then
          (local.set $count (i32.const 0))
          (if (i32.eqz (call $bit (i32.add (i32.const 204) (local.get $state))))
            (then
              (local.set $count (i32.eqz (call $bit (i32.add (i32.const 216)
                (i32.add (i32.shl (local.get $state) (i32.const 4)) (local.get $place)))))))
            (else
              (local.set $swap (local.get $second))
              (if (call $bit (i32.add (i32.const 408) (local.get $state))) (then
                (local.set $swap (local.get $third))
                (if (call $bit (i32.add (i32.const 420) (local.get $state))) (then
                  (local.set $swap (local.get $fourth))
                  (local.set $fourth (local.get $third))))
                (local.set $third (local.get $second))))
              (local.set $second (local.get $first))
              (local.set $first (local.get $swap))))
          (if (local.get $count)
            (then (local.set $swap (i32.const 9)))
            (else
              (local.set $count (call $length (i32.const 946) (local.get $place)))
              (local.set $swap (i32.const 8))))
          (local.set $state (select (local.get $swap) (i32.const 11) (i32.lt_u (local.get $state) (i32.const 7)))))
        (else
          (local.set $fourth (local.get $third))
          (local.set $third (local.get $second))
          (local.set $second (local.get $first))
          (local.set $count (call $length (i32.const 432) (local.get $place)))
          (local.set $swap (i32.sub (local.get $count) (i32.const 2)))
          (local.set $first (i32.add (i32.const 1) (call $distance
            (call $tree
              (i32.add (i32.const 1460) (i32.shl
                (select (local.get $swap) (i32.const 3) (i32.lt_u (local.get $swap) (i32.const 3)))
                (i32.const 6)))
              (i32.const 1)
              (i32.const 64)))))
          (local.set $state
            (select (i32.const 7) (i32.const 10) (i32.lt_u (local.get $state) (i32.const 7))))))
      (loop $copy
        (i32.store8 (local.get $at) (i32.load8_u (i32.sub (local.get $at) (local.get $first))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br_if $copy (local.get $count)))
      (br $next))))
