import KedgeCore

/// Reads a header by the rules of a verifier.
internal struct HeaderReader: ~Copyable {
    private let maximumDepth: Int
    /// As `MediaType` makes it; nil for any.
    private let type: [UInt8]?
    private let understood: TextList

    internal init(_ rules: JWTRules) {
        maximumDepth = rules.maximumDepth
        type = rules.type.map { JWTRules.normalised(type: $0) }
        understood = TextList(rules.understoodCriticalHeaders)
    }

    /// Reads a header.
    ///
    /// A key in the header (`jwk`, `jku`, `x5u`, `x5c`) is not looked at: whoever forges a token chooses it.
    ///
    /// - Parameters:
    ///   - header: As it stands in the token.
    ///   - decoded: Room for the bytes of the header.
    ///   - id: Receives `kid`: room for as many.
    internal borrowing func read(
        _ header: UnsafeRawBufferPointer, decoded: UnsafeMutableRawBufferPointer, id: UnsafeMutableRawBufferPointer
    ) throws(JWTError) -> TokenHeader {
        let text = try TokenText.decode(header, to: decoded, .header)
        return try JSON.withDocument(
            text.bytes, options: JSONOptions(maximumDepth: maximumDepth), mapError: { TokenText.error($0, .header) }
        ) { root throws(JWTError) in
            guard root.kind == .object else { throw .malformed(.header, .shape) }
            try checkCritical(root)
            guard let name = root.member("alg"), name.kind == .string else { throw .malformed(.header, .shape) }
            guard let algorithm = Self.algorithm(name) else { throw .algorithmNotAllowed }
            try checkType(root.member("typ"), scratch: id)
            return TokenHeader(algorithm: algorithm, idByteCount: try Self.copyID(root.member("kid"), to: id))
        }
    }

    private static func algorithm(_ name: JSONView) -> JWTAlgorithm? {
        var number: UInt32 = 1
        while let algorithm = JWTAlgorithm(rawValue: number) {
            if name.isString(algorithm.name) { return algorithm }
            number &+= 1
        }
        return nil
    }

    private static func copyID(
        _ value: JSONView?, to memory: UnsafeMutableRawBufferPointer
    ) throws(JWTError) -> Int? {
        guard let value else { return nil }
        var output = memory.mutableBytes
        guard let count = value.copyString(into: &output) else { throw .malformed(.header, .shape) }
        return count
    }

    private borrowing func checkType(
        _ value: JSONView?, scratch: UnsafeMutableRawBufferPointer
    ) throws(JWTError) {
        guard let value else {
            if type != nil { throw .wrongType }
            return
        }
        var output = scratch.mutableBytes
        guard let count = value.copyString(into: &output) else { throw .malformed(.header, .shape) }
        guard let type else { return }
        let found = UnsafeMutableRawBufferPointer(rebasing: scratch[..<count])
        guard found.suffix(MediaType.normalise(found)).elementsEqual(type) else { throw .wrongType }
    }

    /// - Source: RFC 7515 §4.1.11; RFC 7797 §7
    private borrowing func checkCritical(_ root: JSONView) throws(JWTError) {
        guard root.member("b64") == nil else { throw .unknownCriticalHeader }
        guard let critical = root.member("crit") else { return }
        // A list without names, or no list, leaves no element.
        guard var element = critical.firstElement else { throw .unknownCriticalHeader }
        // More names than are understood have one twice, or one that is not.
        guard critical.count <= understood.count else { throw .unknownCriticalHeader }
        while true {
            guard understood.contains(element.value), Self.has(root, element.value),
                !Self.isRepeated(element.value, behind: element)
            else { throw .unknownCriticalHeader }
            guard let next = element.next else { return }
            element = next
        }
    }

    /// Whether the header has a member of the name.
    private static func has(_ root: JSONView, _ name: JSONView) -> Bool {
        guard let name = name.string else { return false }
        return root.member(name.utf8Span.span.bytes) != nil
    }

    private static func isRepeated(_ name: JSONView, behind element: JSONView.Element) -> Bool {
        guard let name = name.string else { return true }
        var next = element.next
        while let element = next {
            if element.value.isString(name.utf8Span.span.bytes) { return true }
            next = element.next
        }
        return false
    }
}
