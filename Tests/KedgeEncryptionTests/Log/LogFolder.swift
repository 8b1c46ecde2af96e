import Foundation
import KedgeEncryption
import KedgeTestSupport
import Testing

/// A temporary folder for the logs of one test, which goes with the value.
final class LogFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("kedge-log-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String = "log") -> String { url.appendingPathComponent(name).path }

    func bytes(_ name: String = "log") throws -> [UInt8] {
        try contents(ofFile: url.appendingPathComponent(name).path)
    }

    func put(_ bytes: [UInt8], _ name: String = "log") throws {
        try Data(bytes).write(to: url.appendingPathComponent(name))
    }

    /// Makes a log of these records.
    func makeLog(_ ring: borrowing Keyring, _ records: [[UInt8]], _ name: String = "log") throws {
        let log = try SealedLog.create(at: path(name), sealedWith: ring)
        for record in records { try log.appendBatched(record) }
        try log.sync()
    }

    /// All records that a reader of the log gives.
    func records(_ ring: borrowing Keyring, _ name: String = "log") throws -> [[UInt8]] {
        var reader = try SealedLogReader.open(path(name), sealedWith: ring)
        var records: [[UInt8]] = []
        while let record = try reader.next() { records.append(record.bytes) }
        return records
    }

    /// What verification of the whole log says: nil if nothing is wrong.
    func verdict(
        _ ring: borrowing Keyring, _ name: String = "log", containing checkpoint: [UInt8]? = nil
    ) -> SealedLogError? {
        do throws(SealedLogError) {
            var reader = try SealedLogReader.open(path(name), sealedWith: ring, containing: checkpoint)
            try reader.verify()
            return nil
        } catch {
            return error
        }
    }

    /// Why the log does not open for appending: nil if it does.
    func refusal(
        _ ring: borrowing Keyring, _ name: String = "log", containing checkpoint: [UInt8]? = nil
    ) -> SealedLogError? {
        do throws(SealedLogError) {
            _ = try SealedLog.open(path(name), sealedWith: ring, containing: checkpoint)
            return nil
        } catch {
            return error
        }
    }
}

/// A ring with one key.
func ringOfOneKey(_ algorithm: KeyAlgorithm = .xaes256GCM) throws -> Keyring {
    let ring = Keyring()
    try ring.generateKey(algorithm)
    return ring
}

/// Where the records of a log file begin, and where the last one ends, taken from the lengths alone.
func recordBorders(_ bytes: [UInt8]) -> [Int] {
    var borders = [120]
    var offset = 120
    while offset + 4 <= bytes.count {
        offset += 96 + bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        borders.append(offset)
    }
    return borders
}
