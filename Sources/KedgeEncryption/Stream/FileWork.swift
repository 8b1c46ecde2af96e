import CPlatform
package import KedgeCore

/// Takes a file's segments from one file to another: opens them, seals them, or both, a run at a time.
///
/// Each thread has memory for one run, where segments lie at the distance of sealed ones and are changed in place: so
/// what is sealed is read or written with one call for a whole run, and no plaintext of a file that is resealed is ever
/// elsewhere.
package final class FileWork: SegmentWork, @unchecked Sendable {
    // Unchecked: the files are only read and written at places of their own by each thread.
    private let input: SealedFileSource
    private let opening: StreamKey?
    private let sealing: StreamKey?
    /// Nil if the result goes nowhere.
    private var output: AtomicFile?

    /// - Parameters:
    ///   - opening: the key of the input; nil if it is plaintext.
    ///   - sealing: the key of the output; nil if it is plaintext.
    internal init(
        _ layout: StreamLayout, from input: SealedFileSource, opening: StreamKey?, sealing: StreamKey?
    ) {
        self.input = input
        self.opening = opening
        self.sealing = sealing
        super.init(layout)
    }

    internal override var scratchByteCount: Int { sealedRunByteCount }

    /// Does the work.
    ///
    /// - Parameters:
    ///   - path: where the result goes; nil for nowhere. Nothing is there, nor left behind anywhere, unless it
    ///     succeeds.
    ///   - progress: see `SegmentWork.run(threadCount:progress:)`.
    /// - Throws: `.file`, `.forked`, `.cancelled`, `.authenticationFailed`, `.outOfMemory`, `.unavailable`.
    package func run(
        to path: FilePath?, _ options: FileSealingOptions, _ progress: (StreamProgress) -> Bool
    ) throws(EncryptionError) {
        let generation = cplatform_fork_generation()
        if let path {
            // It would come out in the end too, but after all the work.
            if !options.replacesExisting, (try? path.resolved()) != nil { throw .file(.exists) }
            output = try withFileErrors { () throws(FileError) in try AtomicFile(at: path) }
            if let sealing { try write(sealing.header.bytes) }
        }
        try run(threadCount: options.stream.threadCount, progress: progress)
        guard try input.fileByteCount() == (opening == nil ? layout.plaintextByteCount : layout.sealedByteCount) else {
            throw .file(.changed)
        }
        guard generation == cplatform_fork_generation() else { throw .forked }
        guard let output = output.take() else { return }
        do throws(FileError) {
            try output.commit(replacing: options.replacesExisting, durable: options.isDurable)
        } catch {
            throw .file(error)
        }
    }

    internal override func process(
        _ segments: Range<Int>, with memory: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        let first = segments.lowerBound
        let stride = layout.sealedSegmentByteCount
        let last = segments.upperBound &- 1
        let sealedRun = memory.part(0, (last &- first) &* stride &+ layout.sealedByteCount(of: last))
        if opening != nil { try input.read(into: sealedRun, at: layout.sealedOffset(of: first)) }
        for segment in segments {
            let sealed = memory.part((segment &- first) &* stride, layout.sealedByteCount(of: segment))
            let plain = sealed.part(0, layout.byteCount(of: segment))
            let isFinal = layout.isFinal(segment)
            if let opening {
                try opening.open(UnsafeRawBufferPointer(sealed), segment: segment, isFinal: isFinal, into: plain)
            } else {
                try input.read(into: plain, at: layout.offset(of: segment))
            }
            if let sealing {
                try sealing.seal(UnsafeRawBufferPointer(plain), segment: segment, isFinal: isFinal, into: sealed)
            } else {
                try write(UnsafeRawBufferPointer(plain), at: layout.offset(of: segment))
            }
        }
        if sealing != nil { try write(UnsafeRawBufferPointer(sealedRun), at: layout.sealedOffset(of: first)) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(EncryptionError) {
        switch output {
        case .some(let output):
            try withFileErrors { () throws(FileError) in try output.file.write(bytes, at: offset) }
        case .none: break
        }
    }

    private func write(_ header: [UInt8]) throws(EncryptionError) {
        let bytes = header.span.bytes
        try bytes.withUnsafeBytes { bytes throws(EncryptionError) in try write(bytes, at: 0) }
    }
}

extension FileWork {
    /// What is done with a file.
    package enum Task: Sendable {
        case seal
        case open
        /// Opened, and sealed again under the primary key, in segments of the same size.
        case reseal
    }

    /// Bytes of plaintext in the file.
    package var plaintextByteCount: Int { layout.plaintextByteCount }

    /// Finds out everything about a file that the work needs: the ring does not matter afterwards, so that a callback
    /// may do with it what it likes. Of a sealed file, header and last segment are authentic if this succeeds.
    ///
    /// - Throws: as the calls of `Keyring` that work on whole files.
    package static func prepared(
        for task: Task, _ path: FilePath, with ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer,
        _ options: StreamOptions
    ) throws(EncryptionError) -> FileWork {
        try options.check()
        let input = try SealedFileSource(path)
        let count = try input.fileByteCount()
        if task == .seal {
            let layout = try StreamLayout(segmentByteCount: options.segmentByteCount, plaintextByteCount: count)
            let key = try StreamKey(sealingWith: ring, segmentByteCount: options.segmentByteCount, associatedData)
            return FileWork(layout, from: input, opening: nil, sealing: key)
        }
        let (key, layout) = try input.begin(count, ring, associatedData)
        let last = layout.segmentCount &- 1
        let memory = try SegmentMemory(byteCount: layout.sealedByteCount(of: last))
        try memory.withBytes { memory throws(EncryptionError) in try input.open(last, of: layout, key, with: memory) }
        let sealing =
            task == .reseal
            ? try StreamKey(sealingWith: ring, segmentByteCount: layout.segmentByteCount, associatedData) : nil
        return FileWork(layout, from: input, opening: key, sealing: sealing)
    }
}
