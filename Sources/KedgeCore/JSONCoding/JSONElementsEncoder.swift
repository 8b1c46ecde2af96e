/// Takes the elements of an array.
internal struct JSONElementsEncoder: UnkeyedEncodingContainer, JSONScalarEncoder {
    internal let target: JSONEncodedValue
    internal let codingPath: [any CodingKey]
    internal let work: JSONValueEncoder.Work

    internal var count: Int { target.elementCount }

    private var position: JSONCodingKey { .position(count) }

    internal func set(_ value: Any, _ content: JSONEncodedValue.Content?) throws {
        guard let content else {
            throw JSONValueEncoder.error(value, codingPath + [position], "a number must be finite")
        }
        target.append(JSONEncodedValue(content))
    }

    private func nested() -> JSONValueEncoder {
        let element = JSONEncodedValue()
        guard let encoder = JSONValueEncoder.nested(element, in: codingPath, at: position, work) else {
            return JSONValueEncoder(target: element, codingPath: codingPath, work: work)
        }
        target.append(element)
        return encoder
    }

    internal func encode<T: Encodable>(_ value: T) throws {
        target.append(try JSONValueEncoder.encoded(value, in: codingPath, at: position, work))
    }

    internal func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        nested().container(keyedBy: type)
    }

    internal func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }

    internal func superEncoder() -> any Encoder { nested() }

    internal func encode(_ value: Int128) throws { try set(value, .init(value)) }
    internal func encode(_ value: UInt128) throws { try set(value, .init(value)) }
}
