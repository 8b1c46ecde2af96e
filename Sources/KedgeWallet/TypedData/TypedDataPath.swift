/// Where in the document a value stands, for errors.
internal struct TypedDataPath {
    private enum Step {
        case member(type: Int, slot: Int)
        case element(Int)
    }

    /// The longest text, in bytes: as much as an error of the C interface keeps.
    private static let maximumByteCount = 64

    private let root: StaticString
    private var steps: [Step] = []

    internal init(_ root: StaticString) {
        self.root = root
    }

    internal mutating func enter(member slot: Int, of type: Int) {
        steps.append(.member(type: type, slot: slot))
    }

    internal mutating func enter(element index: Int) {
        steps.append(.element(index))
    }

    internal mutating func leave() {
        _ = steps.popLast()
    }

    /// The path as text: `message.to.wallets[1]`.
    internal func text(_ types: TypedDataTypes) -> String {
        var text = root.description
        for step in steps {
            switch step {
            case .member(let type, let slot): text += "." + types.definitions[type].members[slot].name
            case .element(let index): text += "[\(index)]"
            }
        }
        return Self.shortened(text)
    }

    /// The path of a member of the value at the path, which the type does not name.
    internal func text(_ types: TypedDataTypes, unknown name: String) -> String {
        Self.shortened(text(types) + "." + Self.printable(name))
    }

    /// The path of something in the definition of a type.
    internal static func text(_ root: StaticString, _ type: String, _ member: String) -> String {
        shortened(root.description + "." + printable(type) + "." + printable(member))
    }

    /// A name of the document with nothing in it that would disturb a log.
    internal static func printable(_ name: String) -> String {
        let scalars = name.unicodeScalars.prefix(maximumByteCount)
        return String(String.UnicodeScalarView(scalars.map { (0x21...0x7E).contains($0.value) ? $0 : "?" }))
    }

    // The end of a path says more than its beginning.
    private static func shortened(_ text: String) -> String {
        text.utf8.count <= maximumByteCount ? text : "..." + text.suffix(maximumByteCount - 3)
    }
}
