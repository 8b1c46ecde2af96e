import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Random transactions that the PyPI package eth-account signed.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence))
struct TransactionRefereeTests {
    @Test func `transactions agree with eth-account`() throws {
        let cases = try Referee.cases("transactions", as: Case.self)
        #expect(cases.count >= 1000)
        for entry in cases {
            var fields = try entry.transaction.fields()
            for consent in entry.authorizations ?? [] {
                var authorization = try consent.authorization()
                try authorization.sign(with: PrivateKey(consent.key.bytes.span.bytes))
                #expect(try authorization.authority.bytes == consent.authority.bytes)
                fields.authorizations.append(authorization)
            }
            let transaction = try Transaction(fields)
            let signed = try transaction.sign(with: PrivateKey(entry.key.bytes.span.bytes))
            let hash = signed.hash
            let raw = signed.serialized()
            #expect(raw == entry.raw.bytes)
            #expect(hash.bytes == entry.hash.bytes)
            let read = try SignedTransaction(decoding: entry.raw.bytes)
            let readFields = read.transaction.fields
            let sender = try read.sender
            let again = read.serialized()
            #expect(readFields == fields)
            #expect(sender.bytes == entry.sender.bytes)
            #expect(again == entry.raw.bytes)
            #expect(try Transaction(signingBytes: transaction.signingBytes, chainID: fields.chainID) == transaction)
        }
    }

    @Test func `authorizations agree with eth-account`() throws {
        let cases = try Referee.cases("authorizations", as: AuthorizationCase.self)
        #expect(cases.count >= 500)
        for entry in cases {
            var authorization = Authorization(
                chainID: entry.chainId.number, address: try #require(Address(entry.address.bytes)),
                nonce: entry.nonce.small)
            #expect(authorization.signingHash.bytes == entry.hash.bytes)
            try authorization.sign(with: PrivateKey(entry.key.bytes.span.bytes))
            // Its v is 0 or 1 there.
            #expect(try authorization.signature == Signature(entry.signature.bytes.span.bytes))
            #expect(try authorization.authority.bytes == entry.authority.bytes)
        }
    }

    @Test func `network forms agree with eth-account`() throws {
        let cases = try Referee.cases("sidecars", as: SidecarCase.self)
        #expect(!cases.isEmpty)
        for entry in cases {
            let read = try SignedTransaction(decoding: entry.network.bytes)
            let carried = read.sidecar
            let sidecar = try #require(carried)
            var fields = try entry.transaction.fields()
            fields.blobVersionedHashes = sidecar.versionedHashes
            let readFields = read.transaction.fields
            let hash = read.hash
            let sender = try read.sender
            #expect(readFields == fields)
            #expect(hash.bytes == entry.hash.bytes)
            #expect(sender.bytes == entry.sender.bytes)
            #expect(sidecar.version == .cellProofs)
            #expect(sidecar.blobs == entry.blobs.flatMap(\.bytes))
            let own = try BlobSidecar(
                version: .cellProofs, blobs: sidecar.blobs, commitments: sidecar.commitments, proofs: sidecar.proofs)
            let signed = try Transaction(fields).sign(with: PrivateKey(entry.key.bytes.span.bytes)).attach(own)
            let network = try signed.networkForm()
            #expect(network == entry.network.bytes)
            let old = try BlobSidecar(
                version: .blobProofs, blobs: sidecar.blobs, commitments: sidecar.commitments,
                proofs: entry.old_proofs.flatMap(\.bytes))
            let oldNetwork = try SignedTransaction(decoding: network).attach(old).networkForm()
            #expect(oldNetwork == entry.old_network.bytes)
            let oldRead = try SignedTransaction(decoding: oldNetwork)
            let oldCarried = oldRead.sidecar
            #expect(oldCarried == old)
        }
    }

    private struct Case: Decodable {
        let transaction: Fields
        let key: HexBytes
        let raw: HexBytes
        let hash: HexBytes
        let sender: PrefixedHex
        let authorizations: [Consent]?
    }

    private struct SidecarCase: Decodable {
        let transaction: Fields
        let key: HexBytes
        let blobs: [HexBytes]
        let network: HexBytes
        let old_network: HexBytes
        let old_proofs: [HexBytes]
        let hash: HexBytes
        let sender: PrefixedHex
    }

    private struct AuthorizationCase: Decodable {
        let chainId: Quantity
        let address: PrefixedHex
        let nonce: Quantity
        let key: HexBytes
        let hash: HexBytes
        let signature: HexBytes
        let authority: PrefixedHex
    }

    private struct Consent: Decodable {
        let chainId: Quantity
        let address: PrefixedHex
        let nonce: Quantity
        let key: HexBytes
        let authority: PrefixedHex

        func authorization() throws -> Authorization {
            Authorization(
                chainID: chainId.number, address: try #require(Address(address.bytes)), nonce: nonce.small)
        }
    }

    private struct Fields: Decodable {
        let type: UInt8
        let chainId: Quantity?
        let nonce: Quantity
        let gas: Quantity
        let to: PrefixedHex?
        let value: Quantity
        let data: PrefixedHex
        let gasPrice: Quantity?
        let maxFeePerGas: Quantity?
        let maxPriorityFeePerGas: Quantity?
        let accessList: [TransactionCase.Entry]?
        let maxFeePerBlobGas: Quantity?
        let blobVersionedHashes: [PrefixedHex]?

        func fields() throws -> TransactionFields {
            let kind = try #require(TransactionFields.Kind(rawValue: type))
            var fields = TransactionFields(kind, chainID: chainId?.small, nonce: nonce.small, gasLimit: gas.small)
            fields.gasPrice = gasPrice?.number ?? 0
            fields.maxFeePerGas = maxFeePerGas?.number ?? 0
            fields.maxPriorityFeePerGas = maxPriorityFeePerGas?.number ?? 0
            fields.maxFeePerBlobGas = maxFeePerBlobGas?.number ?? 0
            fields.to = try to.map { try #require(Address($0.bytes)) }
            fields.value = value.number
            fields.data = data.bytes
            fields.accessList = try (accessList ?? []).map { entry in
                AccessListEntry(
                    address: try #require(Address(entry.address.bytes)),
                    storageKeys: try entry.storageKeys.map { try #require(Hash32($0.bytes)) })
            }
            fields.blobVersionedHashes = try (blobVersionedHashes ?? []).map { try #require(Hash32($0.bytes)) }
            return fields
        }
    }
}
