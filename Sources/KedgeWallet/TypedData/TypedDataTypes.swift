import KedgeCore

/// The struct types of a document.
internal struct TypedDataTypes: Sendable {
    /// A struct type.
    internal struct Definition: Sendable {
        internal let name: String
        internal var members: [TypedDataMember] = []
        /// Where members stand, by name; nil for few members, which a search finds as fast.
        internal var slots: [String: Int]?
        /// Whether the message or the domain uses the type, so that its members' types are known.
        internal var isReached = false
        /// The hash of the type's text, once it was needed.
        internal var hash: Hash32?

        /// Where the member of that name stands.
        ///
        /// - Parameter hint: where it stands if the value has its members in the order of the type.
        internal func slot(of name: JSONView, hint: Int) -> Int? {
            if hint < members.count, name.isString(members[hint].name.utf8Span.span.bytes) { return hint }
            // A dictionary takes two texts for one that Unicode calls equivalent: K and the sign of kelvin.
            if let slots {
                return name.string.flatMap { slots[$0] }
                    .flatMap { name.isString(members[$0].name.utf8Span.span.bytes) ? $0 : nil }
            }
            return members.firstIndex { name.isString($0.name.utf8Span.span.bytes) }
        }
    }

    /// The name of the domain's type.
    internal static let domainName = "EIP712Domain"
    private static let searchedCount = 16

    internal var definitions: [Definition] = []
    private var indices: [String: Int] = [:]

    /// Reads the definitions of all types; what the members' types are is found out by `reach`.
    ///
    /// - Throws: `.malformed`, `.invalidType`; `.unknownMember` if `isStrict`.
    internal init(_ types: JSONView, isStrict: Bool) throws(TypedDataError) {
        guard types.kind == .object else { throw .malformed(.types) }
        definitions.reserveCapacity(types.count)
        indices.reserveCapacity(types.count)
        var next = types.firstMember
        while let type = next {
            guard let name = type.name.string else { throw .malformed(.types) }
            guard TypedDataMember.isIdentifier(name[...], allowsColon: true) else { throw Self.invalid(name, .name) }
            guard TypedDataMember.atomicKind(name[...]) == nil else { throw Self.invalid(name, .reserved) }
            try add(try Self.definition(name, type.value, isStrict: isStrict))
            next = type.next
        }
    }

    /// The place of a type in `definitions`.
    internal func index(of name: String) -> Int? {
        // By code units: a dictionary takes two texts for one that Unicode calls equivalent, K and the sign of kelvin.
        guard let index = indices[name], definitions[index].name.utf8.elementsEqual(name.utf8) else { return nil }
        return index
    }

    /// Adds the definition that a domain without one has: the fields of EIP-712 that are there, in the order of
    /// EIP-712.
    ///
    /// - Throws: `.unknownMember` for any other field.
    internal mutating func addDomain(_ domain: JSONView) throws(TypedDataError) {
        var definition = Definition(name: Self.domainName)
        func add(_ name: StaticString, _ type: StaticString) {
            guard domain.member(name) != nil else { return }
            definition.members.append(TypedDataMember(name: name.description, type: type.description))
        }
        add("name", "string")
        add("version", "string")
        add("chainId", "uint256")
        add("verifyingContract", "address")
        add("salt", "bytes32")
        var next = domain.firstMember
        while let member = next {
            guard definition.slot(of: member.name, hint: 0) != nil else {
                throw .unknownMember(path: TypedDataPath("domain").text(self, unknown: member.name.string ?? ""))
            }
            next = member.next
        }
        try self.add(definition)
    }

    private mutating func add(_ definition: Definition) throws(TypedDataError) {
        // No two names are alike in an object of strict JSON.
        indices[definition.name] = definitions.count
        definitions.append(definition)
    }

    private static func definition(
        _ name: String, _ members: JSONView, isStrict: Bool
    ) throws(TypedDataError) -> Definition {
        guard members.kind == .array else { throw invalid(name, .shape) }
        var definition = Definition(name: name)
        definition.members.reserveCapacity(members.count)
        if members.count > searchedCount { definition.slots = [:] }
        var next = members.firstElement
        while let element = next {
            guard let memberName = element.value.member("name")?.string, let type = element.value.member("type")?.string
            else { throw invalid(name, .shape) }
            if isStrict, element.value.count > 2 {
                throw .unknownMember(path: TypedDataPath.text("types", name, memberName))
            }
            guard TypedDataMember.isIdentifier(memberName[...], allowsColon: false) else {
                throw invalid(name, .memberName)
            }
            let slot = definition.members.count
            if definition.slots != nil {
                guard definition.slots?.updateValue(slot, forKey: memberName) == nil else {
                    throw invalid(name, .duplicateMember)
                }
            } else {
                guard !definition.members.contains(where: { $0.name == memberName }) else {
                    throw invalid(name, .duplicateMember)
                }
            }
            definition.members.append(TypedDataMember(name: memberName, type: type))
            next = element.next
        }
        return definition
    }

    internal static func invalid(_ name: String, _ rule: TypedDataError.TypeRule) -> TypedDataError {
        .invalidType(TypedDataPath.printable(name), rule)
    }
}
