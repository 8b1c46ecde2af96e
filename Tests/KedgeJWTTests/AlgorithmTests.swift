import KedgeJWT
import Testing

struct AlgorithmTests {
    @Test func `every algorithm has a name of its own, by which it is found`() {
        #expect(Set(JWTAlgorithm.allCases.map { "\($0.name)" }).count == 14)
        for algorithm in JWTAlgorithm.allCases {
            #expect(JWTAlgorithm(name: "\(algorithm.name)") == algorithm)
        }
    }

    @Test(arguments: [
        "", "none", "None", "HS25", "HS2566", "hs256", "HS256 ", " HS256", "HS256\0", "ES256k", "EDDSA", "Ed25519",
        "RS1",
        "A128KW", "ЕS256",
    ])
    func `no other name is one`(_ name: String) {
        #expect(JWTAlgorithm(name: name) == nil)
    }

    @Test func `values that cross the border of the library stay what they are`() {
        let values: [JWTAlgorithm: UInt32] = [
            .hs256: 1, .hs384: 2, .hs512: 3, .rs256: 4, .rs384: 5, .rs512: 6, .ps256: 7, .ps384: 8, .ps512: 9,
            .es256: 10,
            .es384: 11, .es512: 12, .es256k: 13, .edDSA: 14,
        ]
        for algorithm in JWTAlgorithm.allCases { #expect(algorithm.rawValue == values[algorithm]) }
    }

    @Test func `a secret or a key pair stands behind each`() {
        for algorithm in JWTAlgorithm.allCases {
            #expect((algorithm.sharedHash == nil) == (algorithm.signatureScheme != nil))
        }
    }

    @Test func `signatures are as long as the algorithm says`() throws {
        for algorithm in JWTAlgorithm.allCases {
            let key =
                algorithm.signatureByteCount == nil ? try KeySample.rsa(algorithm) : try JWTKey.generate(algorithm)
            #expect(key.signatureByteCount == algorithm.signatureByteCount ?? 256)
        }
    }
}
