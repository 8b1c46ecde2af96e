import CLibCrypto
import CRows
import Kedge

private let key = [UInt8](repeating: 0x6b, count: 32)
private let message = [UInt8](repeating: 0x6d, count: 250)

/// What a key that is made ready once gains over one that every call starts from.
var hmacRows: [row] {
    [
        row(
            "HMAC-SHA256 of 250 bytes, key ready", "ns",
            kedge: { times in
                guard let ready = try? HMAC(key: key, using: .sha256) else { fatalError("no secret memory") }
                let message = message
                return measure(times) { ready.tag(for: message).count == 32 }
            },
            peer: { times in
                var tag = [UInt8](repeating: 0, count: 32)
                return measure(times) {
                    HMAC(EVP_sha256(), key, CInt(key.count), message, message.count, &tag, nil) != nil
                }
            },
            "one-shot HMAC()")
    ]
}
