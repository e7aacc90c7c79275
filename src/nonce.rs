//! Nonces of one client: random to begin with, and none repeated before all of them were used.

/// The largest nonce, 2^31 − 1.
pub(crate) const MAX_NONCE: u32 = 0x7FFF_FFFF;

/// Walks through 1 to 2^31 − 1 from a random start with a random step. 2^31 − 1 is prime, so every step visits all
/// of them before the first one comes again: far more than a client can send within the 600 seconds in which a
/// server remembers them.
#[derive(Debug, Clone, Copy)]
pub struct Nonces {
    last: u32,
    step: u32,
}

impl Nonces {
    /// From two random numbers, or None if they are among the few that would make the nonces uneven; take others.
    #[must_use]
    pub const fn new(start: u32, step: u32) -> Option<Self> {
        let (last, step) = (start >> 1, step >> 1);
        if last < MAX_NONCE && step > 0 && step < MAX_NONCE { Some(Self { last, step }) } else { None }
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
        Nonces::new(last << 1, step << 1)
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
