/// A step of a coding path for which a type has no key of its own.
internal enum JSONCodingKey: CodingKey {
    case position(Int)
    case name(String)

    /// The key of a superclass that has a container of its own.
    internal static let superclass: JSONCodingKey = .name("super")

    internal init?(stringValue: String) { self = .name(stringValue) }

    internal init?(intValue: Int) { self = .position(intValue) }

    internal var stringValue: String {
        switch self {
        case .position(let position): "Index \(position)"
        case .name(let name): name
        }
    }

    internal var intValue: Int? {
        switch self {
        case .position(let position): position
        case .name: nil
        }
    }
}
