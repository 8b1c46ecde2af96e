import CPlatform

/// Keys, each with what a limit remembers for it, in memory that is taken once; the key used longest ago makes room.
///
/// An index of chains finds a key, and a list has the keys in the order of their latest use; both point at entries that never
/// move. Not safe from two threads at once.
internal struct LimiterTable: ~Copyable {
    /// One key, 88 bytes.
    internal struct Entry: BitwiseCopyable {
        internal let key: LimiterKey
        /// Differs from that of every other entry there ever was.
        internal let generation: UInt64
        internal var arrival: UInt64
        internal var window: AdmissionWindow
        /// The next entry of the chain, or of those that are free; `none` at the end.
        fileprivate var next: UInt32
        fileprivate var older: UInt32
        fileprivate var newer: UInt32
    }

    private static var none: UInt32 { .max }

    internal static var maximumCapacity: Int { 1 &<< 26 }
    /// Of all keys together, which then take 8 GiB.
    internal static var maximumTimes: Int { 1 &<< 30 }

    internal let capacity: Int
    internal private(set) var count: Int = 0
    /// The number of the latest entry.
    private var generation: UInt64 = 0

    private let memory: UnsafeMutableRawPointer
    private let entries: UnsafeMutablePointer<Entry>
    private let times: AdmissionWindow.Slots
    private let timesPerKey: Int
    private let chains: UnsafeMutablePointer<UInt32>
    private let chainMask: UInt32
    private var oldest: UInt32 = LimiterTable.none
    private var newest: UInt32 = LimiterTable.none
    private var firstFree: UInt32 = LimiterTable.none
    /// How many entries were ever used; those behind have never been written to.
    private var usedCount: Int = 0

    /// An empty table.
    ///
    /// - Throws: `PolicyError`
    internal init(capacity: Int, timesPerKey: Int) throws(PolicyError) {
        guard capacity >= 1, capacity <= Self.maximumCapacity, capacity &* timesPerKey <= Self.maximumTimes else {
            throw PolicyError("maximum keys", "1 to 67,108,864, and 1,073,741,824 calls of sliding windows in all")
        }
        let chainCount = 1 &<< (Int.bitWidth &- (capacity &- 1).leadingZeroBitCount)
        let entriesByteCount = capacity &* MemoryLayout<Entry>.stride
        let timesByteCount = capacity &* timesPerKey &* MemoryLayout<UInt64>.stride
        guard
            let memory = cplatform_allocate(
                entriesByteCount &+ timesByteCount &+ chainCount &* MemoryLayout<UInt32>.stride)
        else { throw .outOfMemory }
        self.capacity = capacity
        self.timesPerKey = timesPerKey
        self.memory = memory
        entries = memory.bindMemory(to: Entry.self, capacity: capacity)
        times = (memory + entriesByteCount).bindMemory(to: UInt64.self, capacity: capacity &* timesPerKey)
        chains = (memory + entriesByteCount + timesByteCount).bindMemory(to: UInt32.self, capacity: chainCount)
        chains.initialize(repeating: Self.none, count: chainCount)
        chainMask = UInt32(truncatingIfNeeded: chainCount &- 1)
    }

    deinit {
        cplatform_free(memory)
    }

    /// Where a key's entry is, if it has one.
    internal func find(_ key: LimiterKey) -> UInt32? {
        var number = chains[chain(key)]
        while number != Self.none, entries[Int(number)].key != key { number = entries[Int(number)].next }
        return number == Self.none ? nil : number
    }

    /// The key that would make room for another, if one has to.
    internal var leaving: UInt32? { count == capacity ? oldest : nil }

    /// The entry, and the times of its window.
    internal subscript(_ number: UInt32) -> UnsafeMutablePointer<Entry> { entries + Int(number) }

    internal func times(of number: UInt32) -> AdmissionWindow.Slots { times + Int(number) &* timesPerKey }

    /// Makes an entry the one that was used last.
    internal mutating func use(_ number: UInt32) {
        guard number != newest else { return }
        unlink(number)
        link(number)
    }

    /// Adds a key that is not there; there must be room.
    internal mutating func add(_ key: LimiterKey) -> UInt32 {
        var number = firstFree
        if number == Self.none {
            number = UInt32(truncatingIfNeeded: usedCount)
            usedCount &+= 1
        } else {
            firstFree = entries[Int(number)].next
        }
        generation &+= 1
        let chain = chain(key)
        (entries + Int(number)).initialize(
            to: Entry(
                key: key, generation: generation, arrival: 0, window: AdmissionWindow(), next: chains[chain],
                older: Self.none, newer: Self.none))
        chains[chain] = number
        link(number)
        count &+= 1
        return number
    }

    /// Removes an entry.
    internal mutating func remove(_ number: UInt32) {
        let chain = chain(entries[Int(number)].key)
        let next = entries[Int(number)].next
        if chains[chain] == number {
            chains[chain] = next
        } else {
            var previous = chains[chain]
            while previous != Self.none, entries[Int(previous)].next != number {
                previous = entries[Int(previous)].next
            }
            if previous != Self.none { entries[Int(previous)].next = next }
        }
        unlink(number)
        entries[Int(number)].next = firstFree
        firstFree = number
        count &-= 1
    }

    private func chain(_ key: LimiterKey) -> Int { Int(key.hash & chainMask) }

    private mutating func link(_ number: UInt32) {
        entries[Int(number)].older = newest
        entries[Int(number)].newer = Self.none
        if newest == Self.none { oldest = number } else { entries[Int(newest)].newer = number }
        newest = number
    }

    private mutating func unlink(_ number: UInt32) {
        let (older, newer) = (entries[Int(number)].older, entries[Int(number)].newer)
        if older == Self.none { oldest = newer } else { entries[Int(older)].newer = newer }
        if newer == Self.none { newest = older } else { entries[Int(newer)].older = older }
    }
}
