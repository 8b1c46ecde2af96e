import KedgeCore

extension Hash32: Codable {
    /// Reads `0x` and 64 hex digits.
    ///
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let bytes = try? Hex.decode(text, prefix: .required), let hash = Hash32(bytes) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no hash: 0x and 64 hex digits")
        }
        self = hash
    }

    /// Writes `0x` and 64 hex digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
