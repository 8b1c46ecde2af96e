import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Each field out of its range, or where its type lacks it.
struct TransactionFieldTests {
    private typealias Kind = TransactionFields.Kind

    @Test(arguments: TransactionFields.Kind.allCases)
    func `a transaction of every type is signed and read back`(_ kind: TransactionFields.Kind) throws {
        let transaction = try Transaction(TransactionSample.fields(kind))
        let key = try TransactionSample.key()
        let signed = try transaction.sign(with: key)
        let sender = try signed.sender
        let address = try key.address
        #expect(sender == address)
        let raw = signed.serialized()
        let read = try SignedTransaction(decoding: raw, chainID: 1337)
        let readTransaction = read.transaction
        let hash = read.hash
        #expect(readTransaction == transaction)
        #expect(hash == Hash32(keccak256: raw))
        let again = read.serialized()
        #expect(again == raw)
        #expect(try Transaction(signingBytes: transaction.signingBytes, chainID: 1337) == transaction)
    }

    @Test(arguments: TransactionFields.Kind.allCases)
    func `fields that the type lacks have to stay as they were`(_ kind: TransactionFields.Kind) {
        let hasGasPrice = kind == .legacy || kind == .accessList
        expect(kind, hasGasPrice ? nil : "gas_price") { $0.gasPrice = 1 }
        expect(kind, hasGasPrice ? "max_priority_fee_per_gas" : nil) { $0.maxPriorityFeePerGas = 1 }
        expect(kind, hasGasPrice ? "max_fee_per_gas" : nil) { $0.maxFeePerGas = 1_000_001 }
        expect(kind, kind == .blob ? nil : "max_fee_per_blob_gas") { $0.maxFeePerBlobGas = 1 }
        expect(kind, kind == .blob ? nil : "blob_versioned_hashes") {
            $0.blobVersionedHashes = [TransactionSample.hash(2, first: 1)]
        }
        expect(kind, kind == .setCode ? nil : "authorizations") {
            $0.authorizations = [Authorization(chainID: 1, address: .zero, nonce: 0)]
        }
        expect(kind, kind == .legacy ? "access_list" : nil) {
            $0.accessList = [AccessListEntry(address: .zero, storageKeys: [])]
        }
    }

    @Test(arguments: TransactionFields.Kind.allCases)
    func `numbers out of range are refused`(_ kind: TransactionFields.Kind) {
        let hasGasPrice = kind == .legacy || kind == .accessList
        expect(kind, kind == .legacy ? nil : "chain_id") { $0.chainID = nil }
        expect(kind, "chain_id") { $0.chainID = 0 }
        expect(kind, nil) { $0.chainID = 1 }
        expect(kind, nil) { $0.chainID = (1 << 63) - 37 }
        expect(kind, "chain_id") { $0.chainID = (1 << 63) - 36 }
        expect(kind, "chain_id") { $0.chainID = .max }
        expect(kind, nil) { $0.nonce = .max - 1 }
        expect(kind, "nonce") { $0.nonce = .max }
        expect(kind, nil) { $0.gasLimit = 0 }
        expect(kind, nil) { $0.gasLimit = .max }
        expect(kind, nil) { $0.value = .max }
        expect(kind, kind == .blob || kind == .setCode ? "to" : nil) { $0.to = nil }
        expect(kind, hasGasPrice ? "gas_price" : "max_fee_per_gas") {
            if hasGasPrice { $0.gasPrice = .max } else { $0.maxFeePerGas = .max }
        }
        expect(kind, nil) {
            $0.gasLimit = 1
            if hasGasPrice { $0.gasPrice = .max } else { $0.maxFeePerGas = .max }
        }
        guard !hasGasPrice else { return }
        expect(kind, nil) { $0.maxPriorityFeePerGas = $0.maxFeePerGas }
        expect(kind, "max_priority_fee_per_gas") { $0.maxPriorityFeePerGas = 3_000_000_001 }
    }

    @Test func `blob hashes are 1 to 1024, and begin with 1`() {
        expect(.blob, "blob_versioned_hashes") { $0.blobVersionedHashes = [] }
        expect(.blob, "blob_versioned_hashes") { $0.blobVersionedHashes[1] = TransactionSample.hash(9, first: 0) }
        expect(.blob, "blob_versioned_hashes") { $0.blobVersionedHashes[1] = TransactionSample.hash(9, first: 2) }
        expect(.blob, nil) { $0.blobVersionedHashes = Array(repeating: TransactionSample.hash(1), count: 1024) }
        expect(.blob, "blob_versioned_hashes") {
            $0.blobVersionedHashes = Array(repeating: TransactionSample.hash(1), count: 1025)
        }
    }

    @Test func `authorizations are 1 or more`() {
        expect(.setCode, "authorizations") { $0.authorizations = [] }
        expect(.setCode, nil) { $0.authorizations[1].nonce = .max }
        // Nobody's signature is no mistake of the transaction.
        expect(.setCode, nil) {
            $0.authorizations[1].yParity = 255
            $0.authorizations[1].r = .max
            $0.authorizations[1].s = .max
            $0.authorizations[1].chainID = .max
        }
    }

    @Test func `data of 16 MiB are too much`() {
        expect(.dynamicFee, "data") { $0.data = [UInt8](repeating: 0, count: (1 << 24) + 1) }
        expect(.dynamicFee, "transaction") { $0.data = [UInt8](repeating: 0, count: 1 << 24) }
        expect(.dynamicFee, nil) { $0.data = [UInt8](repeating: 0, count: (1 << 24) - 300) }
    }

    @Test func `the largest transaction is read back`() throws {
        var fields = TransactionSample.fields(.legacy)
        fields.chainID = nil
        fields.data = [UInt8](repeating: 0, count: (1 << 24) - 200)
        // Four bytes of it are the list's header.
        let others = try Transaction(fields).signingBytes.count - 4 - fields.data.count
        fields.data = [UInt8](repeating: 0, count: (1 << 24) - others)
        let transaction = try Transaction(fields)
        #expect(refusal(try transaction.sign(with: TransactionSample.key()).serialized()) == nil)
        #expect(try Transaction(signingBytes: transaction.signingBytes) == transaction)
        fields.data.append(0)
        #expect(throws: TransactionError.self) { _ = try Transaction(fields) }
    }

    @Test func `a signature that no key makes is refused`() throws {
        // No point of the curve has x = 5.
        let signature = try Signature(r: 5, s: 1, yParity: false)
        let transaction = try Transaction(TransactionSample.fields(.legacy))
        #expect(throws: TransactionError.signature(.invalidSignature)) { _ = try transaction.attach(signature) }
    }

    @Test func `an authorization with a nonce that no account has is not signed`() throws {
        let key = try TransactionSample.key()
        let authorization = Authorization(chainID: 1, address: .zero, nonce: .max)
        var signed = authorization
        var refused: TransactionError?
        do throws(TransactionError) {
            try signed.sign(with: key)
        } catch {
            refused = error
        }
        #expect(refused?.fieldName == "nonce")
        #expect(signed == authorization)
        signed.nonce = .max - 1
        try signed.sign(with: key)
        #expect(try signed.authority == key.address)
    }

    @Test func `an authorization without a signature has no authority`() throws {
        var authorization = Authorization(chainID: 1, address: .zero, nonce: 0)
        #expect(throws: KeyError.invalidSignature) { _ = try authorization.authority }
        try authorization.sign(with: TransactionSample.key())
        #expect(try authorization.authority == TransactionSample.key().address)
        var changed = authorization
        changed.yParity = 2
        #expect(throws: KeyError.invalidSignature) { _ = try changed.authority }
        changed = authorization
        changed.nonce = 1
        #expect(try changed.authority != TransactionSample.key().address)
        changed = authorization
        changed.s = curveOrder.minus(authorization.s)
        #expect(throws: KeyError.highS) { _ = try changed.authority }
    }

    private func expect(
        _ kind: TransactionFields.Kind, _ field: String?, _ change: (inout TransactionFields) -> Void,
        _ location: SourceLocation = #_sourceLocation
    ) {
        var fields = TransactionSample.fields(kind)
        change(&fields)
        var refused: TransactionError?
        do throws(TransactionError) {
            _ = try Transaction(fields)
        } catch {
            refused = error
        }
        #expect(refused?.fieldName == field, sourceLocation: location)
        #expect((refused == nil) == (field == nil), sourceLocation: location)
    }
}

/// n of secp256k1. SEC 2 section 2.4.1
let curveOrder = UInt256("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141") ?? .zero

extension UInt256 {
    /// The difference modulo 2^256.
    func minus(_ other: UInt256) -> UInt256 { addingReportingOverflow(other.twosComplement).partialValue }
}
