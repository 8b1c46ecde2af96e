import KedgeCrypto

/// DER put together by hand, so that a key can be written in any way, right or wrong.
enum DERText {
    static func value(_ tag: UInt8, _ contents: [UInt8]...) -> [UInt8] {
        let contents = contents.flatMap { $0 }
        var length: [UInt8] = []
        var rest = contents.count
        repeat {
            length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        } while rest > 0
        if contents.count > 127 { length.insert(0x80 | UInt8(length.count), at: 0) }
        return [tag] + length + contents
    }

    static func sequence(_ contents: [UInt8]...) -> [UInt8] { value(0x30, contents.flatMap { $0 }) }
    static func octets(_ contents: [UInt8]) -> [UInt8] { value(0x04, contents) }
    static func bits(_ contents: [UInt8]) -> [UInt8] { value(0x03, [0], contents) }
    static func integer(_ number: [UInt8]) -> [UInt8] { value(0x02, number[0] >= 0x80 ? [0] : [], number) }

    static let rsa: [UInt8] = [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1]
    static let curveKey: [UInt8] = [0x06, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1]
    static let p256: [UInt8] = [0x06, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7]
    static func curve(of scheme: SignatureScheme) -> [UInt8] {
        switch scheme {
        case .ecdsaP256SHA256: p256
        case .ecdsaP384SHA384: [0x06, 5, 0x2B, 0x81, 4, 0, 0x22]
        case .ecdsaP521SHA512: [0x06, 5, 0x2B, 0x81, 4, 0, 0x23]
        default: [0x06, 5, 0x2B, 0x81, 4, 0, 0x0A]
        }
    }
    static let ed25519: [UInt8] = [0x06, 3, 0x2B, 0x65, 0x70]
    static let null: [UInt8] = [0x05, 0]
}
