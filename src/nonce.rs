//! Nonces of one client: random to begin with, and none repeated before all of them were used.

use crate::request::MAX_NONCE;

/// Walks through 1 to 2^31 − 1 from a random start with a random step. 2^31 − 1 is prime, so every step visits all
/// of them before the first one comes again: far more than a client can send within the 600 seconds in which a
/// server remembers them.
#[derive(Debug, Clone, Copy)]
pub struct Nonces {
    last: u32,
    step: u32,
}

impl Nonces {
    /// From eight random bytes, or None if they are among the few that would make the numbers uneven; ask for others.
    #[must_use]
    pub fn new(random: [u8; 8]) -> Option<Self> {
        let [a, b, c, d, e, f, g, h] = random;
        let last = u32::from_le_bytes([a, b, c, d]) >> 1;
        let step = u32::from_le_bytes([e, f, g, h]) >> 1;
        (last < MAX_NONCE && (1..MAX_NONCE).contains(&step)).then_some(Self { last, step })
    }

    /// The next nonce.
    pub fn next_nonce(&mut self) -> u32 {
        self.last = (self.last + self.step) % MAX_NONCE;
        self.last + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nonces(last: u32, step: u32) -> Option<Nonces> {
        let mut random = [0; 8];
        random[..4].copy_from_slice(&(last << 1).to_le_bytes());
        random[4..].copy_from_slice(&(step << 1).to_le_bytes());
        Nonces::new(random)
    }

    #[test]
    fn nonces_stay_within_their_range_at_both_ends() {
        let mut up = nonces(MAX_NONCE - 2, 1).expect("in range");
        assert_eq!([up.next_nonce(), up.next_nonce(), up.next_nonce()], [MAX_NONCE, 1, 2]);
        let mut down = nonces(1, MAX_NONCE - 1).expect("in range");
        assert_eq!([down.next_nonce(), down.next_nonce()], [1, MAX_NONCE]);
    }

    #[test]
    fn a_start_or_step_outside_the_range_is_refused() {
        assert!(nonces(MAX_NONCE, 1).is_none());
        assert!(nonces(0, 0).is_none());
        assert!(nonces(0, MAX_NONCE).is_none());
    }

    #[test]
    fn a_million_nonces_are_a_million_different_ones() {
        let mut nonces = nonces(123_456_789, 1_987_654_321).expect("in range");
        let mut seen: Vec<u32> = (0..1_000_000).map(|_| nonces.next_nonce()).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 1_000_000);
    }
}
