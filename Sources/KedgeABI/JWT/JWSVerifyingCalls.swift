public import CKedge
import KedgeCore
import KedgeJWT

extension HandleKind where Tag == kedge_jws_content, Object == JWSContent {
    internal static var jwsContent: Self { Self(.jwsContent) }
}

extension kedge_jws_verifier_options: OptionStruct {
    internal static var firstReleaseSize: Int { 56 }
    internal static var defaults: Self {
        let known = JWSVerifierOptions()
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.max_payload_bytes = UInt64(known.maximumPayloadByteCount)
        options.requirement = KEDGE_JWS_ALL
        return options
    }

    fileprivate func options() throws(Refusal) -> JWSVerifierOptions {
        try checkReserved(reserved)
        guard let requirement = JWSRequirement(rawValue: requirement) else {
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT, "requirement is {u0}: it is KEDGE_JWS_ALL (1) or KEDGE_JWS_ANY (2)",
                    Int(requirement)))
        }
        let names = try texts(critical_headers, critical_header_count, "critical_headers", "critical_header_count")
        return JWSVerifierOptions(
            algorithms: try KedgeABI.algorithms(algorithms, algorithm_count), requirement: requirement,
            understoodHeaders: Set(names ?? []), maximumPayloadByteCount: Int(clamping: max_payload_bytes))
    }
}

/// Writes the default options: every signature has to be good, by any algorithm of the keys.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_jws_verifier_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_jws_verifier_options_init")
public func kedge_jws_verifier_options_init(
    _ options: UnsafeMutablePointer<kedge_jws_verifier_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_jws_verifier_options.write(options, size: struct_size)
}

/// Verifies signed content that holds its payload: three parts with dots between, or a JSON document, flattened or general.
///
/// alg counts only in the protected header, and keys that a header brings along are ignored. A compact form whose payload is
/// detached looks like one of an empty payload, which is not what was signed: KEDGE_BAD_SIGNATURE.
///
/// - Parameters:
///   - key_set: live handle; borrowed
///   - document: document_len bytes; JSON if it begins with {, behind white space or not, which the compact form never does
///   - document_len: bounded by the options
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_jws_content_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8 (a name of critical_headers),
///   KEDGE_MALFORMED_JWS, KEDGE_MALFORMED_TOKEN_HEADER, KEDGE_MALFORMED_TOKEN_SIGNATURE, KEDGE_TOKEN_TOO_LARGE,
///   KEDGE_ALGORITHM_NOT_ALLOWED, KEDGE_UNKNOWN_TOKEN_KEY, KEDGE_BAD_SIGNATURE, KEDGE_UNKNOWN_CRITICAL_HEADER,
///   KEDGE_PAYLOAD_NOT_ALLOWED (JSON without a payload), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the signatures, and a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jws_verify")
public func kedge_jws_verify(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ document: UnsafePointer<CChar>?, _ document_len: Int,
    _ options: UnsafePointer<kedge_jws_verifier_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jws_content>?>?
) -> kedge_status {
    verify(key_set, document, document_len, nil, options, out)
}

/// Verifies signed content whose payload came by another way.
///
/// - Parameters:
///   - key_set: live handle; borrowed
///   - document: document_len bytes; JSON if it begins with {, behind white space or not, which the compact form never does
///   - document_len: bounded by the options
///   - payload: payload_len bytes, as they were before anything encoded them; NULL only with length 0
///   - payload_len: any length
///   - options: NULL for the defaults
///   - out: the new handle, without a payload; give it to kedge_jws_content_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8 (a name of critical_headers),
///   KEDGE_MALFORMED_JWS, KEDGE_MALFORMED_TOKEN_HEADER, KEDGE_MALFORMED_TOKEN_SIGNATURE, KEDGE_TOKEN_TOO_LARGE,
///   KEDGE_ALGORITHM_NOT_ALLOWED, KEDGE_UNKNOWN_TOKEN_KEY, KEDGE_BAD_SIGNATURE, KEDGE_UNKNOWN_CRITICAL_HEADER,
///   KEDGE_PAYLOAD_NOT_ALLOWED (the document has one), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the signatures, and a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jws_verify_detached")
public func kedge_jws_verify_detached(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ document: UnsafePointer<CChar>?, _ document_len: Int,
    _ payload: UnsafePointer<UInt8>?, _ payload_len: Int, _ options: UnsafePointer<kedge_jws_verifier_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jws_content>?>?
) -> kedge_status {
    guard let payload = bytes(payload, payload_len) else { return failInput("payload", payload_len) }
    return verify(key_set, document, document_len, payload, options, out)
}

/// Ends verified content.
///
/// - Parameters:
///   - content: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jws_content_destroy")
public func kedge_jws_content_destroy(_ content: UnsafeMutablePointer<kedge_jws_content>?) -> kedge_status {
    HandleKind.jwsContent.withdraw(content, "content")
}

/// Writes the payload that the document held.
///
/// - Parameters:
///   - content: live handle; borrowed
///   - out: out_capacity bytes
///   - out_capacity: bytes at out
///   - out_len: out; the bytes that were written, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_PAYLOAD_NOT_ALLOWED (it was
///   detached, and the caller has it) (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the copy
/// - Since: 0.1
@_cdecl("kedge_jws_content_payload")
public func kedge_jws_content_payload(
    _ content: UnsafePointer<kedge_jws_content>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let content = HandleKind.jwsContent.object(content) else { return failHandle("content") }
    return content.pointee.withPayload { payload in
        guard let payload else {
            return fail(KEDGE_PAYLOAD_NOT_ALLOWED, "the payload was detached: it is what was given to verify")
        }
        return write(payload, to: out, out_capacity, out_len)
    }
}

/// Tells how many signatures content has, those that are not good among them.
///
/// - Parameters:
///   - content: live handle; borrowed
///   - count: out; 1 to 64
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (count untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_jws_content_signature_count")
public func kedge_jws_content_signature_count(
    _ content: UnsafePointer<kedge_jws_content>?, _ count: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let count else { return failNull("count") }
    guard let content = HandleKind.jwsContent.object(content) else { return failHandle("content") }
    count.pointee = content.pointee.signatures.count
    return KEDGE_OK
}

/// Tells whether a signature is good, or why it is not.
///
/// - Parameters:
///   - content: live handle; borrowed
///   - index: below the count, in the order of the document
///   - signature: out; struct_size is set before the call, and tells how many bytes are written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (signature untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jws_content_get_signature")
public func kedge_jws_content_get_signature(
    _ content: UnsafePointer<kedge_jws_content>?, _ index: Int, _ signature: UnsafeMutablePointer<kedge_jws_signature>?
) -> kedge_status {
    guard let signature = kedge_jws_signature.accept(signature) else { return failResult("signature", signature) }
    guard let content = HandleKind.jwsContent.object(content) else { return failHandle("content") }
    let known = content.pointee.signatures
    guard known.indices.contains(index) else { return failIndex("index", index, known.count) }
    kedge_jws_signature(known[index]).write(to: signature)
    return KEDGE_OK
}

/// Writes the protected header of a good signature: JSON, as it was signed.
///
/// - Parameters:
///   - content: live handle; borrowed
///   - index: below the count, in the order of the document
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BAD_SIGNATURE (it is not
///   good) (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jws_content_header")
public func kedge_jws_content_header(
    _ content: UnsafePointer<kedge_jws_content>?, _ index: Int, _ out: UnsafeMutablePointer<CChar>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    answer { () throws(Refusal) in
        write(try goodSignature(content, index).protectedHeader, to: out, out_capacity, out_len)
    }
}

/// Gives the key that made a good signature.
///
/// - Parameters:
///   - content: live handle; borrowed
///   - index: below the count, in the order of the document
///   - out: the new handle; give it to kedge_jwt_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BAD_SIGNATURE (it is not good),
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jws_content_get_key")
public func kedge_jws_content_get_key(
    _ content: UnsafePointer<kedge_jws_content>?, _ index: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        HandleKind.jwtKey.issue(try goodSignature(content, index).key, to: out)
    }
}

extension kedge_jws_signature: ResultStruct {
    internal static var firstReleaseSize: Int { 16 }

    fileprivate init(_ known: Result<JWSSignature, JWSError>) {
        self.init()
        switch known {
        case .success(let signature): algorithm = signature.key.algorithm.rawValue
        case .failure(let error): status = withErrorKept { fail(verifying: error) }
        }
    }
}

private func goodSignature(
    _ content: UnsafePointer<kedge_jws_content>?, _ index: Int
) throws(Refusal) -> JWSSignature {
    guard let content = HandleKind.jwsContent.object(content) else { throw Refusal(failHandle("content")) }
    let known = content.pointee.signatures
    guard known.indices.contains(index) else { throw Refusal(failIndex("index", index, known.count)) }
    guard case .success(let signature) = known[index] else {
        throw Refusal(fail(KEDGE_BAD_SIGNATURE, "signature {u0} is not good", index))
    }
    return signature
}

private func verify(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ document: UnsafePointer<CChar>?, _ count: Int,
    _ payload: UnsafeRawBufferPointer?, _ options: UnsafePointer<kedge_jws_verifier_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jws_content>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let store = HandleKind.jwtKeySet.object(key_set) else { return failHandle("key_set") }
    guard let document = bytes(document, count) else { return failInput("document", count) }
    guard let settings = kedge_jws_verifier_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let verifier = JWSVerifier(keys: store.pointee, options: try settings.options())
        do throws(JWSError) {
            let content =
                isJSON(document)
                ? try verifier.verify(json: document, detachedPayload: payload)
                : try verifier.verify(compact: document, detachedPayload: payload)
            return HandleKind.jwsContent.issue(content, to: out)
        } catch {
            return fail(verifying: error)
        }
    }
}

/// Whether the first byte behind white space is a brace.
private func isJSON(_ document: UnsafeRawBufferPointer) -> Bool {
    document.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D } == UInt8(ascii: "{")
}
