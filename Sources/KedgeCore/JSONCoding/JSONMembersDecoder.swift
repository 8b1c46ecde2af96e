/// Reads the members of an object by name.
internal struct JSONMembersDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let value: JSONValue
    internal let codingPath: [any CodingKey]
    /// The members by name, where there are so many that going through them for each would be quadratic.
    private let index: [JSONName: JSONValue]?

    internal init(_ value: JSONValue, _ codingPath: [any CodingKey]) {
        self.value = value
        self.codingPath = codingPath
        guard value.count > 16 else {
            index = nil
            return
        }
        var index: [JSONName: JSONValue] = [:]
        index.reserveCapacity(value.count)
        for (name, member) in value.members { index[JSONName(name)] = member }
        self.index = index
    }

    internal var allKeys: [Key] { value.members.compactMap { Key(stringValue: $0.name) } }

    internal func contains(_ key: Key) -> Bool { member(key) != nil }

    private func member(_ key: Key) -> JSONValue? {
        guard let index else { return value[key.stringValue] }
        return index[JSONName(key.stringValue)]
    }

    private func existing(_ key: any CodingKey) throws -> JSONValue {
        let name = key.stringValue
        let found = if let index { index[JSONName(name)] } else { value[name] }
        guard let found else {
            throw DecodingError.keyNotFound(
                key, DecodingError.Context(codingPath: codingPath, debugDescription: "the object has no such member"))
        }
        return found
    }

    private func decoder(_ key: any CodingKey) throws -> JSONValueDecoder {
        try .nested(existing(key), in: codingPath, at: key)
    }

    internal func decodeNil(forKey key: Key) throws -> Bool { try existing(key).isNull }

    internal func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try T(from: decoder(key)) }

    internal func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try decoder(key).container(keyedBy: type)
    }

    internal func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    internal func superDecoder() throws -> any Decoder { try decoder(JSONCodingKey.superclass) }

    internal func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }

    internal func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
    internal func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        try existing(key).decoded(type, at: codingPath + [key])
    }
}

/// A name as JSON compares it: by its bytes, where two strings of Swift are equal already if they look the same.
internal struct JSONName: Hashable {
    private let text: String

    internal init(_ text: String) {
        self.text = text
    }

    internal static func == (left: JSONName, right: JSONName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    internal func hash(into hasher: inout Hasher) {
        text.utf8Span.span.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
