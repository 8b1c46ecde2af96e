/// What a key of its own is derived for, for each file or stream that a ring key seals.
internal enum FilePurpose {
    case stream
    case log

    /// The name under which the ring key's secret for the purpose is derived.
    internal var secretName: StaticString {
        switch self {
        case .stream: "stream"
        case .log: "log"
        }
    }

    /// What the derivation of a file's keys begins with.
    internal var label: StaticString {
        switch self {
        case .stream: "kedge stream v1"
        case .log: "kedge log v1"
        }
    }

    /// Keys of 32 bytes that a file takes, its commitment not counted.
    internal var keyCount: Int {
        switch self {
        case .stream: 1
        case .log: 2
        }
    }
}
