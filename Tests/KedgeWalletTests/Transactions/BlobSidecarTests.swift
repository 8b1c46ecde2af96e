import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import KedgeWallet
import Testing

struct BlobSidecarTests {
    @Test(arguments: [BlobSidecar.Version.blobProofs, .cellProofs])
    func `a sidecar travels and comes back`(_ version: BlobSidecar.Version) throws {
        for count in [1, 2, 3] {
            let sidecar = try TransactionSample.sidecar(count, version)
            let transaction = try transaction(for: sidecar)
            let canonical = try transaction.sign(with: TransactionSample.key()).serialized()
            let signed = try SignedTransaction(decoding: canonical).attach(sidecar)
            let hash = signed.hash
            let network = try signed.networkForm()
            let read = try SignedTransaction(decoding: network, chainID: 1337)
            let (carried, readHash, readTransaction) = (read.sidecar, read.hash, read.transaction)
            let again = try read.networkForm()
            #expect(carried == sidecar)
            #expect(readHash == hash)
            #expect(hash == Hash32(keccak256: canonical))
            #expect(readTransaction == transaction)
            #expect(again == network)
            let alone = try SignedTransaction(decoding: network).serialized()
            #expect(alone == canonical)
        }
    }

    @Test func `version 0 is a list of four, version 1 of five`() throws {
        for (version, count) in [(.blobProofs, 4), (.cellProofs, 5)] as [(BlobSidecar.Version, Int)] {
            let parts = try Parts(network(version))
            #expect(parts.type == [3])
            #expect(parts.items.count == count)
            if version == .cellProofs { #expect(parts.items[1] == [1]) }
        }
    }

    @Test func `a versioned hash is 1 and the digest of the commitment`() throws {
        let sidecar = try TransactionSample.sidecar(2, .blobProofs)
        let expected = [0, 1].map { index in
            [1] + SHA256.hash([UInt8](sidecar.commitments[index * 48..<index * 48 + 48])).dropFirst()
        }
        #expect(sidecar.versionedHashes.map(\.bytes) == expected)
    }

    @Test func `sizes that do not fit are refused`() throws {
        let blob = [UInt8](repeating: 0, count: 131_072)
        let part = [UInt8](repeating: 0, count: 48)
        let cells = [UInt8](repeating: 0, count: 48 * 128)
        expect(.blobProofs, blob, part, part, isRefused: false)
        expect(.cellProofs, blob, part, cells, isRefused: false)
        expect(.blobProofs, [], [], [])
        expect(.blobProofs, [UInt8](blob.dropLast()), part, part)
        expect(.blobProofs, blob + [0], part, part)
        expect(.blobProofs, blob + blob, part, part)
        expect(.blobProofs, blob, [], part)
        expect(.blobProofs, blob, part + [0], part)
        expect(.blobProofs, blob, part + part, part)
        expect(.blobProofs, blob, part, [])
        expect(.blobProofs, blob, part, part + part)
        expect(.blobProofs, blob, part, cells)
        expect(.cellProofs, blob, part, part)
        expect(.cellProofs, blob, part, [UInt8](cells.dropLast(48)))
        expect(.cellProofs, blob, part, cells + part)
    }

    @Test func `more than 1024 blobs are refused`() {
        let count = 1025
        expect(
            .blobProofs, [UInt8](repeating: 0, count: 131_072 * count), [UInt8](repeating: 0, count: 48 * count),
            [UInt8](repeating: 0, count: 48 * count))
    }

    @Test func `a sidecar of another transaction is refused`() throws {
        let sidecar = try TransactionSample.sidecar(2, .blobProofs)
        let canonical = try transaction(for: sidecar).sign(with: TransactionSample.key()).serialized()
        expectMismatch(canonical, try TransactionSample.sidecar(2, .blobProofs, seed: 2))
        expectMismatch(canonical, try TransactionSample.sidecar(1, .blobProofs))
        expectMismatch(canonical, try TransactionSample.sidecar(3, .blobProofs))
        let swapped = try BlobSidecar(
            version: .blobProofs, blobs: sidecar.blobs,
            commitments: [UInt8](sidecar.commitments[48...] + sidecar.commitments[..<48]), proofs: sidecar.proofs)
        expectMismatch(canonical, swapped)
        for kind in TransactionFields.Kind.allCases where kind != .blob {
            expectMismatch(try TransactionSample.raw(kind), sidecar)
        }
    }

    @Test func `what has no sidecar has no network form`() throws {
        for kind in TransactionFields.Kind.allCases {
            let signed = try SignedTransaction(decoding: TransactionSample.raw(kind))
            var refused: TransactionError?
            do throws(TransactionError) { _ = try signed.networkForm() } catch { refused = error }
            #expect(refused == .withoutSidecar)
        }
    }

    @Test(arguments: [BlobSidecar.Version.blobProofs, .cellProofs])
    func `a network form with anything wrong is refused`(_ version: BlobSidecar.Version) throws {
        let parts = try Parts(network(version))
        #expect(refusal(parts.bytes) == nil)
        #expect(refusal(parts.bytes + [0]) == .rlp(.trailingBytes(offset: parts.bytes.count)))
        #expect(refusal([UInt8](parts.bytes.dropLast())) != nil)
        for index in parts.items.indices {
            var changed = parts
            changed.items.remove(at: index)
            #expect(refusal(changed.bytes) != nil, "without \(index)")
            changed = parts
            changed.items[index] = [0xC0]
            #expect(refusal(changed.bytes) != nil, "\(index) empty")
            changed.items[index] = [0x80]
            #expect(refusal(changed.bytes) != nil, "\(index) as bytes")
            changed.items[index] = parts.items[index == 0 ? 1 : 0]
            #expect(refusal(changed.bytes) != nil, "\(index) another")
        }
        var more = parts
        more.items.append([0xC0])
        #expect(refusal(more.bytes)?.fieldName == "transaction")
        var other = parts
        other.type = [2]
        #expect(refusal(other.bytes) != nil)
    }

    @Test func `a version that nobody knows is refused`() throws {
        for version in [[0x80], [2], [0x7F], [0x81, 0x80]] as [[UInt8]] {
            var parts = try Parts(network(.cellProofs))
            parts.items[1] = version
            guard case .sidecar = refusal(parts.bytes) else {
                Issue.record("version \(version) is taken")
                continue
            }
        }
        var parts = try Parts(network(.cellProofs))
        parts.items[1] = [0]
        #expect(refusal(parts.bytes) == .rlp(.leadingZero(offset: parts.items[0].count + 5)))
        // One proof for each blob does not do in version 1, nor 128 without a version.
        parts = try Parts(network(.blobProofs))
        parts.items.insert([1], at: 1)
        #expect(refusal(parts.bytes) == .sidecar(rule: "128 proofs of 48 bytes for each blob"))
        parts = try Parts(network(.cellProofs))
        parts.items.remove(at: 1)
        #expect(refusal(parts.bytes) != nil)
    }

    private func transaction(for sidecar: BlobSidecar) throws -> Transaction {
        var fields = TransactionSample.fields(.blob)
        fields.blobVersionedHashes = sidecar.versionedHashes
        return try Transaction(fields)
    }

    private func network(_ version: BlobSidecar.Version) throws -> [UInt8] {
        let sidecar = try TransactionSample.sidecar(1, version)
        return try transaction(for: sidecar).sign(with: TransactionSample.key()).attach(sidecar).networkForm()
    }

    private func expect(
        _ version: BlobSidecar.Version, _ blobs: [UInt8], _ commitments: [UInt8], _ proofs: [UInt8],
        isRefused: Bool = true, _ location: SourceLocation = #_sourceLocation
    ) {
        var wasRefused = false
        do throws(TransactionError) {
            _ = try BlobSidecar(version: version, blobs: blobs, commitments: commitments, proofs: proofs)
        } catch {
            if case .sidecar = error { wasRefused = true }
        }
        #expect(wasRefused == isRefused, sourceLocation: location)
    }

    private func expectMismatch(
        _ raw: [UInt8], _ sidecar: BlobSidecar, _ location: SourceLocation = #_sourceLocation
    ) {
        var wasRefused = false
        do throws(TransactionError) {
            _ = try SignedTransaction(decoding: raw).attach(sidecar)
        } catch {
            if case .sidecar = error { wasRefused = true }
        }
        #expect(wasRefused, sourceLocation: location)
    }
}
