//! Retries, the server's clock, `Retry-After` and the limit of requests: any sequence of what can happen to a client.

use zvcms_openapi::{Budget, Clock, Failed, Limit, RetryState, Sample, retry_after_ms};

use super::input::Input;

const START_MS: u64 = 1_700_000_000_000;
/// Where every sum of a few times is exact: 2^-3 ms.
const TICK_MS: f64 = 0.125;

pub(crate) fn run(input: &[u8]) {
    let mut input = Input(input);
    let mut client = Client::default();
    while !input.is_empty() {
        match input.byte() % 5 {
            0 => client.call(&mut input),
            1 => client.succeed(input.byte()),
            2 => learn(&mut client.clock, &mut input),
            3 => wait_as_asked(&mut input),
            _ => limit(&mut input),
        }
    }
}

struct Client {
    budget: Budget,
    clock: Clock,
    /// In tenths, never more than 200: what the budget has to have.
    left: u32,
    successes: u32,
    paid: u32,
}

impl Default for Client {
    fn default() -> Self {
        Self { budget: Budget::full(), clock: Clock::default(), left: 200, successes: 0, paid: 0 }
    }
}

impl Client {
    fn succeed(&mut self, times: u8) {
        for _ in 0..times {
            self.budget.refill();
            self.left = (self.left + 1).min(200);
            self.successes += 1;
        }
        assert_eq!(self.budget.retries(), self.left / 10);
    }

    /// A call: attempts fail until the decision is to stop.
    fn call(&mut self, input: &mut Input<'_>) {
        let max_retries = u32::from(input.byte() % 22);
        let timeout_ms = input.one_of(&[0, 1, 500, 10_000, u32::MAX]).saturating_add(input.u16().into());
        let (mut elapsed_ms, mut attempts) = (0_u32, 1);
        loop {
            let failed = failed(input);
            let random = f64::from(input.u16()) / 65_536.0;
            elapsed_ms = elapsed_ms.saturating_add(input.u16().into());
            let state = RetryState { failed, attempts, max_retries, elapsed_ms, timeout_ms, random };
            let Some(wait_ms) = self.decide(state) else { break };
            elapsed_ms = elapsed_ms.saturating_add(wait_ms);
            attempts += 1;
        }
        assert!(attempts <= max_retries + 1, "{attempts} attempts");
        assert!(self.paid * 10 <= 200 + self.successes, "{} retries after {} successes", self.paid, self.successes);
    }

    fn decide(&mut self, state: RetryState) -> Option<u32> {
        let before = self.budget;
        let wait_ms = state.wait_ms(&mut self.budget);
        let RetryState { failed, attempts, max_retries, elapsed_ms, timeout_ms, random } = state;
        if attempts > max_retries || failed == Failed::Permanent {
            assert_eq!((wait_ms, self.budget), (None, before), "{state:?}");
            return wait_ms;
        }
        let Failed::Transient { retry_after_ms } = failed else {
            assert_eq!(self.budget, before, "a refused timestamp costs nothing");
            assert!(matches!(wait_ms, None | Some(0)), "{state:?} {wait_ms:?}");
            return wait_ms;
        };
        let limit = (200.0 * f64::from(attempts - 1).exp2()).min(3_000.0);
        let asked = f64::from(retry_after_ms.unwrap_or(0));
        let due = (limit * random).floor().max(asked);
        let fits = elapsed_ms < timeout_ms && due < f64::from(timeout_ms - elapsed_ms);
        let is_due = fits && self.left >= 10;
        assert_eq!(wait_ms.map(f64::from), is_due.then_some(due), "{state:?} with {} left", self.left);
        if is_due {
            self.left -= 10;
            self.paid += 1;
        }
        assert_eq!(self.budget.retries(), self.left / 10);
        wait_ms
    }
}

fn failed(input: &mut Input<'_>) -> Failed {
    match input.byte() % 8 {
        0 => Failed::Permanent,
        1 => Failed::Timestamp,
        2 => Failed::Transient { retry_after_ms: Some(input.u16().into()) },
        3 => Failed::Transient { retry_after_ms: Some(input.u32()) },
        _ => Failed::Transient { retry_after_ms: None },
    }
}

/// What is learned lies where the sample says, in whole milliseconds; what tells nothing changes nothing.
fn learn(clock: &mut Clock, input: &mut Input<'_>) {
    if input.byte() == 0 {
        // Clocks that nobody has.
        let [sent_ms, arrived_ms, server_ms] = [input.u64(), input.u64(), input.u64()].map(f64::from_bits);
        let _ = Clock::default().learn(Sample { sent_ms, arrived_ms, server_ms });
        return;
    }
    let sent_ms = at(input.u32());
    let arrived_ms = sent_ms + f64::from(i32::from(input.u16()) - 8_192) * TICK_MS;
    let server_ms = (at(input.u32()) / 1_000.0).floor() * 1_000.0;
    let before = clock.offset_ms();
    let (least, most) = (server_ms - arrived_ms, server_ms + 1_000.0 - sent_ms);
    let took_ms = arrived_ms - sent_ms;
    let is_learned = clock.learn(Sample { sent_ms, arrived_ms, server_ms });
    assert_eq!(is_learned, (0.0..=5_000.0).contains(&took_ms), "an answer that took {took_ms} ms");
    let now = clock.offset_ms();
    let is_kept = now.to_bits() == before.to_bits();
    if is_learned {
        assert!((least..=most).contains(&now), "{now} is not from {least} to {most}");
        assert!(is_kept || !(least..=most).contains(&before), "{before} was right and became {now}");
    } else {
        assert!(is_kept, "{before} became {now}");
    }
}

fn at(seconds: u32) -> f64 {
    f64::from(seconds) * 977.0 * TICK_MS + 1.7e12
}

/// The wait is what the header says, in seconds or as a date.
fn wait_as_asked(input: &mut Input<'_>) {
    let form = input.byte();
    if form.is_multiple_of(4) {
        let [date_ms, server_ms, now_ms] = [(); 3].map(|()| f64::from_bits(input.u64()));
        let _ = retry_after_ms(&input.text(), Some(date_ms), Some(server_ms), now_ms);
        return;
    }
    if form % 4 == 1 {
        let seconds = input.u64() >> (form >> 2);
        let expected = u32::try_from(seconds.saturating_mul(1_000)).unwrap_or(u32::MAX);
        assert_eq!(retry_after_ms(&seconds.to_string(), None, None, 0.0), Some(expected), "{seconds} s");
        return;
    }
    let (server, until, own) = (seconds(input), seconds(input), seconds(input));
    let (server_ms, now) = if form & 4 == 0 { (Some(ms(server)), server) } else { (None, own) };
    let expected = u32::try_from(until.saturating_sub(now) * 1_000).unwrap_or(u32::MAX);
    assert_eq!(retry_after_ms("a date", Some(ms(until)), server_ms, ms(own)), Some(expected));
}

fn seconds(input: &mut Input<'_>) -> u64 {
    START_MS / 1_000 + u64::from(if input.flag() { input.u32() } else { input.u16().into() })
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn ms(seconds: u64) -> f64 {
    (seconds * 1_000) as f64
}

/// No second with more requests than allowed, and no wait that is too short.
fn limit(input: &mut Input<'_>) {
    let per_second = usize::from(input.byte() % 12) + 1;
    let mut limit = Limit::new(u32::try_from(per_second).expect("small"));
    let mut now = f64::from(input.u32()) * TICK_MS;
    let mut begun: Vec<f64> = Vec::new();
    let mut waiting: Vec<u64> = Vec::new();
    for _ in 0..input.byte() {
        now += f64::from(input.u16() >> input.one_of(&[15, 8, 4, 2])) * TICK_MS;
        let ticket = if input.flag() { waiting.first().copied() } else { None };
        match limit.ask("a.b", ticket, now) {
            Ok(()) => {
                begun.push(now);
                waiting.retain(|known| Some(*known) != ticket);
            }
            Err(wait) => {
                assert!(wait.ms > 0.0 && wait.ms <= 1_000.0, "{wait:?}");
                if ticket.is_none() {
                    waiting.push(wait.ticket);
                }
                if input.flag() {
                    limit.leave("a.b", wait.ticket);
                    waiting.retain(|known| *known != wait.ticket);
                }
            }
        }
    }
    for (first, over) in begun.iter().zip(begun.iter().skip(per_second)) {
        assert!(over - first >= 1_000.0, "{} requests in {} ms", per_second + 1, over - first);
    }
    // Nobody waits for ever: whoever asks often enough begins.
    let mut ticket = None;
    for _ in 0..3 * (waiting.len() + 2) {
        let Err(wait) = limit.ask("a.b", ticket, now) else { return };
        (ticket, now) = (Some(wait.ticket), now + wait.ms.max(700.0));
    }
    assert_eq!(limit.ask("a.b", ticket, now), Ok(()), "{} in front", waiting.len());
}
