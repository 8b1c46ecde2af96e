import Foundation
import KedgeCore
import KedgeEncryption
import KedgeTestSupport
import Testing

private func options(_ threads: Int = 1, replacing: Bool = false) -> FileSealingOptions {
    FileSealingOptions(
        segmentByteCount: smallSegment, threadCount: threads, replacesExisting: replacing, isDurable: false)
}

@Test(arguments: lengthsAroundBorders + [(1 << 20) + 1, 3 << 20], 1...4)
func `a file opens again, whatever its length and the number of threads`(length: Int, threads: Int) throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let plaintext = patternBytes(length)
    let context: [UInt8] = [1, 2]
    let path = try folder.write(plaintext, "plain")
    try ring.sealFile(at: path, to: folder("sealed"), authenticating: context.span.bytes, options(threads))
    let sealed = try folder.read("sealed")
    #expect(sealed.count == (try options().stream.sealedByteCount(for: length)))
    #expect(try ring.openStream(sealed.span.bytes, authenticating: context.span.bytes) == plaintext)
    try ring.openFile(at: folder("sealed"), to: folder("again"), authenticating: context.span.bytes, options(threads))
    #expect(try folder.read("again") == plaintext)
    let verified = try ring.verifyFile(
        at: folder("sealed"), authenticating: context.span.bytes, threadCount: threads)
    #expect(verified == length)
    #expect(try folder.names == ["again", "plain", "sealed"])
}

@Test(arguments: 1...4)
func `a file is sealed again under the primary key`(threads: Int) throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let plaintext = patternBytes(2 << 20)
    let path = try folder.write(ring.sealed(plaintext), "old")
    try ring.resealFile(at: path, to: folder("new"), options(threads))
    let (old, new) = (try folder.read("old"), try folder.read("new"))
    #expect(old.count == new.count)
    #expect(old[20..<84] != new[20..<84])
    #expect(try ring.openStream(new.span.bytes) == plaintext)
}

@Test func `a file may be sealed, sealed again and opened in its own place`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let plaintext = patternBytes(50_000)
    let path = try folder.write(plaintext, "file")
    try ring.sealFile(at: path, to: path, options(replacing: true))
    #expect(try StreamOpening.whole.open(folder.read("file"), ring) == plaintext)
    try ring.resealFile(at: path, to: path, options(replacing: true))
    try ring.openFile(at: path, to: path, options(replacing: true))
    #expect(try folder.read("file") == plaintext)
    #expect(try folder.names == ["file"])
}

@Test func `a file that is in the way stays, unless it is to be replaced`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let path = try folder.write([1, 2, 3], "plain")
    let other = try folder.write([9], "other")
    var wasAsked = false
    #expect(throws: EncryptionError.file(.exists)) {
        try ring.sealFile(at: path, to: other, options()) { _ in
            wasAsked = true
            return true
        }
    }
    #expect(!wasAsked)
    #expect(try folder.read("other") == [9])
    try ring.sealFile(at: path, to: other, options(replacing: true))
    #expect(try StreamOpening.whole.open(folder.read("other"), ring) == [1, 2, 3])
    #expect(try folder.names == ["other", "plain"])
}

@Test func `a file that comes into the way meanwhile stays too`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let path = try folder.write([1, 2, 3], "plain")
    #expect(throws: EncryptionError.file(.exists)) {
        try ring.sealFile(at: path, to: folder("new"), options()) { _ in
            (try? folder.write([9], "new")) != nil
        }
    }
    #expect(try folder.read("new") == [9])
    #expect(try folder.names == ["new", "plain"])
}

@Test func `new files are for this user alone`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let path = try folder.write([1, 2, 3], "plain")
    try ring.sealFile(at: path, to: folder("sealed"))
    try ring.openFile(at: folder("sealed"), to: folder("again"))
    for name in ["sealed", "again"] {
        let mode = try FileManager.default.attributesOfItem(atPath: folder(name))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}

@Test(arguments: 1...3)
func `progress grows to the whole and is told at the end`(threads: Int) throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    for length in [0, 1, 5 << 20] {
        let path = try folder.write(patternBytes(length), "plain")
        var seen: [StreamProgress] = []
        try ring.sealFile(at: path, to: folder("sealed"), options(threads, replacing: true)) {
            seen.append($0)
            return true
        }
        #expect(seen.last?.done == UInt64(length))
        #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.done < $1.done })
        #expect(seen.allSatisfy { $0.total == UInt64(length) })
        #expect(seen.count <= length >> 20 + 1)
    }
}

@Test(arguments: 1...3)
func `a call that is cancelled, whenever that is, leaves nothing behind`(threads: Int) throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let plaintext = patternBytes(4 << 20)
    let path = try folder.write(plaintext, "plain")
    let sealed = try folder.write(ring.sealed(plaintext), "sealed")
    for limit in 0..<4 {
        var calls = 0
        let goesOn: (StreamProgress) -> Bool = { progress in
            calls += 1
            // The last call is the fourth at the latest.
            return calls <= limit && progress.done < progress.total
        }
        let errors = [
            encryptionFailure { try ring.sealFile(at: path, to: folder("new"), options(threads), progress: goesOn) },
            encryptionFailure {
                calls = 0
                try ring.openFile(at: sealed, to: folder("new"), options(threads), progress: goesOn)
            },
            encryptionFailure {
                calls = 0
                try ring.resealFile(at: sealed, to: folder("new"), options(threads), progress: goesOn)
            },
            encryptionFailure {
                calls = 0
                try ring.verifyFile(at: sealed, threadCount: threads, progress: goesOn)
            },
        ]
        #expect(errors.allSatisfy { $0 == .cancelled })
        #expect(try folder.names == ["plain", "sealed"])
    }
}

@Test(arguments: [100, (2 << 20) - 1, (2 << 20) + 1])
func `a file that becomes shorter or longer meanwhile has changed`(length: Int) throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let plaintext = patternBytes(2 << 20)
    for seals in [true, false] {
        let path = try folder.write(seals ? plaintext : ring.sealed(plaintext), "input")
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let change: (StreamProgress) -> Bool = { _ in (try? file.truncate(atOffset: UInt64(length))) != nil }
        let error = encryptionFailure {
            if seals {
                try ring.sealFile(at: path, to: folder("new"), options(), progress: change)
            } else {
                try ring.openFile(at: path, to: folder("new"), options(), progress: change)
            }
        }
        #expect(error == .file(.changed))
        #expect(try folder.names == ["input"])
    }
}

@Test(arguments: [1, 3])
func `a file that is not authentic leaves nothing behind`(threads: Int) throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    var sealed = try ring.sealed(patternBytes(3 << 20))
    sealed[sealed.count / 2] ^= 1
    let path = try folder.write(sealed, "sealed")
    let other = try folder.write([9], "other")
    #expect(throws: EncryptionError.authenticationFailed) {
        try ring.openFile(at: path, to: other, options(threads, replacing: true))
    }
    #expect(throws: EncryptionError.authenticationFailed) {
        try ring.resealFile(at: path, to: other, options(threads, replacing: true))
    }
    #expect(throws: EncryptionError.authenticationFailed) { try ring.verifyFile(at: path, threadCount: threads) }
    #expect(try folder.read("other") == [9])
    #expect(try folder.names == ["other", "sealed"])
}

@Test func `a file whose end is cut is refused before any work`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let sealed = try ring.sealed(patternBytes(3 << 20))
    let path = try folder.write(Array(sealed.dropLast(smallSegment + 16)), "sealed")
    var wasAsked = false
    #expect(throws: EncryptionError.authenticationFailed) {
        try ring.verifyFile(at: path) { _ in
            wasAsked = true
            return true
        }
    }
    #expect(!wasAsked)
}

@Test func `only regular files are sealed`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    #expect(mkfifo(folder("pipe"), 0o600) == 0)
    #expect(throws: EncryptionError.file(.notRegular)) { try ring.sealFile(at: folder("pipe"), to: folder("new")) }
    #expect(throws: EncryptionError.file(.notRegular)) { try ring.sealFile(at: folder.path, to: folder("new")) }
    #expect(throws: EncryptionError.file(.notFound)) { try ring.sealFile(at: folder("none"), to: folder("new")) }
    #expect(try folder.names == ["pipe"])
}

@Test func `a folder that is not there, and a folder in the way, are refused`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let path = try folder.write([1], "plain")
    #expect(throws: EncryptionError.file(.notFound)) { try ring.sealFile(at: path, to: folder("no/new")) }
    #expect(throws: EncryptionError.file(.notRegular)) {
        try ring.sealFile(at: path, to: folder.path, options(replacing: true))
    }
    #expect(throws: EncryptionError.file(.invalidPath)) { try ring.sealFile(at: path, to: "a\0b") }
    #expect(try folder.names == ["plain"])
}

@Test func `options out of range are refused before anything is opened`() throws {
    let ring = try streamRing()
    for count in [0, 65, -1] {
        #expect(throws: EncryptionError.threadCount(count)) {
            try ring.sealFile(at: "none", to: "new", .init(threadCount: count))
        }
    }
}

@Test(arguments: [1, 3])
func `a full disk leaves nothing behind`(threads: Int) throws {
    guard let disk = try SmallDisk() else {
        print("skipped: a full disk takes a tmpfs, which only root may mount")
        return
    }
    let ring = try streamRing()
    let folder = try StreamFolder()
    let path = try folder.write(patternBytes(3 << 20), "plain")
    let sealed = try folder.write(ring.sealed(patternBytes(3 << 20)), "sealed")
    #expect(throws: EncryptionError.file(.noSpace)) { try ring.sealFile(at: path, to: disk("new"), options(threads)) }
    #expect(throws: EncryptionError.file(.noSpace)) { try ring.openFile(at: sealed, to: disk("new"), options(threads)) }
    #expect(throws: EncryptionError.file(.noSpace)) {
        try ring.resealFile(at: sealed, to: disk("new"), options(threads))
    }
    #expect(try disk.folder.names.isEmpty)
    // A child that another test forked in the middle has the file open for as long as it lives.
    for _ in 0..<1500 where try disk.freeByteCount != disk.byteCount { usleep(10_000) }
    #expect(try disk.freeByteCount == disk.byteCount)
}

@Test(.forks, arguments: 1...3)
func `a process that is killed in the middle leaves what was there`(threads: Int) throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let path = try folder.write(patternBytes(6 << 20), "plain")
    let target = folder("sealed")
    try ring.sealFile(at: path, to: target, options(threads))
    for calls in 1...4 {
        let before = try folder.read("sealed")
        let child = try startChild {
            var left = calls
            return encryptionFailure {
                try ring.sealFile(at: path, to: target, options(threads, replacing: true)) { _ in
                    left -= 1
                    if left == 0 { kill(getpid(), SIGKILL) }
                    return true
                }
            } == nil ? 0 : 1
        }
        let end = waitForChild(child)
        #expect(end == -SIGKILL || (threads > 1 && end == 0))
        #expect(try folder.names == ["plain", "sealed"])
        if end != 0 { #expect(try folder.read("sealed") == before) }
    }
}

@Test(.forks, arguments: 1...3)
func `a child that is forked off in the middle makes no file, and its parent does`(threads: Int) throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let plaintext = patternBytes(4 << 20)
    let path = try folder.write(plaintext, "plain")
    var child: pid_t = -1
    let symbol = try #require(dlsym(nil, "fork"))
    let fork = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
    let error = encryptionFailure {
        try ring.sealFile(at: path, to: folder("sealed"), options(threads)) { _ in
            guard child == -1 else { return true }
            child = fork()
            if child == 0 { alarm(60) }
            return true
        }
    }
    if child == 0 { _exit(error == .forked ? 5 : 6) }
    #expect(waitForChild(child) == 5)
    #expect(error == nil)
    #expect(try StreamOpening.whole.open(folder.read("sealed"), ring) == plaintext)
    #expect(try folder.names == ["plain", "sealed"])
}

/// A tmpfs of 1 MiB.
private final class SmallDisk {
    let folder: StreamFolder
    let byteCount: Int

    init?() throws {
        folder = try StreamFolder()
        byteCount = 1 << 20
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=\(byteCount)") == 0 else { return nil }
    }

    deinit {
        umount2(folder.path, Int32(MNT_DETACH))
    }

    func callAsFunction(_ name: String) -> String { folder(name) }

    var freeByteCount: Int {
        get throws {
            let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
            return try #require(attributes[.systemFreeSize] as? NSNumber).intValue
        }
    }
}
