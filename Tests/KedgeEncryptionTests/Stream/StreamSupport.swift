import Foundation
import KedgeEncryption
import KedgeTestSupport
import Testing

/// The smallest segment, so that streams of several segments stay small.
let smallSegment = 4096
/// Bytes of a stream before its first segment.
let streamHeader = 84
/// Lengths of plaintext around the borders of segments.
let lengthsAroundBorders = [
    0, 1, smallSegment - 1, smallSegment, smallSegment + 1, 2 * smallSegment, 2 * smallSegment + 1,
]

/// Bytes that differ from their neighbours and from those of other streams.
func patternBytes(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    // A prime number of bytes, so that no two segments are alike; random ones throughout would take long to make.
    let block = generator.bytes(4099)
    var result: [UInt8] = []
    result.reserveCapacity(count + block.count)
    while result.count < count { result += block }
    return Array(result.prefix(count))
}

func streamRing() throws -> Keyring {
    let ring = Keyring()
    try ring.generateKey()
    return ring
}

extension Keyring {
    borrowing func sealed(
        _ plaintext: [UInt8], _ context: [UInt8] = [], segment: Int = smallSegment, threads: Int = 1
    ) throws -> [UInt8] {
        try sealStream(
            plaintext.span.bytes, authenticating: context.span.bytes,
            StreamOptions(segmentByteCount: segment, threadCount: threads))
    }
}

/// A folder that is gone with the value.
final class StreamFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("kedge-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let file = self(name)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    func read(_ name: String) throws -> [UInt8] { try contents(ofFile: self(name)) }

    /// What is there, hidden files too.
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}

/// Every way to open a stream.
enum StreamOpening: CaseIterable {
    case whole, wholeOnTwoThreads, pushed, pushedInPieces, callback, path, file, verification

    /// Those that need no file.
    static let inMemory: [StreamOpening] = [.whole, .wholeOnTwoThreads, .pushed, .pushedInPieces, .callback]

    /// - Returns: the plaintext; for `verification`, as many zeros as there are bytes of it.
    func open(_ sealed: [UInt8], _ ring: borrowing Keyring, _ context: [UInt8] = []) throws -> [UInt8] {
        switch self {
        case .whole: return try ring.openStream(sealed.span.bytes, authenticating: context.span.bytes)
        case .wholeOnTwoThreads:
            return try ring.openStream(
                sealed.span.bytes, authenticating: context.span.bytes, StreamOptions(threadCount: 2))
        case .pushed: return try push(sealed, ring, context, pieces: Int.max)
        case .pushedInPieces: return try push(sealed, ring, context, pieces: 1000)
        case .callback:
            var file = try SealedFile(byteCount: sealed.count, ring: ring, authenticating: context.span.bytes) {
                Array(sealed[Int($0)..<Int($0) + $1])
            }
            return try file.read(upTo: Int.max)
        case .path, .file, .verification:
            let folder = try StreamFolder()
            return try open(file: try folder.write(sealed, "sealed"), ring, context)
        }
    }

    func open(file path: String, _ ring: borrowing Keyring, _ context: [UInt8] = []) throws -> [UInt8] {
        switch self {
        case .file:
            let new = path + ".opened"
            defer { try? FileManager.default.removeItem(atPath: new) }
            try ring.openFile(at: path, to: new, authenticating: context.span.bytes)
            return try contents(ofFile: new)
        case .verification:
            let count = try ring.verifyFile(at: path, authenticating: context.span.bytes)
            return [UInt8](repeating: 0, count: count)
        default:
            var file = try SealedFile(path: path, ring: ring, authenticating: context.span.bytes)
            return try file.read(upTo: Int.max)
        }
    }

    private func push(
        _ sealed: [UInt8], _ ring: borrowing Keyring, _ context: [UInt8], pieces: Int
    ) throws -> [UInt8] {
        let first = Array(sealed.prefix(streamHeader))
        var reader = try StreamReader(header: first.span.bytes, ring: ring, authenticating: context.span.bytes)
        var result: [UInt8] = []
        var rest = sealed.dropFirst(streamHeader)
        while !rest.isEmpty {
            let piece = Array(rest.prefix(pieces))
            rest = rest.dropFirst(piece.count)
            result += try reader.update(piece.span.bytes)
        }
        return result + (try reader.finish())
    }
}

/// What a call that has to fail throws; nil if it succeeds.
func encryptionFailure(_ body: () throws -> Void) -> EncryptionError? {
    do {
        try body()
        return nil
    } catch {
        return error as? EncryptionError
    }
}

/// Runs `body` in a child of fork(), which ends with what it returns, 0 to 127.
func startChild(_ body: () -> Int32) throws -> pid_t {
    // Swift hides fork, which is what this is about.
    let symbol = try #require(dlsym(nil, "fork"))
    let fork = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
    let child = fork()
    if child == 0 {
        alarm(60)
        _exit(body())
    }
    return child
}

/// What a child returned, or minus the number of the signal that ended it.
func waitForChild(_ child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
}
