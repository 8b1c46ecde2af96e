import KedgeCore
import KedgeResilience
@_spi(HotPath) import KedgeResilienceCore
import KedgeTestSupport

/// A breaker whose time stands still until it is told to go on.
struct BreakerRig: Sendable {
    /// Not 0, so that times before it are told from times that were never set.
    static let start: UInt64 = 3_600_000_000_000

    let options: BreakerOptions
    let clock: ManualClock
    let breaker: Breaker

    init(_ options: BreakerOptions, at start: UInt64 = start) throws {
        self.options = options
        clock = ManualClock(nanoseconds: start, unixSeconds: 1_700_000_000)
        breaker = try Breaker(options, clock: clock)
    }

    var state: BreakerState { breaker.state }
    var snapshot: BreakerSnapshot { breaker.snapshot }

    func pass(_ time: Duration) {
        clock.advance(nanoseconds: time.saturatedNanoseconds)
    }

    /// As a clock of a bad machine may.
    func goBack(_ time: Duration) {
        clock.advance(nanoseconds: 0 &- time.saturatedNanoseconds)
    }

    /// One call after another: `g` good, `f` failed, `s` good and slow, `x` failed and slow, `i` ignored.
    ///
    /// - Returns: What the end of the last one meant.
    @discardableResult
    func call(_ calls: String) throws -> PermitReport? {
        var report: PermitReport?
        for call in calls {
            let permit = try breaker.acquire()
            if call == "s" || call == "x" { pass(options.slowCallDuration ?? .zero) }
            switch call {
            case "f", "x": report = permit.fail()
            case "i": report = permit.ignore()
            default: report = permit.succeed()
            }
        }
        return report
    }

    /// The changes that nobody has fetched.
    func events() -> [BreakerEvent] {
        var events: [BreakerEvent] = []
        while let event = breaker.nextEvent() { events.append(event) }
        return events
    }

    func reasons() -> [BreakerReason] { events().map(\.reason) }
}

extension Breaker {
    /// Why it lets no call pass; nil if it does, and then the call is ignored.
    func rejection() -> BreakerError? {
        do throws(BreakerError) {
            let permit = try acquire()
            permit.ignore()
            return nil
        } catch {
            return error
        }
    }

    /// A permit that can be kept, and copied as a host may do; nil if no call may pass.
    func rawPermit() -> RawPermit? {
        var permit = RawPermit()
        return Breaker.admit(cells, &permit).rejection == nil ? permit : nil
    }

    func finishRaw(_ permit: inout RawPermit, _ outcome: CallOutcome) -> PermitReport {
        outcome == .success ? Breaker.succeed(cells, &permit) : Breaker.finish(cells, &permit, outcome)
    }

    /// Ends a copy of a permit.
    func finishCopy(_ permit: RawPermit, _ outcome: CallOutcome) -> PermitReport {
        var copy = permit
        return finishRaw(&copy, outcome)
    }
}

extension RawPermit {
    /// Whether it is one of the half-open state.
    var isProbe: Bool { word & 0xFFFF_FFFF != 0 }
    var generation: UInt64 { word >> 32 }
}

/// What a listener was told.
final class Told<Value: Sendable>: Sendable {
    private let kept = Guarded<[Value]>([])

    var values: [Value] { kept.withLock { $0 } }

    func add(_ value: Value) {
        kept.withLock { $0.append(value) }
    }
}

/// A clock that stands still, and does something when it is next read.
final class BusyClock: MonotonicClock {
    private let action = Guarded<(@Sendable () -> Void)?>(nil)

    func onNextReading(_ next: @escaping @Sendable () -> Void) {
        action.withLock { $0 = next }
    }

    var nanoseconds: UInt64 {
        if let next = action.withLock({ action in action.take() }) { next() }
        return BreakerRig.start
    }
}

/// How often something is tried: less often without optimisation, where each takes many times as long.
func breakerTries(_ count: Int) -> Int { SlowTests.areEnabled ? count : max(3, count / 12) }
