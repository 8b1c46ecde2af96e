import CPlatform
public import KedgeCore
import Synchronization

/// Lets calls to a service pass while they succeed, and keeps them away for a while when too many fail or are slow.
///
/// Any number of threads use one breaker. While all is well a call reads one word and counts itself in memory of its own
/// thread: no lock, no allocation, nothing written that another thread reads. ``BreakerOptions`` says when it opens.
///
/// A call takes a permit and finishes it with what it came to; ``run(isFailure:classify:_:)`` does both. A permit carries the
/// breaker's generation, so that what comes in after a change of state counts for nothing.
public final class Breaker: @unchecked Sendable {
    // Unchecked: the machine is used only by whoever has the lock, and cells are atomic.

    /// What every call touches, for those that count no reference.
    package let cells: UnsafeMutablePointer<BreakerCells>
    private let machine: UnsafeMutablePointer<BreakerMachine>
    internal let time: TimeSource
    internal let isExact: Bool
    private let openTimeRule: (@Sendable (Int) -> Duration)?
    private let onStateChange: (@Sendable (BreakerEvent) -> Void)?
    private let lock = cplatform_next_lock(CPLATFORM_LOCK_BREAKERS)

    /// A closed breaker.
    ///
    /// - Parameter clock: For tests; where it is the system's, and no time of the options is below 50 steps of its coarse
    ///   reading, times are read from that: they are then exact to one step, 4 ms on most machines.
    /// - Throws: `PolicyError` for an option outside its range, and where there is no memory.
    /// - Cost: Some 3 KB, 8 bytes for each call of the count window, 32 for each probe and for each event.
    public init(
        _ options: BreakerOptions = BreakerOptions(), clock: any MonotonicClock = SystemClock()
    ) throws(PolicyError) {
        let rules = try BreakerRules(options)
        let time = TimeSource(clock)
        let isExact = rules.shortestTime < 50 &* time.coarseStep
        let reading: BreakerCells.TimeReading = time.isSystem ? (isExact ? .exact : .coarse) : .foreign

        let stripesSize = BreakerStripe.count &* MemoryLayout<BreakerStripe>.stride
        guard let memory = cplatform_allocate_aligned(stripesSize &+ MemoryLayout<BreakerCells>.stride) else {
            throw .outOfMemory
        }
        let stripes = memory.bindMemory(to: BreakerStripe.self, capacity: BreakerStripe.count)
        for index in 0..<BreakerStripe.count { (stripes + index).initialize(to: BreakerStripe()) }
        let cells = (memory + stripesSize).bindMemory(to: BreakerCells.self, capacity: 1)
        let word = BreakerWord(generation: 1, state: .closed)
        cells.initialize(
            to: BreakerCells(
                word: Atomic(word.bits), slowCallTime: rules.slowCallTime,
                isTimed: rules.slowCallTime != .max || rules.stepCount > 0, reading: reading, stripes: stripes))
        guard let made = BreakerMachine(rules, cells, seed: options.seed, now: isExact ? time.now : time.coarse) else {
            cells.deinitialize(count: 1)
            cplatform_free(memory)
            throw .outOfMemory
        }
        // From here on nothing fails: what is whole ends as a whole.
        self.time = time
        self.isExact = isExact
        self.cells = cells
        openTimeRule = options.openTimeRule
        onStateChange = options.onStateChange
        machine = .allocate(capacity: 1)
        machine.initialize(to: made)
        cells.pointee.breaker = .passUnretained(self)
    }

    deinit {
        machine.deinitialize(count: 1)
        machine.deallocate()
        let stripes = cells.pointee.stripes
        cells.deinitialize(count: 1)
        stripes.deinitialize(count: BreakerStripe.count)
        cplatform_free(stripes)
    }

    internal var hasListener: Bool { onStateChange != nil }

    /// Lends what decides, to one thread at a time, and then does what has to be done without the lock.
    internal func withMachine<Result>(_ body: (inout BreakerMachine) -> Result) -> Result {
        cplatform_lock(lock)
        let latest = machine.pointee.events.latest
        let result = body(&machine.pointee)
        let hasChanged = machine.pointee.events.latest != latest
        let generation = machine.pointee.word.generation
        let asks = machine.pointee.wantsOpenTime && openTimeRule != nil
        machine.pointee.wantsOpenTime = false
        let reopenings = machine.pointee.reopenings
        cplatform_unlock(lock)
        if hasChanged { tell() }
        if asks { askForOpenTime(generation: generation, reopenings: reopenings) }
        return result
    }

    /// The same, where nothing can come of it.
    internal func withMachineOnly<Result>(_ body: (inout BreakerMachine) -> Result) -> Result {
        cplatform_lock(lock)
        defer { cplatform_unlock(lock) }
        return body(&machine.pointee)
    }

    /// Until the rule has answered the open time is the one that it would be without the rule, so that a rule which never
    /// does harms nobody.
    private func askForOpenTime(generation: UInt64, reopenings: UInt64) {
        guard let openTimeRule else { return }
        let asked = openTimeRule(Int(clamping: reopenings)).saturatedNanoseconds
        let nanoseconds = max(1, min(asked, Duration.longestPolicyTime.saturatedNanoseconds))
        withMachineOnly { machine in
            guard machine.word.generation == generation else { return }
            machine.cells.pointee.openUntil.store(
                machine.stateSince.saturatingAdding(nanoseconds), ordering: .releasing)
        }
    }

    /// Tells whoever wants to know of changes, in their order: one thread does it for all.
    private func tell() {
        guard let onStateChange else { return }
        // A child of fork() has not got the thread that was telling.
        let teller = UInt64(cplatform_fork_generation()) &+ 1
        var mayTell = false
        while true {
            let event = withMachineOnly { machine -> BreakerEvent? in
                guard mayTell || machine.teller != teller else { return nil }
                mayTell = true
                let event = machine.events.popFirst()
                machine.teller = event == nil ? 0 : teller
                return event
            }
            guard let event else { return }
            onStateChange(event)
        }
    }
}
