public import KedgeResilienceCore
public import KedgeCore

/// Gives a piece of work a limit, which is ``Deadline/current`` in it.
///
/// Work that does not suspend cannot be interrupted: it looks at ``Deadline/current`` itself, as retries do. What it
/// returns or throws is the outcome, however late.
///
/// - Parameters:
///   - limit: From now on. An earlier limit around this one stays.
///   - clock: Where another than the system's is wanted.
/// - Throws: `DeadlineError.exceeded` where the time is over before the work begins; what `body` throws.
public func withDeadline<Value>(
    _ limit: Duration, clock: any MonotonicClock = SystemClock(), _ body: () throws -> Value
) throws -> Value {
    try withDeadline(.after(limit, clock: clock), body)
}

/// The same until a moment.
///
/// - Throws: As with a length of time.
public func withDeadline<Value>(_ deadline: Deadline, _ body: () throws -> Value) throws -> Value {
    let deadline = deadline.earlier(of: .current)
    guard !deadline.isOver else { throw DeadlineError.exceeded }
    return try Deadline.$current.withValue(deadline, operation: body)
}

/// Gives a piece of work a limit, which is ``Deadline/current`` in it, and cancels it when the time is over.
///
/// Whatever comes first is the outcome: what the work returns or throws, or `DeadlineError.exceeded`. The call ends when
/// the work has ended, because tasks do not outlive who waits for them: work that does not heed its cancellation is waited
/// for, and the call throws `exceeded` late. When the caller's own task is cancelled the work is too, and its outcome is
/// that of the call: `CancellationError` from work that heeds it, and not `exceeded`.
///
/// - Parameters:
///   - limit: From now on. An earlier limit around this one stays.
///   - clock: Where another than the system's is wanted.
///   - body: Runs as a child task.
/// - Throws: `DeadlineError.exceeded`; what `body` throws; `CancellationError` where the task was cancelled before.
/// - Cost: Two child tasks and a timer, some 15 microseconds; none of them where there is no limit. The runtime keeps
///   about 700 bytes of work that ended early, for a second or as long again as the work has taken.
public func withDeadline<Value: Sendable>(
    _ limit: Duration, clock: any MonotonicClock = SystemClock(),
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withDeadline(.after(limit, clock: clock), body)
}

/// The same until a moment.
///
/// - Throws: As with a length of time.
public func withDeadline<Value: Sendable>(
    _ deadline: Deadline, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withDeadline(deadline, sleep: { try await Sleeping.suspendTask($0) }, body)
}

/// The same with a way to sleep, which may end early: the clock decides.
package func withDeadline<Value: Sendable>(
    _ deadline: Deadline, sleep: @escaping @Sendable (_ nanoseconds: UInt64) async throws -> Void,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try Task.checkCancellation()
    let deadline = deadline.earlier(of: .current)
    guard !deadline.isOver else { throw DeadlineError.exceeded }
    return try await Deadline.$current.withValue(deadline) {
        guard !deadline.isNever else { return try await body() }
        return try await withThrowingTaskGroup(of: RaceEvent<Value>.self) { group in
            group.addTask { .ended(try await body()) }
            group.addTask { await timeIsOver(deadline, sleep) ? .timeIsOver : .cancelled }
            // The error of the body comes out of next() itself.
            while let event = try await group.next() {
                switch event {
                case .ended(let value):
                    group.cancelAll()
                    return value
                case .timeIsOver:
                    group.cancelAll()
                    // Whatever the body makes of its cancellation, it is too late.
                    while await group.nextResult() != nil {}
                    throw DeadlineError.exceeded
                case .cancelled:
                    continue
                }
            }
            throw CancellationError()
        }
    }
}

/// What happens while a body races its deadline.
private enum RaceEvent<Value: Sendable>: Sendable {
    case ended(Value)
    case timeIsOver
    /// Nobody looks at the time any more: the caller has cancelled.
    case cancelled
}

/// Waits until the time is over; false where the task is cancelled before.
///
/// In sleeps of 1 second, 2, 4 and so on: the runtime keeps a sleep that was cancelled until it would have ended, and most
/// work ends long before its deadline.
private func timeIsOver(_ deadline: Deadline, _ sleep: (_ nanoseconds: UInt64) async throws -> Void) async -> Bool {
    var longest: UInt64 = 1_000_000_000
    while let left = deadline.nanosecondsLeft, left > 0 {
        do {
            try await sleep(min(left, longest))
            longest = longest.saturatingMultiplied(by: 2)
        } catch {
            return false
        }
    }
    return true
}
