import KedgeCrypto
import KedgeTestSupport
import Testing

// One after the other: one of them takes a gibibyte.
@Suite(.serialized) struct ScryptTests {
    private struct Answers: Decodable {
        struct Answer: Decodable {
            let password: String
            let salt: String
            let N: Int
            let r: Int
            let p: Int
            let key: HexBytes
        }

        let scrypt: [Answer]
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `published keys come out, the one that takes a gibibyte too`() throws {
        let answers = try Vectors.json("kdf/rfc7914.json", as: Answers.self).scrypt
        #expect(answers.map(\.N) == [16, 1024, 16384, 1_048_576])
        for answer in answers {
            let parameters = try ScryptParameters(
                cost: answer.N, blockSize: answer.r, parallelization: answer.p)
            let key = try Scrypt.derive(
                password: Array(answer.password.utf8), salt: Array(answer.salt.utf8), parameters: parameters,
                byteCount: answer.key.bytes.count, limits: ScryptLimits(maximumMemoryByteCount: (1 << 30) + (1 << 20)))
            #expect(key == answer.key.bytes)
        }
    }

    @Test func `by default a gibibyte is refused`() throws {
        let parameters = try ScryptParameters(cost: 1 << 20, blockSize: 8, parallelization: 1)
        #expect(throws: ScryptError.tooMuchMemory((1 << 30) + 3072, maximum: 1 << 29)) {
            try Scrypt.derive(password: [1], salt: [2], parameters: parameters, byteCount: 32)
        }
    }

    @Test func `the limit on memory is exact`() throws {
        let parameters = try ScryptParameters(cost: 16, blockSize: 2, parallelization: 3)
        #expect(parameters.memoryByteCount == 128 * 2 * (16 + 3 + 2))
        var limits = ScryptLimits(maximumMemoryByteCount: parameters.memoryByteCount)
        #expect(throws: Never.self) {
            try Scrypt.derive(password: [1], salt: [2], parameters: parameters, byteCount: 32, limits: limits)
        }
        limits.maximumMemoryByteCount -= 1
        #expect(throws: ScryptError.tooMuchMemory(5376, maximum: 5375)) {
            try Scrypt.derive(password: [1], salt: [2], parameters: parameters, byteCount: 32, limits: limits)
        }
    }

    @Test func `work is limited where memory is not`() throws {
        let parameters = try ScryptParameters(cost: 1 << 16, blockSize: 1, parallelization: 1 << 16)
        #expect(throws: ScryptError.tooMuchWork(1 << 32, maximum: 1 << 24)) {
            try Scrypt.derive(password: [1], salt: [2], parameters: parameters, byteCount: 32)
        }
    }

    @Test func `parameters too large to multiply are refused and not computed with`() throws {
        let noLimits = ScryptLimits(maximumMemoryByteCount: .max, maximumWork: .max)
        let parameters = try ScryptParameters(cost: 1 << 62, blockSize: 1 << 14, parallelization: 1 << 15)
        #expect(parameters.memoryByteCount == .max)
        #expect(parameters.work == .max)
        #expect(throws: ScryptError.tooMuchMemory(.max, maximum: .max)) {
            try Scrypt.derive(
                password: [1], salt: [2], parameters: parameters, byteCount: 32, limits: noLimits)
        }
    }

    @Test func `memory that the system does not have is an error`() throws {
        let parameters = try ScryptParameters(cost: 1 << 50, blockSize: 8, parallelization: 1)
        #expect(throws: ScryptError.outOfMemory) {
            try Scrypt.derive(
                password: [1], salt: [2], parameters: parameters, byteCount: 32,
                limits: ScryptLimits(maximumMemoryByteCount: 1 << 61, maximumWork: 1 << 60))
        }
    }

    @Test(arguments: [0, 1, 3, 1023, 1025, -2, .min, .max])
    func `an N that is no power of two above one is refused`(cost: Int) {
        #expect(throws: ScryptError.invalidCost(cost)) {
            try ScryptParameters(cost: cost, blockSize: 8, parallelization: 1)
        }
    }

    @Test func `an r or p out of range is refused`() {
        for blockSize in [0, -1, .min] {
            #expect(throws: ScryptError.invalidBlockSize(blockSize)) {
                try ScryptParameters(cost: 16, blockSize: blockSize, parallelization: 1)
            }
        }
        let products = [(8, 0), (8, -1), (1, 1 << 30), (1 << 30, 1), (1 << 15, 1 << 15), (2, .max)]
        for (blockSize, parallelization) in products {
            #expect(throws: ScryptError.invalidParallelization(parallelization)) {
                try ScryptParameters(cost: 16, blockSize: blockSize, parallelization: parallelization)
            }
        }
        #expect(throws: Never.self) {
            try ScryptParameters(cost: 16, blockSize: 1, parallelization: (1 << 30) - 1)
        }
    }

    @Test func `an output of no bytes or of too many is refused`() throws {
        let parameters = try ScryptParameters(cost: 16, blockSize: 1, parallelization: 1)
        for count in [0, -1, .min, Scrypt.maximumOutputByteCount + 1, .max] {
            #expect(throws: ScryptError.invalidOutputByteCount(count, maximum: 1 << 20)) {
                try Scrypt.derive(password: [1], salt: [2], parameters: parameters, byteCount: count)
            }
        }
    }

    @Test func `the empty password and salt are allowed, on either path`() throws {
        // With r = 1, N = 65536 is the first that libcrypto refuses and libsodium computes.
        for cost in [1 << 15, 1 << 16] {
            let parameters = try ScryptParameters(cost: cost, blockSize: 1, parallelization: 1)
            let key = try Scrypt.derive(password: [], salt: [], parameters: parameters, byteCount: 32)
            #expect(key != [UInt8](repeating: 0, count: 32))
        }
    }

    @Test func `an error names the field and its rule`() {
        let texts = [
            ScryptError.invalidCost(3), .invalidBlockSize(0), .invalidParallelization(0),
            .invalidOutputByteCount(0, maximum: 9), .tooMuchMemory(5, maximum: 4), .tooMuchWork(5, maximum: 4),
            .outOfMemory,
        ].map(\.description)
        #expect(
            texts == [
                "n 3: scrypt needs a power of two above 1",
                "r 0: scrypt needs 1 or more",
                "p 0: scrypt needs 1 or more, and r times p below 2^30",
                "output length 0: scrypt gives 1 to 9 bytes here",
                "5 bytes of memory for n, r and p: the limit is 4",
                "n times r times p is 5: the limit is 4",
                "scrypt: the system has too little memory left for these n, r and p",
            ])
    }
}
