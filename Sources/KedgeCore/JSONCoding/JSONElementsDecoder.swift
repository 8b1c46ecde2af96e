/// Reads the elements of an array, one after another. What fails to decode is not passed over.
internal struct JSONElementsDecoder: UnkeyedDecodingContainer {
    internal let codingPath: [any CodingKey]
    internal let count: Int?
    internal private(set) var currentIndex: Int = 0

    private var rest: JSONValue.Elements
    private var current: JSONValue?

    internal init(_ value: JSONValue, _ codingPath: [any CodingKey]) {
        self.codingPath = codingPath
        count = value.count
        rest = value.elements
        current = rest.next()
    }

    internal var isAtEnd: Bool { current == nil }

    private var position: JSONCodingKey { .position(currentIndex) }

    private func existing(_ type: Any.Type) throws -> JSONValue {
        guard let current else {
            throw DecodingError.valueNotFound(
                type,
                DecodingError.Context(
                    codingPath: codingPath + [position], debugDescription: "the array has no more elements"))
        }
        return current
    }

    private mutating func step() {
        current = rest.next()
        currentIndex &+= 1
    }

    /// Passes over the current element once `body` has taken it.
    private mutating func take<T>(_ type: Any.Type, _ body: (JSONValueDecoder) throws -> T) throws -> T {
        let result = try body(.nested(existing(type), in: codingPath, at: position))
        step()
        return result
    }

    internal mutating func decodeNil() throws -> Bool {
        guard try existing(Any?.self).isNull else { return false }
        step()
        return true
    }

    internal mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try take(type) { try T(from: $0) }
    }

    internal mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try take([String: Any].self) { try $0.container(keyedBy: type) }
    }

    internal mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try take([Any].self) { try $0.unkeyedContainer() }
    }

    internal mutating func superDecoder() throws -> any Decoder {
        try take((any Decoder).self) { $0 }
    }

    internal mutating func decode(_ type: Bool.Type) throws -> Bool {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: String.Type) throws -> String {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: Double.Type) throws -> Double {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: Float.Type) throws -> Float {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: Int.Type) throws -> Int {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: Int8.Type) throws -> Int8 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: Int16.Type) throws -> Int16 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: Int32.Type) throws -> Int32 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: Int64.Type) throws -> Int64 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: Int128.Type) throws -> Int128 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: UInt.Type) throws -> UInt {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: UInt8.Type) throws -> UInt8 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: UInt16.Type) throws -> UInt16 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: UInt32.Type) throws -> UInt32 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: UInt64.Type) throws -> UInt64 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
    internal mutating func decode(_ type: UInt128.Type) throws -> UInt128 {
        let result = try existing(type).decoded(type, at: codingPath + [position])
        step()
        return result
    }
}
