import CKedge
import KedgeCore
import KedgeJWT

/// A clock of the host's.
internal struct HostClock: WallClock, @unchecked Sendable {
    internal let call: kedge_wall_clock
    /// The host's own pointer, which only the host follows.
    internal let context: UnsafeMutableRawPointer?
    internal let calls: HostCalls

    internal var unixSeconds: Int64 {
        calls.underWay.during { withErrorKept { call(context) } }
    }
}

/// A replay store or a revocation list of the host's.
internal struct HostStore: JWTReplayStore, JWTRevocationList, @unchecked Sendable {
    internal let call: kedge_jwt_store_call
    /// The host's own pointer, which only the host follows.
    internal let context: UnsafeMutableRawPointer?
    internal let calls: HostCalls

    internal func admit(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool {
        try counts(identity, now: now)
    }

    internal func isRevoked(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool {
        try !counts(identity, now: now)
    }

    private func counts(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool {
        let answer = calls.underWay.during {
            withErrorKept { identity.withHostStruct { call($0, now, context) } }
        }
        switch answer {
        case 0: return true
        case 1: return false
        default: throw JWTStoreError()
        }
    }
}

extension JWTIdentity {
    fileprivate func withHostStruct(_ body: (UnsafePointer<kedge_jwt_identity>) -> Int32) -> Int32 {
        Self.withText(issuer) { issuer, issuerCount in
            Self.withText(subject) { subject, subjectCount in
                Self.withText(id) { id, idCount in
                    var identity = kedge_jwt_identity()
                    identity.struct_size = MemoryLayout<kedge_jwt_identity>.stride
                    identity.issuer = issuer
                    identity.issuer_len = issuerCount
                    identity.subject = subject
                    identity.subject_len = subjectCount
                    identity.id = id
                    identity.id_len = idCount
                    identity.issued_at = issuedAt ?? 0
                    identity.has_issued_at = issuedAt == nil ? 0 : 1
                    identity.refused_from = refusedFrom ?? 0
                    identity.has_refused_from = refusedFrom == nil ? 0 : 1
                    return withUnsafePointer(to: identity, body)
                }
            }
        }
    }

    private static func withText(_ text: String?, _ body: (UnsafePointer<CChar>?, Int) -> Int32) -> Int32 {
        guard let text else { return body(nil, 0) }
        return text.withCString { body($0, text.utf8.count) }
    }
}
