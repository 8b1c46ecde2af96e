import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

@Suite("Files")
struct FileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func path(_ name: String) throws -> FilePath { try FilePath(folder.path(name)) }

    private func open(_ name: String, _ access: File.Access = .reading) throws {
        _ = try File(path(name), for: access)
    }

    @Test func `what was written is read`() throws {
        let file = try File(path("a"), for: .creating)
        try ([1, 2, 3, 4, 5] as [UInt8]).withUnsafeBytes { try file.write($0, at: 3) }
        var bytes = [UInt8](repeating: 9, count: 8)
        try bytes.withUnsafeMutableBytes { try file.readAll(into: $0, at: 0) }
        #expect(bytes == [0, 0, 0, 1, 2, 3, 4, 5])
    }

    @Test func `a read ends where the file does`() throws {
        try folder.write([1, 2, 3], to: "a")
        let file = try File(path("a"), for: .reading)
        var bytes = [UInt8](repeating: 9, count: 5)
        let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 1) }
        #expect(count == 2)
        #expect(bytes == [2, 3, 9, 9, 9])
        let none = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 1 << 40) }
        #expect(none == 0)
    }

    @Test func `a file that ends too early has changed`() throws {
        try folder.write([1, 2, 3], to: "a")
        let file = try File(path("a"), for: .reading)
        var bytes = [UInt8](repeating: 9, count: 4)
        #expect(throws: FileError.changed) {
            try bytes.withUnsafeMutableBytes { try file.readAll(into: $0, at: 0) }
        }
    }

    @Test(arguments: [-1, .min, .max])
    func `an impossible offset is an error`(offset: Int) throws {
        let file = try File(path("a"), for: .creating)
        var bytes: [UInt8] = [1, 2, 3]
        #expect(throws: FileError.self) { try bytes.withUnsafeBytes { try file.write($0, at: offset) } }
        if offset < 0 {
            #expect(throws: FileError.failed(errno: EINVAL)) {
                try bytes.withUnsafeMutableBytes { _ = try file.read(into: $0, at: offset) }
            }
        }
    }

    @Test func `a file is cut and made longer`() throws {
        try folder.write([1, 2, 3], to: "a")
        let file = try File(path("a"), for: .updating)
        try file.truncate(to: 1)
        try file.truncate(to: 2)
        try file.synchronize()
        let count = try file.byteCount()
        #expect(count == 2)
        #expect(try folder.read("a") == [1, 0])
    }

    @Test func `a file that is only read cannot be written`() throws {
        try folder.write([1, 2, 3], to: "a")
        let file = try File(path("a"), for: .reading)
        #expect(throws: FileError.failed(errno: EBADF)) {
            try ([1] as [UInt8]).withUnsafeBytes { try file.write($0, at: 0) }
        }
    }

    @Test(arguments: ["missing", "missing/a", "file/a"])
    func `a file that is not there is not found`(name: String) throws {
        try folder.write([1], to: "file")
        #expect(throws: FileError.notFound) { try open(name) }
        #expect(throws: FileError.notFound) { try open(name, .updating) }
    }

    @Test func `a new file takes no name that is in use`() throws {
        try folder.write([1], to: "a")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "nowhere")
        #expect(throws: FileError.exists) { try open("a", .creating) }
        #expect(throws: FileError.exists) { try open("link", .creating) }
        #expect(try folder.names == ["a", "link"])
    }

    @Test func `a folder is no regular file`() throws {
        try FileManager.default.createDirectory(atPath: folder.path("a"), withIntermediateDirectories: false)
        #expect(throws: FileError.notRegular) { try open("a") }
        #expect(throws: FileError.notRegular) { try open("a", .updating) }
    }

    @Test(.timeLimit(.minutes(1))) func `a pipe is no regular file and nobody waits for its other end`() throws {
        #expect(mkfifo(folder.path("a"), 0o600) == 0)
        #expect(throws: FileError.notRegular) { try open("a") }
        #expect(throws: FileError.notRegular) { try open("a", .updating) }
    }

    @Test func `a socket is no regular file`() throws {
        // Its name may have a hundred bytes or so, so it is made beside and moved here.
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(folder.path("s").utf8)
        try #require(name.count < 100)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        try #require(isBound == 0)
        #expect(throws: FileError.notRegular) { try open("s") }
    }

    @Test func `a device is no regular file`() throws {
        #expect(throws: FileError.notRegular) { _ = try File(FilePath("/dev/null"), for: .updating) }
    }

    @Test func `a link is followed to its file`() throws {
        try folder.write([1], to: "a")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "a")
        let file = try File(path("link"), for: .reading)
        let isAt = try file.isAt(path("a"))
        #expect(isAt)
    }

    @Test func `links in a circle are an error`() throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path("a"), withDestinationPath: "b")
        try FileManager.default.createSymbolicLink(atPath: folder.path("b"), withDestinationPath: "a")
        #expect(throws: FileError.failed(errno: ELOOP)) { try open("a") }
    }

    @Test func `a file that was replaced is not at its path any more`() throws {
        try folder.write([1], to: "a")
        let file = try File(path("a"), for: .reading)
        try FileManager.default.removeItem(atPath: folder.path("a"))
        var isAt = try file.isAt(path("a"))
        #expect(!isAt)
        try folder.write([1], to: "a")
        isAt = try file.isAt(path("a"))
        #expect(!isAt)
    }

    @Test func `small files are read as a whole and larger ones not at all`() throws {
        try folder.write([1, 2, 3], to: "a")
        #expect(try File.contents(of: path("a"), limit: 3) == [1, 2, 3])
        #expect(try File.contents(of: path("a"), limit: 2) == nil)
        try folder.write([], to: "empty")
        #expect(try File.contents(of: path("empty"), limit: 0) == [])
    }

    @Test func `a file is closed when a program is executed`() throws {
        let file = try File(path("a"), for: .creating)
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
            return target?.hasSuffix(folder.url.lastPathComponent + "/a") == true
        }
        #expect(descriptors.count == 1)
        for descriptor in descriptors { #expect(fcntl(try #require(Int32(descriptor)), F_GETFD) & FD_CLOEXEC != 0) }
        try file.synchronize()
    }

    @Test(.enabled(if: SmallDisk.isAvailable, SmallDisk.absence))
    func `a full disk is an error of its own`() throws {
        let disk = try SmallDisk()
        let file = try File(FilePath(disk.path("a")), for: .creating)
        #expect(throws: FileError.noSpace) {
            try [UInt8](repeating: 1, count: 1 << 20).withUnsafeBytes { try file.write($0, at: 0) }
        }
    }
}
