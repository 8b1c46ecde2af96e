import Foundation
public import Testing

/// Tests that take minutes in an unoptimised build.
public enum SlowTests {
    /// Whether they run: in optimised builds, and wherever `KEDGE_SLOW_TESTS` is 1.
    public static let areEnabled: Bool = {
        #if DEBUG
            ProcessInfo.processInfo.environment["KEDGE_SLOW_TESTS"] == "1"
        #else
            true
        #endif
    }()

    /// What a skipped test says.
    public static let absence: Comment =
        "takes minutes without optimisation: run `swift test -c release`, or set KEDGE_SLOW_TESTS=1"
}
