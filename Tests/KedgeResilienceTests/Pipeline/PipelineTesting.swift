import KedgeCore
import KedgeResilience

/// A call through a pipeline by hand, with a clock that the test moves: what a C caller does.
struct ManualCalls {
    let pipeline: Pipeline
    let clock: ManualClock
    /// How long was waited in all.
    var waited: UInt64 = 0
    var attempts = 0

    init(_ pipeline: Pipeline, _ clock: ManualClock) {
        self.pipeline = pipeline
        self.clock = clock
    }

    enum Answer {
        case success
        case failure
        case permanent
        case retryAfter(UInt64)
        /// It takes so long, or the time that it was given.
        case slow(UInt64)
    }

    /// Makes a call whose attempts answer so, one after another, the last one again and again.
    mutating func call(isIdempotent: Bool = true, _ answers: [Answer], fallback: Bool? = nil) -> PipelineEnding {
        var call = PipelineCall()
        var answers = answers[...]
        pipeline.begin(&call, isIdempotent: isIdempotent)
        while true {
            switch pipeline.advance(&call) {
            case .attempt(let left):
                attempts += 1
                let answer = answers.count > 1 ? answers.removeFirst() : answers[answers.startIndex]
                report(answer, &call, left)
            case .wait(let nanoseconds), .queue(let nanoseconds):
                waited += nanoseconds
                clock.advance(nanoseconds: nanoseconds)
            case .fallback: pipeline.report(&call, isSuccess: fallback ?? false, outcome: .ignored)
            case .ended: return call.ending
            }
        }
    }

    private func report(_ answer: Answer, _ call: inout PipelineCall, _ left: UInt64) {
        switch answer {
        case .success: pipeline.report(&call, isSuccess: true, outcome: .success)
        case .failure: pipeline.report(&call, isSuccess: false, outcome: .failure)
        case .permanent: pipeline.report(&call, isSuccess: false, outcome: .ignored, kind: .permanent)
        case .retryAfter(let time):
            pipeline.report(&call, isSuccess: false, outcome: .failure, retryAfter: time)
        case .slow(let time) where time >= left:
            clock.advance(nanoseconds: left)
            pipeline.report(&call, isSuccess: false, outcome: .failure, kind: .deadline)
        case .slow(let time):
            clock.advance(nanoseconds: time)
            pipeline.report(&call, isSuccess: true, outcome: .success)
        }
    }
}

enum Layers {
    static func retry(_ attempts: Int, _ clock: ManualClock, delay: Duration = .milliseconds(10)) throws -> RetryPolicy
    {
        try RetryPolicy(
            RetryOptions(maximumAttempts: attempts, backoff: .constant(delay, jitter: .none)), clock: clock)
    }

    static func breaker(_ failures: Int, _ clock: ManualClock) throws -> Breaker {
        var options = BreakerOptions(consecutiveFailures: failures)
        options.openTime = .seconds(1)
        options.openTimeJitter = 0
        options.probes = 1
        return try Breaker(options, clock: clock)
    }
}

extension UInt64 {
    static func milliseconds(_ count: UInt64) -> UInt64 { count * 1_000_000 }
}
