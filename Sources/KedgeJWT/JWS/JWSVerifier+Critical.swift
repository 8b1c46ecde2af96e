import KedgeCore

extension JWSVerifier {
    /// Names that RFC 7515 itself defines, which may not be critical.
    private static let definedNames: [StaticString] = [
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit",
    ]

    /// Checks that `crit` is as it has to be, and that all it names is there and understood.
    ///
    /// - Source: RFC 7515 §4.1.11; RFC 7797 §6
    internal func checkCritical(_ protected: JSONView) throws(JWSError) {
        var namesB64 = false
        if let names = protected.member("crit") {
            guard names.kind == .array, var element = names.firstElement else { throw .unknownCriticalHeader }
            // As bytes: strings are equal already when they look the same.
            var seen: Set<[UInt8]> = []
            while true {
                guard let name = element.value.string, isUnderstood(element.value),
                    seen.insert(Array(name.utf8)).inserted, protected.member(name.utf8Span.span.bytes) != nil
                else { throw .unknownCriticalHeader }
                if element.value.isString("b64") { namesB64 = true }
                guard let next = element.next else { break }
                element = next
            }
        }
        // A reader that does not know it would take the text of the payload for base64url.
        if !namesB64, protected.member("b64")?.bool == false { throw .unknownCriticalHeader }
    }

    private func isUnderstood(_ value: JSONView) -> Bool {
        if value.isString("b64") { return true }
        let isKnown = options.understoodHeaders.contains { value.isString($0.utf8Span.span.bytes) }
        guard isKnown else { return false }
        return !Self.definedNames.contains { value.isString($0) }
    }
}
