import Foundation
import KedgeJWT

extension StringProtocol {
    /// The UTF-8 bytes.
    var bytes: [UInt8] { Array(utf8) }
}

func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
        .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
}

func base64URLDecoded(_ text: some StringProtocol) -> [UInt8] {
    var text = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    while text.utf8.count % 4 != 0 { text += "=" }
    return Data(base64Encoded: text).map { [UInt8]($0) } ?? []
}

/// What suites of signed content have in common; a protocol, so that the names stay theirs.
protocol JWSTesting {}

extension JWSTesting {
    /// A shared secret of as many bytes as the longest hash has, told from others by its number.
    func secretKey(_ algorithm: JWTAlgorithm = .hs256, number: UInt8 = 1, id: String? = nil) throws -> JWTKey {
        let secret = [UInt8](repeating: number, count: 64)
        return try JWTKey(secret: secret.span.bytes, algorithm: algorithm, id: id)
    }

    /// A signature over any header whatever, good or not, in base64url.
    func signature(_ header: String, _ payload: String, by key: JWTKey) throws -> String {
        var signature = [UInt8](repeating: 0, count: key.signatureByteCount)
        let message = "\(base64URL(header.utf8)).\(payload)".bytes
        try message.withUnsafeBytes { message in
            try signature.withUnsafeMutableBytes { bytes in
                if let start = bytes.baseAddress { try key.sign(message, to: start) }
            }
        }
        return base64URL(signature)
    }

    /// A compact document with any header whatever, good or not.
    ///
    /// - Parameter payload: As it is signed.
    func compact(_ header: String, _ payload: String = "eA", by key: JWTKey) throws -> String {
        "\(base64URL(header.utf8)).\(payload).\(try signature(header, payload, by: key))"
    }

    /// An object with one signature, as in the list of the general serialisation.
    func member(
        _ header: String, unprotected: String? = nil, _ payload: String = "eA", by key: JWTKey
    ) throws -> String {
        let middle = unprotected.map { #""header":\#($0),"# } ?? ""
        let signature = try signature(header, payload, by: key)
        return #"{"protected":"\#(base64URL(header.utf8))",\#(middle)"signature":"\#(signature)"}"#
    }

    /// A general document around members, with the payload "x" unless told otherwise.
    func general(_ members: [String], payload: String? = "eA") -> String {
        let middle = payload.map { #""payload":"\#($0)","# } ?? ""
        return "{\(middle)\"signatures\":[\(members.joined(separator: ","))]}"
    }

    func signed(
        _ payload: [UInt8], by signers: JWSSigner..., options: JWSSigningOptions = JWSSigningOptions()
    ) throws(JWSError) -> String {
        try JWS.sign(payload.span.bytes, by: signers, options: options)
    }

    /// Why content is not signed; nil if it is.
    func signingRefusal(
        _ payload: [UInt8], by signers: [JWSSigner], options: JWSSigningOptions = JWSSigningOptions()
    ) -> JWSError? {
        do throws(JWSError) {
            _ = try JWS.sign(payload.span.bytes, by: signers, options: options)
            return nil
        } catch {
            return error
        }
    }
}

extension JWSVerifier {
    init(_ keys: JWTKey..., options: JWSVerifierOptions = JWSVerifierOptions()) throws {
        self.init(keys: try JWTKeySet(keys), options: options)
    }

    func content(_ compact: String, detached payload: [UInt8]? = nil) throws(JWSError) -> JWSContent {
        let text = compact.bytes
        guard let payload else { return try verify(compact: text.span.bytes) }
        return try verify(compact: text.span.bytes, detachedPayload: payload.span.bytes)
    }

    func content(json: String, detached payload: [UInt8]? = nil) throws(JWSError) -> JWSContent {
        let text = json.bytes
        guard let payload else { return try verify(json: text.span.bytes) }
        return try verify(json: text.span.bytes, detachedPayload: payload.span.bytes)
    }

    /// Why a compact document is refused; nil if it is not.
    func refusal(_ compact: String, detached payload: [UInt8]? = nil) -> JWSError? {
        do throws(JWSError) {
            _ = try content(compact, detached: payload)
            return nil
        } catch {
            return error
        }
    }

    /// Why a JSON document is refused; nil if it is not.
    func refusal(json: String, detached payload: [UInt8]? = nil) -> JWSError? {
        do throws(JWSError) {
            _ = try content(json: json, detached: payload)
            return nil
        } catch {
            return error
        }
    }
}

extension JWSContent {
    /// For each signature whether it is good.
    var good: [Bool] { signatures.map { (try? $0.get()) != nil } }

    /// For each signature why it is not good.
    var errors: [JWSError?] {
        signatures.map {
            if case .failure(let error) = $0 { error } else { nil }
        }
    }
}
