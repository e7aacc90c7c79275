//! How many requests of each action may begin in a second: a pure decision. No call wakes another. Each sleeps until its
//! place can be free, and asks again.

use std::collections::VecDeque;

const SECOND_MS: f64 = 1_000.0;
/// Who has not asked for so long is gone: its host dropped it, or stopped its timers.
const GONE_MS: f64 = 2_000.0;
/// The wait for those in front, whose places are free.
const SHORT_MS: f64 = 5.0;

/// Lets through at most so many requests of an action in any second. Who comes first goes first.
#[derive(Debug)]
pub struct Limit {
    per_second: usize,
    queues: Vec<(String, Queue)>,
    last_ticket: u64,
}

#[derive(Debug, Default)]
struct Queue {
    /// When the requests of the last second began, the oldest first, in milliseconds of a monotonic clock.
    begun: VecDeque<f64>,
    /// Who waits, in the order in which they came: ticket, and when they last asked.
    waiting: VecDeque<(u64, f64)>,
}

/// The answer to a call that has to wait.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wait {
    /// To ask again with.
    pub ticket: u64,
    /// At most a second.
    pub ms: f64,
}

impl Limit {
    pub fn new(per_second: u32) -> Self {
        Self { per_second: per_second as usize, queues: Vec::new(), last_ticket: 0 }
    }

    /// Asks whether a request may begin now; if it may, it begins.
    ///
    /// # Errors
    /// How long to wait before asking again.
    pub fn ask(&mut self, action: &str, ticket: Option<u64>, now_ms: f64) -> Result<(), Wait> {
        let ticket = ticket.unwrap_or_else(|| {
            self.last_ticket += 1;
            self.last_ticket
        });
        let per_second = self.per_second;
        let queue = self.queue(action, now_ms);
        queue.forget(ticket, now_ms);
        let place = queue.place(ticket, now_ms);
        let ahead = queue.begun.len() + place;
        let free_ms = match ahead.checked_sub(per_second) {
            None => now_ms,
            Some(earlier) => queue.begun.get(earlier).map_or(f64::INFINITY, |begun| begun + SECOND_MS),
        };
        let ms = if free_ms > now_ms { (free_ms - now_ms).min(SECOND_MS) } else { SHORT_MS };
        if place > 0 || free_ms > now_ms {
            return Err(Wait { ticket, ms });
        }
        queue.waiting.pop_front();
        queue.begun.push_back(now_ms);
        Ok(())
    }

    /// Gives up waiting.
    pub fn leave(&mut self, action: &str, ticket: u64) {
        if let Some((_, queue)) = self.queues.iter_mut().find(|(known, _)| known == action) {
            queue.waiting.retain(|(known, _)| *known != ticket);
        }
    }

    /// The queue of an action. Those that nobody uses any more are forgotten.
    fn queue(&mut self, action: &str, now_ms: f64) -> &mut Queue {
        let found = self.queues.iter().position(|(known, _)| known == action);
        let place = found.unwrap_or_else(|| {
            self.queues.retain(|(_, queue)| !queue.is_idle(now_ms));
            self.queues.push((action.into(), Queue::default()));
            self.queues.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "it was found or pushed")]
        &mut self.queues[place].1
    }
}

impl Queue {
    /// Forgets who is gone and what is over. Times that are ahead are those of a clock that ran backwards.
    fn forget(&mut self, ticket: u64, now_ms: f64) {
        self.begun.retain(|begun| is_recent(*begun, SECOND_MS, now_ms));
        self.waiting.retain(|(known, asked)| *known == ticket || is_recent(*asked, GONE_MS, now_ms));
    }

    /// How many are in front of this one.
    fn place(&mut self, ticket: u64, now_ms: f64) -> usize {
        let found = self.waiting.iter_mut().enumerate().find(|(_, (known, _))| *known == ticket);
        if let Some((place, (_, asked))) = found {
            *asked = now_ms;
            return place;
        }
        self.waiting.push_back((ticket, now_ms));
        self.waiting.len() - 1
    }

    fn is_idle(&self, now_ms: f64) -> bool {
        !self.begun.iter().any(|begun| is_recent(*begun, SECOND_MS, now_ms))
            && !self.waiting.iter().any(|(_, asked)| is_recent(*asked, GONE_MS, now_ms))
    }
}

fn is_recent(then_ms: f64, span_ms: f64, now_ms: f64) -> bool {
    (0.0..span_ms).contains(&(now_ms - then_ms))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "every sum of these times is exact")]
mod tests {
    use super::*;

    fn wait(limit: &mut Limit, ticket: Option<u64>, now_ms: f64) -> Wait {
        limit.ask("a", ticket, now_ms).expect_err("it has to wait")
    }

    #[test]
    fn so_many_begin_at_once_and_the_next_a_second_after_the_first() {
        let mut limit = Limit::new(3);
        for now in [0.0, 10.0, 20.0] {
            assert_eq!(limit.ask("a", None, now), Ok(()));
        }
        let Wait { ticket, ms } = wait(&mut limit, None, 20.0);
        assert_eq!(ms, 980.0);
        assert_eq!(wait(&mut limit, Some(ticket), 999.5).ms, 0.5);
        assert_eq!(limit.ask("a", Some(ticket), 1_000.0), Ok(()));
        assert_eq!(limit.ask("b", None, 1_000.0), Ok(()));
    }

    #[test]
    fn who_comes_first_goes_first_and_each_waits_for_its_own_place() {
        let mut limit = Limit::new(2);
        assert_eq!((limit.ask("a", None, 0.0), limit.ask("a", None, 100.0)), (Ok(()), Ok(())));
        let waits: Vec<Wait> = (0..4).map(|_| wait(&mut limit, None, 100.0)).collect();
        assert_eq!(waits.iter().map(|wait| wait.ms).collect::<Vec<_>>(), [900.0, 1_000.0, 1_000.0, 1_000.0]);
        // The second one is early: the first has its turn before.
        assert_eq!(wait(&mut limit, Some(waits[1].ticket), 1_100.0).ms, SHORT_MS);
        assert_eq!(limit.ask("a", Some(waits[0].ticket), 1_100.0), Ok(()));
        assert_eq!(limit.ask("a", Some(waits[1].ticket), 1_100.0), Ok(()));
        assert_eq!(wait(&mut limit, Some(waits[2].ticket), 1_100.0).ms, 1_000.0);
    }

    #[test]
    fn who_leaves_or_is_gone_blocks_nobody() {
        let mut limit = Limit::new(1);
        assert_eq!(limit.ask("a", None, 0.0), Ok(()));
        let [first, second, third] = [0.0; 3].map(|now| wait(&mut limit, None, now).ticket);
        limit.leave("a", first);
        assert_eq!(limit.ask("a", Some(second), 1_000.0), Ok(()));
        assert_eq!(wait(&mut limit, Some(third), 1_000.0).ms, 1_000.0);
        let last = wait(&mut limit, None, 1_500.0).ticket;
        assert_eq!(wait(&mut limit, Some(last), 2_900.0).ms, 1_000.0);
        assert_eq!(limit.ask("a", Some(last), 3_900.0), Ok(()));
    }

    #[test]
    fn no_second_has_more_than_so_many() {
        let mut limit = Limit::new(7);
        let (mut now, mut begun) = (0.0, Vec::new());
        for step in 0..500_u32 {
            now += f64::from(step * 37 % 211);
            let mut ticket = None;
            while let Err(wait) = limit.ask("a", ticket, now) {
                (ticket, now) = (Some(wait.ticket), now + wait.ms);
            }
            begun.push(now);
        }
        assert!(begun.windows(8).all(|window| matches!(window, [first, .., last] if last - first >= 1_000.0)));
    }

    #[test]
    fn a_clock_that_runs_backwards_holds_nobody_up() {
        let mut limit = Limit::new(1);
        assert_eq!(limit.ask("a", None, 1e9), Ok(()));
        let ticket = wait(&mut limit, None, 1e9).ticket;
        assert_eq!(limit.ask("a", None, 5.0), Ok(()));
        assert_eq!(wait(&mut limit, Some(ticket), 5.0).ms, 1_000.0);
    }
}
