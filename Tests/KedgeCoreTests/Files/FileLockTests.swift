import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

@Suite("Locks on files")
struct FileLockTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write([1], to: "a")
    }

    private func path() throws -> FilePath { try FilePath(folder.path("a")) }

    /// How many milliseconds it takes until a lock that is held is given up.
    private func refusal(_ milliseconds: UInt64, _ lock: () throws -> Void) -> UInt64 {
        let clock = SystemClock()
        let begun = clock.nanoseconds
        #expect(throws: FileError.locked) { try lock() }
        return (clock.nanoseconds - begun) / 1_000_000
    }

    @Test func `two open files of one process exclude each other`() throws {
        let first = try File(path(), for: .reading)
        let second = try File(path(), for: .updating)
        try first.lock(waiting: 0)
        #expect(throws: FileError.locked) { try second.lock(waiting: 0) }
    }

    @Test func `a lock ends with its file`() throws {
        do {
            let first = try File(path(), for: .reading)
            try first.lock(waiting: 0)
        }
        let second = try File(path(), for: .reading)
        try second.lock(waiting: 0)
    }

    @Test func `a file may be locked again by itself`() throws {
        let file = try File(path(), for: .reading)
        try file.lock(waiting: 0)
        try file.lock(waiting: 0)
    }

    @Test(arguments: [0, 1, 40] as [UInt64])
    func `a lock that is held is waited for as long as told`(milliseconds: UInt64) throws {
        let holder = try File.locked(path(), waiting: 0)
        let other = try File(path(), for: .reading)
        #expect(refusal(milliseconds) { try other.lock(waiting: milliseconds) } >= milliseconds)
        #expect(refusal(milliseconds) { _ = try File.locked(path(), waiting: milliseconds) } >= milliseconds)
        let isThere = try holder.isAt(path())
        #expect(isThere)
    }

    @Test(.timeLimit(.minutes(1))) func `a lock that is given up is had by whoever waits`() throws {
        let path = try path()
        var holder: File? = try File.locked(path, waiting: 0)
        let waiting = Tally()
        let locked = Tally()
        let thread = Thread {
            waiting.add()
            // In nanoseconds, this many do not fit.
            if (try? File.locked(path, waiting: 1 << 63)) != nil { locked.add() }
            waiting.add()
        }
        thread.start()
        while waiting.count < 1 { sched_yield() }
        #expect(locked.count == 0)
        _ = holder.take()
        while waiting.count < 2 { sched_yield() }
        #expect(locked.count == 1)
    }

    @Test(.timeLimit(.minutes(1))) func `a file that is replaced while one waits is not the one that is locked`() throws
    {
        let path = try path()
        var holder: File? = try File.locked(path, waiting: 0)
        let waiting = Tally()
        let right = Tally()
        let thread = Thread {
            waiting.add()
            if let file = try? File.locked(path, waiting: 60_000), (try? file.isAt(path)) == true { right.add() }
            waiting.add()
        }
        thread.start()
        while waiting.count < 1 { sched_yield() }
        try ([2] as [UInt8]).withUnsafeBytes { try AtomicFile.write($0, to: path, replacing: true) }
        _ = holder.take()
        while waiting.count < 2 { sched_yield() }
        #expect(right.count == 1)
    }

    @Test func `a file that is removed while it is locked is not found`() throws {
        let holder = try File.locked(path(), waiting: 0)
        try FileManager.default.removeItem(atPath: folder.path("a"))
        #expect(throws: FileError.notFound) { _ = try File.locked(path(), waiting: 0) }
        let isThere = try holder.isAt(path())
        #expect(!isThere)
    }

    @Test func `no two of many threads hold a lock, though the file is replaced each time`() throws {
        let path = try path()
        try folder.write([0, 0, 0, 0], to: "a")
        let failures = Tally()
        onThreads(8) { _ in
            for _ in 0..<25 {
                do {
                    let lock = try File.locked(path, waiting: 60_000)
                    var bytes = [UInt8](repeating: 0, count: 4)
                    try bytes.withUnsafeMutableBytes { try lock.readAll(into: $0, at: 0) }
                    var number = bytes.withUnsafeBytes { $0.load(as: UInt32.self) }
                    number += 1
                    try withUnsafeBytes(of: &number) { number in
                        let new = try AtomicFile(at: path)
                        try new.file.write(number, at: 0)
                        try new.commit(replacing: true, durable: false)
                    }
                } catch {
                    failures.add()
                }
            }
        }
        #expect(failures.count == 0)
        #expect(try folder.read("a").withUnsafeBytes { $0.load(as: UInt32.self) } == 200)
    }

    @Test(.forks) func `a process excludes another`() throws {
        let path = try path()
        let holder = try File.locked(path, waiting: 0)
        let isRefused = ChildProcess.run {
            do {
                _ = try File.locked(path, waiting: 1)
                return false
            } catch {
                return error as? FileError == .locked
            }
        }
        #expect(isRefused)
        let isThere = try holder.isAt(path)
        #expect(isThere)
    }

    @Test(.forks) func `a child that closes its copy leaves the lock to the parent`() throws {
        let path = try path()
        var holder: File? = try File.locked(path, waiting: 0)
        let isClosed = ChildProcess.run {
            _ = holder.take()
            return true
        }
        #expect(isClosed)
        #expect(throws: FileError.locked) { _ = try File.locked(path, waiting: 0) }
        _ = holder.take()
    }

    @Test(.forks) func `a child that lives on does not keep the lock`() throws {
        let path = try path()
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        var holder: File? = try File.locked(path, waiting: 0)
        let child = ChildProcess.start {
            // Until the parent is done.
            close(writing)
            var byte: UInt8 = 0
            return read(reading, &byte, 1) == 0
        }
        _ = holder.take()
        var failure: FileError?
        do {
            _ = try File.locked(path, waiting: 0)
        } catch {
            failure = error
        }
        close(writing)
        close(reading)
        #expect(ChildProcess.isSuccess(child))
        #expect(failure == nil)
    }
}
