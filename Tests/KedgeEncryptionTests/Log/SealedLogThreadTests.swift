import Dispatch
import Foundation
import KedgeCore
import KedgeEncryption
import Synchronization
import Testing

@Test func `every record that threads append gets a number of its own and is there`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let (threads, each) = (8, 30)
    let shared = SharedLog(try SealedLog.create(at: folder.path(), sealedWith: ring))
    let numbers = Locked<[UInt64: [UInt8]]>([:])
    onThreads(threads) { thread in
        for index in 0..<each {
            let record = [UInt8(thread), UInt8(index)]
            let number = try? index.isMultiple(of: 3) ? shared.log.appendBatched(record) : shared.log.append(record)
            guard let number else { continue }
            numbers.withLock { $0[number] = record }
            if index.isMultiple(of: 10) { try? shared.log.sync() }
            if index.isMultiple(of: 7) { _ = try? shared.log.checkpoint() }
        }
    }
    try shared.log.sync()
    let given = numbers.withLock { $0 }
    #expect(given.count == threads * each)
    #expect(folder.verdict(ring) == nil)
    let records = try folder.records(ring)
    #expect(records.count == threads * each)
    for (number, record) in records.enumerated() { #expect(given[UInt64(number)] == record) }
}

@Test func `threads go on appending while the log is rotated`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let shared = SharedLog(try SealedLog.create(at: folder.path("0"), sealedWith: ring))
    let acknowledged = Atomic<Int>(0)
    onThreads(4) { thread in
        for index in 0..<30 {
            if (try? shared.log.append([UInt8(thread), UInt8(index)])) != nil {
                acknowledged.wrappingAdd(1, ordering: .relaxed)
            }
            if thread == 0, index.isMultiple(of: 10) {
                try? shared.log.rotate(to: folder.path("\(index / 10 + 1)"), sealedWith: ring)
            }
        }
    }
    #expect(acknowledged.load(ordering: .relaxed) == 120)
    var found = 0
    for name in ["0", "1", "2", "3"] {
        #expect(folder.verdict(ring, name) == nil)
        found += try folder.records(ring, name).count
    }
    #expect(found == 120)
}

@Test func `a reader keeps up with threads that append`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let shared = SharedLog(try SealedLog.create(at: folder.path(), sealedWith: ring))
    let failure = Locked<SealedLogError?>(nil)
    let path = folder.path()
    onThreads(3) { thread in
        if thread > 0 {
            for index in 0..<400 {
                _ = try? shared.log.appendBatched([UInt8](repeating: UInt8(thread), count: index * 7))
                if index.isMultiple(of: 5) { try? shared.log.sync() }
            }
            try? shared.log.sync()
            return
        }
        do throws(SealedLogError) {
            var reader = try SealedLogReader.open(path, sealedWith: ring)
            var expected: UInt64 = 0
            while expected < 800 {
                guard let record = try reader.next() else {
                    sched_yield()
                    continue
                }
                guard record.number == expected else { throw .damaged(record: expected) }
                expected += 1
            }
        } catch {
            failure.withLock { $0 = error }
        }
    }
    #expect(failure.withLock { $0 } == nil)
}

/// A log that threads share.
private final class SharedLog: Sendable {
    let log: SealedLog

    init(_ log: consuming SealedLog) {
        self.log = log
    }
}

/// A value behind a lock that ThreadSanitizer knows.
private final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return body(&value)
    }
}

/// Runs `body` on threads of their own, since the test's own may be all that the pool has, and waits for them.
private func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for index in 0..<count {
        group.enter()
        Thread {
            body(index)
            group.leave()
        }.start()
    }
    group.wait()
}
