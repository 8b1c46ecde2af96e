import COpenSSL

/// A message being hashed by `Engine`: what the public hash types of the family share.
internal struct SHA2State<Engine: SHA2Engine>: Sendable {
    private var context = Engine.makeContext()

    internal mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        withUnsafeMutablePointer(to: &context) { Engine.update($0, start, bytes.count) }
    }

    /// Writes the digest of what was appended so far, from a copy, which it wipes.
    internal func digest(into digest: UnsafeMutableRawPointer) {
        var last = self
        last.finish(into: digest)
    }

    /// Writes the digest and wipes the state, which is of no use afterwards.
    internal mutating func finish(into digest: UnsafeMutableRawPointer) {
        withUnsafeMutablePointer(to: &context) {
            Engine.finish($0, digest)
            OPENSSL_cleanse($0, MemoryLayout<Engine.Context>.size)
        }
    }
}
