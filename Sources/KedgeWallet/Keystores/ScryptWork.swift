import CPlatform
import KedgeCrypto
import Synchronization

/// A derivation by scrypt, which libcrypto makes in one call that tells nothing: where somebody wants to know how far
/// it is, it runs on a thread of its own while the calling one estimates by time.
///
/// A class, and plain code of it runs on the other thread: a child of `fork()` leaves without that.
internal final class ScryptWork: @unchecked Sendable {
    // Unchecked: what is not atomic is written under the gate, or before the other thread begins.

    private static let total = 1000
    private static let nanosecondsBetweenReports: UInt32 = 50_000_000

    private let password: UnsafeRawBufferPointer
    private let salt: UnsafeRawBufferPointer
    private let parameters: ScryptParameters
    private let output: UnsafeMutableRawBufferPointer
    private let isCancelled = Atomic<Bool>(false)
    /// Nanoseconds that the derivation will take, as far as anybody knows.
    private let estimate: Atomic<UInt64>
    private var gate: OpaquePointer?
    private var isDone = false
    private var failure: KeystoreError?

    /// - Parameter output: what all four point to has to stay until `run` has returned.
    internal init(
        _ password: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, _ parameters: ScryptParameters,
        _ output: UnsafeMutableRawBufferPointer
    ) {
        self.password = password
        self.salt = salt
        self.parameters = parameters
        self.output = output
        // What a unit of work took where it was measured; a trial gives better.
        let (product, overflow) = UInt64(parameters.work).multipliedReportingOverflow(by: 300)
        estimate = Atomic(overflow ? .max : product)
    }

    /// Derives on the calling thread.
    internal func run() throws(KeystoreError) {
        derive()
        if let failure { throw failure }
    }

    /// Derives on a thread of its own and calls `progress` on this one.
    ///
    /// - Throws: `KeystoreError.cancelled`, when the derivation has ended; `.forked` in a child that `progress` forked
    ///   off meanwhile; `.outOfMemory`.
    internal func run(_ progress: KeystoreProgress.Handler) throws(KeystoreError) {
        guard report(0, progress) else { throw .cancelled }
        guard let gate = cplatform_gate_create() else { throw .outOfMemory }
        self.gate = gate
        let generation = cplatform_fork_generation()
        let helper = cplatform_workers_start(1, deriveScryptWork, Unmanaged.passUnretained(self).toOpaque())
        if cplatform_workers_count(helper) == 0 {
            derive()
        } else {
            wait(gate, generation, progress)
        }
        cplatform_workers_join(helper)
        guard generation == cplatform_fork_generation() else {
            cplatform_gate_abandon(gate)
            throw .forked
        }
        cplatform_gate_destroy(gate)
        if isCancelled.load(ordering: .relaxed) { throw .cancelled }
        if let failure { throw failure }
        guard report(Self.total, progress) else { throw .cancelled }
    }

    /// Returns when the other thread is done, or in a child that has no such thread.
    private func wait(_ gate: OpaquePointer, _ generation: UInt32, _ progress: KeystoreProgress.Handler) {
        let begun = cplatform_monotonic_ns()
        var done = 0
        cplatform_gate_enter(gate)
        while !isDone {
            cplatform_gate_wait_for(gate, Self.nanosecondsBetweenReports)
            guard !isDone, !isCancelled.load(ordering: .relaxed) else { continue }
            // No lock is held while the host's code runs.
            cplatform_gate_leave(gate)
            done = max(done, part(after: cplatform_monotonic_ns() &- begun))
            let goesOn = report(done, progress)
            guard generation == cplatform_fork_generation() else { return }
            if !goesOn { isCancelled.store(true, ordering: .relaxed) }
            cplatform_gate_enter(gate)
        }
        cplatform_gate_leave(gate)
    }

    private func report(_ done: Int, _ progress: KeystoreProgress.Handler) -> Bool {
        progress(KeystoreProgress(done: UInt64(done), total: UInt64(Self.total)))
    }

    /// The estimate of what is done: in proportion to the time up to nine tenths, then ever slower and never all.
    private func part(after nanoseconds: UInt64) -> Int {
        let share = Double(nanoseconds) / Double(max(estimate.load(ordering: .relaxed), 1))
        let total = Double(Self.total)
        return Int(min(total - 1, share < 0.9 ? total * share : total - total * 0.09 / share))
    }

    /// The other thread's part.
    fileprivate func deriveAndAnnounce() {
        measure()
        if !isCancelled.load(ordering: .relaxed) { derive() }
        guard let gate else { return }
        cplatform_gate_enter(gate)
        isDone = true
        cplatform_gate_announce(gate)
        cplatform_gate_leave(gate)
    }

    /// Takes the time of a 64th of the work, where that is long enough to tell anything.
    private func measure() {
        guard parameters.cost >= 1 << 14,
            let trial = try? ScryptParameters(
                cost: parameters.cost / 64, blockSize: parameters.blockSize,
                parallelization: parameters.parallelization)
        else { return }
        let begun = cplatform_monotonic_ns()
        let isMeasured: Void? = withUnsafeTemporaryAllocation(byteCount: output.count, alignment: 1) { room in
            let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
            return try? Scrypt.derive(
                password: nothing, salt: nothing, parameters: trial, limits: Self.noLimits, into: room)
        }
        guard isMeasured != nil else { return }
        let (product, overflow) = (cplatform_monotonic_ns() &- begun).multipliedReportingOverflow(by: 64)
        estimate.store(overflow ? .max : product, ordering: .relaxed)
    }

    private func derive() {
        do throws(ScryptError) {
            try Scrypt.derive(
                password: password, salt: salt, parameters: parameters, limits: Self.noLimits, into: output)
        } catch {
            // The caller checked everything else.
            failure = .outOfMemory
        }
    }

    private static var noLimits: ScryptLimits { ScryptLimits(maximumMemoryByteCount: .max, maximumWork: .max) }
}

private func deriveScryptWork(_ work: UnsafeMutableRawPointer?) {
    guard let work else { return }
    Unmanaged<ScryptWork>.fromOpaque(work)._withUnsafeGuaranteedRef { $0.deriveAndAnnounce() }
}
