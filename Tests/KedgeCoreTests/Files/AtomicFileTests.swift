import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

@Suite("Files that appear as a whole", .serialized)
struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func path(_ name: String) throws -> FilePath { try FilePath(folder.path(name)) }

    private func commit(
        _ bytes: [UInt8], to name: String, isNameless: Bool, replacing: Bool, durable: Bool = true
    ) throws {
        let new = try AtomicFile(at: path(name), isNameless: isNameless)
        try bytes.withUnsafeBytes { try new.file.write($0, at: 0) }
        try new.commit(replacing: replacing, durable: durable)
    }

    private func mode(_ name: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions] as? Int)
    }

    @Test(arguments: [true, false], [true, false])
    func `a new file is complete when it appears`(isNameless: Bool, replacing: Bool) throws {
        let new = try AtomicFile(at: path("a"), isNameless: isNameless)
        try ([1, 2, 3] as [UInt8]).withUnsafeBytes { try new.file.write($0, at: 0) }
        #expect(try !folder.names.contains("a"))
        try new.commit(replacing: replacing, durable: true)
        #expect(try folder.names == ["a"])
        #expect(try folder.read("a") == [1, 2, 3])
    }

    @Test(arguments: [true, false], [true, false])
    func `a file is replaced`(isNameless: Bool, durable: Bool) throws {
        try folder.write([9], to: "a")
        try commit([1, 2], to: "a", isNameless: isNameless, replacing: true, durable: durable)
        #expect(try folder.names == ["a"])
        #expect(try folder.read("a") == [1, 2])
    }

    @Test(arguments: [true, false])
    func `a file that must not be replaced stays`(isNameless: Bool) throws {
        try folder.write([9], to: "a")
        #expect(throws: FileError.exists) {
            try commit([1, 2], to: "a", isNameless: isNameless, replacing: false)
        }
        #expect(try folder.names == ["a"])
        #expect(try folder.read("a") == [9])
    }

    @Test(arguments: [true, false])
    func `nothing is left of a file that is not committed`(isNameless: Bool) throws {
        do {
            let new = try AtomicFile(at: path("a"), isNameless: isNameless)
            try ([1, 2, 3] as [UInt8]).withUnsafeBytes { try new.file.write($0, at: 0) }
            #expect(try folder.names.count == (isNameless ? 0 : 1))
        }
        #expect(try folder.names == [])
    }

    @Test(arguments: [true, false])
    func `nothing is left where a folder is in the way`(isNameless: Bool) throws {
        try FileManager.default.createDirectory(atPath: folder.path("a"), withIntermediateDirectories: false)
        #expect(throws: FileError.notRegular) {
            try commit([1, 2], to: "a", isNameless: isNameless, replacing: true)
        }
        #expect(try folder.names == ["a"])
    }

    @Test(arguments: [true, false])
    func `a file that begins in no folder is refused at once`(isNameless: Bool) throws {
        #expect(throws: FileError.notFound) { _ = try AtomicFile(at: path("missing/a"), isNameless: isNameless) }
    }

    @Test(arguments: [true, false])
    func `a link in the way is replaced and not followed`(isNameless: Bool) throws {
        try folder.write([9], to: "target")
        try FileManager.default.createSymbolicLink(atPath: folder.path("a"), withDestinationPath: "target")
        try commit([1], to: "a", isNameless: isNameless, replacing: true)
        #expect(try folder.read("target") == [9])
        #expect(try folder.read("a") == [1])
    }

    @Test(arguments: [true, false])
    func `a link that leads nowhere is in the way too`(isNameless: Bool) throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path("a"), withDestinationPath: "target")
        #expect(throws: FileError.exists) {
            try commit([1], to: "a", isNameless: isNameless, replacing: false)
        }
        #expect(try folder.names == ["a"])
    }

    // Serialized: the umask is the process's, and other suites write no files whose mode is looked at.
    @Test(.forks, arguments: [true, false], [0, 0o022, 0o077, 0o277, 0o777] as [mode_t])
    func `a file is its user's alone whatever the umask`(isNameless: Bool, mask: mode_t) throws {
        let path = try path("a")
        let made = ChildProcess.run {
            umask(mask)
            do {
                let new = try AtomicFile(at: path, isNameless: isNameless)
                try new.commit(replacing: false, durable: false)
                return true
            } catch {
                return false
            }
        }
        #expect(made)
        #expect(try mode("a") == 0o600)
    }

    @Test func `readers see the old file or the new one and nothing between`() throws {
        let path = try path("a")
        let size = 20_000
        try folder.write([UInt8](repeating: 0, count: size), to: "a")
        let wrong = Tally()
        let readers = BusyThreads(2) {
            let bytes = try? File.contents(of: path, limit: size)
            guard let bytes = bytes ?? nil, bytes.count == size, let first = bytes.first,
                bytes.allSatisfy({ $0 == first })
            else { return wrong.add() }
        }
        for number in 1...100 {
            try commit(
                [UInt8](repeating: UInt8(number), count: size), to: "a", isNameless: number.isMultiple(of: 2),
                replacing: true, durable: false)
        }
        readers.stop()
        #expect(wrong.count == 0)
        #expect(try folder.names == ["a"])
    }

    @Test(arguments: [true, false])
    func `of many that want a new name one has it`(isNameless: Bool) throws {
        let path = try path("a")
        let winners = Tally()
        onThreads(8) { index in
            let bytes = [UInt8](repeating: UInt8(index), count: 100)
            do {
                let new = try AtomicFile(at: path, isNameless: isNameless)
                try bytes.withUnsafeBytes { try new.file.write($0, at: 0) }
                try new.commit(replacing: false, durable: false)
                winners.add()
            } catch {}
        }
        #expect(winners.count == 1)
        #expect(try folder.names == ["a"])
        #expect(try Set(folder.read("a")).count == 1)
    }

    @Test(.forks) func `a child that goes leaves its parent's file alone`() throws {
        let path = try path("a")
        var new: AtomicFile? = try AtomicFile(at: path, isNameless: false)
        let isDropped = ChildProcess.run {
            new = nil
            return true
        }
        #expect(isDropped)
        #expect(try folder.names.count == 1)
        try new.take()?.commit(replacing: false, durable: false)
        #expect(try folder.names == ["a"])
    }

    @Test(
        .forks, .enabled(if: getuid() == 0, "only root can become someone who may not write"), arguments: [true, false])
    func `a folder that may not be written is an error of its own`(isNameless: Bool) throws {
        chmod(folder.url.path, 0o555)
        let path = try path("a")
        let isRefused = ChildProcess.run {
            guard setuid(65534) == 0 else { return false }
            do {
                _ = try AtomicFile(at: path, isNameless: isNameless)
                return false
            } catch {
                return error as? FileError == .permissionDenied
            }
        }
        chmod(folder.url.path, 0o700)
        #expect(isRefused)
    }

    @Test(
        .forks, .enabled(if: getuid() == 0, "only root can become someone who may not read"), arguments: [true, false])
    func `a folder that cannot be waited for is found out before anything shows`(isNameless: Bool) throws {
        try folder.write([9], to: "a")
        chmod(folder.url.path, 0o333)
        let path = try path("a")
        let isRefused = ChildProcess.run {
            guard setuid(65534) == 0 else { return false }
            do {
                let new = try AtomicFile(at: path, isNameless: isNameless)
                try new.commit(replacing: true, durable: true)
                return false
            } catch {
                return error as? FileError == .permissionDenied
            }
        }
        chmod(folder.url.path, 0o700)
        #expect(isRefused)
        #expect(try folder.names == ["a"])
        #expect(try folder.read("a") == [9])
    }

    @Test(.enabled(if: SmallDisk.isAvailable, SmallDisk.absence))
    func `a full disk leaves what was there`() throws {
        let disk = try SmallDisk()
        let path = try FilePath(disk.path("a"))
        try ([1, 2] as [UInt8]).withUnsafeBytes { try AtomicFile.write($0, to: path, replacing: false) }
        #expect(throws: FileError.noSpace) {
            try [UInt8](repeating: 1, count: 1 << 20).withUnsafeBytes {
                try AtomicFile.write($0, to: path, replacing: true)
            }
        }
        #expect(try disk.names == ["a"])
        #expect(try File.contents(of: path, limit: 10) == [1, 2])
        // The room is there again.
        try ([3] as [UInt8]).withUnsafeBytes { try AtomicFile.write($0, to: path, replacing: true) }
        #expect(try File.contents(of: path, limit: 10) == [3])
    }

    @Test(.enabled(if: SmallDisk.isAvailable, SmallDisk.absence))
    func `a full disk leaves nothing of a file with a temporary name`() throws {
        let disk = try SmallDisk()
        let path = try FilePath(disk.path("a"))
        #expect(throws: FileError.noSpace) {
            let new = try AtomicFile(at: path, isNameless: false)
            try [UInt8](repeating: 1, count: 1 << 20).withUnsafeBytes { try new.file.write($0, at: 0) }
            try new.commit(replacing: false, durable: true)
        }
        #expect(try disk.names == [])
    }
}
