import KedgeCore

/// The rules for claims, made ready to be applied without touching a `String`.
internal struct ClaimRules: ~Copyable {
    private let issuers: TextList
    private let audiences: TextList
    private let subject: TextList
    private let isIssuerAny: Bool
    private let isSubjectAny: Bool
    private let isAudienceAny: Bool
    /// Those of the registered claims that have to be there.
    private let required: ClaimSet
    private let otherRequired: TextList
    private let leeway: Int64
    private let maximumAge: Int64?

    internal init(_ rules: JWTRules) {
        issuers = TextList(rules.issuers ?? [])
        audiences = TextList(rules.audiences ?? [])
        subject = TextList(rules.subject.map { [$0] } ?? [])
        isIssuerAny = rules.issuers == nil
        isSubjectAny = rules.subject == nil
        isAudienceAny = rules.acceptsAnyAudience
        leeway = rules.leewaySeconds
        maximumAge = rules.maximumAgeSeconds
        otherRequired = TextList(rules.requiredClaims.filter { ClaimSet.named($0) == nil })
        var required: ClaimSet = []
        for name in rules.requiredClaims { required.formUnion(ClaimSet.named(name) ?? []) }
        if rules.requiresExpiry { required.insert(.expiry) }
        if rules.maximumAgeSeconds != nil { required.insert(.issuedAt) }
        if rules.issuers != nil { required.insert(.issuer) }
        if rules.subject != nil { required.insert(.subject) }
        if rules.audiences != nil { required.insert(.audience) }
        if rules.replayStore != nil {
            required.insert(.id)
            // It has to know how long to remember.
            if rules.maximumAgeSeconds == nil { required.insert(.expiry) }
        }
        self.required = required
    }

    /// Applies every rule to the claims of a token whose signature is good.
    ///
    /// - Parameter now: Unix seconds.
    /// - Returns: From when on the token is refused for its age; nil for never.
    @inline(__always)
    internal borrowing func check(_ root: JSONView, now: Int64) throws(JWTError) -> Int64? {
        guard root.kind == .object else { throw .malformed(.claims, .shape) }
        let claims = try read(root)
        if !claims.present.isSuperset(of: required) {
            throw .missingClaim(name: claims.present.firstMissing(of: required))
        }
        if otherRequired.count != 0 { try checkOthers(root) }
        var refusedFrom: Int64?
        if claims.present.contains(.expiry) {
            let end = claims.expiry.addingSaturated(leeway)
            if now >= end { throw .expired }
            refusedFrom = end
        }
        let latest = now.addingSaturated(leeway)
        if claims.notBefore > latest { throw .notYetValid }
        if claims.present.contains(.issuedAt) {
            if claims.issuedAtOrAfter > latest { throw .issuedInFuture }
            if let maximumAge {
                let end = claims.issuedAt.addingSaturated(maximumAge).addingSaturated(leeway)
                if now >= end { throw .tooOld }
                refusedFrom = min(refusedFrom ?? end, end)
            }
        }
        if !isIssuerAny, !claims.matching.contains(.issuer) { throw .wrongIssuer }
        if !isSubjectAny, !claims.matching.contains(.subject) { throw .wrongSubject }
        if !isAudienceAny, claims.present.contains(.audience), !claims.matching.contains(.audience) {
            throw .wrongAudience
        }
        return refusedFrom
    }

    private borrowing func checkOthers(_ root: JSONView) throws(JWTError) {
        for index in 0..<otherRequired.count {
            let name = otherRequired.text(index)
            guard let value = root.member(name.bytes), !value.isNull else {
                throw .missingClaim(name: String(decoding: name, as: UTF8.self))
            }
        }
    }

    /// What one pass over the claims finds.
    private struct Findings {
        internal var present: ClaimSet = []
        /// Those that are what the rules want.
        internal var matching: ClaimSet = []
        internal var expiry: Int64 = 0
        internal var notBefore: Int64 = .min
        internal var issuedAt: Int64 = 0
        internal var issuedAtOrAfter: Int64 = 0
    }

    @inline(__always)
    private borrowing func read(_ root: JSONView) throws(JWTError) -> Findings {
        var findings = Findings()
        var next = root.firstMember
        while let member = next {
            next = member.next
            guard let claim = ClaimSet.named(member.name) else { continue }
            let value = member.value
            findings.present.formUnion(claim)
            switch claim {
            case .expiry: findings.expiry = try NumericDate.roundedDown(value)
            case .notBefore: findings.notBefore = try NumericDate.roundedUp(value)
            case .issuedAt:
                (findings.issuedAt, findings.issuedAtOrAfter) = try NumericDate.around(value)
            case .audience:
                if try isOurs(value) { findings.matching.insert(.audience) }
            default:
                guard value.kind == .string else { throw .malformed(.claims, .shape) }
                if claim == .issuer, !isIssuerAny, issuers.contains(value) { findings.matching.insert(.issuer) }
                if claim == .subject, !isSubjectAny, subject.contains(value) { findings.matching.insert(.subject) }
            }
        }
        return findings
    }

    /// Whether one of the audiences of a token is one of the verifier's.
    ///
    /// - Throws: `.malformed`, if it is neither a string nor a list of nothing else.
    private borrowing func isOurs(_ value: JSONView) throws(JWTError) -> Bool {
        if value.kind == .string { return audiences.contains(value) }
        guard value.kind == .array else { throw .malformed(.claims, .shape) }
        var isFound = false
        var next = value.firstElement
        while let element = next {
            guard element.value.kind == .string else { throw .malformed(.claims, .shape) }
            if !isFound { isFound = audiences.contains(element.value) }
            next = element.next
        }
        return isFound
    }
}
