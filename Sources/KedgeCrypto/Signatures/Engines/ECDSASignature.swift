import KedgeCore

/// The two forms of a signature of ECDSA: r and s, each as long as the curve's field, and a DER sequence of both.
///
/// - Source: RFC 7518 §3.4; RFC 3279 §2.2.3
internal enum ECDSASignature {
    /// Bytes of the longest DER form, of P-521.
    private static let longestDER = 144

    /// Lends room for any DER form.
    @inline(__always)
    internal static func withRoom<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeTemporaryAllocation(byteCount: longestDER, alignment: 16, body)
    }

    /// Writes r and s of a DER form; false if it is none, or one of them is too long.
    internal static func write(_ der: UnsafeRawBufferPointer, to signature: UnsafeMutableRawBufferPointer) -> Bool {
        do throws(SignatureKeyError) {
            var outer = DERReader(der)
            var reader = try outer.enter(DERReader.Tag.sequence)
            let half = signature.count / 2
            for start in [0, half] {
                let number = try reader.integer()
                guard number.count <= half else { return false }
                let room = UnsafeMutableRawBufferPointer(rebasing: signature[start..<(start &+ half)])
                room.initializeMemory(as: UInt8.self, repeating: 0)
                UnsafeMutableRawBufferPointer(rebasing: room[(half &- number.count)...]).copyMemory(from: number)
            }
            return true
        } catch {
            return false
        }
    }

    /// Writes the DER form of r and s to the start of `der`, and answers with its length.
    ///
    /// - Parameters:
    ///   - signature: Up to 132 bytes.
    ///   - der: 144 bytes.
    internal static func writeDER(of signature: UnsafeRawBufferPointer, to der: UnsafeMutableRawBufferPointer) -> Int {
        var writer = DERWriter(der)
        let half = signature.count / 2
        writer.value(DERReader.Tag.sequence) { writer in
            writer.integer(UnsafeRawBufferPointer(rebasing: signature[half...]))
            writer.integer(UnsafeRawBufferPointer(rebasing: signature[..<half]))
        }
        return writer.moveToStart()
    }
}
