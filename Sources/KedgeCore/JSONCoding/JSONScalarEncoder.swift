/// What takes scalars without a name, whichever they are.
///
/// 128-bit integers are left to the types, because the standard library has defaults of its own for these two.
internal protocol JSONScalarEncoder {
    /// Takes a scalar.
    ///
    /// - Parameter content: nil for a number that JSON cannot express.
    func set(_ value: Any, _ content: JSONEncodedValue.Content?) throws
}

extension JSONScalarEncoder {
    internal func encodeNil() throws { try set(Any?.none as Any, .null) }

    internal func encode(_ value: Bool) throws { try set(value, .bool(value)) }
    internal func encode(_ value: String) throws { try set(value, .string(value)) }
    internal func encode(_ value: Double) throws { try set(value, .init(value)) }
    internal func encode(_ value: Float) throws { try set(value, .init(value)) }
    internal func encode(_ value: Int) throws { try set(value, .init(value)) }
    internal func encode(_ value: Int8) throws { try set(value, .init(value)) }
    internal func encode(_ value: Int16) throws { try set(value, .init(value)) }
    internal func encode(_ value: Int32) throws { try set(value, .init(value)) }
    internal func encode(_ value: Int64) throws { try set(value, .init(value)) }
    internal func encode(_ value: UInt) throws { try set(value, .init(value)) }
    internal func encode(_ value: UInt8) throws { try set(value, .init(value)) }
    internal func encode(_ value: UInt16) throws { try set(value, .init(value)) }
    internal func encode(_ value: UInt32) throws { try set(value, .init(value)) }
    internal func encode(_ value: UInt64) throws { try set(value, .init(value)) }
}
