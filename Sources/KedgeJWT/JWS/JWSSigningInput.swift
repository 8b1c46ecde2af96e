import KedgeCore

/// What signatures are over: a header, a dot and the payload, in one piece.
///
/// The payload is put down once, behind room for the longest header, so that another signature costs no copy of it.
///
/// - Source: RFC 7515 §5.1
internal struct JWSSigningInput: ~Copyable {
    /// The most characters of a header.
    internal static let headerRoom = Base64URL.encodedCount(ofByteCount: JWS.maximumHeaderByteCount)

    private let memory: JWSMemory
    private var headerCount = 0
    private let payloadCount: Int

    /// The payload as it is to be signed.
    internal init(_ payload: UnsafeRawBufferPointer, isEncoded: Bool) throws(JWSError) {
        guard payload.count <= JWSRequest.maximumPayloadByteCount else { throw .tooLarge(.payload) }
        let count = isEncoded ? Base64URL.encodedCount(ofByteCount: payload.count) : payload.count
        memory = try Self.memory(payloadRoom: count)
        var output = JWSOutput(memory.bytes.baseAddress.map { $0 + (Self.headerRoom &+ 1) })
        if isEncoded { output.appendBase64(payload) } else { output.append(payload) }
        payloadCount = count
    }

    /// The text of a string of JSON.
    internal init(_ string: JSONView) throws(JWSError) {
        guard string.kind == .string else { throw .malformed(.payload, .shape) }
        memory = try Self.memory(payloadRoom: string.source.byteCount)
        var room = UnsafeMutableRawBufferPointer(rebasing: memory.bytes[(Self.headerRoom &+ 1)...]).mutableBytes
        payloadCount = string.copyString(into: &room) ?? 0
    }

    private static func memory(payloadRoom: Int) throws(JWSError) -> JWSMemory {
        let memory = try JWSMemory(count: headerRoom &+ 1 &+ payloadRoom)
        memory.bytes[headerRoom] = UInt8(ascii: ".")
        return memory
    }

    /// The payload as it is signed.
    internal var payload: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: memory.bytes[(Self.headerRoom &+ 1)...].prefix(payloadCount))
    }

    /// The header as it is signed, in base64url.
    internal var header: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: memory.bytes[(Self.headerRoom &- headerCount)..<Self.headerRoom])
    }

    /// All that is signed.
    internal var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            rebasing: memory.bytes[(Self.headerRoom &- headerCount)...].prefix(
                headerCount &+ 1 &+ payloadCount))
    }

    /// Puts a header, in base64url, in the place of the one before.
    internal mutating func setHeader(_ text: UnsafeRawBufferPointer) throws(JWSError) {
        guard text.count <= Self.headerRoom else { throw .tooLarge(.protectedHeader) }
        headerCount = text.count
        let room = UnsafeMutableRawBufferPointer(rebasing: memory.bytes[(Self.headerRoom &- headerCount)...])
        room.copyMemory(from: text)
    }
}
