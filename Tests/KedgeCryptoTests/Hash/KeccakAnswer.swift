import KedgeTestSupport

/// One case of the Keccak team's known-answer files.
struct KeccakAnswer {
    let message: [UInt8]
    let digest: [UInt8]

    /// The `Name = value` lines of a file, in order.
    static func fields(of text: String) -> [(name: String, value: String)] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            guard !line.hasPrefix("#"), let sign = line.firstRange(of: " = ") else { return nil }
            return (String(line[..<sign.lowerBound]), String(line[sign.upperBound...]))
        }
    }

    /// The cases of one file, whose messages are all of whole bytes.
    static func all(in path: String) throws -> [KeccakAnswer] {
        var answers: [KeccakAnswer] = []
        var bitCount = 0
        var message: [UInt8] = []
        for (name, value) in fields(of: try Vectors.text(path)) {
            switch name {
            case "Len": bitCount = Int(value) ?? -1
            // The file writes the empty message as one byte of zeros.
            case "Msg": message = Array((bytes(hex: value) ?? []).prefix(bitCount / 8))
            case "MD": answers.append(KeccakAnswer(message: message, digest: bytes(hex: value) ?? []))
            default: break
            }
        }
        return answers
    }
}
