import CPlatform
package import KedgeCore

extension JWTVerifier {
    /// Verifies a token and lends its claims, an object, without keeping anything of them.
    ///
    /// - Throws: `JWTError`: the first rule that it breaks; or what `body` threw.
    /// - Cost: that of the signature, and about 200 ns for 200 bytes of claims; no allocation for a token of up to about
    ///   1,000 bytes and 64 names and values.
    package func lendVerifiedClaims(
        of token: UnsafeRawBufferPointer, _ body: (JSONView) throws(JWTError) -> Void
    ) throws(JWTError) {
        try withSignedClaims(of: token) { _, text throws(JWTError) in
            try JSON.withDocument(
                text.bytes, options: JSONOptions(maximumDepth: rules.maximumDepth),
                mapError: { TokenText.error($0, .claims) }
            ) { claims throws(JWTError) in
                let now = now
                let refusedFrom = try claimRules.check(claims, now: now)
                if hasStores { try ask(identity: Self.identity(claims, refusedFrom: refusedFrom), now: now) }
                try body(claims)
            }
        }
    }

    /// Verifies the claims of a token whose signature is good, and keeps them.
    internal func keptClaims(
        header: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer
    ) throws(JWTError) -> JWTClaims {
        let claims = try JWTClaims(header: header, claims: text, maximumDepth: rules.maximumDepth)
        let now = now
        let refusedFrom = try claimRules.check(claims.json.view, now: now)
        if hasStores { try ask(identity: Self.identity(claims.json.view, refusedFrom: refusedFrom), now: now) }
        return claims
    }

    /// Does all that comes before the claims: sizes, form, header, signature. The claims are not read before it is good.
    ///
    /// - Parameter body: Receives the header as it stands in the token, and the text of the claims.
    @inline(__always)
    internal func withSignedClaims(
        of token: UnsafeRawBufferPointer,
        _ body: (_ header: UnsafeRawBufferPointer, _ claims: UnsafeRawBufferPointer) throws(JWTError) -> Void
    ) throws(JWTError) {
        guard token.count <= rules.maximumTokenByteCount else { throw .tooLarge(.token) }
        let parts = try TokenParts(token)
        guard parts.header.count <= rules.maximumHeaderByteCount else { throw .tooLarge(.header) }
        // Four pieces: the header, its id, the signature, the claims; the second with room for a word behind its end.
        let headerCount = Base64URL.decodedCount(ofCharacterCount: parts.header.count)
        let idCount = (headerCount &+ 15) & ~7
        let signatureCount = Base64URL.decodedCount(ofCharacterCount: parts.signature.count)
        let claimsCount = Base64URL.decodedCount(ofCharacterCount: parts.claims.count)
        try withTokenScratch(idCount &+ headerCount &+ signatureCount &+ claimsCount) { start throws(JWTError) in
            let id = UnsafeMutableRawBufferPointer(start: start, count: idCount)
            var header = headerMemory.find(parts.header, id: start)
            let isNew = header == nil
            if isNew {
                let decoded = UnsafeMutableRawBufferPointer(start: start + idCount, count: headerCount)
                header = try headerReader.read(parts.header, decoded: decoded, id: id)
            }
            guard let header, algorithms &>> header.algorithm.rawValue & 1 == 1 else { throw .algorithmNotAllowed }
            let signature = try TokenText.decode(
                parts.signature,
                to: UnsafeMutableRawBufferPointer(start: start + (idCount &+ headerCount), count: signatureCount),
                .signature)
            let keyID = header.idByteCount.map { UnsafeRawBufferPointer(start: start, count: $0) }
            try checkSignature(signature, token, parts.signed, id: keyID, algorithm: header.algorithm)
            if isNew { headerMemory.insert(parts.header, header, id: start) }
            let claims = try TokenText.decode(
                parts.claims,
                to: UnsafeMutableRawBufferPointer(
                    start: start + (idCount &+ headerCount &+ signatureCount), count: claimsCount),
                .claims)
            try body(parts.header, claims)
        }
    }

    @inline(__always)
    private func checkSignature(
        _ signature: UnsafeRawBufferPointer, _ token: UnsafeRawBufferPointer, _ signed: UnsafeRawBufferPointer,
        id: UnsafeRawBufferPointer?, algorithm: JWTAlgorithm
    ) throws(JWTError) {
        try keyStore.read { keys throws(JWTError) in
            if rules.cachedTokenCount != 0, algorithm.signatureScheme != nil {
                try checkSignatureOnce(signature, token, signed, id: id, algorithm: algorithm, keys)
                return
            }
            _ = try keys.keyThatSigned(signed, signature: signature, id: id, algorithm: algorithm)
        }
    }

    @inline(never)
    private func checkSignatureOnce(
        _ signature: UnsafeRawBufferPointer, _ token: UnsafeRawBufferPointer, _ signed: UnsafeRawBufferPointer,
        id: UnsafeRawBufferPointer?, algorithm: JWTAlgorithm, _ keys: borrowing JWTKeySet
    ) throws(JWTError) {
        let keys = copy keys
        let verify = { () throws(JWTError) in
            _ = try keys.keyThatSigned(signed, signature: signature, id: id, algorithm: algorithm)
        }
        if tokenCache != nil {
            try tokenCache?.remember(token, under: keys, verify: verify)
        } else {
            try verify()
        }
    }

    private var now: Int64 {
        @inline(__always) get { isClockSystem ? SystemClock().unixSeconds : rules.clock.unixSeconds }
    }

    @inline(never)
    private static func identity(_ claims: JSONView, refusedFrom: Int64?) throws(JWTError) -> JWTIdentity {
        var issuedAt: Int64?
        if let value = claims.member("iat") { issuedAt = try NumericDate.roundedDown(value) }
        // Swift ends the process when it has no memory for a long text, so it is asked for first.
        let count = claims.source.byteCount
        guard count <= 1 << 16 || cplatform_can_allocate(count &* 2) else { throw .outOfMemory }
        return JWTIdentity(
            issuer: claims.member("iss")?.string, subject: claims.member("sub")?.string,
            id: claims.member("jti")?.string, issuedAt: issuedAt, refusedFrom: refusedFrom)
    }

    /// Asks the stores, the replay store last: it must remember no token that is refused.
    @inline(never)
    private func ask(identity: JWTIdentity, now: Int64) throws(JWTError) {
        let isRevoked: Bool
        let isFirst: Bool
        do throws(JWTStoreError) {
            isRevoked = try rules.revocationList?.isRevoked(identity, now: now) ?? false
            isFirst = isRevoked ? true : try rules.replayStore?.admit(identity, now: now) ?? true
        } catch {
            throw .storeUnavailable
        }
        if isRevoked { throw .revoked }
        if !isFirst { throw .replayed }
    }
}

extension JWTVerifier {
    /// Whether the signature of a token is remembered as good under the current keys.
    package func remembers(_ token: [UInt8]) -> Bool {
        guard tokenCache != nil else { return false }
        let digest = token.withUnsafeBytes { TokenDigest(of: $0) }
        return keyStore.read { keys in tokenCache?.contains(digest, under: keys) ?? false }
    }
}
