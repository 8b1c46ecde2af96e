import CPlatform
package import KedgeCore

/// The clock of a policy: the system's, or one that somebody brought, for tests.
package struct TimeSource: Sendable {
    private let clock: any MonotonicClock
    /// Whether it is the system's, of which there is a coarse reading; asked first, since looking into the other costs 10 ns.
    package let isSystem: Bool

    package init(_ clock: any MonotonicClock) {
        self.clock = clock
        isSystem = clock is SystemClock
    }

    /// Nanoseconds since an arbitrary moment.
    ///
    /// - Cost: about 20 ns
    package var now: UInt64 {
        isSystem ? cplatform_monotonic_ns() : clock.nanoseconds
    }

    /// The same, or up to ``coarseStep`` before it.
    ///
    /// - Cost: about 3 ns
    package var coarse: UInt64 {
        isSystem ? cplatform_coarse_ns() : clock.nanoseconds
    }

    /// How far the coarse reading lags at most; 0 for a clock that somebody brought.
    package var coarseStep: UInt64 { isSystem ? Self.systemStep : 0 }

    private static let systemStep: UInt64 = cplatform_coarse_step_ns()
}
