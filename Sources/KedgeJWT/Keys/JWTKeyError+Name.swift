extension JWTKeyError {
    /// Fixed text inside an error: the name of a member, or a rule.
    public struct Name: Equatable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
        /// The text.
        public let text: StaticString

        public init(stringLiteral value: StaticString) {
            text = value
        }

        public var description: String { text.description }

        public static func == (first: Name, second: Name) -> Bool {
            first.description == second.description
        }
    }
}
