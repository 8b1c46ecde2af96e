/// The six kinds of value that JSON has.
public enum JSONKind: Sendable, Hashable, CaseIterable {
    case null, bool, number, string, array, object
}
