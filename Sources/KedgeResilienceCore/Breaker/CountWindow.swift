import CPlatform

/// The bad results among the last so many calls, by their positions in the row of all calls.
///
/// Good results are not kept: they are what is between the positions.
internal struct CountWindow: ~Copyable {
    internal let size: Int
    /// Positions of bad results, each with what was bad about it in its last two bits.
    private let entries: UnsafeMutablePointer<UInt64>
    private var first = 0
    private var count = 0
    internal private(set) var failures: UInt64 = 0
    internal private(set) var slowCalls: UInt64 = 0

    /// - Returns: nil if there is no memory.
    internal init?(size: Int) {
        guard let memory = cplatform_allocate(max(1, size) &* MemoryLayout<UInt64>.stride) else { return nil }
        entries = memory.bindMemory(to: UInt64.self, capacity: size)
        self.size = size
    }

    deinit {
        cplatform_free(entries)
    }

    /// Whether there is one bad result or more.
    internal var hasBad: Bool { count > 0 }

    internal mutating func clear() {
        first = 0
        count = 0
        failures = 0
        slowCalls = 0
    }

    /// Notes a bad result.
    ///
    /// - Parameter position: How many calls there have been with it; above that of the one before.
    internal mutating func add(position: UInt64, _ result: BadResult) {
        forget(before: position)
        var index = first &+ count
        if index >= size { index &-= size }
        entries[index] = position &<< 2 | result.rawValue
        count &+= 1
        if result.isFailure { failures &+= 1 }
        if result.isSlow { slowCalls &+= 1 }
    }

    /// Forgets what is not among the last calls up to a position.
    internal mutating func forget(before position: UInt64) {
        while count > 0 {
            let entry = entries[first]
            guard entry &>> 2 &+ UInt64(size) <= position else { return }
            let result = BadResult(rawValue: entry & 3)
            if result.isFailure { failures &-= 1 }
            if result.isSlow { slowCalls &-= 1 }
            first &+= 1
            if first == size { first = 0 }
            count &-= 1
        }
    }
}

/// What was bad about a call.
internal struct BadResult {
    /// Bit 0: failed; bit 1: slow.
    internal let rawValue: UInt64

    internal init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    internal init(isFailure: Bool, isSlow: Bool) {
        rawValue = (isFailure ? 1 : 0) | (isSlow ? 2 : 0)
    }

    internal var isFailure: Bool { rawValue & 1 != 0 }
    internal var isSlow: Bool { rawValue & 2 != 0 }
}
