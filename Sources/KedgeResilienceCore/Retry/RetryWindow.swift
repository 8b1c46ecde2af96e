/// Retries of the current bucket and the nine before. Not for several threads at once.
internal struct RetryWindow {
    private static var bucketCount: Int { Int(CallWindow.bucketCount) }

    /// The current bucket, which never goes back.
    internal private(set) var latest: UInt64 = 0
    internal private(set) var total: UInt64 = 0
    private var counts = [UInt64](repeating: 0, count: bucketCount)

    /// Lets go of what is too old by now.
    internal mutating func advance(to bucket: UInt64) {
        guard bucket > latest else { return }
        for step in 1...min(bucket &- latest, CallWindow.bucketCount) {
            let index = index(latest &+ step)
            total &-= counts[index]
            counts[index] = 0
        }
        latest = bucket
    }

    internal mutating func add() {
        counts[index(latest)] &+= 1
        total &+= 1
    }

    private func index(_ bucket: UInt64) -> Int { Int(truncatingIfNeeded: bucket % CallWindow.bucketCount) }
}
