import CPlatform

/// The calls of the last so much time, by steps.
///
/// Good results are counted elsewhere, by all threads; here is how many there had been when each step began.
internal struct TimeWindow: ~Copyable {
    private struct Step: BitwiseCopyable {
        /// Good results before the step.
        internal var goodBefore: UInt64
        internal var bad: UInt64 = 0
        internal var failures: UInt64 = 0
        internal var slowCalls: UInt64 = 0
    }

    private let steps: UnsafeMutablePointer<Step>
    private let stepCount: Int
    private let stepTime: UInt64
    private var current = 0
    /// When the current step is over.
    internal private(set) var end: UInt64 = .max
    private var bad: UInt64 = 0
    internal private(set) var failures: UInt64 = 0
    internal private(set) var slowCalls: UInt64 = 0

    /// - Returns: nil if there is no memory.
    internal init?(stepCount: Int, stepTime: UInt64) {
        guard let memory = cplatform_allocate(max(1, stepCount) &* MemoryLayout<Step>.stride) else { return nil }
        steps = memory.bindMemory(to: Step.self, capacity: stepCount)
        self.stepCount = stepCount
        self.stepTime = stepTime
    }

    deinit {
        cplatform_free(steps)
    }

    internal var hasBad: Bool { bad > 0 }

    /// Begins anew.
    internal mutating func clear(now: UInt64) {
        guard stepCount > 0 else { return }
        empty(good: 0)
        end = now.saturatingAdding(stepTime)
    }

    /// Goes on to the step that `now` lies in; what is older than the window is forgotten.
    ///
    /// - Parameter good: Good results up to now.
    internal mutating func turn(now: UInt64, good: UInt64) {
        guard now >= end else { return }
        let passed = (now &- end) / stepTime &+ 1
        if passed >= UInt64(stepCount) {
            empty(good: good)
        } else {
            for _ in 0..<passed {
                current = current &+ 1 == stepCount ? 0 : current &+ 1
                let old = steps[current]
                bad &-= old.bad
                failures &-= old.failures
                slowCalls &-= old.slowCalls
                steps[current] = Step(goodBefore: good)
            }
        }
        end = end.saturatingAdding(passed.saturatingMultiplied(by: stepTime))
    }

    internal mutating func add(_ result: BadResult) {
        guard stepCount > 0 else { return }
        steps[current].bad &+= 1
        bad &+= 1
        if result.isFailure {
            steps[current].failures &+= 1
            failures &+= 1
        }
        if result.isSlow {
            steps[current].slowCalls &+= 1
            slowCalls &+= 1
        }
    }

    /// All calls of the window.
    ///
    /// - Parameter good: Good results up to now.
    internal func calls(good: UInt64) -> UInt64 {
        let oldest = current &+ 1 == stepCount ? 0 : current &+ 1
        return good &- steps[oldest].goodBefore &+ bad
    }

    private mutating func empty(good: UInt64) {
        for index in 0..<stepCount { steps[index] = Step(goodBefore: good) }
        current = 0
        bad = 0
        failures = 0
        slowCalls = 0
    }
}
