import KedgeResilienceCore
import CPlatform

/// Ways to wait for a time to pass.
internal enum Sleeping {
    /// Has the calling thread sleep for so long, also where signals wake it.
    internal static func blockThread(_ nanoseconds: UInt64) { cplatform_sleep(nanoseconds) }

    /// Suspends the task by the clock that policies have too, which does not count the time that the machine sleeps.
    ///
    /// - Throws: `CancellationError`, at once.
    internal static func suspendTask(_ nanoseconds: UInt64) async throws {
        try await Task.sleep(for: Duration(saturatingNanoseconds: nanoseconds), clock: .suspending)
    }
}
