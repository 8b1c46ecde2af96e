import Dispatch
import Foundation
import Kedge

/// The sealed log. It waits for the disk, and does so on a queue of its own: the threads of tasks are few.
actor Book {
    private let log: SealedLog
    private nonisolated let queue = QueueExecutor(label: "book")
    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    private init(_ log: consuming SealedLog) {
        self.log = log
    }

    /// Opens the log of a folder, or makes it.
    ///
    /// - Returns: what it says as well.
    static func open(in folder: String, _ passphrase: String) throws -> (book: Book, records: [Record]) {
        let path = folder + "/log"
        let ring = try openRing(in: folder, passphrase, mayCreate: true)
        // At the first start, or where that was killed right here.
        if ring.primaryKeyID == nil { _ = try ring.generateKey() }
        let log =
            FileManager.default.fileExists(atPath: path)
            ? try SealedLog.open(path, sealedWith: ring) : try SealedLog.create(at: path, sealedWith: ring)
        var reader = try SealedLogReader.open(path, sealedWith: ring)
        return (Book(log), try reader.records())
    }

    static func openRing(in folder: String, _ passphrase: String, mayCreate: Bool = false) throws -> Keyring {
        let path = folder + "/log.ring"
        let unlock = try KeyringUnlock(passphrase: passphrase.utf8Span.span.bytes)
        return mayCreate && !FileManager.default.fileExists(atPath: path)
            ? try Keyring.createFile(path, unlock: unlock) : try Keyring.openFile(path, unlock: unlock)
    }

    /// Writes down a step.
    ///
    /// What is signed is on disk before anybody hears of it. The rest may be lost with the process: a refused order is decided
    /// again then, and a delivered one delivered again, which the upstream knows already.
    func append(_ record: Record) throws {
        let text = try record.json()
        if case .signed = record.step { try log.append(text) } else { try log.appendBatched(text) }
    }

    /// Returns when all of it is on disk.
    func sync() throws {
        try log.sync()
    }
}

extension SealedLogReader {
    /// What is left to read, each record of it authentic and in its place.
    mutating func records() throws -> [Record] {
        var records: [Record] = []
        while let record = try next() {
            records.append(try JSONDocument(record.bytes).decode())
        }
        return records
    }
}

/// Runs the jobs of an actor on a dispatch queue.
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
