import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

@testable import KedgeEncryption

/// The bytes of a log, taken apart by the words of docs/formats.md and the primitives alone.
@Test func `a log file is what the page of formats says, byte by byte`() throws {
    let folder = try LogFolder()
    let ring = Keyring(options: KeyringOptions(allowsExport: true))
    let id = try ring.generateKey()
    let associatedData: [UInt8] = [5, 6, 7]
    let records: [[UInt8]] = [Array("first".utf8), [], Array("third".utf8)]
    let checkpoint: [UInt8]
    do {
        let log = try SealedLog.create(at: folder.path(), sealedWith: ring, associatedData: associatedData)
        for record in records { try log.append(record) }
        checkpoint = try log.checkpoint()
    }
    let file = try folder.bytes()

    #expect(Array(file[0..<8]) == Array("KDGEl".utf8) + [1, 1, 0])
    #expect(number(file[8..<16]) == id)
    #expect(Array(file[48..<88]) == [UInt8](repeating: 0, count: 40))

    let keyInfo: [UInt8] = Array("kedge ring key v1 log".utf8) + file[6..<7] + file[8..<16]
    let fileInfo: [UInt8] = Array("kedge log v1".utf8) + file[0..<88] + SHA256.hash(associatedData.span.bytes)
    let exported = try ring.exportKey(id)
    let key = exported.withUnsafeBytes { Array($0) }
    let secret = try HKDF.derive(from: key, info: keyInfo, byteCount: 32, using: .sha256)
    let keys = try HKDF.derive(
        from: secret, salt: Array(file[16..<48]), info: fileInfo, byteCount: 96, using: .sha256)
    #expect(Array(file[88..<120]) == Array(keys[64..<96]))
    let cipher = try XAESGCMKey(copying: Array(keys[0..<32]))
    let codes = try HMAC(key: Array(keys[32..<64]), using: .sha256)

    var offset = 120
    var chain = SHA256.hash(Array(file[0..<120]).span.bytes)
    for (index, record) in records.enumerated() {
        let whole: [UInt8] = Array(file[offset..<offset + 96 + record.count])
        let counted: [UInt8] = [0, 0, 0, 0, 0, 0, 0, UInt8(index)]
        #expect(number(whole[0..<4]) == UInt64(record.count))
        #expect(Array(whole[4..<8]) == [0, 0, 0, 0])
        #expect(Array(whole[32..<64]) == chain)
        let code = codes.tag(for: counted + whole[0..<64])
        #expect(Array(whole[64..<80]) == Array(code.prefix(16)))
        let opened = try cipher.open(
            Array(whole[80...]), nonce: Array(whole[8..<32]), authenticating: counted + whole[0..<80])
        #expect(opened == record)
        chain = SHA256.hash(whole.span.bytes)
        offset += whole.count
    }
    #expect(offset == file.count)

    #expect(Array(checkpoint[0..<8]) == Array("KDGEc".utf8) + [1, 1, 0])
    #expect(Array(checkpoint[8..<48]) == Array(file[8..<48]))
    #expect(number(checkpoint[48..<56]) == 3)
    #expect(Array(checkpoint[56..<88]) == chain)
    let covered: [UInt8] = Array("kedge checkpoint v1".utf8) + checkpoint[0..<88]
    #expect(Array(checkpoint[88..<120]) == codes.tag(for: covered))
}

private func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
