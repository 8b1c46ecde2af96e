import CPlatform
import Synchronization

/// How far a long call is.
public struct StreamProgress: Equatable, Sendable {
    /// Bytes of plaintext that are done.
    public let done: UInt64
    /// Bytes of plaintext in all.
    public let total: UInt64
}

/// Work on all segments of a stream, which threads take in runs of about 1 MiB until none is left.
///
/// A class, and plain code of it runs on the helping threads: a child of `fork()` leaves without them.
package class SegmentWork: @unchecked Sendable {
    // Unchecked: what is not atomic is written by the one thread that stops the work, and read when all have ended.

    private static let runByteCount = 1 << 20

    internal let layout: StreamLayout
    private let segmentsPerRun: Int
    private let nextRun = Atomic<Int>(0)
    private let doneByteCount = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)
    private var failure: EncryptionError?

    internal init(_ layout: StreamLayout) {
        self.layout = layout
        segmentsPerRun = max(Self.runByteCount / layout.segmentByteCount, 1)
    }

    /// Bytes of memory that each thread needs for itself.
    internal var scratchByteCount: Int { 0 }

    /// Bytes of the longest run, sealed.
    internal final var sealedRunByteCount: Int {
        min(segmentsPerRun &* layout.sealedSegmentByteCount, layout.sealedByteCount &- StreamHeader.byteCount)
    }

    /// Works on a run of segments; any thread, each with a run and memory of its own.
    internal func process(_ segments: Range<Int>, with memory: UnsafeMutableRawBufferPointer) throws(EncryptionError) {}

    /// Works on all segments with up to `threadCount` threads, the calling one included.
    ///
    /// - Parameter progress: called on this thread between its runs and at the end; it returns false to cancel.
    /// - Throws: what the first run that failed threw; `.cancelled`; `.forked` in a child that `progress` forked off;
    ///   `.outOfMemory`.
    internal final func run(threadCount: Int, progress: (StreamProgress) -> Bool) throws(EncryptionError) {
        let generation = cplatform_fork_generation()
        let helperCount = min(threadCount, runCount) &- 1
        var helpers: OpaquePointer?
        if helperCount > 0 {
            helpers = cplatform_workers_start(
                UInt32(truncatingIfNeeded: helperCount), helpSegmentWork, Unmanaged.passUnretained(self).toOpaque())
        }
        let reported = work(generation, progress)
        cplatform_workers_join(helpers)
        // In a child, first of all: the parent's threads may have been in the middle of writing anything.
        guard generation == cplatform_fork_generation() else { throw .forked }
        if let failure { throw failure }
        if reported != layout.plaintextByteCount {
            try report(layout.plaintextByteCount, generation, progress)
        }
    }

    private var runCount: Int { (layout.segmentCount &- 1) / segmentsPerRun &+ 1 }

    /// The calling thread's share; what it reported last, or nil.
    private func work(_ generation: UInt32, _ progress: (StreamProgress) -> Bool) -> Int? {
        var reported: Int?
        do throws(EncryptionError) {
            let memory = try SegmentMemory(byteCount: scratchByteCount)
            try memory.withBytes { memory throws(EncryptionError) in
                while let segments = takeRun() {
                    let done = try finish(segments, memory)
                    // Nothing more is said once another thread has failed.
                    guard !isStopped.load(ordering: .relaxed) else { break }
                    try report(done, generation, progress)
                    reported = done
                }
            }
        } catch {
            stop(error)
        }
        return reported
    }

    /// A helping thread's share. Without memory of its own it leaves the work to the others.
    fileprivate final func help() {
        do throws(EncryptionError) {
            guard let memory = try? SegmentMemory(byteCount: scratchByteCount) else { return }
            try memory.withBytes { memory throws(EncryptionError) in
                while let segments = takeRun() { _ = try finish(segments, memory) }
            }
        } catch {
            stop(error)
        }
    }

    private func takeRun() -> Range<Int>? {
        guard !isStopped.load(ordering: .relaxed) else { return nil }
        let run = nextRun.wrappingAdd(1, ordering: .relaxed).oldValue
        guard run < runCount else { return nil }
        let first = run &* segmentsPerRun
        return first..<min(first &+ segmentsPerRun, layout.segmentCount)
    }

    private func finish(
        _ segments: Range<Int>, _ memory: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) -> Int {
        try process(segments, with: memory)
        let last = segments.upperBound &- 1
        let count = layout.offset(of: last) &+ layout.byteCount(of: last) &- layout.offset(of: segments.lowerBound)
        return doneByteCount.wrappingAdd(count, ordering: .relaxed).newValue
    }

    private func report(
        _ done: Int, _ generation: UInt32, _ progress: (StreamProgress) -> Bool
    ) throws(EncryptionError) {
        let goesOn = progress(StreamProgress(done: UInt64(done), total: UInt64(layout.plaintextByteCount)))
        guard generation == cplatform_fork_generation() else { throw .forked }
        guard goesOn else { throw .cancelled }
    }

    private func stop(_ error: EncryptionError) {
        if !isStopped.exchange(true, ordering: .relaxed) { failure = error }
    }
}

private func helpSegmentWork(_ work: UnsafeMutableRawPointer?) {
    guard let work else { return }
    Unmanaged<SegmentWork>.fromOpaque(work)._withUnsafeGuaranteedRef { $0.help() }
}
