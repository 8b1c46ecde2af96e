import KedgeCore

/// The header that all tokens of one issuer have, in plain memory: to lend that of an array costs a reference for each token.
internal struct IssuedHeader: ~Copyable, @unchecked Sendable {
    // Unchecked: written once, before anybody else knows of it.

    /// The header as base64url, and the dot behind it.
    internal let bytes: UnsafeRawBufferPointer

    internal init(for key: JWTKey, _ options: JWTIssuerOptions) throws(JWTIssueError) {
        let text = try Self.encoded(for: key, options)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count, alignment: 1)
        memory.copyBytes(from: text)
        bytes = UnsafeRawBufferPointer(memory)
    }

    deinit { bytes.deallocate() }

    private static func encoded(for key: JWTKey, _ options: JWTIssuerOptions) throws(JWTIssueError) -> [UInt8] {
        var writer = JSONWriter()
        do throws(JSONWriterError) {
            try writer.beginObject()
            try writer.name("alg")
            try writer.string("\(key.algorithm.name)")
        } catch {
            throw JWTIssueError(writing: error)
        }
        do throws(JSONWriterError) {
            if let type = options.type {
                try writer.member("typ") { (writer) throws(JSONWriterError) in try writer.string(type) }
            }
        } catch {
            throw error == .outOfMemory ? .outOfMemory : .option(.type)
        }
        do throws(JSONWriterError) {
            if options.addsKeyID, let id = key.id {
                try writer.member("kid") { (writer) throws(JSONWriterError) in try writer.string(id) }
            }
        } catch {
            throw refusal(error)
        }
        if let headers = options.headers { try add(headers, to: &writer) }
        do throws(JSONWriterError) {
            try writer.endObject()
            return Array((Base64URL.encode(try writer.finishBytes()) + ".").utf8)
        } catch {
            throw refusal(error)
        }
    }

    /// No token has room for a header that JSON has none for.
    private static func refusal(_ error: JSONWriterError) -> JWTIssueError {
        error == .tooLarge ? .option(.maximumByteCount) : JWTIssueError(writing: error)
    }

    private static func add(_ headers: String, to writer: inout JSONWriter) throws(JWTIssueError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(headers)
        } catch {
            throw error.reason == .outOfMemory ? .outOfMemory : .headersNotJSON(error)
        }
        guard document.root.kind == .object else { throw .headersNotObject }
        for (name, value) in document.root.members {
            switch name {
            case "alg", "typ", "kid", "crit", "b64": throw .headerReserved(name: name)
            default: break
            }
            do throws(JSONWriterError) {
                try writer.name(name)
                try writer.value(value)
            } catch {
                throw refusal(error)
            }
        }
    }
}
