import CPlatform

/// Digests, each with a value and the time from which it is forgotten, in memory that is taken once.
///
/// An index of chains finds a digest, a heap finds what expires first; both point at entries that never move. Not safe from
/// two threads at once.
internal struct ExpiringTable: ~Copyable {
    /// One digest, 40 bytes.
    internal struct Entry: BitwiseCopyable {
        internal var digest: EntryDigest
        internal var value: Int64
        /// The first second in which the entry does not count any more.
        internal var expiry: Int64
        /// The next entry of the chain, or of those that are free; `none` at the end.
        fileprivate var next: UInt32
        fileprivate var heapPosition: UInt32
    }

    private static var none: UInt32 { .max }

    /// 2^26 entries take some 3.2 GB.
    internal static let maximumCapacity: Int = 1 << 26

    internal let capacity: Int
    /// How many entries there are, expired ones that were not removed yet among them.
    internal private(set) var count: Int = 0
    /// The latest expiry of all that was removed: of what expires by then, nobody knows whether it was here.
    internal private(set) var forgottenThrough: Int64 = .min

    private let memory: UnsafeMutableRawPointer
    private let entries: UnsafeMutablePointer<Entry>
    /// Numbers of entries; each expires no later than the two at twice its position, and one and two more.
    private let heap: UnsafeMutablePointer<UInt32>
    private let chains: UnsafeMutablePointer<UInt32>
    private let chainMask: UInt64
    private var firstFree: UInt32 = ExpiringTable.none
    /// How many entries were ever used; those behind have never been written to.
    private var usedCount: Int = 0

    /// An empty table.
    ///
    /// - Throws: `.invalidCapacity`, `.outOfMemory`
    internal init(capacity: Int) throws(JWTMemoryStoreError) {
        guard capacity >= 1, capacity <= Self.maximumCapacity else { throw .invalidCapacity(capacity) }
        let chainCount = 1 &<< (Int.bitWidth &- (capacity &- 1).leadingZeroBitCount)
        let entriesByteCount = capacity &* MemoryLayout<Entry>.stride
        let heapByteCount = capacity &* MemoryLayout<UInt32>.stride
        guard
            let memory = cplatform_allocate(
                entriesByteCount &+ heapByteCount &+ chainCount &* MemoryLayout<UInt32>.stride)
        else { throw .outOfMemory }
        self.capacity = capacity
        self.memory = memory
        entries = memory.bindMemory(to: Entry.self, capacity: capacity)
        heap = (memory + entriesByteCount).bindMemory(to: UInt32.self, capacity: capacity)
        chains = (memory + entriesByteCount + heapByteCount).bindMemory(to: UInt32.self, capacity: chainCount)
        chains.initialize(repeating: Self.none, count: chainCount)
        chainMask = UInt64(truncatingIfNeeded: chainCount &- 1)
    }

    deinit {
        cplatform_free(memory)
    }

    /// The entry of a digest, expired or not.
    internal func entry(_ digest: EntryDigest) -> Entry? {
        let found = find(digest)
        return found == Self.none ? nil : entries[Int(found)]
    }

    /// Puts an entry for a digest, in the place of the one that it has.
    ///
    /// - Returns: Whether there was room.
    internal mutating func put(_ digest: EntryDigest, value: Int64, expiry: Int64) -> Bool {
        let found = find(digest)
        if found != Self.none {
            entries[Int(found)].value = value
            entries[Int(found)].expiry = expiry
            let position = Int(entries[Int(found)].heapPosition)
            rise(from: position)
            sink(from: Int(entries[Int(found)].heapPosition))
            return true
        }
        guard count < capacity else { return false }
        var number = firstFree
        if number == Self.none {
            number = UInt32(truncatingIfNeeded: usedCount)
            usedCount &+= 1
        } else {
            firstFree = entries[Int(number)].next
        }
        let chain = chain(digest)
        entries[Int(number)] = Entry(
            digest: digest, value: value, expiry: expiry, next: chains[chain],
            heapPosition: UInt32(truncatingIfNeeded: count))
        chains[chain] = number
        heap[count] = number
        count &+= 1
        rise(from: count &- 1)
        return true
    }

    /// Removes up to `limit` entries that have expired, and returns how many.
    @discardableResult
    internal mutating func removeExpired(now: Int64, limit: Int) -> Int {
        var removed = 0
        while removed < limit, count > 0, entries[Int(heap[0])].expiry <= now {
            removeEarliest()
            removed &+= 1
        }
        return removed
    }

    private mutating func removeEarliest() {
        let number = heap[0]
        let entry = entries[Int(number)]
        forgottenThrough = max(forgottenThrough, entry.expiry)

        let chain = chain(entry.digest)
        if chains[chain] == number {
            chains[chain] = entry.next
        } else {
            var previous = chains[chain]
            while previous != Self.none, entries[Int(previous)].next != number {
                previous = entries[Int(previous)].next
            }
            if previous != Self.none { entries[Int(previous)].next = entry.next }
        }
        entries[Int(number)].next = firstFree
        firstFree = number

        count &-= 1
        guard count > 0 else { return }
        place(heap[count], at: 0)
        sink(from: 0)
    }

    private func chain(_ digest: EntryDigest) -> Int { Int(truncatingIfNeeded: digest.first & chainMask) }

    private func find(_ digest: EntryDigest) -> UInt32 {
        var number = chains[chain(digest)]
        while number != Self.none, entries[Int(number)].digest != digest { number = entries[Int(number)].next }
        return number
    }

    private func place(_ number: UInt32, at position: Int) {
        heap[position] = number
        entries[Int(number)].heapPosition = UInt32(truncatingIfNeeded: position)
    }

    private func rise(from start: Int) {
        let number = heap[start]
        let expiry = entries[Int(number)].expiry
        var position = start
        while position > 0 {
            let parent = (position &- 1) &>> 1
            guard entries[Int(heap[parent])].expiry > expiry else { break }
            place(heap[parent], at: position)
            position = parent
        }
        place(number, at: position)
    }

    private func sink(from start: Int) {
        let number = heap[start]
        let expiry = entries[Int(number)].expiry
        var position = start
        while true {
            var child = position &* 2 &+ 1
            guard child < count else { break }
            if child &+ 1 < count, entries[Int(heap[child &+ 1])].expiry < entries[Int(heap[child])].expiry {
                child &+= 1
            }
            guard entries[Int(heap[child])].expiry < expiry else { break }
            place(heap[child], at: position)
            position = child
        }
        place(number, at: position)
    }
}
