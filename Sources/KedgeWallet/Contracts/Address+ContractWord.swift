import KedgeCore

extension Address {
    /// The address in the last 20 bytes of a word.
    internal init(contractWord word: UInt256) {
        self =
            withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { bytes in
                word.write(bigEndian: bytes)
                return Address(UnsafeRawBufferPointer(rebasing: bytes[12...]).bytes)
            } ?? .zero
    }
}
