/// The members of an object of a format that knows all of them; each is to be taken once.
package struct JSONMembers {
    private let object: JSONValue
    private var takenCount = 0

    /// - Parameter name: What it is the value of; nil for the whole.
    package init(_ value: JSONValue, of name: String?) throws(JSONFormatError) {
        guard value.kind == .object else { throw name.map { .invalidMember($0) } ?? .unknownFormat }
        object = value
    }

    package mutating func take(_ name: StaticString) throws(JSONFormatError) -> JSONValue {
        guard let value = object["\(name)"] else { throw .invalidMember("\(name)") }
        takenCount &+= 1
        return value
    }

    package mutating func number(_ name: StaticString, in range: ClosedRange<UInt64>) throws(JSONFormatError) -> UInt64
    {
        guard let number = try take(name).uint64, range.contains(number) else { throw .invalidMember("\(name)") }
        return number
    }

    package mutating func text(_ name: StaticString) throws(JSONFormatError) -> String {
        guard let text = try take(name).string else { throw .invalidMember("\(name)") }
        return text
    }

    package mutating func optionalText(_ name: StaticString) throws(JSONFormatError) -> String? {
        object["\(name)"] == nil ? nil : try text(name)
    }

    /// Refuses members that nobody has taken.
    package func end() throws(JSONFormatError) {
        guard object.count == takenCount else { throw .unknownMember }
    }
}
