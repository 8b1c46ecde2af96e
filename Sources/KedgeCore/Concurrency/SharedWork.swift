import CPlatform
import Synchronization

/// Items that threads take in short runs until none is left, or one of them stops the rest.
///
/// A class, and plain code of it runs on the helping threads: a child of `fork()` leaves without them.
package final class SharedWork: Sendable {
    private let count: Int
    private let runLength: Int
    private let share: @Sendable (SharedWork) -> Void
    private let next = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)

    /// - Parameters:
    ///   - count: how many items there are.
    ///   - runLength: how many are taken at once: so many that taking them costs nothing beside them, and so few that no
    ///     thread waits long for the last.
    ///   - share: what each thread does, once: it takes runs until there are no more.
    private init(count: Int, runLength: Int, share: @escaping @Sendable (SharedWork) -> Void) {
        self.count = count
        self.runLength = runLength
        self.share = share
    }

    /// Works on all items with up to `threadCount` threads, the calling one included, and returns when all have ended.
    package static func run(
        count: Int, runLength: Int, threadCount: Int, share: @Sendable (SharedWork) -> Void
    ) {
        withoutActuallyEscaping(share) {
            SharedWork(count: count, runLength: runLength, share: $0).run(threadCount: threadCount)
        }
    }

    /// The items to work on next; nil if there are none.
    package func takeRun() -> Range<Int>? {
        guard !isStopped.load(ordering: .relaxed) else { return nil }
        let start = next.wrappingAdd(runLength, ordering: .relaxed).oldValue
        guard start < count else { return nil }
        return start..<min(start &+ runLength, count)
    }

    /// Leaves the rest undone.
    ///
    /// - Returns: Whether this is the first to do so.
    package func stop() -> Bool {
        !isStopped.exchange(true, ordering: .relaxed)
    }

    private func run(threadCount: Int) {
        let helperCount = min(threadCount, (count &- 1) / runLength &+ 1) &- 1
        var helpers: OpaquePointer?
        if helperCount > 0 {
            helpers = cplatform_workers_start(
                UInt32(truncatingIfNeeded: helperCount), helpSharedWork, Unmanaged.passUnretained(self).toOpaque())
        }
        share(self)
        cplatform_workers_join(helpers)
    }

    fileprivate func help() {
        share(self)
    }
}

private func helpSharedWork(_ work: UnsafeMutableRawPointer?) {
    guard let work else { return }
    Unmanaged<SharedWork>.fromOpaque(work)._withUnsafeGuaranteedRef { $0.help() }
}
