;; Unpacks the core. Each bit is guessed from what went before, and only the surprise is stored: an arithmetic coder under
;; a mix of five contexts, as the PAQ family has it. The contexts know the shape of WebAssembly's code (an opcode, then its
;; operands), which makes it a sixth smaller than LZMA does. The build packs with this very model.
;;
;; All numbers are integers or IEEE floats without functions of the host, so every engine computes the same.
;;
;; Memory, from $T on: hashes of the five contexts (20 bytes), addresses of their slots (at 32), their opinions (at 64), the
;; curve (66, at 96), its inverse (16384, at 256), weights (524288, at 32768). Below $T the slots, 2^22 for all contexts;
;; from 8978432 on what is packed, right behind it what comes out.
(module
  (memory (export "memory") 137)
  (data (i32.const 8388704) ;; 4096 / (1 + e^-x) for x from -8 to 8 in steps of a half
    "\01\00\02\00\03\00\06\00\0a\00\10\00\1b\00\2d\00\49\00\78\00\c2\00\36\01\e8\01\eb\02\4d\04\0a\06\ff\07"
    "\f5\09\b2\0b\14\0d\17\0e\c9\0e\3d\0f\87\0f\b6\0f\d2\0f\e4\0f\ef\0f\f5\0f\f9\0f\fc\0f\fd\0f\fe\0f")
  (global $T i32 (i32.const 8388608))
  ;; The bits of the byte so far, behind a 1, and how many; the bytes before it, the last one lowest; the opcodes likewise.
  (global $byte (mut i32) (i32.const 1))
  (global $bits (mut i32) (i32.const 0))
  (global $bytes (mut i32) (i32.const 0))
  (global $opcodes (mut i32) (i32.const 0))
  ;; Operands to come, whether one is under way, and what sort of byte this is.
  (global $pending (mut i32) (i32.const 0))
  (global $inside (mut i32) (i32.const 0))
  (global $sort (mut i32) (i32.const 0))
  ;; The place of the byte, and where the section of code begins and ends.
  (global $place (mut i32) (i32.const 0))
  (global $from (mut i32) (i32.const 0))
  (global $to (mut i32) (i32.const 0))
  (global $guess (mut i32) (i32.const 0))

  (func $hash (param $one i32) (param $other i32) (result i32)
    (local.set $one (i32.add
      (i32.mul (local.get $one) (i32.const 0x2f0b4c47)) (i32.mul (local.get $other) (i32.const 0x1e3779b1))))
    (i32.mul (i32.xor (local.get $one) (i32.shr_u (local.get $one) (i32.const 15))) (i32.const 0x05ebca6b)))

  ;; The curve, at a 128th of $x: 1 to 4095.
  (func $squash (param $x i32) (result i32)
    (local $rest i32)
    (local.set $rest (i32.and (local.get $x) (i32.const 127)))
    (local.set $x (i32.shl (i32.add (i32.shr_s (local.get $x) (i32.const 7)) (i32.const 16)) (i32.const 1)))
    (i32.shr_u
      (i32.add
        (i32.mul (i32.load16_u offset=8388704 (local.get $x)) (i32.sub (i32.const 128) (local.get $rest)))
        (i32.mul (i32.load16_u offset=8388706 (local.get $x)) (local.get $rest)))
      (i32.const 7)))

  (func $contexts
    (local $last i32) (local $operand i32)
    (global.set $sort (i32.const 0))
    (if (i32.lt_u (i32.sub (global.get $place) (global.get $from)) (i32.sub (global.get $to) (global.get $from)))
      (then
        (global.set $sort (i32.add (i32.add (i32.shl (global.get $pending) (i32.const 1)) (global.get $inside)) (i32.const 1))))
      (else (global.set $opcodes (i32.const 0))))
    (local.set $last (i32.and (global.get $bytes) (i32.const 255)))
    (local.set $operand (select (local.get $last) (i32.const 0) (global.get $pending)))
    (i32.store (global.get $T) (call $of (i32.and (global.get $opcodes) (i32.const 0xff)) (local.get $last)))
    (i32.store offset=4 (global.get $T)
      (call $of (i32.and (global.get $opcodes) (i32.const 0xffff)) (local.get $operand)))
    (i32.store offset=8 (global.get $T) (call $of (i32.and (global.get $bytes) (i32.const 0xffffff)) (i32.const 0)))
    (i32.store offset=12 (global.get $T) (call $of (i32.const 0) (i32.const 0)))
    (i32.store offset=16 (global.get $T) (call $of
      (global.get $opcodes)
      (i32.or (i32.shl (local.get $operand) (i32.const 8)) (i32.shr_u (global.get $bytes) (i32.const 24))))))

  ;; A context for this sort of byte.
  (func $of (param $one i32) (param $other i32) (result i32)
    (call $hash (local.get $one) (i32.or (local.get $other) (i32.shl (global.get $sort) (i32.const 24)))))

  ;; How likely the next bit is a 1, of 4096.
  (func $predict (export "predict") (result i32)
    (local $at i32) (local $slot i32) (local $weights i32) (local $half i32) (local $rest i32)
    (local $opinion f32) (local $sum f32)
    (local.set $weights (call $weights))
    ;; The slots of half a byte lie side by side: $half says which half, behind which bits, and $rest where in it.
    (local.set $rest (i32.and (global.get $bits) (i32.const 3)))
    (local.set $half (i32.shr_u (global.get $byte) (local.get $rest)))
    (local.set $rest (i32.sub
      (i32.add (global.get $byte) (i32.shl (i32.const 1) (local.get $rest)))
      (i32.shl (local.get $half) (local.get $rest))))
    (local.set $at (global.get $T))
    (loop $each
      (local.set $slot (call $hash
        (i32.load (local.get $at))
        (i32.or (i32.shl (local.get $at) (i32.const 3)) (local.get $half))))
      (local.set $slot (i32.shl
        (i32.and (i32.add (i32.shr_u (local.get $slot) (i32.const 10)) (local.get $rest)) (i32.const 0x3fffff))
        (i32.const 1)))
      (i32.store offset=32 (local.get $at) (local.get $slot))
      (local.set $opinion (f32.load offset=8388864 (i32.shl
        (i32.add (i32.shr_s (i32.load16_s (local.get $slot)) (i32.const 4)) (i32.const 2048)) (i32.const 2))))
      (f32.store offset=64 (local.get $at) (local.get $opinion))
      (local.set $sum (f32.add (local.get $sum)
        (f32.mul (local.get $opinion) (f32.add (f32.load (local.get $weights)) (f32.const 0.3)))))
      (local.set $weights (i32.add (local.get $weights) (i32.const 4)))
      (br_if $each (i32.ne (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 8388628))))
    (global.set $guess (call $squash
      (i32.trunc_f32_s (f32.max (f32.min (local.get $sum) (f32.const 2047)) (f32.const -2047)))))
    (global.get $guess))

  ;; Five weights for each opcode, sort of byte and place in it.
  (func $weights (result i32)
    (i32.add (i32.const 8421376) (i32.shl
      (i32.or
        (i32.shl (i32.and (global.get $opcodes) (i32.const 255)) (i32.const 6))
        (i32.or (i32.shl (global.get $sort) (i32.const 3)) (global.get $bits)))
      (i32.const 5))))

  (func $learn (export "learn") (param $bit i32)
    (local $at i32) (local $slot i32) (local $value i32) (local $count i32) (local $weights i32)
    (local $aim f32) (local $error f32) (local $likely f32)
    (local.set $aim (f32.convert_i32_s (i32.sub (i32.shl (local.get $bit) (i32.const 12)) (i32.const 2048))))
    (local.set $error (f32.mul
      (f32.convert_i32_s (i32.sub (i32.shl (local.get $bit) (i32.const 12)) (global.get $guess)))
      (f32.const 0x1.cp-27)))
    (local.set $weights (call $weights))
    (local.set $at (global.get $T))
    (loop $each
      (f32.store (local.get $weights) (f32.add (f32.load (local.get $weights))
        (f32.mul (local.get $error) (f32.load offset=64 (local.get $at)))))
      (local.set $weights (i32.add (local.get $weights) (i32.const 4)))
      ;; A slot: the likelihood of a 1 in twelve bits, less a half, and how often it was asked in four, up to seven.
      (local.set $slot (i32.load offset=32 (local.get $at)))
      (local.set $value (i32.load16_s (local.get $slot)))
      (local.set $count (i32.and (local.get $value) (i32.const 15)))
      (local.set $likely (f32.convert_i32_s (i32.shr_s (local.get $value) (i32.const 4))))
      (i32.store16 (local.get $slot) (i32.or
        (i32.shl
          (i32.trunc_f32_s (f32.nearest (f32.add (local.get $likely) (f32.div
            (f32.sub (local.get $aim) (local.get $likely))
            (f32.add (f32.convert_i32_s (local.get $count)) (f32.const 1.2))))))
          (i32.const 4))
        (i32.add (local.get $count) (i32.lt_u (local.get $count) (i32.const 7)))))
      (br_if $each (i32.ne (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 8388628))))
    (global.set $byte (i32.or (i32.shl (global.get $byte) (i32.const 1)) (local.get $bit)))
    (global.set $bits (i32.add (global.get $bits) (i32.const 1)))
    (if (i32.gt_u (global.get $byte) (i32.const 255)) (then
      (call $follow (i32.and (global.get $byte) (i32.const 255)))
      (global.set $bits (i32.const 0))
      (global.set $byte (i32.const 1)))))

  ;; Goes on behind a byte.
  (func $follow (param $byte i32)
    (if (global.get $sort) (then
      (if (i32.gt_u (global.get $sort) (i32.const 1))
        (then
          (global.set $inside (i32.shr_u (local.get $byte) (i32.const 7)))
          (global.set $pending (i32.sub (global.get $pending) (i32.eqz (global.get $inside)))))
        (else
          (global.set $opcodes (i32.or (i32.shl (global.get $opcodes) (i32.const 8)) (local.get $byte)))
          (global.set $pending (call $operands (local.get $byte)))))))
    (global.set $bytes (i32.or (i32.shl (global.get $bytes) (i32.const 8)) (local.get $byte)))
    (global.set $place (i32.add (global.get $place) (i32.const 1)))
    (call $contexts))

  ;; How many integers follow an opcode; those of a few rare ones are taken for opcodes themselves, which does no harm.
  (func $operands (param $opcode i32) (result i32)
    ;; Loads and stores, and indirect calls.
    (if (i32.or
        (i32.lt_u (i32.sub (local.get $opcode) (i32.const 0x28)) (i32.const 0x17))
        (i32.eq (local.get $opcode) (i32.const 0x11)))
      (then (return (i32.const 2))))
    ;; Blocks and branches, calls, variables, constants.
    (i32.or
      (i32.or
        (i32.lt_u (i32.sub (local.get $opcode) (i32.const 0x20)) (i32.const 5))
        (i32.lt_u (i32.sub (local.get $opcode) (i32.const 0x41)) (i32.const 2)))
      (i32.and
        (i32.lt_u (local.get $opcode) (i32.const 0x11))
        (i32.and (i32.shr_u (i32.const 0x1301c) (local.get $opcode)) (i32.const 1)))))

  (func $begin (export "begin") (param $from i32) (param $to i32)
    (local $x i32) (local $up i32)
    (global.set $from (local.get $from))
    (global.set $to (local.get $to))
    ;; The inverse of the curve: the last $x that does not reach beyond.
    (local.set $x (i32.const -2047))
    (loop $next
      (if (i32.and
          (i32.lt_u (call $squash (local.get $x)) (local.get $up))
          (i32.lt_s (local.get $x) (i32.const 2047)))
        (then (local.set $x (i32.add (local.get $x) (i32.const 1))))
        (else
          (f32.store offset=8388864 (i32.shl (local.get $up) (i32.const 2)) (f32.convert_i32_s (local.get $x)))
          (local.set $up (i32.add (local.get $up) (i32.const 1)))))
      (br_if $next (i32.lt_u (local.get $up) (i32.const 4096))))
    (call $contexts))

  ;; From the end of what is packed, where the rest begins, up to $end.
  (func (export "unpack") (param $at i32) (param $end i32)
    (local $next i32) (local $low i32) (local $high i32) (local $code i32) (local $middle i32) (local $bit i32)
    (local.set $next (i32.const 8978432))
    (loop $each
      ;; Bytes in which both ends agree are settled, and make room for others: for the first four, to begin with.
      (loop $settled
        (if (i32.lt_u (i32.xor (local.get $low) (local.get $high)) (i32.const 0x1000000)) (then
          (local.set $low (i32.shl (local.get $low) (i32.const 8)))
          (local.set $high (i32.or (i32.shl (local.get $high) (i32.const 8)) (i32.const 255)))
          (local.set $code (i32.or (i32.shl (local.get $code) (i32.const 8)) (i32.load8_u (local.get $next))))
          (local.set $next (i32.add (local.get $next) (i32.const 1)))
          (br $settled))))
      (local.set $middle (i32.add (local.get $low) (i32.mul
        (i32.shr_u (i32.sub (local.get $high) (local.get $low)) (i32.const 12)) (call $predict))))
      (local.set $bit (i32.le_u (local.get $code) (local.get $middle)))
      (if (local.get $bit)
        (then (local.set $high (local.get $middle)))
        (else (local.set $low (i32.add (local.get $middle) (i32.const 1)))))
      (i32.store8 (local.get $at) (i32.or (i32.shl (i32.load8_u (local.get $at)) (i32.const 1)) (local.get $bit)))
      (call $learn (local.get $bit))
      (local.set $at (i32.add (local.get $at) (i32.eq (global.get $byte) (i32.const 1))))
      (br_if $each (i32.lt_u (local.get $at) (local.get $end))))))
