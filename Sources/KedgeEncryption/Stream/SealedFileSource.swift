import CPlatform
import KedgeCore

/// Where the bytes of a sealed file come from.
internal enum SealedFileSource {
    /// Fills all of `out` from `offset` on and returns 0, or what went wrong.
    internal typealias Read = (_ offset: UInt64, _ out: UnsafeMutableRawBufferPointer) -> Int32

    case file(Input)
    /// The host's own store.
    case callback(Read)

    /// An open file, and the process that opened it.
    internal final class Input: Sendable {
        internal let file: File
        internal let generation = cplatform_fork_generation()

        internal init(_ path: FilePath) throws(FileError) {
            file = try File(path, for: .reading)
        }
    }

    /// Opens a file.
    internal init(_ path: FilePath) throws(EncryptionError) {
        self = .file(try withFileErrors { () throws(FileError) in try Input(path) })
    }

    /// Whether it may be used in this process.
    ///
    /// - Throws: `.forked`.
    internal func check() throws(EncryptionError) {
        switch self {
        case .file(let input):
            guard input.generation == cplatform_fork_generation() else { throw .forked }
        case .callback: break
        }
    }

    /// Fills `out` with what is at `offset`.
    ///
    /// - Throws: `.file`, `.sourceFailed`.
    internal func read(into out: UnsafeMutableRawBufferPointer, at offset: Int) throws(EncryptionError) {
        switch self {
        case .file(let input):
            try withFileErrors { () throws(FileError) in try input.file.readAll(into: out, at: offset) }
        case .callback(let read):
            let answer = read(UInt64(offset), out)
            guard answer == 0 else { throw .sourceFailed(answer) }
        }
    }

    /// Reads and checks the header, and what follows from it and from the length of the whole.
    ///
    /// - Throws: as `StreamKey.init(opening:with:_:)`, and `.tooShort`, `.tooLong`, `.malformedHeader`,
    ///   `.unknownVersion`.
    internal func begin(
        _ sealedByteCount: Int, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(EncryptionError) -> (key: StreamKey, layout: StreamLayout) {
        guard sealedByteCount >= StreamHeader.byteCount else { throw .tooShort(sealedByteCount) }
        let header = try withUnsafeTemporaryAllocation(byteCount: StreamHeader.byteCount, alignment: 8) {
            bytes throws(EncryptionError) in
            // A host's store that says it read and did not must not make something of what was on the stack.
            bytes.initializeMemory(as: UInt8.self, repeating: 0)
            try read(into: bytes, at: 0)
            return try StreamHeader(UnsafeRawBufferPointer(bytes))
        }
        let layout = try StreamLayout(header: header, sealedByteCount: sealedByteCount)
        return (try StreamKey(opening: header, with: ring, associatedData), layout)
    }

    /// Opens one segment, in place or into memory of the caller's.
    ///
    /// - Parameters:
    ///   - memory: room for the sealed segment.
    ///   - out: room for its plaintext, apart from `memory`; nil for the beginning of `memory`.
    internal func open(
        _ segment: Int, of layout: StreamLayout, _ key: StreamKey, with memory: UnsafeMutableRawBufferPointer,
        into out: UnsafeMutableRawBufferPointer? = nil
    ) throws(EncryptionError) {
        let sealed = memory.part(0, layout.sealedByteCount(of: segment))
        try read(into: sealed, at: layout.sealedOffset(of: segment))
        try key.open(
            UnsafeRawBufferPointer(sealed), segment: segment, isFinal: layout.isFinal(segment),
            into: out ?? memory.part(0, layout.byteCount(of: segment)))
    }
}

extension SealedFileSource {
    /// How many bytes the file has now; 0 for a callback, which is told by its owner.
    internal func fileByteCount() throws(EncryptionError) -> Int {
        switch self {
        case .file(let input): try withFileErrors { () throws(FileError) in try input.file.byteCount() }
        case .callback: 0
        }
    }
}
