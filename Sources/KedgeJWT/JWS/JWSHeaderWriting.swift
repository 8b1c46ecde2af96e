import KedgeCore

/// The headers of one signature as they are written: the same bytes for the same signer, always.
internal struct JWSHeaderWriting {
    /// In base64url.
    internal let protectedHeader: [UInt8]
    /// A JSON object; empty if there is none.
    internal let unprotectedHeader: [UInt8]

    internal init(_ signer: JWSSigner, encodesPayload: Bool) throws(JWSError) {
        guard signer.key.canSign else { throw .key(signer.key.isPrivate ? .wrongUse : .publicKey) }
        // As bytes: strings are equal already when they look the same.
        var names = Set(["alg", "b64", "crit"].map { [UInt8]($0.utf8) })
        let keyID = [UInt8]("kid".utf8)
        if signer.key.id != nil { names.insert(keyID) }

        var writer = JSONWriter(options: JWS.headerOptions)
        do throws(JSONWriterError) {
            try Self.writeOwn(signer.key, encodesPayload: encodesPayload, to: &writer)
        } catch {
            throw Self.failure(error, .protectedHeader)
        }
        if let further = signer.protectedHeader {
            // A key without an id has none: who wants another name for it loads it with one.
            guard try Self.copy(further, .protectedHeader, refusing: names.union([keyID]), to: &writer, &names) else {
                throw .malformed(.protectedHeader, .shape)
            }
        }
        protectedHeader = try Self.finish(&writer, .protectedHeader) { (text) in
            [UInt8](Base64URL.encode(text).utf8)
        }
        guard let unprotected = signer.unprotectedHeader else {
            unprotectedHeader = []
            return
        }
        writer = JSONWriter(options: JWS.headerOptions)
        do throws(JSONWriterError) {
            try writer.beginObject()
        } catch {
            throw Self.failure(error, .unprotectedHeader)
        }
        let reserved = names
        guard try Self.copy(unprotected, .unprotectedHeader, refusing: reserved, to: &writer, &names) else {
            throw .malformed(.unprotectedHeader, .shape)
        }
        unprotectedHeader = try Self.finish(&writer, .unprotectedHeader) { (text) in
            text.withUnsafeBytes { [UInt8]($0) }
        }
    }

    /// Opens the protected header and writes what only the signer sets.
    private static func writeOwn(
        _ key: JWTKey, encodesPayload: Bool, to writer: inout JSONWriter
    ) throws(JSONWriterError) {
        try writer.beginObject()
        try writer.name("alg")
        try writer.string("\(key.algorithm.name)")
        if let id = key.id {
            try writer.name("kid")
            try writer.string(id)
        }
        if !encodesPayload {
            try writer.name("b64")
            try writer.bool(false)
            try writer.name("crit")
            try writer.beginArray()
            try writer.string("b64")
            try writer.endArray()
        }
    }

    /// Copies the members of the object in `text`.
    ///
    /// - Returns: Whether it is an object, and one with members.
    private static func copy(
        _ text: String, _ part: JWSPart, refusing reserved: Set<[UInt8]>, to writer: inout JSONWriter,
        _ names: inout Set<[UInt8]>
    ) throws(JWSError) -> Bool {
        try JSON.withDocument(
            text.utf8Span.span.bytes, options: JWS.headerOptions,
            mapError: { JWSError($0, in: part) }
        ) { (root) throws(JWSError) in
            guard var member = root.firstMember else { return part == .protectedHeader && root.kind == .object }
            while true {
                let name = member.name.string ?? ""
                guard !reserved.contains(Array(name.utf8)) else { throw .header(name: name) }
                names.insert(Array(name.utf8))
                do throws(JSONWriterError) {
                    try writer.name(name)
                    try writer.value(member.value)
                } catch {
                    throw failure(error, part)
                }
                guard let next = member.next else { return true }
                member = next
            }
        }
    }

    private static func finish(
        _ writer: inout JSONWriter, _ part: JWSPart, _ body: (RawSpan) -> [UInt8]
    ) throws(JWSError) -> [UInt8] {
        do throws(JSONWriterError) {
            try writer.endObject()
        } catch {
            throw failure(error, part)
        }
        return try writer.withText(mapError: { failure($0, part) }) { (text) throws(JWSError) in body(text) }
    }

    private static func failure(_ error: JSONWriterError, _ part: JWSPart) -> JWSError {
        switch error {
        case .outOfMemory: .outOfMemory
        case .tooLarge: .tooLarge(part)
        default: .malformed(part, .json)
        }
    }
}

extension JWSError {
    internal init(_ error: JSONError, in part: JWSPart) {
        self =
            switch error.reason {
            case .outOfMemory: .outOfMemory
            case .tooLarge: .tooLarge(part)
            default: .malformed(part, .json)
            }
    }
}
