import KedgeCore

/// An object of a transaction's JSON, whose members are asked for by name. A member that is null is as good as absent.
internal struct TransactionJSONObject: ~Escapable {
    internal let view: JSONView
    /// Whether a number may stand as a JSON integer, as people write it, and not only as a quantity, as nodes do.
    internal let acceptsIntegers: Bool

    /// - Parameter field: what the object is, for the error.
    @_lifetime(copy view)
    internal init(_ view: JSONView, field: StaticName, acceptsIntegers: Bool) throws(TransactionError) {
        guard view.kind == .object else { throw .malformed(field: field, rule: "has to be an object") }
        self.view = view
        self.acceptsIntegers = acceptsIntegers
    }

    /// Whether there is such a member, even one that is null.
    internal func has(_ name: StaticName) -> Bool { view.member(name.text) != nil }

    /// The member, unless it is null.
    @_lifetime(copy self)
    internal func value(_ name: StaticName) -> JSONView? {
        guard let value = view.member(name.text), !value.isNull else { return nil }
        return value
    }

    /// A number of up to 256 bits.
    internal func quantity(_ name: StaticName) throws(TransactionError) -> UInt256? {
        guard let value = value(name) else { return nil }
        if value.isPlainString { return try value.source.quantity(name) }
        guard acceptsIntegers, value.isInteger else { throw .malformed(field: name, rule: Self.quantityRule) }
        guard let number = UInt256(text: value.source) else {
            throw .field(name, rule: "has to be 0 to 2^256 - 1")
        }
        return number
    }

    /// A number of up to 64 bits.
    internal func number(_ name: StaticName) throws(TransactionError) -> UInt64? {
        guard let quantity = try quantity(name) else { return nil }
        guard let number = quantity.uint64 else { throw .field(name, rule: "has to be 0 to 2^64 - 1") }
        return number
    }

    /// Half of a signature: a quantity, or all its 32 bytes.
    internal func scalar(_ name: StaticName) throws(TransactionError) -> UInt256 {
        if let value = value(name), value.isPlainString, value.source.byteCount == Self.hashCharacterCount {
            return try value.source.hash(name).withUnsafeBytes { UInt256(bigEndian: $0.bytes) ?? .zero }
        }
        return try required(try quantity(name), name)
    }

    internal func address(_ name: StaticName) throws(TransactionError) -> Address? {
        guard let value = value(name) else { return nil }
        guard value.isPlainString else { throw .malformed(field: name, rule: "has to be an address") }
        return try value.source.address(name)
    }

    internal func hash(_ name: StaticName) throws(TransactionError) -> Hash32? {
        guard let value = value(name) else { return nil }
        guard value.isPlainString else { throw .malformed(field: name, rule: Self.hashRule) }
        return try value.source.hash(name)
    }

    internal func data(_ name: StaticName) throws(TransactionError) -> [UInt8]? {
        guard let value = value(name) else { return nil }
        guard value.isPlainString else { throw .malformed(field: name, rule: Self.dataRule) }
        do throws(HexError) {
            return try Hex.decode(value.source, prefix: .required)
        } catch {
            throw .malformed(field: name, rule: Self.dataRule)
        }
    }

    /// Hashes in an array.
    internal func hashes(_ name: StaticName) throws(TransactionError) -> [Hash32]? {
        guard let array = try array(name) else { return nil }
        var hashes: [Hash32] = []
        hashes.reserveCapacity(array.count)
        var element = array.firstElement
        while let current = element {
            guard current.value.isPlainString else { throw .malformed(field: name, rule: Self.hashRule) }
            hashes.append(try current.value.source.hash(name))
            element = current.next
        }
        return hashes
    }

    @_lifetime(copy self)
    internal func array(_ name: StaticName) throws(TransactionError) -> JSONView? {
        guard let value = value(name) else { return nil }
        guard value.kind == .array else { throw .malformed(field: name, rule: "has to be an array") }
        return value
    }

    /// Refuses an object with a member that none of `names` is.
    internal func refuseMembers(notNamed isKnown: (JSONView) -> Bool) throws(TransactionError) {
        var member = view.firstMember
        while let current = member {
            guard isKnown(current.name) else {
                throw .unknownMember(TypedDataPath.printable(current.name.string ?? ""))
            }
            member = current.next
        }
    }

    internal static var quantityRule: StaticName { "has to be a quantity: 0x, then hex digits without leading zeros" }
    internal static var dataRule: StaticName { "has to be bytes: 0x, then an even number of hex digits" }
    internal static var hashRule: StaticName { "has to be 32 bytes: 0x, then 64 hex digits" }
    internal static var hashCharacterCount: Int { 66 }
}

/// The value of a member that has to be there.
@inline(__always)
internal func required<Value>(_ value: Value?, _ name: StaticName) throws(TransactionError) -> Value {
    guard let value else { throw .malformed(field: name, rule: "is missing") }
    return value
}
