/// A message being hashed by `Engine`: what the public hash types of the family share.
struct SHA2State<Engine: SHA2Engine>: Sendable {
    private var context = Engine.makeContext()

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        withUnsafeMutablePointer(to: &context) { Engine.update($0, start, bytes.count) }
    }

    /// Writes the digest of what was appended so far, from a copy.
    func digest(into digest: UnsafeMutableRawPointer) {
        var last = context
        withUnsafeMutablePointer(to: &last) { Engine.finish($0, digest) }
    }
}
