/// What is done to a call.
public struct Fault: Equatable, Sendable {
    /// How long it is held up before it begins.
    package let delayNanoseconds: UInt64
    /// Whether it fails instead of being made.
    public let isFailure: Bool

    package init(delayNanoseconds: UInt64, isFailure: Bool) {
        self.delayNanoseconds = delayNanoseconds
        self.isFailure = isFailure
    }

    /// How long it is held up before it begins.
    public var delay: Duration { Duration(saturatingNanoseconds: delayNanoseconds) }

    /// Nothing.
    public static let none = Fault(delayNanoseconds: 0, isFailure: false)
}
