//! Times Kedge and its peers in turns and prints one line of JSON for each row, as the other programs here do.

pub struct Row<'a> {
    pub name: &'static str,
    pub unit: Unit,
    pub peer_name: &'static str,
    pub kedge: &'a dyn Fn(),
    pub peer: &'a dyn Fn(),
    /// How many calls the work is; the times are those of one.
    pub calls: u32,
    /// How often the work is done before each turn, so that the turn finds the caches as its own side leaves them.
    pub rehearsals: u32,
    /// The highest Kedge / peer.
    pub target: f64,
}

#[derive(Clone, Copy)]
pub enum Unit {
    Nanoseconds,
    Microseconds,
    Milliseconds,
    Bytes,
}

impl Unit {
    fn symbol(self) -> &'static str {
        match self {
            Unit::Nanoseconds => "ns",
            Unit::Microseconds => "µs",
            Unit::Milliseconds => "ms",
            Unit::Bytes => "B",
        }
    }

    /// How many nanoseconds it is, or bytes.
    fn size(self) -> f64 {
        match self {
            Unit::Nanoseconds | Unit::Bytes => 1.0,
            Unit::Microseconds => 1e3,
            Unit::Milliseconds => 1e6,
        }
    }
}

struct Side<'a> {
    work: &'a dyn Fn(),
    /// That one turn takes about a millisecond.
    times: u32,
    rehearsals: u32,
    /// Nanoseconds of a turn and its rehearsals, as it began.
    cost: f64,
    results: Vec<f64>,
}

/// This thread's own time, in nanoseconds: other programs on the machine do not count.
fn thread_ns() -> f64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut now) };
    now.tv_sec as f64 * 1e9 + now.tv_nsec as f64
}

fn time(work: &dyn Fn(), times: u32) -> f64 {
    let start = thread_ns();
    for _ in 0..times {
        work();
    }
    thread_ns() - start
}

impl<'a> Side<'a> {
    fn new(work: &'a dyn Fn(), rehearsals: u32) -> Side<'a> {
        let mut times = 1;
        let mut taken = time(work, times);
        while taken < 5e5 {
            times *= 2;
            taken = time(work, times);
        }
        let once = taken / f64::from(times);
        let times = (1e6 / once) as u32 + 1;
        Side { work, times, rehearsals, cost: once * f64::from(times + rehearsals), results: Vec::new() }
    }

    fn take_turn(&mut self) {
        time(self.work, self.rehearsals);
        self.results.push(time(self.work, self.times) / f64::from(self.times));
    }

    fn median(&mut self) -> f64 {
        self.results.sort_by(f64::total_cmp);
        self.results[self.results.len() / 2]
    }
}

/// The word that the names of all rows to run contain, in lower case; whether fewer rounds are enough.
fn arguments() -> (String, bool) {
    let arguments: Vec<String> = std::env::args().collect();
    let only = arguments.iter().skip_while(|argument| *argument != "--only").nth(1).map_or("", String::as_str);
    (only.to_lowercase(), arguments.iter().any(|argument| argument == "--quick"))
}

pub fn is_wanted(name: &str) -> bool {
    name.to_lowercase().contains(&arguments().0)
}

/// Runs the rows that the command line asks for; each side begins every other round.
pub fn run(rows: &[Row]) {
    let (most, budget) = if arguments().1 { (41.0, 0.4e9) } else { (301.0, 4e9) };
    for row in rows.iter().filter(|row| is_wanted(row.name)) {
        let (mut kedge, mut peer) = (Side::new(row.kedge, row.rehearsals), Side::new(row.peer, row.rehearsals));
        let rounds = (budget / kedge.cost.max(peer.cost)).clamp(5.0, most) as u32;
        for round in 0..rounds {
            if round % 2 == 0 {
                kedge.take_turn();
            }
            peer.take_turn();
            if round % 2 == 1 {
                kedge.take_turn();
            }
        }
        let calls = f64::from(row.calls);
        print(row.name, row.unit, kedge.median() / calls, row.peer_name, peer.median() / calls, row.target);
    }
}

/// Prints a row; times in nanoseconds.
pub fn print(name: &str, unit: Unit, kedge: f64, peer_name: &str, peer: f64, target: f64) {
    let (symbol, size) = (unit.symbol(), unit.size());
    print!("{{\"name\": \"{name}\", \"peer_name\": \"{peer_name}\", \"unit\": \"{symbol}\", ");
    println!("\"kedge\": {:.6}, \"peer\": {:.6}, \"target\": {target}}}", kedge / size, peer / size);
}
