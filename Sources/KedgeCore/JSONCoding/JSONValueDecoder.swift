/// Reads one value, which is also its container if it is neither array nor object.
internal struct JSONValueDecoder: Decoder, SingleValueDecodingContainer {
    internal let value: JSONValue
    internal let codingPath: [any CodingKey]
    internal var userInfo: [CodingUserInfoKey: Any] { [:] }

    internal func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard value.kind == .object else {
            throw value.mismatch([String: Any].self, "an object", codingPath)
        }
        return KeyedDecodingContainer(JSONMembersDecoder(value, codingPath))
    }

    internal func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard value.kind == .array else { throw value.mismatch([Any].self, "an array", codingPath) }
        return JSONElementsDecoder(value, codingPath)
    }

    internal func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    /// The decoder of a value inside this one.
    internal static func nested(
        _ value: JSONValue, in path: [any CodingKey], at key: any CodingKey
    ) throws -> JSONValueDecoder {
        let path = path + [key]
        guard path.count <= JSONValue.maximumCodingDepth else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: path,
                    debugDescription: "nested deeper than the limit of \(JSONValue.maximumCodingDepth)"))
        }
        return JSONValueDecoder(value: value, codingPath: path)
    }

    internal func decodeNil() -> Bool { value.isNull }

    internal func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }

    internal func decode(_ type: Bool.Type) throws -> Bool { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: String.Type) throws -> String { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: Double.Type) throws -> Double { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: Float.Type) throws -> Float { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: Int.Type) throws -> Int { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: Int8.Type) throws -> Int8 { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: Int16.Type) throws -> Int16 { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: Int32.Type) throws -> Int32 { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: Int64.Type) throws -> Int64 { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: Int128.Type) throws -> Int128 { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: UInt.Type) throws -> UInt { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: UInt8.Type) throws -> UInt8 { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: UInt16.Type) throws -> UInt16 { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: UInt32.Type) throws -> UInt32 { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: UInt64.Type) throws -> UInt64 { try value.decoded(type, at: codingPath) }
    internal func decode(_ type: UInt128.Type) throws -> UInt128 { try value.decoded(type, at: codingPath) }
}
