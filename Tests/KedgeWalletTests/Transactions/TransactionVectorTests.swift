import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Every published transaction: built, signed, and read back.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence))
struct TransactionVectorTests {
    private static let files = [
        ("tx_legacy_155/legacy.json", 63), ("tx_2930/eip2930_chain.json", 23), ("tx_1559/eip1559_chain.json", 23),
        ("tx_4844/eip4844_chain.json", 6), ("tx_4844/eip4844_network_form.json", 1),
        ("tx_7702/eip7702_chain.json", 1), ("tx_7702/eip7702_eth_account.json", 3), ("tx_mixed/send_raw.json", 4),
    ]

    @Test(arguments: files)
    func `fields come to the published bytes`(_ file: String, _ count: Int) throws {
        let cases = try Vectors.json(file, as: [TransactionCase].self)
        #expect(cases.count == count)
        for (index, published) in cases.enumerated() {
            let transaction = try Transaction(published.fields())
            #expect(transaction.signingBytes == published.unsigned.bytes, "\(file) \(index)")
            #expect(transaction.signingHash.bytes == published.signing_hash.bytes, "\(file) \(index)")
            #expect(try Transaction(signingBytes: published.unsigned.bytes) == transaction, "\(file) \(index)")
            let signature = try Signature(
                r: published.tx.r.number, s: published.tx.s.number, yParity: published.tx.yParity?.small == 1)
            try expect(try transaction.attach(signature), published)
            guard let bytes = published.private_key?.bytes else { continue }
            let key = try PrivateKey(bytes.span.bytes)
            try expect(try transaction.sign(with: key), published)
            let hedged = try transaction.sign(with: key, nonce: .hedged)
            let sender = try hedged.sender
            let differs = hedged.signature != signature
            #expect(sender.bytes == published.sender.bytes)
            #expect(differs)
        }
    }

    @Test(arguments: files)
    func `published bytes come to the fields`(_ file: String, _ count: Int) throws {
        for (index, published) in try Vectors.json(file, as: [TransactionCase].self).enumerated() {
            let fields = try published.fields()
            try expect(try SignedTransaction(decoding: published.raw.bytes), published)
            let chained = try SignedTransaction(decoding: published.raw.bytes, chainID: nil)
            let read = chained.transaction.fields
            #expect(read == fields, "\(file) \(index)")
            let wrong: UInt64 = 999
            #expect(throws: TransactionError.wrongChain(fields.chainID)) {
                _ = try SignedTransaction(decoding: published.raw.bytes, chainID: wrong)
            }
            if let chainID = fields.chainID {
                try expect(try SignedTransaction(decoding: published.raw.bytes, chainID: chainID), published)
            }
            for consent in published.tx.authorizationList ?? [] {
                let authorization = try consent.authorization()
                #expect(authorization.signingHash.bytes == consent.signing_hash.bytes)
                #expect(try authorization.authority.bytes == consent.authority.bytes)
                guard let bytes = consent.private_key?.bytes else { continue }
                var again = Authorization(
                    chainID: authorization.chainID, address: authorization.address, nonce: authorization.nonce)
                try again.sign(with: try PrivateKey(bytes.span.bytes))
                #expect(again == authorization)
            }
        }
    }

    @Test func `a published blob transaction travels with its sidecar`() throws {
        let published = try #require(
            try Vectors.json("tx_4844/eip4844_network_form.json", as: [TransactionCase].self).first)
        let form = try #require(published.network_form)
        let read = try SignedTransaction(decoding: form.raw.bytes)
        let carried = read.sidecar
        let sidecar = try #require(carried)
        #expect(sidecar.version == .cellProofs)
        #expect(sidecar.count == 1)
        #expect(sidecar.commitments == form.commitments.flatMap(\.bytes))
        #expect(sidecar.proofs == form.proofs.flatMap(\.bytes))
        #expect(sidecar.versionedHashes == (try published.fields().blobVersionedHashes))
        try expect(try SignedTransaction(decoding: form.raw.bytes), published)
        // The blob itself is published in the network form only.
        let again = try read.networkForm()
        #expect(again == form.raw.bytes)
        let network = try SignedTransaction(decoding: published.raw.bytes).attach(sidecar).networkForm()
        #expect(network == form.raw.bytes)
    }

    @Test func `the example of EIP-155 comes out`() throws {
        let published = try #require(try Vectors.json("eip155/eip155_example.json", as: [Example].self).first)
        var fields = TransactionFields(
            .legacy, chainID: published.chain_id, nonce: published.nonce, gasLimit: published.gas_limit)
        fields.gasPrice = UInt256(published.gas_price)
        fields.to = Address(published.to.bytes)
        fields.value = published.value.number
        let transaction = try Transaction(fields)
        #expect(transaction.signingBytes == published.signing_data.bytes)
        #expect(transaction.signingHash.bytes == published.signing_hash.bytes)
        let signed = try transaction.sign(with: PrivateKey(published.private_key.bytes.span.bytes))
        let signature = signed.signature
        #expect(signature.r == published.r.number)
        #expect(signature.s == published.s.number)
        let raw = signed.serialized()
        #expect(raw == published.raw_signed.bytes)
    }

    @Test func `the authorization of eth-sig-util comes out`() throws {
        let cases = try Vectors.json("tx_7702/eip7702_authorization.json", as: [Consent].self)
        #expect(cases.count == 1)
        for published in cases {
            var authorization = Authorization(
                chainID: UInt256(published.chain_id), address: try #require(Address(published.address.bytes)),
                nonce: published.nonce)
            #expect(authorization.signingBytes == published.signed_payload.bytes)
            #expect(authorization.signingHash.bytes == published.authorization_hash.bytes)
            try authorization.sign(with: PrivateKey(published.private_key.bytes.span.bytes))
            #expect(try authorization.signature.bytes == published.signature.bytes)
            #expect(try authorization.authority.bytes == published.authority.bytes)
        }
    }

    private func expect(_ signed: consuming SignedTransaction, _ published: TransactionCase) throws {
        let hash = signed.hash
        let sender = try signed.sender
        let raw = signed.serialized()
        #expect(hash.bytes == published.hash.bytes)
        #expect(sender.bytes == published.sender.bytes)
        #expect(raw == published.raw.bytes)
    }

    private struct Example: Decodable {
        let nonce: UInt64
        let gas_price: UInt64
        let gas_limit: UInt64
        let to: PrefixedHex
        let value: Quantity
        let chain_id: UInt64
        let private_key: PrefixedHex
        let signing_data: PrefixedHex
        let signing_hash: PrefixedHex
        let r: Quantity
        let s: Quantity
        let raw_signed: PrefixedHex
    }

    private struct Consent: Decodable {
        let private_key: PrefixedHex
        let chain_id: UInt64
        let address: PrefixedHex
        let nonce: UInt64
        let signed_payload: PrefixedHex
        let authorization_hash: PrefixedHex
        let signature: PrefixedHex
        let authority: PrefixedHex
    }
}
