extension Address: Codable {
    /// Reads text as `init(_:)` does: in both cases only with the right checksum.
    ///
    /// - Throws: `DecodingError`, whose underlying error is the `AddressError`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(AddressError) {
            self = try Address(text)
        } catch {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: container.codingPath, debugDescription: "no address: \(error)", underlyingError: error))
        }
    }

    /// Writes the checksummed text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(checksummedText())
    }
}
