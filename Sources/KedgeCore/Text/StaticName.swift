/// Fixed text inside an error.
public struct StaticName: Equatable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The text.
    public let text: StaticString

    public init(stringLiteral value: StaticString) {
        text = value
    }

    public var description: String { text.description }

    public static func == (first: StaticName, second: StaticName) -> Bool {
        first.description == second.description
    }
}
