import CPlatform
import KedgeCore

extension JWTIssuer {
    /// What a token will be made of.
    internal struct Plan: BitwiseCopyable {
        internal let given: GivenClaims
        internal let added: AddedClaims.Moment
        internal let payloadByteCount: Int
        internal let tokenByteCount: Int
    }

    /// Writes the token with these claims to the start of `output`.
    ///
    /// - Parameters:
    ///   - claims: A JSON object, UTF-8. Must not overlap `output`.
    ///   - output: Untouched if the claims are refused or the token does not fit; zeros in the token's place if there is no
    ///     randomness or memory, or the key does not sign.
    /// - Returns: How many bytes were written.
    /// - Throws: `JWTIssueError`; `.bufferTooSmall` before any randomness is spent.
    /// - Cost: No allocation up to 1,024 bytes of claims in 64 names and values, beyond what the algorithm needs.
    package func issue(
        claims: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(JWTIssueError) -> Int {
        let plan = try plan(claims)
        guard output.count >= plan.tokenByteCount else { throw .bufferTooSmall(needed: plan.tokenByteCount) }
        do throws(JWTIssueError) {
            return try write(plan, claims, to: output)
        } catch {
            UnsafeMutableRawBufferPointer(rebasing: output[..<plan.tokenByteCount])
                .initializeMemory(as: UInt8.self, repeating: 0)
            throw error
        }
    }

    internal func plan(_ claims: UnsafeRawBufferPointer) throws(JWTIssueError) -> Plan {
        let given = try GivenClaims(checking: claims, maximumByteCount: maximumByteCount)
        let registered = Claims(rawValue: given.registered)
        if conflict == .refused, let claim = additions.claims.intersection(registered).first {
            throw .alreadyGiven(claim)
        }
        let added = try additions.moment(without: registered)
        var payloadByteCount = claims.count
        // Both are bounded: the claims by the limit of the token, what is added by texts that are in memory.
        if added.byteCount > 0 { payloadByteCount &+= added.byteCount &- (given.isEmpty ? 1 : 0) }
        let tokenByteCount =
            header.bytes.count &+ Base64URL.encodedCount(ofByteCount: payloadByteCount) &+ 1
            &+ Base64URL.encodedCount(ofByteCount: signatureByteCount)
        guard tokenByteCount <= maximumByteCount else { throw .tooLarge }
        return Plan(
            given: given, added: added, payloadByteCount: payloadByteCount, tokenByteCount: tokenByteCount)
    }

    /// - Parameter output: At least as long as the plan says.
    internal func write(
        _ plan: Plan, _ claims: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer
    ) throws(JWTIssueError) -> Int {
        output.copyMemory(from: header.bytes)
        var end = header.bytes.count
        let payloadByteCount = plan.added.byteCount == 0 ? 0 : plan.payloadByteCount
        // First for the claims, then for the signature.
        try Self.withScratch(max(payloadByteCount, signatureByteCount)) { (scratch) throws(JWTIssueError) in
            if payloadByteCount == 0 {
                end &+= encode(claims, to: output, at: end)
            } else {
                let payload = UnsafeMutableRawBufferPointer(start: scratch, count: payloadByteCount)
                try fill(payload, plan, claims)
                end &+= encode(UnsafeRawBufferPointer(payload), to: output, at: end)
            }
            let message = UnsafeRawBufferPointer(rebasing: output[..<end])
            output[end] = UInt8(ascii: ".")
            end &+= 1
            if let error = sign(message, to: scratch) { throw .signing(error) }
            end &+= encode(
                UnsafeRawBufferPointer(start: scratch, count: signatureByteCount), to: output, at: end)
        }
        return end
    }

    @inline(__always)
    private func sign(_ message: UnsafeRawBufferPointer, to signature: UnsafeMutableRawPointer) -> JWTKeyError? {
        uncountedKey._withUnsafeGuaranteedRef { key in
            do throws(JWTKeyError) {
                try key.sign(message, to: signature)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Writes bytes as base64url, for which there has to be room, and returns how many characters they are.
    private func encode(
        _ bytes: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer, at offset: Int
    ) -> Int {
        var rest = UnsafeMutableRawBufferPointer(rebasing: output[offset...]).mutableBytes
        return (try? Base64URL.encode(bytes.bytes, into: &rest)) ?? 0
    }

    /// Runs `body` with `count` bytes, aligned for any word: on the stack up to 1,024, above that from malloc.
    @inline(__always)
    private static func withScratch(
        _ count: Int, _ body: (UnsafeMutableRawPointer) throws(JWTIssueError) -> Void
    ) throws(JWTIssueError) {
        if count <= 1_024 {
            // A count that the compiler knows, so that it makes the room, and the closure, part of the caller.
            try withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 16) { (buffer) throws(JWTIssueError) in
                guard let start = buffer.baseAddress else { throw .outOfMemory }
                try body(start)
            }
            return
        }
        guard let memory = cplatform_allocate(count) else { throw .outOfMemory }
        defer { cplatform_free_wiped(memory, count) }
        try body(memory)
    }

    /// Writes the claims together with what is added to them.
    private func fill(
        _ payload: UnsafeMutableRawBufferPointer, _ plan: Plan, _ claims: UnsafeRawBufferPointer
    ) throws(JWTIssueError) {
        let end = plan.given.end
        var writer = AddedClaims.Cursor(payload)
        writer.append(UnsafeRawBufferPointer(rebasing: claims[..<end]))
        try additions.write(plan.added, isFirst: plan.given.isEmpty, to: &writer)
        writer.append(UnsafeRawBufferPointer(rebasing: claims[end...]))
    }
}
