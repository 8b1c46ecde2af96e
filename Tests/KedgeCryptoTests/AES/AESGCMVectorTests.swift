import KedgeCrypto
import KedgeTestSupport
import Testing

/// The NIST CAVP response files, every case of them.
@Suite("AES-GCM against NIST CAVP", .enabled(if: Vectors.areAvailable, Vectors.absence))
struct AESGCMVectorTests {
    @Test(arguments: [128, 192, 256])
    func `messages are sealed as NIST seals them`(keyBits: Int) throws {
        let cases = try CAVPCase.read("aes_gcm/gcmEncryptExtIV\(keyBits).rsp")
        #expect(cases.count == 1050)
        var refused = 0
        for example in cases {
            guard example.hasAcceptedTag else {
                #expect(throws: AESGCMError.tagLength(example.tag.count)) { _ = try example.key() }
                refused += 1
                continue
            }
            let sealed = try example.key().seal(
                example.plaintext ?? [], nonce: example.nonce, authenticating: example.associatedData)
            #expect(sealed == example.ciphertext + example.tag, "Count = \(example.count)")
        }
        #expect(refused == 300)
    }

    @Test(arguments: [(128, 1176), (192, 1195), (256, 1172)])
    func `messages are opened or refused as NIST does`(keyBits: Int, count: Int) throws {
        let cases = try CAVPCase.read("aes_gcm/gcmDecrypt\(keyBits).rsp")
        #expect(cases.count == count)
        #expect(cases.contains { $0.plaintext == nil })
        for example in cases {
            guard example.hasAcceptedTag else {
                #expect(throws: AESGCMError.tagLength(example.tag.count)) { _ = try example.key() }
                continue
            }
            let sealed = example.ciphertext + example.tag
            if let plaintext = example.plaintext {
                let opened = try example.key().open(
                    sealed, nonce: example.nonce, authenticating: example.associatedData)
                #expect(opened == plaintext, "Count = \(example.count)")
            } else {
                #expect(throws: AESGCMError.authenticationFailed, "Count = \(example.count)") {
                    try example.key().open(sealed, nonce: example.nonce, authenticating: example.associatedData)
                }
            }
        }
    }
}

/// One case of a CAVP response file.
private struct CAVPCase {
    let count: Int
    let keyBytes: [UInt8]
    let nonce: [UInt8]
    /// Nil where the file says FAIL.
    let plaintext: [UInt8]?
    let ciphertext: [UInt8]
    let associatedData: [UInt8]
    let tag: [UInt8]

    var hasAcceptedTag: Bool { AESGCMKey.tagLengths.contains(tag.count) }

    func key() throws -> AESGCMKey { try AESGCMKey(copying: keyBytes, tagLength: tag.count) }

    static func read(_ path: String) throws -> [CAVPCase] {
        var cases: [CAVPCase] = []
        // The files end their lines as DOS does; split(separator:) would see \r\n as one character.
        let blocks = try Vectors.text(path).replacing("\r", with: "").split(separator: "\n\n")
        for block in blocks where block.hasPrefix("Count = ") {
            var fields: [Substring: Substring] = [:]
            var fails = false
            for line in block.split(separator: "\n") {
                if line == "FAIL" { fails = true }
                let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2 { fields[parts[0].trimming(while: " ")] = parts[1].trimming(while: " ") }
            }
            func field(_ name: Substring) throws -> [UInt8] { try #require(bytes(hex: String(fields[name] ?? ""))) }
            cases.append(
                CAVPCase(
                    count: try #require(Int(fields["Count"] ?? "")), keyBytes: try field("Key"), nonce: try field("IV"),
                    plaintext: fails ? nil : try field("PT"), ciphertext: try field("CT"),
                    associatedData: try field("AAD"), tag: try field("Tag")))
        }
        return cases
    }
}

extension Substring {
    fileprivate func trimming(while character: Character) -> Substring {
        var rest = drop { $0 == character }
        while rest.last == character { rest.removeLast() }
        return rest
    }
}
