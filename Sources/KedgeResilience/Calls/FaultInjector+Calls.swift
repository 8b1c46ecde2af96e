public import KedgeResilienceCore

/// A ``FaultInjector`` made a call fail.
public struct InjectedFault: Error, Equatable, Sendable, CustomStringConvertible {
    public init() {}

    public var description: String { "failure injected for a test" }
}

extension FaultInjector {
    /// Does to a call that is about to be made what ``next()`` says: the calling thread sleeps, or this throws.
    ///
    /// - Throws: `InjectedFault`.
    @_disfavoredOverload
    @available(*, noasync, message: "it blocks the thread: use the asynchronous disturb")
    public func disturb() throws(InjectedFault) {
        let fault = next()
        if fault.delayNanoseconds > 0 { Sleeping.blockThread(fault.delayNanoseconds) }
        if fault.isFailure { throw InjectedFault() }
    }

    /// Does to a call that is about to be made what ``next()`` says: the task is suspended, or this throws.
    ///
    /// - Throws: `InjectedFault`; `CancellationError` where the task is cancelled meanwhile.
    public func disturb() async throws {
        let fault = next()
        if fault.delayNanoseconds > 0 { try await Sleeping.suspendTask(fault.delayNanoseconds) }
        if fault.isFailure { throw InjectedFault() }
    }
}
