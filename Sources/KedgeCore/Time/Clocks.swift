import CPlatform
import Synchronization

/// A clock that only moves forward, for durations.
public protocol MonotonicClock: Sendable {
    /// Nanoseconds since an arbitrary moment.
    var nanoseconds: UInt64 { get }
}

/// A clock that tells the date, for tokens and certificates.
public protocol WallClock: Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    var unixSeconds: Int64 { get }
    /// The same moment and the nanoseconds below a second, 0 to 999,999,999; a clock that has none shows 0.
    var unixTime: (seconds: Int64, nanoseconds: UInt32) { get }
}

extension WallClock {
    public var unixTime: (seconds: Int64, nanoseconds: UInt32) { (unixSeconds, 0) }
}

/// The system's clocks.
public struct SystemClock: MonotonicClock, WallClock {
    public init() {}

    /// `CLOCK_MONOTONIC`: does not count the time that the machine sleeps.
    ///
    /// - Cost: about 20 ns
    public var nanoseconds: UInt64 { cplatform_monotonic_ns() }

    /// `CLOCK_REALTIME`: jumps when the date is set.
    ///
    /// - Cost: about 20 ns
    public var unixSeconds: Int64 { cplatform_wall_seconds() }

    /// `CLOCK_REALTIME` in full.
    ///
    /// - Cost: about 20 ns
    public var unixTime: (seconds: Int64, nanoseconds: UInt32) {
        var time: (seconds: Int64, nanoseconds: UInt32) = (0, 0)
        cplatform_wall_time(&time.seconds, &time.nanoseconds)
        return time
    }
}

/// A clock that moves only when told, for tests.
public final class ManualClock: MonotonicClock, WallClock {
    private let monotonic: Atomic<UInt64>
    private let wall: Atomic<Int64>

    /// Makes a clock that stands still.
    ///
    /// - Parameters:
    ///   - nanoseconds: what the monotonic side shows.
    ///   - unixSeconds: what the wall side shows.
    public init(nanoseconds: UInt64 = 0, unixSeconds: Int64 = 0) {
        monotonic = Atomic(nanoseconds)
        wall = Atomic(unixSeconds)
    }

    public var nanoseconds: UInt64 { monotonic.load(ordering: .acquiring) }

    public var unixSeconds: Int64 { wall.load(ordering: .acquiring) }

    /// Moves the monotonic side forward; at the end of its range it wraps around.
    public func advance(nanoseconds: UInt64) {
        monotonic.wrappingAdd(nanoseconds, ordering: .acquiringAndReleasing)
    }

    /// Sets the wall side, forwards or backwards, as an administrator may.
    public func set(unixSeconds: Int64) {
        wall.store(unixSeconds, ordering: .releasing)
    }
}
