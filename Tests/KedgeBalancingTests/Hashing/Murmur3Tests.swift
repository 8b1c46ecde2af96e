import KedgeTestSupport
import Testing

@testable import KedgeBalancing

struct Murmur3Tests {
    private struct Rendezvous: Decodable {
        struct Hash: Decodable {
            let text: String
            let seed: UInt32
            let hash: UInt32
        }

        let murmur3: [Hash]
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `texts have the published hashes, however they are cut`() throws {
        let vectors = try Vectors.json("consistent_hashing/rendezvous.json", as: Rendezvous.self)
        #expect(!vectors.murmur3.isEmpty)
        for vector in vectors.murmur3 {
            let bytes = Array(vector.text.utf8)
            for cut in 0...bytes.count {
                var hash = Murmur3(seed: vector.seed)
                bytes[..<cut].withUnsafeBytes { hash.update($0) }
                bytes[cut...].withUnsafeBytes { hash.update($0) }
                #expect(hash.value == vector.hash)
            }
        }
    }
}
