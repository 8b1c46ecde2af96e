import Foundation
import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Keystores in files.
struct KeystoreFileTests {
    private struct StoppedClock: WallClock {
        var unixSeconds: Int64
        var nanoseconds: UInt32 = 0

        var unixTime: (seconds: Int64, nanoseconds: UInt32) { (unixSeconds, nanoseconds) }
    }

    private let options = KeystoreOptions(derivation: KeystoreSample.scrypt)

    @discardableResult
    private func save(
        in folder: String, clock: some WallClock = SystemClock(), limits: KeystoreLimits = KeystoreLimits(),
        progress: KeystoreProgress.Handler? = nil
    ) throws -> String {
        let (bytes, password) = (KeystoreSample.key, KeystoreSample.password)
        let key = try PrivateKey(bytes.span.bytes)
        return try Keystore.save(
            key, password: password.span.bytes, in: folder, options: options, limits: limits, clock: clock,
            progress: progress)
    }

    private func open(_ path: String) throws -> [UInt8] {
        let password = KeystoreSample.password
        let key = try Keystore.open(path, password: password.span.bytes)
        return key.withUnsafeBytes { [UInt8]($0) }
    }

    private func error(_ body: () throws -> Void) -> KeystoreError? {
        do {
            try body()
            return nil
        } catch {
            return error as? KeystoreError
        }
    }

    @Test(
        arguments: [
            // Checked with `date -u -d @SECONDS`.
            (0, 0, "1970-01-01T00-00-00.000000000Z"),
            (1_795_177_496, 123_456_789, "2026-11-20T12-24-56.123456789Z"),
            (951_782_400, 1, "2000-02-29T00-00-00.000000001Z"),
            (951_868_799, 999_999_999, "2000-02-29T23-59-59.999999999Z"),
            (951_868_800, 0, "2000-03-01T00-00-00.000000000Z"),
            (1_709_164_800, 0, "2024-02-29T00-00-00.000000000Z"),
            (1_735_689_599, 0, "2024-12-31T23-59-59.000000000Z"),
            (4_107_542_400, 0, "2100-03-01T00-00-00.000000000Z"),
            (4_107_542_399, 0, "2100-02-28T23-59-59.000000000Z"),
            (253_402_300_799, 0, "9999-12-31T23-59-59.000000000Z"),
            (253_402_300_800, 0, "9999-12-31T23-59-59.000000000Z"), (.max, .max, "9999-12-31T23-59-59.999999999Z"),
            (-1, 5, "1970-01-01T00-00-00.000000005Z"), (.min, 0, "1970-01-01T00-00-00.000000000Z"),
        ] as [(Int64, UInt32, String)])
    func `the name is geth's`(_ seconds: Int64, _ nanoseconds: UInt32, _ time: String) throws {
        let folder = try TemporaryFolder()
        let path = try save(in: folder.url.path, clock: StoppedClock(unixSeconds: seconds, nanoseconds: nanoseconds))
        let name = "UTC--\(time)--\(Hex.encode(try address().bytes))"
        #expect(path == folder.path(name))
        #expect(try folder.names == [name])
        #expect(name.utf8.count == KeystoreFileName.byteCount)
    }

    @Test func `the name of every day is that of another calendar`() throws {
        let folder = try TemporaryFolder()
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<60 {
            let seconds = Int64.random(in: 0...7_000_000_000, using: &generator)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(seconds)))
            let time = String(
                format: "UTC--%04d-%02d-%02dT%02d-%02d-%02d.", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
                parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0)
            let path = try save(in: folder.url.path, clock: StoppedClock(unixSeconds: seconds))
            #expect(path.contains(time), "\(seconds)")
        }
    }

    @Test func `what was saved opens, and is for this user alone`() throws {
        let folder = try TemporaryFolder()
        for given in [folder.url.path, folder.url.path + "/"] {
            let path = try save(in: given)
            #expect(path.hasPrefix(folder.url.path + "/UTC--") && !path.contains("//"))
            #expect(try open(path) == KeystoreSample.key)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        #expect(try folder.names.count == 2)
    }

    @Test func `no file is replaced`() throws {
        let folder = try TemporaryFolder()
        let clock = ManualClock(unixSeconds: 1_700_000_000)
        let path = try save(in: folder.url.path, clock: clock)
        let before = try contents(ofFile: path)
        #expect(error { try save(in: folder.url.path, clock: clock) } == .file(.exists))
        #expect(try contents(ofFile: path) == before)
        #expect(try folder.names.count == 1)
    }

    @Test func `nothing is written where anything fails`() throws {
        let folder = try TemporaryFolder()
        #expect(
            error { try save(in: folder.url.path, limits: KeystoreLimits(maximumWork: 1)) }
                == .tooMuchWork(96, maximum: 1))
        #expect(error { try save(in: folder.url.path) { _ in false } } == .cancelled)
        #expect(error { try save(in: folder.url.path) { $0.done == 0 } } == .cancelled)
        #expect(try folder.names.isEmpty)
        #expect(error { try save(in: folder.path("missing")) } == .file(.notFound))
        #expect(error { try save(in: "") } == .file(.invalidPath))
        #expect(error { try save(in: "a\u{0}b") } == .file(.invalidPath))
        let file = try folder.write([1], to: "file")
        #expect(error { try save(in: file) } == .file(.notFound))
        #expect(try folder.names == ["file"])
    }

    @Test func `a folder that is missing costs no derivation`() throws {
        var calls = 0
        #expect(
            error {
                try save(in: "/nonexistent/folder") { _ in
                    calls += 1
                    return true
                }
            } == .file(.notFound))
        #expect(calls == 0)
    }

    @Test func `a file that is no keystore is refused`() throws {
        let folder = try TemporaryFolder()
        #expect(error { _ = try open(folder.path("missing")) } == .file(.notFound))
        #expect(error { _ = try open(folder.url.path) } == .file(.notRegular))
        let large = try folder.write([UInt8](repeating: 0x20, count: 65_537), to: "large")
        #expect(error { _ = try open(large) } == .json(JSONError(.tooLarge, at: 65_536)))
        let empty = try folder.write([], to: "empty")
        #expect(error { _ = try open(empty) } == .json(JSONError(.unexpectedEnd, at: 0)))
    }
}
