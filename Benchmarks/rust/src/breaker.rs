//! Kedge's breaker beside the one that most would write: three numbers, each of them sequentially consistent.

use crate::kedge::Breaker;
use crate::rows::{self, Row, Unit};
use std::hint::black_box;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant};

/// So many calls that what it takes to begin a turn does not count.
const CALLS: u32 = 256;
const FAILURES: u32 = 5;
const OPEN_TIME: Duration = Duration::from_secs(30);

const CLOSED: u32 = 0;
const OPEN: u32 = 1;
const HALF_OPEN: u32 = 2;

struct AtomicBreaker {
    state: AtomicU32,
    failures: AtomicU32,
    /// Nanoseconds since `start`.
    opened_at: AtomicU64,
    start: Instant,
}

impl AtomicBreaker {
    fn new() -> AtomicBreaker {
        AtomicBreaker {
            state: AtomicU32::new(CLOSED),
            failures: AtomicU32::new(0),
            opened_at: AtomicU64::new(0),
            start: Instant::now(),
        }
    }

    fn now(&self) -> u64 {
        self.start.elapsed().as_nanos() as u64
    }

    /// Whether a call may be made.
    fn acquire(&self) -> bool {
        match self.state.load(SeqCst) {
            CLOSED => true,
            OPEN if self.now() - self.opened_at.load(SeqCst) >= OPEN_TIME.as_nanos() as u64 => {
                self.state.compare_exchange(OPEN, HALF_OPEN, SeqCst, SeqCst).is_ok()
            }
            _ => false,
        }
    }

    fn success(&self) {
        self.failures.store(0, SeqCst);
        if self.state.load(SeqCst) == HALF_OPEN {
            self.state.store(CLOSED, SeqCst);
        }
    }

    fn failure(&self) {
        let failures = self.failures.fetch_add(1, SeqCst) + 1;
        if failures >= FAILURES || self.state.load(SeqCst) == HALF_OPEN {
            self.opened_at.store(self.now(), SeqCst);
            self.state.store(OPEN, SeqCst);
        }
    }
}

/// That it is a breaker at all.
fn check(breaker: &AtomicBreaker) {
    (1..FAILURES).for_each(|_| breaker.failure());
    assert!(breaker.acquire());
    breaker.success();
    (0..FAILURES).for_each(|_| breaker.failure());
    assert!(!breaker.acquire());
}

pub fn run() {
    check(&AtomicBreaker::new());
    let (breaker, peer) = (Breaker::new(u64::from(FAILURES)), AtomicBreaker::new());
    rows::run(&[Row {
        name: "Breaker closed, failures in a row, and Rust",
        unit: Unit::Nanoseconds,
        kedge: &|| (0..CALLS).for_each(|_| breaker.pass()),
        peer_name: "SeqCst atomics in Rust",
        peer: &|| {
            for _ in 0..CALLS {
                let breaker = black_box(&peer);
                assert!(breaker.acquire());
                breaker.success();
            }
        },
        calls: CALLS,
        rehearsals: 0,
        target: 0.8,
    }]);
}
