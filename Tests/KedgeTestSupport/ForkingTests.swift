import Foundation
public import Testing

extension Trait where Self == ConditionTrait {
    /// Of tests that fork: this process runs many tests at once, and under ThreadSanitizer a child of so many threads may wait
    /// for a lock of the sanitizer's own. The C tests fork under it, from processes that do one thing.
    public static var forks: Self {
        .enabled(
            if: ProcessInfo.processInfo.environment["KEDGE_TEST_UNDER"] != "thread sanitizer",
            "a child of many threads cannot go on under ThreadSanitizer")
    }
}
