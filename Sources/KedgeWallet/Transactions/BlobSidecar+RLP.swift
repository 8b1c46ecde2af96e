import KedgeCore

extension BlobSidecar {
    /// Bytes of everything that stands behind the transaction in the network form.
    internal var contentByteCount: Int {
        let versionCount = version == .blobProofs ? 0 : 1
        return versionCount &+ listByteCount(blobs, Self.blobByteCount)
            &+ listByteCount(commitments, Self.commitmentByteCount) &+ listByteCount(proofs, Self.proofByteCount)
    }

    internal func write(to output: inout RLPOutput) {
        if version != .blobProofs { output.write(UInt64(version.rawValue)) }
        write(blobs, Self.blobByteCount, to: &output)
        write(commitments, Self.commitmentByteCount, to: &output)
        write(proofs, Self.proofByteCount, to: &output)
    }

    private func listContentCount(_ bytes: [UInt8], _ partCount: Int) -> Int {
        bytes.count / partCount &* RLP.headerByteCount(partCount) &+ bytes.count
    }

    private func listByteCount(_ bytes: [UInt8], _ partCount: Int) -> Int {
        RLP.byteCount(ofList: listContentCount(bytes, partCount))
    }

    private func write(_ bytes: [UInt8], _ partCount: Int, to output: inout RLPOutput) {
        output.writeListHeader(listContentCount(bytes, partCount))
        bytes.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: partCount) {
                output.write(UnsafeRawBufferPointer(rebasing: bytes[start..<start &+ partCount]))
            }
        }
    }

    /// Reads what stands behind the transaction in the network form.
    internal init(reading reader: inout RLPReader) throws(TransactionError) {
        // A version is a number; the first form has none, and goes on with the list of blobs.
        var version = Version.blobProofs
        if !reader.isAtList {
            guard try reader.fieldUInt64("sidecar") == UInt64(Version.cellProofs.rawValue) else {
                throw .sidecar(rule: "of version 0, which is not written, or 1")
            }
            version = .cellProofs
        }
        let blobs = try Self.parts(Self.blobByteCount, Self.maximumCount, "131,072 bytes for each blob", &reader)
        let commitments = try Self.parts(
            Self.commitmentByteCount, Self.maximumCount, "48 bytes for each commitment", &reader)
        let proofs = try Self.parts(
            Self.proofByteCount, Self.maximumCount &* version.proofsPerBlob, "48 bytes for each proof", &reader)
        try self.init(version: version, blobs: blobs, commitments: commitments, proofs: proofs)
    }

    private static func parts(
        _ byteCount: Int, _ maximumCount: Int, _ rule: StaticName, _ reader: inout RLPReader
    ) throws(TransactionError) -> [UInt8] {
        var list = try reader.fieldList("sidecar")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(list.remainingByteCount)
        while !list.isAtEnd {
            let part = try list.fieldBytes("sidecar")
            guard part.byteCount == byteCount else { throw .sidecar(rule: rule) }
            guard bytes.count / byteCount < maximumCount else { throw .sidecar(rule: "at most 1,024 blobs") }
            part.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}
