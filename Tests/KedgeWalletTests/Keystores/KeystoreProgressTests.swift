import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// What a caller is told of a slow derivation, and how it stops one.
struct KeystoreProgressTests {
    /// Long enough for a report or two: about 150 ms with optimisation.
    private let slowScrypt = KeystoreDerivation.scrypt(n: 1 << 16, r: 8, p: 1)
    private let slowPBKDF2 = KeystoreDerivation.pbkdf2(iterations: 300_000)

    private func run(
        _ derivation: KeystoreDerivation, stopping: (KeystoreProgress) -> Bool = { _ in false }
    ) throws -> (reports: [KeystoreProgress], error: KeystoreError?) {
        let (bytes, password) = (KeystoreSample.key, KeystoreSample.password)
        let key = try PrivateKey(bytes.span.bytes)
        return withoutActuallyEscaping(stopping) { stopping in
            var reports: [KeystoreProgress] = []
            do {
                _ = try Keystore.encrypt(
                    key: key, password: password.span.bytes, options: KeystoreOptions(derivation: derivation)
                ) {
                    reports.append($0)
                    return !stopping($0)
                }
                return (reports, nil)
            } catch {
                return (reports, error as? KeystoreError)
            }
        }
    }

    private func check(_ reports: [KeystoreProgress], total: UInt64) {
        #expect(reports.count >= 2)
        #expect(reports.allSatisfy { $0.total == total })
        #expect(reports.first?.done == 0 && reports.last?.done == total)
        #expect(reports.dropLast().allSatisfy { $0.done < total })
        #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.done <= $1.done })
    }

    @Test func `both derivations tell of their beginning and their end`() throws {
        check(try run(KeystoreSample.scrypt).reports, total: 1000)
        check(try run(KeystoreSample.pbkdf2).reports, total: 10)
    }

    @Test func `PBKDF2 tells every 65,536 rounds`() throws {
        let reports = try run(slowPBKDF2).reports
        check(reports, total: 300_000)
        #expect(reports.map(\.done) == [0, 65_537, 131_073, 196_609, 262_145, 300_000])
    }

    @Test func `scrypt tells meanwhile`() throws {
        let reports = try run(slowScrypt).reports
        check(reports, total: 1000)
        #expect(reports.count >= 3)
    }

    @Test func `what is told of changes nothing`() throws {
        for derivation in [slowScrypt, slowPBKDF2, KeystoreSample.scrypt, KeystoreSample.pbkdf2] {
            let quiet = try keystore(KeystoreSample.text(derivation))
            let password = KeystoreSample.password
            let told = try derivation.key(
                password: password.span.bytes, salt: quiet.salt, limits: KeystoreLimits()
            ) { _ in true }
            #expect(told.withUnsafeBytes { [UInt8]($0) } == (try derivedKey(quiet)))
        }
    }

    @Test func `both are cancelled at the beginning, meanwhile and at the end`() throws {
        for derivation in [slowScrypt, slowPBKDF2] {
            for stop: @Sendable (KeystoreProgress) -> Bool in [
                { $0.done == 0 }, { $0.done > 0 }, { $0.done == $0.total },
            ] {
                let (reports, error) = try run(derivation, stopping: stop)
                #expect(error == .cancelled)
                // Nobody is called again who asked to stop.
                #expect(reports.filter(stop).count == 1)
            }
        }
    }

    @Test func `a keystore is opened inside the callback of another one`() throws {
        let text = try KeystoreSample.text(slowScrypt)
        var inner: [[UInt8]] = []
        let key = try opened(text) { state in
            if state.done == 0 || state.done == state.total {
                if let key = try? opened(KeystoreSample.text(), progress: { _ in true }) { inner.append(key) }
            }
            return true
        }
        #expect(key == KeystoreSample.key)
        #expect(inner == [KeystoreSample.key, KeystoreSample.key])
    }

    @Test func `many threads open keystores at once`() throws {
        let text = try KeystoreSample.text(.scrypt(n: 1024, r: 8, p: 1))
        let good = Tally()
        onThreads(4) { _ in
            for _ in 0..<5 {
                if (try? opened(text, progress: { _ in true })) == KeystoreSample.key { good.add() }
            }
        }
        #expect(good.count == 20)
    }
}
