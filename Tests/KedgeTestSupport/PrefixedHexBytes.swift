/// Bytes that JSON holds as hex behind `0x`.
public struct PrefixedHexBytes: Decodable, Sendable {
    public let bytes: [UInt8]

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard text.hasPrefix("0x"), let bytes = KedgeTestSupport.bytes(hex: String(text.dropFirst(2))) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 0x and hex: \(text)")
        }
        self.bytes = bytes
    }
}
