import KedgeCore

/// What an issuer has to know of the claims that it was given.
internal struct GivenClaims: BitwiseCopyable {
    /// Which of the claims with a meaning in every token are there.
    internal let registered: UInt8
    /// Where the closing brace is.
    internal let end: Int
    /// Whether there is no claim at all.
    internal let isEmpty: Bool

    /// Checks claims.
    ///
    /// - Cost: One pass, without allocation up to 64 names and values.
    internal init(checking text: UnsafeRawBufferPointer, maximumByteCount: Int) throws(JWTIssueError) {
        self = try JSON.withDocument(
            text.bytes, options: JSONOptions(maximumByteCount: maximumByteCount), mapError: JWTIssueError.init(claims:)
        ) { (view) throws(JWTIssueError) in
            try GivenClaims(view)
        }
    }

    private init(_ view: JSONView) throws(JWTIssueError) {
        guard view.kind == .object else { throw .claimsNotObject }
        var registered: JWTIssuer.Claims = []
        var member = view.firstMember
        isEmpty = member == nil
        while let current = member {
            if let claim = Self.claim(current.name) {
                guard Self.isRightKind(current.value, for: claim) else { throw .wrongKind(claim) }
                registered.formUnion(JWTIssuer.Claims(claim))
            }
            member = current.next
        }
        self.registered = registered.rawValue
        end = view.sourceOffset &+ view.source.byteCount &- 1
    }

    @inline(__always)
    private static func claim(_ name: JSONView) -> JWTIssuer.Claim? {
        let source = name.source
        guard name.isPlainString else {
            return JWTIssuer.Claim.allCases.first { name.isString($0.name) }
        }
        guard source.byteCount == 3 else { return nil }
        let first = UInt32(source.unsafeLoad(fromUncheckedByteOffset: 0, as: UInt8.self))
        let second = UInt32(source.unsafeLoad(fromUncheckedByteOffset: 1, as: UInt8.self))
        let third = UInt32(source.unsafeLoad(fromUncheckedByteOffset: 2, as: UInt8.self))
        switch first &<< 16 | second &<< 8 | third {
        case 0x69_7373: return .issuer
        case 0x73_7562: return .subject
        case 0x61_7564: return .audience
        case 0x69_6174: return .issuedAt
        case 0x6E_6266: return .notBefore
        case 0x65_7870: return .expiry
        case 0x6A_7469: return .id
        default: return nil
        }
    }

    private static func isRightKind(_ value: JSONView, for claim: JWTIssuer.Claim) -> Bool {
        switch claim {
        case .issuer, .subject, .id:
            return value.kind == .string
        case .issuedAt, .notBefore, .expiry:
            return value.roundedDown != nil
        case .audience:
            if value.kind == .string { return true }
            guard value.kind == .array else { return false }
            var element = value.firstElement
            while let current = element {
                guard current.value.kind == .string else { return false }
                element = current.next
            }
            return true
        }
    }
}

extension JWTIssueError {
    internal init(claims error: JSONError) {
        switch error.reason {
        case .outOfMemory: self = .outOfMemory
        case .tooLarge: self = .tooLarge
        default: self = .claimsNotJSON(error)
        }
    }
}
