/// Takes the members of an object.
internal struct JSONMembersEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    internal let target: JSONEncodedValue
    internal let codingPath: [any CodingKey]
    internal let work: JSONValueEncoder.Work

    private func set(_ value: Any, _ content: JSONEncodedValue.Content?, _ key: Key) throws {
        guard let content else {
            throw JSONValueEncoder.error(value, codingPath + [key], "a number must be finite")
        }
        target.append(JSONEncodedValue(content), named: key.stringValue)
    }

    private func nested(_ key: any CodingKey) -> JSONValueEncoder {
        let member = JSONEncodedValue()
        guard let encoder = JSONValueEncoder.nested(member, in: codingPath, at: key, work) else {
            return JSONValueEncoder(target: member, codingPath: codingPath, work: work)
        }
        target.append(member, named: key.stringValue)
        return encoder
    }

    internal func encodeNil(forKey key: Key) throws { try set(Any?.none as Any, .null, key) }

    internal func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        target.append(
            try JSONValueEncoder.encoded(value, in: codingPath, at: key, work), named: key.stringValue)
    }

    internal func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        nested(key).container(keyedBy: type)
    }

    internal func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        nested(key).unkeyedContainer()
    }

    internal func superEncoder() -> any Encoder { nested(JSONCodingKey.superclass) }

    internal func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

    internal func encode(_ value: Bool, forKey key: Key) throws { try set(value, .bool(value), key) }
    internal func encode(_ value: String, forKey key: Key) throws { try set(value, .string(value), key) }
    internal func encode(_ value: Double, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: Float, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: Int, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: Int8, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: Int16, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: Int32, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: Int64, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: Int128, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: UInt, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: UInt8, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: UInt16, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: UInt32, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: UInt64, forKey key: Key) throws { try set(value, .init(value), key) }
    internal func encode(_ value: UInt128, forKey key: Key) throws { try set(value, .init(value), key) }
}
