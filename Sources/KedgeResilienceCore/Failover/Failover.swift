import Synchronization

/// An ordered list of targets: a call goes to the first that its breaker and the level allow, and on to the next when that
/// fails.
///
/// Targets are grouped in levels of degradation: 0 is the service as it should be, each one above gives less. Somebody may say
/// by hand that a level is the least, and calls then pass over all below it; else the breakers decide.
///
/// Any thread, concurrently; no lock and no allocation.
public final class Failover: Sendable {
    public let targets: [FailoverTarget]
    private let minimum = Atomic<Int>(0)
    private let counts: TargetCounts

    /// - Parameter targets: 1 to 64, the best first; no level is below that of a target before it, 0 to 255.
    /// - Throws: `PolicyError`
    public init(_ targets: [FailoverTarget]) throws(PolicyError) {
        guard (1...64).contains(targets.count) else { throw PolicyError("targets", "1 to 64") }
        var latest = 0
        for target in targets {
            guard (0...255).contains(target.level) else { throw PolicyError("level", "0 to 255") }
            guard target.level >= latest else {
                throw PolicyError("level", "no lower than that of the target before it")
            }
            latest = target.level
        }
        guard let counts = TargetCounts(targets.count) else { throw .outOfMemory }
        self.targets = targets
        self.counts = counts
    }

    /// The level below which no target is called: 0 unless somebody says so.
    public var minimumLevel: Int { minimum.load(ordering: .acquiring) }

    /// Passes over all targets below a level from now on; 0 for none.
    ///
    /// - Throws: `PolicyError` where no target has the level or one above it.
    public func setMinimumLevel(_ level: Int) throws(PolicyError) {
        guard level >= 0, level <= targets[targets.count - 1].level else {
            throw PolicyError("minimum level", "0 to that of the last target")
        }
        minimum.store(level, ordering: .releasing)
    }

    /// The level at which a call would be served now, as far as breakers tell; nil where none of them lets one pass.
    public var level: Int? {
        let minimum = minimumLevel
        return targets.first { target in
            guard target.level >= minimum else { return false }
            guard let breaker = target.breaker else { return true }
            return breaker.mayPass
        }?.level
    }

    /// What each target came to.
    public var snapshots: [FailoverTargetSnapshot] { targets.indices.map { counts.snapshot($0) } }

    // MARK: One call

    /// The first target of a call, or the next one.
    ///
    /// - Parameters:
    ///   - call: Where the call stands: ``FailoverCall/init()`` at first.
    ///   - permit: Written; to be given to ``finish(_:_:_:)``.
    /// - Returns: The number of the target, or nil where none is left.
    package func next(_ call: inout FailoverCall, _ permit: UnsafeMutablePointer<RawPermit>) -> Int? {
        let minimum = minimumLevel
        while call.next < UInt32(targets.count) {
            let index = Int(call.next)
            call.next &+= 1
            guard targets[index].level >= minimum else { continue }
            if let breaker = targets[index].breaker {
                let answer = Breaker.admit(breaker.cells, permit)
                if answer.rejection != nil {
                    counts.add(index, .rejected)
                    call.note(answer.retryAfter)
                    continue
                }
            } else {
                permit.pointee = RawPermit()
                permit.pointee.word = 1
            }
            call.isLater = call.passedCount > 0 ? 1 : 0
            call.passedCount &+= 1
            counts.add(index, .calls)
            return index
        }
        return nil
    }

    /// Ends the call of a target.
    @discardableResult
    package func finish(
        _ call: FailoverCall, _ index: Int, _ permit: UnsafeMutablePointer<RawPermit>, _ outcome: CallOutcome
    ) -> PermitReport {
        guard targets.indices.contains(index) else { return .finishedBefore }
        let report: PermitReport
        if let breaker = targets[index].breaker {
            report = breaker.finish(permit, outcome)
        } else {
            report = permit.pointee.word == 0 ? .finishedBefore : .counted
            permit.pointee.word = 0
        }
        guard report != .finishedBefore else { return report }
        if outcome == .failure { counts.add(index, .failures) }
        if outcome == .success, call.isLater != 0 { counts.add(index, .saved) }
        return report
    }
}

/// Where a call stands in a list of targets.
package struct FailoverCall: BitwiseCopyable, Sendable {
    /// The target that is looked at next.
    package var next: UInt32 = 0
    /// Targets that were tried, or let none pass.
    fileprivate var passedCount: UInt16 = 0
    /// Whether the target of now is not the first that was looked at.
    fileprivate var isLater: UInt16 = 0
    /// When the first breaker that let none pass will let one; `.max` where nobody knows.
    package private(set) var retryAfter: UInt64 = .max

    package init() {}

    fileprivate mutating func note(_ time: UInt64) {
        retryAfter = min(retryAfter, time)
        passedCount &+= 1
    }
}
