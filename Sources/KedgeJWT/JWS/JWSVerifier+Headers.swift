import KedgeCore

extension JWSVerifier {
    /// Whether the payload is signed as base64url.
    ///
    /// - Source: RFC 7797 §3
    internal static func encodesPayload(_ protected: JSONView) throws(JWSError) -> Bool {
        guard let member = protected.member("b64") else { return true }
        guard let value = member.bool else { throw .malformed(.protectedHeader, .shape) }
        return value
    }

    /// Checks all that headers say but for the signature itself, and tells its algorithm.
    internal func algorithm(
        _ protected: JSONView, _ unprotected: JSONView?
    ) throws(JWSError) -> JWTAlgorithm {
        if let unprotected { try Self.checkUnprotected(unprotected, beside: protected) }
        try checkCritical(protected)
        guard let name = protected.member("alg") else { throw .algorithmNotAllowed }
        guard name.kind == .string else { throw .malformed(.protectedHeader, .shape) }
        for algorithm in JWTAlgorithm.allCases where name.isString(algorithm.name) {
            guard isAllowed(algorithm) else { break }
            return algorithm
        }
        throw .algorithmNotAllowed
    }

    /// - Source: RFC 7515 §4.1.11, §7.2.1; RFC 7797 §3
    private static func checkUnprotected(_ header: JSONView, beside protected: JSONView) throws(JWSError) {
        guard header.member("crit") == nil, header.member("b64") == nil else { throw .unknownCriticalHeader }
        // Here it would be the attacker's choice.
        guard header.member("alg") == nil else { throw .algorithmNotAllowed }
        guard var member = header.firstMember else { return }
        while true {
            let isTaken =
                member.name.isPlainString
                ? protected.member(member.name.source) != nil
                : member.name.string.map { protected.member($0.utf8Span.span.bytes) != nil } ?? false
            if isTaken { throw .header(name: member.name.string ?? "") }
            guard let next = member.next else { return }
            member = next
        }
    }

    /// Lends the id of the key, wherever it stands: it is a hint, and no more.
    internal static func withKeyID<Value>(
        _ protected: JSONView, _ unprotected: JSONView?,
        _ body: (UnsafeRawBufferPointer?) throws(JWSError) -> Value
    ) throws(JWSError) -> Value {
        if let id = protected.member("kid") { return try withText(id, .protectedHeader, body) }
        if let unprotected, let id = unprotected.member("kid") { return try withText(id, .unprotectedHeader, body) }
        return try body(nil)
    }

    /// Lends the text of a string, escapes resolved.
    internal static func withText<Value>(
        _ value: JSONView, _ part: JWSPart, _ body: (UnsafeRawBufferPointer) throws(JWSError) -> Value
    ) throws(JWSError) -> Value {
        guard value.kind == .string else { throw .malformed(part, .shape) }
        if value.isPlainString {
            return try value.source.withUnsafeBytes { (text) throws(JWSError) in try body(text) }
        }
        let memory = try JWSMemory(count: value.source.byteCount)
        var room = memory.bytes.mutableBytes
        guard let count = value.copyString(into: &room) else { throw .malformed(part, .shape) }
        return try body(UnsafeRawBufferPointer(rebasing: memory.bytes[..<count]))
    }
}
