import Kedge

let key = try AESGCMKey(.random(count: 32))
let sealed = try key.seal(Array("pay 12 to account 7".utf8), authenticating: Array("ledger 3".utf8))
let opened = try key.open(sealed, authenticating: Array("ledger 3".utf8))
print(
    "sealed \(opened.count) bytes as \(sealed.count), and opened them: \"\(String(decoding: opened, as: UTF8.self))\"")

do {
    _ = try key.open(sealed, authenticating: Array("ledger 4".utf8))
    print("opened for another ledger: this must not happen")
} catch {
    print("refused for another ledger: \(error)")
}

let hash = Keccak256.hash(Array("transfer(address,uint256)".utf8))
print("transfer(address,uint256) has the selector 0x\(Hex.encode(Array(hash.prefix(4))))")

let ring = Keyring()
let old = try ring.generateKey()
let record = try ring.seal(Array("alice paid 12 to bob".utf8), authenticating: Array("row 9".utf8))
try ring.setPrimary(try ring.generateKey())
let moved = try ring.reseal(record, authenticating: Array("row 9".utf8))
try ring.destroy(old)
print("resealed a record of \(record.count) bytes under a new key, and destroyed the old one")
do {
    _ = try ring.open(record, authenticating: Array("row 9".utf8))
    print("opened with a destroyed key: this must not happen")
} catch {
    print("refused with the old key: \(error)")
}
print("opened with the new one: \(try ring.open(moved, authenticating: Array("row 9".utf8)).count) bytes")

func useWallet() throws {
    let words = try Mnemonic.random(wordCount: 12, language: .english)
    let master = try words.seed().withUnsafeBytes { try HDPrivateKey(seed: $0.bytes) }
    let account = try master.derived(DerivationPath("m/44'/60'/0'/0"))
    let addresses = try account.publicKey.addresses(first: 0, count: 10)
    print("ten addresses of new words, from \(addresses[0]) to \(addresses[9])")

    var fields = TransactionFields(.dynamicFee, chainID: 11_155_111, nonce: 0, gasLimit: 21_000)
    fields.to = addresses[1]
    fields.value = 250_000_000_000_000_000
    fields.maxFeePerGas = 30_000_000_000
    fields.maxPriorityFeePerGas = 1_500_000_000
    let transaction = try Transaction(fields).sign(with: try account.child(0).privateKey())
    print("transaction \(transaction.hash), signed by the first: \(try transaction.sender == addresses[0])")
    let raw = transaction.serialized()  // consumes it: what was sent cannot be sent again by mistake
    print("and in \(raw.count) bytes to send")
}

try useWallet()

struct Order: Codable {
    var sub: String
    var limit: Int
}

func useTokens() throws {
    let key = try JWTKey.generate(.edDSA).identifiedByThumbprint()
    var options = JWTIssuerOptions(issuer: "https://login.example", audiences: ["orders"])
    options.addsID = true
    let token = try JWTIssuer(key: key, options: options).issue(encoding: Order(sub: "customer 7", limit: 2500))

    var rules = JWTRules()
    rules.issuers = ["https://login.example"]
    rules.audiences = ["orders"]
    rules.replayStore = try JWTReplayCache(capacity: 1_000)
    // The service knows what the login service publishes: its public keys.
    let published = try JWTKeySet([try key.publicKey()]).publicJWKSet()
    let verifier = try JWTVerifier(keys: JWTKeySet(jwkSet: Array(published.utf8)), rules: rules)

    let order = try verifier.verify(token).decode(Order.self)
    print("\(order.sub) may order for \(order.limit)")
    do throws(JWTError) {
        _ = try verifier.verify(token)
        print("verified twice: this must not happen")
    } catch {
        print("refused the second time: \(error)")
    }
    do throws(JWTError) {
        _ = try verifier.verify(String(token.dropLast(8)) + "AAAAAAAA")
        print("verified when changed: this must not happen")
    } catch {
        print("refused when changed: \(error)")
    }
}

try useTokens()

func useRing() throws {
    let ring = try HashRing()
    let workers = try (1...5).map { try ring.add("worker-\($0)") }
    let customers = (0..<400).map { "customer \($0)" }
    let before = try ring.owners(ofKeys: customers)
    let foretold = try ring.preview([.setState(workers[2], .draining)])
    try ring.setState(.draining, of: workers[2])
    let after = try ring.owners(ofKeys: customers)
    let moved = zip(before, after).filter { $0 != $1 }
    let strays = moved.filter { $0.0 != workers[2] }.count
    print("worker-3 drained: \(moved.count) of \(customers.count) customers moved, \(strays) of other workers")
    print("foretold: \(Int(foretold.moved * 100)) % of all keys, \(Int(foretold.collateral * 100)) % between others")
    let admission = try ring.admit("customer 7", loadBound: 125)
    let isOwn = try admission.node == ring.owner(of: "customer 7")
    print("customer 7 is served by \(isOwn ? "its own" : "another") worker")
    try ring.finish(admission.node)
}

try useRing()

/// An upstream that dies and comes back, for the length of so many calls.
struct Upstream {
    struct Down: Error {}
    let dead: Range<Int>

    func pay(_ call: Int) async throws -> String {
        if dead.contains(call) { throw Down() }
        return "first"
    }
}

func surviveAnOutage() async throws {
    let clock = ManualClock()
    var options = BreakerOptions(consecutiveFailures: 3)
    options.openTime = .seconds(1)
    options.openTimeJitter = 0
    options.probes = 1
    let breaker = try Breaker(options, clock: clock)
    let failover = try Failover([
        FailoverTarget(name: "first", breaker: breaker), FailoverTarget(name: "second", level: 1),
    ])
    let pipeline = try Pipeline([.fallback, .deadline(.seconds(2)), .failover(failover)])
    print("payments through: \(pipeline)")
    let upstream = Upstream(dead: 100..<200)
    var answers: [String: Int] = [:]
    for call in 0..<300 {
        let answer = try await pipeline.run(isIdempotent: true, fallback: { _ in "later" }) { attempt async throws in
            attempt.target?.name == "first" ? try await upstream.pay(call) : "second"
        }
        answers[answer, default: 0] += 1
        // A hundredth of a second between calls.
        clock.advance(nanoseconds: 10_000_000)
    }
    while let event = breaker.nextEvent() {
        print("  after \(event.nanoseconds / 1_000_000) ms \(event.from) -> \(event.to): \(event.reason)")
    }
    let saved = failover.snapshots[1].saved
    print("first answered \(answers["first"] ?? 0), second \(answers["second"] ?? 0), lost \(answers["later"] ?? 0)")
    print("\(breaker.snapshot.rejected) kept away from the first, \(saved) saved by the second")
}

try await surviveAnOutage()
