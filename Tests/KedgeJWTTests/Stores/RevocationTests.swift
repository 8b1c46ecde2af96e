import KedgeJWT
import KedgeTestSupport
import Synchronization
import Testing

struct RevocationTests {
    private let list: JWTRevocations

    init() throws {
        list = try JWTRevocations(capacity: 100)
    }

    private func token(
        id: String? = "t", subject: String? = "s", issuer: String? = "i", at issuedAt: Int64? = 10
    ) -> JWTIdentity {
        JWTIdentity(issuer: issuer, subject: subject, id: id, issuedAt: issuedAt, refusedFrom: 1_000)
    }

    @Test func `an empty list revokes nothing`() throws {
        #expect(try !list.isRevoked(token(), now: 0))
        #expect(list.count == 0)
    }

    @Test func `a token is revoked by its issuer and id`() throws {
        try list.revoke(id: "t", issuer: "i", until: 100, now: 0)
        #expect(try list.isRevoked(token(), now: 0))
        #expect(try list.isRevoked(token(subject: nil, at: .max), now: 0))
        #expect(try list.isRevoked(token(at: nil), now: 0))
        #expect(try !list.isRevoked(token(id: "u"), now: 0))
        #expect(try !list.isRevoked(token(id: nil), now: 0))
        #expect(try !list.isRevoked(token(issuer: "j"), now: 0))
        #expect(try !list.isRevoked(token(issuer: nil), now: 0))
    }

    @Test func `a subject loses the tokens from before a time`() throws {
        try list.revoke(subject: "s", issuer: "i", issuedBefore: 11, until: 100, now: 0)
        #expect(try list.isRevoked(token(at: 10), now: 0))
        #expect(try !list.isRevoked(token(at: 11), now: 0))
        #expect(try list.isRevoked(token(at: nil), now: 0))
        #expect(try !list.isRevoked(token(subject: "r"), now: 0))
        #expect(try !list.isRevoked(token(subject: nil), now: 0))
        #expect(try !list.isRevoked(token(issuer: nil), now: 0))
        // What is a subject to one entry is no id to another.
        #expect(try !list.isRevoked(token(id: "s", subject: "t"), now: 0))
    }

    @Test func `an issuer loses the tokens from before a time`() throws {
        try list.revoke(allOfIssuer: "i", issuedBefore: 11, until: 100, now: 0)
        #expect(try list.isRevoked(token(id: nil, subject: nil, at: 10), now: 0))
        #expect(try !list.isRevoked(token(at: 11), now: 0))
        #expect(try list.isRevoked(token(at: nil), now: 0))
        #expect(try !list.isRevoked(token(issuer: "j"), now: 0))
        #expect(try !list.isRevoked(token(issuer: nil), now: 0))
        try list.revoke(allOfIssuer: nil, issuedBefore: 11, until: 100, now: 0)
        #expect(try list.isRevoked(token(issuer: nil), now: 0))
        #expect(try !list.isRevoked(token(issuer: ""), now: 0))
    }

    @Test func `an entry counts until its time`() throws {
        try list.revoke(id: "t", issuer: "i", until: 100, now: 0)
        #expect(try list.isRevoked(token(), now: 99))
        #expect(try !list.isRevoked(token(), now: 100))
        #expect(list.count == 1)
        #expect(list.removeExpired(now: 99) == 0)
        #expect(list.removeExpired(now: 100) == 1)
        #expect(list.count == 0)
        try list.revoke(id: "t", issuer: "i", until: 100, now: 100)
        #expect(list.count == 0)
        try list.revoke(id: "t", issuer: "i", until: nil, now: 100)
        #expect(try list.isRevoked(token(), now: .max - 1))
    }

    @Test func `a second call never makes a token count again`() throws {
        try list.revoke(subject: "s", issuer: "i", issuedBefore: 50, until: 100, now: 0)
        try list.revoke(subject: "s", issuer: "i", issuedBefore: 20, until: 60, now: 0)
        #expect(try list.isRevoked(token(at: 49), now: 99))
        try list.revoke(subject: "s", issuer: "i", issuedBefore: 60, until: 200, now: 0)
        #expect(try list.isRevoked(token(at: 59), now: 199))
        #expect(list.count == 1)
    }

    @Test func `a full list takes no more, and keeps what it has`() throws {
        let list = try JWTRevocations(capacity: 2)
        try list.revoke(id: "a", issuer: nil, until: 50, now: 0)
        try list.revoke(id: "b", issuer: nil, until: nil, now: 0)
        #expect(throws: JWTMemoryStoreError.full) { try list.revoke(id: "c", issuer: nil, until: nil, now: 49) }
        // An entry that is there needs no room.
        try list.revoke(id: "b", issuer: nil, until: nil, now: 49)
        #expect(try list.isRevoked(token(id: "a", issuer: nil), now: 49))
        try list.revoke(id: "c", issuer: nil, until: nil, now: 50)
        #expect(try list.isRevoked(token(id: "b", issuer: nil), now: 50))
        #expect(try list.isRevoked(token(id: "c", issuer: nil), now: 50))
    }

    @Test func `what one thread revoked the next question of another sees`() throws {
        let list = try JWTRevocations(capacity: 4_000)
        let missed = Atomic<Int>(0)
        onThreads(4) { thread in
            for number in 0..<500 {
                let id = "\(thread) \(number)"
                try? list.revoke(id: id, issuer: nil, until: 1_000, now: 0)
                list.removeExpired(now: 0)
                if (try? list.isRevoked(JWTIdentity(id: id), now: 0)) != true {
                    missed.wrappingAdd(1, ordering: .relaxed)
                }
            }
        }
        #expect(missed.load(ordering: .relaxed) == 0)
        #expect(list.count == 2_000)
    }

    @Test func `names with a NUL are refused, because no token has one`() throws {
        let list = list
        #expect(throws: JWTMemoryStoreError.nulCharacter) {
            try list.revoke(id: "a\0", issuer: nil, until: nil, now: 0)
        }
        #expect(throws: JWTMemoryStoreError.nulCharacter) {
            try list.revoke(subject: "a", issuer: "\0", issuedBefore: 1, until: nil, now: 0)
        }
        #expect(throws: JWTMemoryStoreError.nulCharacter) {
            try list.revoke(allOfIssuer: "\0", issuedBefore: 1, until: nil, now: 0)
        }
        #expect(list.count == 0)
    }

    @Test(.forks) func `a child of fork goes on, whatever other threads were doing`() throws {
        let list = list
        try list.revoke(id: "t", issuer: "i", until: nil, now: 0)
        let revoked = token()
        let other = token(id: "child")
        let threads = BusyThreads(2) { try? list.revoke(id: "x", issuer: nil, until: nil, now: 0) }
        for _ in 0..<20 {
            let isRight = ChildProcess.run {
                guard (try? list.revoke(id: "child", issuer: "i", until: nil, now: 0)) != nil else { return false }
                return (try? list.isRevoked(revoked, now: 0)) == true && (try? list.isRevoked(other, now: 0)) == true
            }
            #expect(isRight)
        }
        threads.stop()
        #expect(try !list.isRevoked(other, now: 0))
    }
}
