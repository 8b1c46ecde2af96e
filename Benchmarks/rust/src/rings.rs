//! Kedge's rings beside the one that most would write: a map of the standard library, with its hash.

use crate::kedge::Ring;
use crate::rows::{self, Row, Unit};
use std::cell::{Cell, RefCell};
use std::collections::hash_map::DefaultHasher;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::hint::black_box;

const POINTS: usize = 160;
/// So many that no branch predictor learns them.
const KEYS: usize = 1 << 16;
const PEER: &str = "BTreeMap of Rust";

/// 160 points a node, each with the node's name.
struct MapRing {
    points: BTreeMap<u64, String>,
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl MapRing {
    fn new(names: &[String]) -> MapRing {
        let mut ring = MapRing { points: BTreeMap::new() };
        names.iter().for_each(|name| ring.add(name));
        ring
    }

    fn add(&mut self, name: &str) {
        for point in 0..POINTS {
            self.points.insert(hash(format!("{name}:{point}")), name.to_string());
        }
    }

    fn remove(&mut self, name: &str) {
        for point in 0..POINTS {
            self.points.remove(&hash(format!("{name}:{point}")));
        }
    }

    fn owner(&self, key: &[u8]) -> &str {
        let behind = self.points.range(hash(key)..).next();
        behind.or_else(|| self.points.iter().next()).expect("a ring with nodes").1
    }
}

fn names(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("node-{number}")).collect()
}

/// Bytes that the allocator has given out, to Kedge and to Rust alike.
fn bytes_in_use() -> usize {
    let info = unsafe { libc::mallinfo2() };
    info.uordblks + info.hblkhd
}

/// A value, and the bytes that it takes for each point of so many nodes.
fn measured<T>(node_count: usize, make: impl FnOnce() -> T) -> (T, f64) {
    let before = bytes_in_use();
    let value = make();
    (value, (bytes_in_use() - before) as f64 / (node_count * POINTS) as f64)
}

/// The rows of one size, and how high Kedge / BTreeMap may be in each.
struct Size {
    node_count: usize,
    lookup: (&'static str, f64),
    change: Option<(&'static str, f64)>,
    memory: Option<(&'static str, f64)>,
    build: Option<(&'static str, f64)>,
}

const SIZES: [Size; 4] = [
    Size { node_count: 10, lookup: ("Ring lookup, 10 nodes, and Rust", 0.15), change: None, memory: None, build: None },
    Size {
        node_count: 100,
        lookup: ("Ring lookup, 100 nodes, and Rust", 0.15),
        change: None,
        memory: None,
        build: None,
    },
    Size {
        node_count: 1_000,
        lookup: ("Ring lookup, 1,000 nodes, and Rust", 0.12),
        change: Some(("Ring, add and remove a node of 1,000", 0.5)),
        memory: Some(("Ring memory per point, 1,000 nodes, and Rust", 0.3)),
        build: Some(("Ring build, 1,000 nodes, and Rust", 0.6)),
    },
    Size {
        node_count: 10_000,
        lookup: ("Ring lookup, 10,000 nodes, and Rust", 0.2),
        change: Some(("Ring, add and remove a node of 10,000", 0.7)),
        memory: Some(("Ring memory per point, 10,000 nodes, and Rust", 0.3)),
        build: None,
    },
];

pub fn run() {
    // SipHash of a number is as good as random.
    let keys: Vec<[u8; 16]> =
        (0..KEYS).map(|i| ((u128::from(hash(i)) << 64) | u128::from(hash(!i))).to_ne_bytes()).collect();
    SIZES.iter().for_each(|size| run_size(size, &keys));
}

fn row((name, target): (&'static str, f64), unit: Unit, rehearsals: u32, kedge: &dyn Fn(), peer: &dyn Fn()) {
    rows::run(&[Row { name, unit, kedge, peer_name: PEER, peer, calls: 1, rehearsals, target }]);
}

fn run_size(size: &Size, keys: &[[u8; 16]]) {
    let rows = [Some(size.lookup), size.change, size.memory, size.build];
    if !rows.into_iter().flatten().any(|(name, _)| rows::is_wanted(name)) {
        return;
    }
    let names = names(size.node_count);
    let (ring, ring_bytes) = measured(size.node_count, || Ring::new(&names));
    let (map, map_bytes) = measured(size.node_count, || MapRing::new(&names));
    let map = RefCell::new(map);

    // All keys, and all nodes that come and go, in turn.
    let (at, map_at) = (Cell::new(0), Cell::new(0));
    let next = |at: &Cell<usize>| {
        at.set((at.get() + 1) % KEYS);
        at.get()
    };
    let key = |at| &keys[next(at)];
    let newcomers: Vec<String> = (0..KEYS).map(|number| format!("newcomer-{number}")).collect();
    let newcomer = |at| &newcomers[next(at)];
    row(
        size.lookup,
        Unit::Nanoseconds,
        KEYS as u32,
        &|| {
            black_box(ring.owner(key(&at)));
        },
        &|| {
            black_box(map.borrow().owner(key(&map_at)));
        },
    );
    if let Some(change) = size.change {
        row(change, Unit::Microseconds, 0, &|| ring.remove(ring.add(newcomer(&at))), &|| {
            let name = newcomer(&map_at);
            map.borrow_mut().add(name);
            map.borrow_mut().remove(name);
        });
    }
    if let Some(build) = size.build {
        row(build, Unit::Milliseconds, 0, &|| drop(Ring::new(&names)), &|| drop(MapRing::new(&names)));
    }
    if let Some((name, target)) = size.memory {
        if rows::is_wanted(name) {
            rows::print(name, Unit::Bytes, ring_bytes, PEER, map_bytes, target);
        }
    }
}
