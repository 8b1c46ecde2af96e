public import CKedge
import KedgeCore
import KedgeJWT

extension kedge_jws_options: OptionStruct {
    internal static var firstReleaseSize: Int { 24 }
    internal static var defaults: Self {
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.serialization = KEDGE_JWS_COMPACT
        options.encodes_payload = 1
        return options
    }

    fileprivate func options() throws(Refusal) -> JWSSigningOptions {
        try checkReserved(reserved)
        guard let serialization = JWSSerialization(rawValue: serialization) else {
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT,
                    "serialization is {u0}: it is KEDGE_JWS_COMPACT (1), KEDGE_JWS_FLATTENED (2) or KEDGE_JWS_GENERAL (3)",
                    Int(serialization)))
        }
        return JWSSigningOptions(
            serialization: serialization, isDetached: try flag(is_detached, "is_detached"),
            encodesPayload: try flag(encodes_payload, "encodes_payload"))
    }
}

/// Writes the default options: the compact serialisation, with its payload encoded in it.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_jws_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_jws_options_init")
public func kedge_jws_options_init(
    _ options: UnsafeMutablePointer<kedge_jws_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_jws_options.write(options, size: struct_size)
}

/// Signs content of any kind, of which a token is the special case whose content is claims.
///
/// - Parameters:
///   - signers: signer_count of them, one signature for each in this order; borrowed for the call
///   - signer_count: 1; up to 64 in the general serialisation
///   - payload: payload_len bytes; NULL only with length 0; not overlapping out
///   - payload_len: any length
///   - options: NULL for the defaults
///   - out: out_capacity bytes for the document and a NUL; its contents are undefined after a failure of the last two kinds
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (one of the keys),
///   KEDGE_INVALID_UTF8, KEDGE_MALFORMED_HEADERS, KEDGE_PAYLOAD_NOT_ALLOWED (it cannot stand there unencoded),
///   KEDGE_TOKEN_TOO_LARGE, KEDGE_KEY_IS_PUBLIC, KEDGE_KEY_USE, KEDGE_ALGORITHM_UNAVAILABLE, KEDGE_OUT_OF_MEMORY
/// - Threads: any thread, concurrently
/// - Cost: that of the signatures, and a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jws_sign")
public func kedge_jws_sign(
    _ signers: UnsafePointer<kedge_jws_signer>?, _ signer_count: Int, _ payload: UnsafePointer<UInt8>?,
    _ payload_len: Int, _ options: UnsafePointer<kedge_jws_options>?, _ out: UnsafeMutablePointer<CChar>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let payload = bytes(payload, payload_len) else { return failInput("payload", payload_len) }
    guard let settings = kedge_jws_options.read(options) else { return failOptions(options) }
    guard let signers else { return failNull("signers") }
    guard (1...JWS.maximumSignatureCount).contains(signer_count) else {
        return fail(signing: .signatureCount(signer_count))
    }
    return answer { () throws(Refusal) in
        let options = try settings.options()
        let signers = UnsafeBufferPointer(start: signers, count: signer_count)
        // Each header is copied and written as base64url.
        let headers = signers.lazy.flatMap { [$0.protected_header_len, $0.unprotected_header_len] }
        if let status = failArrays(ofCounts: [headers, headers].joined()) { throw Refusal(status) }
        var known: [JWSSigner] = []
        for signer in signers { known.append(try JWSSigner(signer)) }
        do throws(JWSError) {
            let request = try JWSRequest(known, options: options)
            let needed = try request.byteCount(of: payload) &+ 1
            switch Output(out, out_capacity, out_len, needed: needed) {
            case .refused(let status): return status
            case .ready(let room, let length):
                guard !overlaps(payload, room) else { return failOverlap("payload") }
                try request.write(payload, to: UnsafeMutableRawBufferPointer(rebasing: room[..<(needed &- 1)]))
                room[needed &- 1] = 0
                length.pointee = needed &- 1
                return KEDGE_OK
            }
        } catch {
            return fail(signing: error)
        }
    }
}

extension JWSSigner {
    fileprivate init(_ signer: kedge_jws_signer) throws(Refusal) {
        guard let key = HandleKind.jwtKey.object(signer.key) else { throw Refusal(failHandle("a signer's key")) }
        self.init(
            key.pointee,
            protectedHeader: try text(signer.protected_header, signer.protected_header_len, "protected_header"),
            unprotectedHeader: try text(signer.unprotected_header, signer.unprotected_header_len, "unprotected_header"))
    }
}
