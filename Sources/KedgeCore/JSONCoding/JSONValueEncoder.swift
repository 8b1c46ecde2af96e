/// Takes one value, which is also its container if it is neither array nor object.
internal struct JSONValueEncoder: Encoder, SingleValueEncodingContainer, JSONScalarEncoder {
    /// What the encoders of one value share.
    internal final class Work {
        internal let maximumDepth: Int
        /// The first failure in a place that cannot throw.
        internal var failure: EncodingError?

        internal init(maximumDepth: Int) {
            self.maximumDepth = min(max(maximumDepth, 0), JSONValue.maximumCodingDepth)
        }

        internal func fail(_ value: Any, _ path: [any CodingKey], _ why: String) {
            if failure == nil { failure = JSONValueEncoder.error(value, path, why) }
        }
    }

    internal let target: JSONEncodedValue
    internal let codingPath: [any CodingKey]
    internal let work: Work
    internal var userInfo: [CodingUserInfoKey: Any] { [:] }

    internal static func error(_ value: Any, _ path: [any CodingKey], _ why: String) -> EncodingError {
        .invalidValue(value, EncodingError.Context(codingPath: path, debugDescription: why))
    }

    internal func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        var target = target
        if !target.becomeObject() {
            work.fail(type, codingPath, "a value cannot be an object and something else")
            // Whatever is written from here on is lost, together with all the rest.
            target = JSONEncodedValue(.object([]))
        }
        return KeyedEncodingContainer(JSONMembersEncoder(target: target, codingPath: codingPath, work: work))
    }

    internal func unkeyedContainer() -> any UnkeyedEncodingContainer {
        var target = target
        if !target.becomeArray() {
            work.fail([Any].self, codingPath, "a value cannot be an array and something else")
            target = JSONEncodedValue(.array([]))
        }
        return JSONElementsEncoder(target: target, codingPath: codingPath, work: work)
    }

    internal func singleValueContainer() -> any SingleValueEncodingContainer { self }

    /// The encoder of a value inside one that has `path`; one that leads nowhere below the deepest level.
    internal static func nested(
        _ target: JSONEncodedValue, in path: [any CodingKey], at key: any CodingKey, _ work: Work
    ) -> JSONValueEncoder? {
        guard path.count < work.maximumDepth else {
            work.fail(target, path, "nested deeper than the limit of \(work.maximumDepth)")
            return nil
        }
        return JSONValueEncoder(target: target, codingPath: path + [key], work: work)
    }

    /// Encodes a value inside one that has `path`.
    internal static func encoded<T: Encodable>(
        _ value: T, in path: [any CodingKey], at key: any CodingKey, _ work: Work
    ) throws -> JSONEncodedValue {
        let target = JSONEncodedValue()
        guard let encoder = nested(target, in: path, at: key, work) else {
            throw error(value, path, "nested deeper than the limit of \(work.maximumDepth)")
        }
        try value.encode(to: encoder)
        // As the standard library has it for a type that writes nothing.
        if case .nothing = target.content { target.content = .object([]) }
        return target
    }

    internal func set(_ value: Any, _ content: JSONEncodedValue.Content?) throws {
        guard let content else { throw Self.error(value, codingPath, "a number must be finite") }
        guard case .nothing = target.content else {
            throw Self.error(value, codingPath, "there is a value already")
        }
        target.content = content
    }

    internal func encode<T: Encodable>(_ value: T) throws {
        guard case .nothing = target.content else {
            throw Self.error(value, codingPath, "there is a value already")
        }
        try value.encode(to: self)
    }

    internal func encode(_ value: Int128) throws { try set(value, .init(value)) }
    internal func encode(_ value: UInt128) throws { try set(value, .init(value)) }
}
