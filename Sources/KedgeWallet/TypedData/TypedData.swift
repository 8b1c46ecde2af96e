import KedgeCore
import KedgeCrypto

/// Typed data, checked and hashed.
///
/// What it takes is what `eth_signTypedData_v4` takes: an object of `types`, `primaryType`, `domain` and `message`.
/// Integers are JSON numbers or text, decimal or behind `0x`; `bytes` and addresses are `0x` and hex digits; `bytesN`
/// has exactly its N bytes. The checksum of an address is not looked at: wallets sign addresses in any mix of cases, and
/// one of MetaMask's published cases has a wrong one. `uint` and `int` mean 256 bits, and stand in the type's text as
/// they are written. The name of a type may have colons, which EIP-712 does not say and exchanges use. Definitions that
/// neither the domain nor the message leads to have names and members, and their members' types are not looked at.
///
/// A member that is a struct may be null or absent; any other has to be there. If `types` has no `EIP712Domain`, the
/// domain's type has the fields of EIP-712 that the domain has. A domain has no structs. If `primaryType` is
/// `EIP712Domain`, the domain alone is hashed, and the message may be absent.
///
/// - Source: EIP-712
public struct TypedData: Sendable {
    /// What is signed.
    public let digest: Hash32
    /// The hash of the domain.
    public let domainSeparator: Hash32
    /// The hash of the message; of the domain if `primaryType` is `EIP712Domain`.
    public let structHash: Hash32
    /// What `structHash` is the hash of: the hash of the type, then 32 bytes for each member.
    public let encodedData: [UInt8]
    /// The name of the message's type.
    public let primaryType: String
    private let types: TypedDataTypes

    /// Reads, checks and hashes typed data.
    ///
    /// - Parameters:
    ///   - json: UTF-8, at most `TypedDataOptions.maximumByteCount` bytes.
    ///   - options: how strictly it is read, and how much of it.
    /// - Throws: `TypedDataError`.
    /// - Cost: about 9 µs for a message of ten members; at most some 0.3 s with the default limits, whatever the
    ///   document.
    public init(json: RawSpan, options: TypedDataOptions = TypedDataOptions()) throws(TypedDataError) {
        self = try Self.withDocument(json, options) { (document) throws(TypedDataError) in
            try TypedData(document, options)
        }
    }

    /// Reads, checks and hashes typed data.
    ///
    /// - Throws: `TypedDataError`.
    public init(json: String, options: TypedDataOptions = TypedDataOptions()) throws(TypedDataError) {
        try self.init(json: json.utf8Span.span.bytes, options: options)
    }

    private init(_ document: JSONView, _ options: TypedDataOptions) throws(TypedDataError) {
        guard document.kind == .object else { throw .malformed(.document) }
        guard let types = document.member("types") else { throw .malformed(.types) }
        guard let primaryType = document.member("primaryType")?.string else { throw .malformed(.primaryType) }
        guard let domain = document.member("domain"), domain.kind == .object else { throw .malformed(.domain) }
        if options.isStrict { try Self.refuseOthers(document) }
        var table = try TypedDataTypes(types, isStrict: options.isStrict)
        if table.index(of: TypedDataTypes.domainName) == nil { try table.addDomain(domain) }
        guard let domainType = table.index(of: TypedDataTypes.domainName),
            let messageType = table.index(of: primaryType)
        else { throw .unknownType(TypedDataPath.printable(primaryType)) }
        try table.reach(domainType)
        guard !table.definitions[domainType].members.contains(where: \.leadsToStruct) else {
            throw TypedDataTypes.invalid(TypedDataTypes.domainName, .structInDomain)
        }
        try table.reach(messageType)

        var encoder = TypedDataEncoder(table, options: options)
        let encodedDomain = try encoder.encode(domain, as: domainType, root: "domain")
        domainSeparator = Hash32(keccak256: encodedDomain)
        if messageType == domainType {
            if let message = document.member("message") {
                guard message.kind == .object else { throw .malformed(.message) }
                if options.isStrict, let member = message.firstMember {
                    throw .unknownMember(path: TypedDataPath("message").text(table, unknown: member.name.string ?? ""))
                }
            }
            encodedData = encodedDomain
            structHash = domainSeparator
            digest = Self.digest(domainSeparator, nil)
        } else {
            guard let message = document.member("message"), message.kind == .object else { throw .malformed(.message) }
            encodedData = try encoder.encode(message, as: messageType, root: "message")
            structHash = Hash32(keccak256: encodedData)
            digest = Self.digest(domainSeparator, structHash)
        }
        self.primaryType = primaryType
        self.types = encoder.types
    }

    /// The text of a type: its own definition, then those that it leads to, sorted by name.
    ///
    /// - Parameter name: a type that the message or the domain uses.
    /// - Throws: `TypedDataError.unknownType`.
    public func encodeType(_ name: String) throws(TypedDataError) -> String {
        let type = try reached(name)
        var marks = Array(repeating: 0, count: types.definitions.count)
        return types.text(types.closure(of: type, marks: &marks))
    }

    /// The hash of the text of a type.
    ///
    /// - Parameter name: a type that the message or the domain uses.
    /// - Throws: `TypedDataError.unknownType`.
    public func typeHash(_ name: String) throws(TypedDataError) -> Hash32 {
        if let hash = types.definitions[try reached(name)].hash { return hash }
        return Hash32(keccak256: [UInt8](try encodeType(name).utf8))
    }

    private func reached(_ name: String) throws(TypedDataError) -> Int {
        guard let type = types.index(of: name), types.definitions[type].isReached else {
            throw .unknownType(TypedDataPath.printable(name))
        }
        return type
    }

    private static func refuseOthers(_ document: JSONView) throws(TypedDataError) {
        var next = document.firstMember
        while let member = next {
            let name = member.name
            guard
                name.isString("types") || name.isString("primaryType") || name.isString("domain")
                    || name.isString("message")
            else { throw .unknownMember(path: TypedDataPath.printable(name.string ?? "")) }
            next = member.next
        }
    }

    private static func digest(_ domainSeparator: Hash32, _ structHash: Hash32?) -> Hash32 {
        var hash = Keccak256()
        withUnsafeBytes(of: UInt16(0x1901).bigEndian) { hash.update($0) }
        domainSeparator.withUnsafeBytes { hash.update($0) }
        structHash?.withUnsafeBytes { hash.update($0) }
        return Hash32(hash)
    }
}

extension TypedData: Equatable {
    /// Whether the same is signed.
    public static func == (first: TypedData, second: TypedData) -> Bool { first.digest == second.digest }
}
