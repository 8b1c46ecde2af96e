import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Bytes that are nearly a signed transaction.
struct TransactionStrictTests {
    @Test(arguments: TransactionFields.Kind.allCases)
    func `a cut transaction is refused wherever it is cut`(_ kind: TransactionFields.Kind) throws {
        let raw = try TransactionSample.raw(kind)
        for count in 0..<raw.count {
            #expect(refusal([UInt8](raw.prefix(count))) != nil, "\(count)")
        }
        let unsigned = try Transaction(TransactionSample.fields(kind)).signingBytes
        for count in 0..<unsigned.count {
            #expect(throws: TransactionError.self) {
                _ = try Transaction(signingBytes: [UInt8](unsigned.prefix(count)))
            }
        }
    }

    @Test(arguments: TransactionFields.Kind.allCases)
    func `a byte behind the transaction is refused`(_ kind: TransactionFields.Kind) throws {
        let raw = try TransactionSample.raw(kind)
        #expect(refusal(raw + [0]) == .rlp(.trailingBytes(offset: raw.count)))
        #expect(refusal(raw + raw) == .rlp(.trailingBytes(offset: raw.count)))
        let unsigned = try Transaction(TransactionSample.fields(kind)).signingBytes
        #expect(throws: TransactionError.rlp(.trailingBytes(offset: unsigned.count))) {
            _ = try Transaction(signingBytes: unsigned + [0])
        }
    }

    @Test(arguments: TransactionFields.Kind.allCases)
    func `a changed byte is refused or makes another transaction`(_ kind: TransactionFields.Kind) throws {
        let raw = try TransactionSample.raw(kind)
        for place in raw.indices {
            for value in [raw[place] ^ 1, raw[place] ^ 0x80, 0, 0x7F, 0x80, 0x81, 0xB8, 0xC0, 0xF8, 0xFF] as [UInt8] {
                var changed = raw
                changed[place] = value
                guard changed != raw, refusal(changed) == nil else { continue }
                let read = try SignedTransaction(decoding: changed)
                let sender = try? read.sender
                let again = read.serialized()
                #expect(again == changed)
                #expect(try sender != TransactionSample.key().address)
            }
        }
    }

    @Test(arguments: TransactionFields.Kind.allCases)
    func `a field less or more is refused`(_ kind: TransactionFields.Kind) throws {
        let parts = try Parts(TransactionSample.raw(kind))
        #expect(refusal(parts.bytes) == nil)
        for index in parts.items.indices {
            var fewer = parts
            fewer.items.remove(at: index)
            #expect(refusal(fewer.bytes) != nil, "\(index)")
            var more = parts
            more.items.insert([0x80], at: index)
            #expect(refusal(more.bytes) != nil, "\(index)")
        }
        var last = parts
        last.items.removeLast()
        #expect(refusal(last.bytes)?.fieldName == "s")
        last = parts
        last.items.append([0x80])
        #expect(refusal(last.bytes)?.fieldName == "transaction")
        last.items = []
        #expect(refusal(last.bytes)?.fieldName == (kind == .legacy ? "nonce" : "chain_id"))
    }

    @Test(arguments: TransactionFields.Kind.allCases)
    func `a field that is not canonical is refused`(_ kind: TransactionFields.Kind) throws {
        let parts = try Parts(TransactionSample.raw(kind))
        for index in parts.items.indices {
            let item = try RLPItem(decoding: parts.items[index])
            guard case .bytes(let content) = item else {
                // A list as bytes, and an empty list in the long form.
                expectRefused(parts, index, [0x80])
                expectRefused(parts, index, [0xF8, 0x00])
                continue
            }
            // A list in its place; the long form for a short length; a leading zero in the length.
            expectRefused(parts, index, [0xC0])
            expectRefused(parts, index, Parts.list([parts.items[index]]))
            expectRefused(parts, index, [0xB8, UInt8(content.count)] + content)
            expectRefused(parts, index, [0xB9, 0, UInt8(content.count)] + content)
            expectRefused(parts, index, [0xBF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] + content)
            expectRefused(parts, index, [0x81, 0x05])
            // Data may begin with a zero, and no number may.
            if content != [1, 2, 3, 4] {
                expectRefused(parts, index, try Parts.item([0] + content))
                expectRefused(parts, index, [0x00])
                expectRefused(parts, index, try Parts.item([UInt8](repeating: 0xFF, count: 33)))
            }
        }
    }

    @Test func `a list's length is as short as can be`() throws {
        let parts = try Parts(TransactionSample.raw(.legacy))
        let content = parts.items.flatMap(\.self)
        #expect(refusal([0xF8, UInt8(content.count)] + content) == nil)
        #expect(refusal([0xF9, 0, UInt8(content.count)] + content) == .rlp(.notCanonical(offset: 0)))
        #expect(refusal([0xF8, UInt8(content.count + 1)] + content) == .rlp(.truncated(offset: 0)))
        #expect(refusal([0xF8, UInt8(content.count - 1)] + content) == .rlp(.trailingBytes(offset: content.count + 1)))
        #expect(refusal([0xFF] + [UInt8](repeating: 0xFF, count: 8) + content) == .rlp(.truncated(offset: 0)))
    }

    @Test func `a first byte that begins no transaction is refused`() throws {
        let body = try TransactionSample.raw(.dynamicFee).dropFirst()
        #expect(refusal([]) == .rlp(.truncated(offset: 0)))
        for first in (0...0xBF as ClosedRange<UInt8>) where first == 0 || first > 4 {
            #expect(refusal([first] + body) == .unknownType(first))
        }
        for first in [1, 3, 4] as [UInt8] { #expect(refusal([first] + body) != nil) }
        #expect(refusal([UInt8](body)) != nil)
        #expect(refusal([2, 0x80]) == .rlp(.wrongKind(offset: 1)))
    }

    @Test func `an address has 20 bytes`() throws {
        for count in [1, 19, 21, 32] {
            expect(.dynamicFee, 5, try Parts.item([UInt8](repeating: 1, count: count)), "to")
            let entry = [try Parts.item([UInt8](repeating: 1, count: count)), [0xC0]]
            expect(.dynamicFee, 8, Parts.list([Parts.list(entry)]), "access_list")
            let authorization = [[1], try Parts.item([UInt8](repeating: 1, count: count)), [1], [1], [1], [1]]
            expect(.setCode, 9, Parts.list([Parts.list(authorization)]), "authorizations")
        }
        expect(.setCode, 5, [0x80], "to")
        expect(.blob, 5, [0x80], "to")
    }

    @Test func `entries of lists have their fields and no others`() throws {
        let address = try Parts.item(TransactionSample.address.bytes)
        let hash = try Parts.item(TransactionSample.hash(1).bytes)
        expect(.accessList, 7, Parts.list([Parts.list([address])]), "access_list")
        expect(.accessList, 7, Parts.list([Parts.list([address, [0xC0], [0x80]])]), "access_list")
        expect(.accessList, 7, Parts.list([Parts.list([address, Parts.list([[1]])])]), "access_list")
        expect(.accessList, 7, Parts.list([address]), "access_list")
        expect(.blob, 10, Parts.list([hash + [1]]), "blob_versioned_hashes")
        expect(.blob, 10, Parts.list([[1]]), "blob_versioned_hashes")
        expect(.blob, 10, [0xC0], "blob_versioned_hashes")
        expect(.blob, 10, Parts.list([try Parts.item(TransactionSample.hash(0).bytes)]), "blob_versioned_hashes")
        expect(.setCode, 9, [0xC0], "authorizations")
        expect(.setCode, 9, Parts.list([Parts.list([[1], address, [1], [1], [1]])]), "authorizations")
        expect(.setCode, 9, Parts.list([Parts.list([[1], address, [1], [1], [1], [1], [1]])]), "authorizations")
        expect(.setCode, 9, Parts.list([Parts.list([[1], address, [1], [0x82, 1, 0], [1], [1]])]), "authorizations")
    }

    // EIP-7702: such a nonce is no consent, and no mistake of the transaction either.
    @Test func `an authorization of a chain may have any nonce and any signature that has room`() throws {
        let address = try Parts.item(TransactionSample.address.bytes)
        let (nonce, word) = (try RLPItem(UInt64.max).encoded(), try RLPItem(UInt256.max).encoded())
        let large = try Parts.item([1] + [UInt8](repeating: 0, count: 32))
        let consent = [word, address, nonce, try RLPItem(UInt64(255)).encoded(), word, word]
        var parts = try Parts(TransactionSample.raw(.setCode))
        parts.items[9] = Parts.list([Parts.list(consent)])
        let read = try SignedTransaction(decoding: parts.bytes).transaction.fields.authorizations
        var expected = Authorization(chainID: .max, address: TransactionSample.address, nonce: .max)
        (expected.yParity, expected.r, expected.s) = (255, .max, .max)
        #expect(read == [expected])
        for index in [0, 2, 4, 5] {
            var changed = consent
            changed[index] = large
            expect(.setCode, 9, Parts.list([Parts.list(changed)]), "authorizations")
        }
    }

    @Test func `a number that has no room and an item of another kind name their field`() throws {
        let number = try Parts.item([1] + [UInt8](repeating: 0, count: 32))
        let legacy = ["nonce", "gas_price", "gas_limit", "to", "value", "data", "v", "r", "s"]
        let setCode = [
            "chain_id", "nonce", "max_priority_fee_per_gas", "max_fee_per_gas", "gas_limit", "to", "value", "data",
            "access_list", "authorizations", "y_parity", "r", "s",
        ]
        for (kind, names) in [(.legacy, legacy), (.setCode, setCode)] as [(TransactionFields.Kind, [String])] {
            for (index, name) in names.enumerated() {
                expect(kind, index, name == "access_list" || name == "authorizations" ? [0x80] : [0xC0], name)
                if name != "data" { expect(kind, index, number, name) }
            }
        }
        expect(.accessList, 2, number, "gas_price")
        expect(.blob, 9, number, "max_fee_per_blob_gas")
        expect(.blob, 10, [0x80], "blob_versioned_hashes")
    }

    @Test func `the parity of y is 0 or 1`() throws {
        for (kind, index) in [(.accessList, 8), (.dynamicFee, 9), (.blob, 11), (.setCode, 10)]
            as [(TransactionFields.Kind, Int)]
        {
            expect(kind, index, [2], "y_parity")
            expect(kind, index, [27], "y_parity")
        }
    }

    @Test func `v tells the parity of y and the chain`() throws {
        for v in [0, 1, 2, 26, 29, 34, 35, 36] as [UInt64] {
            expect(.legacy, 6, try RLPItem(v).encoded(), "v")
        }
        // 2^64 - 73 would be for the chain 2^63 - 54, which is a chain; 2^64 - 1 for 2^63 - 18, which is none.
        expect(.legacy, 6, try RLPItem(UInt64.max).encoded(), "chain_id")
        for (v, chainID, parity) in [
            (27, nil, false), (28, nil, true), (37, 1, false), (38, 1, true), (2709, 1337, false),
        ]
            as [(UInt64, UInt64?, Bool)]
        {
            var parts = try Parts(TransactionSample.raw(.legacy))
            parts.items[6] = try RLPItem(v).encoded()
            let read = try SignedTransaction(decoding: parts.bytes)
            let fields = read.transaction.fields
            let signature = read.signature
            #expect(fields.chainID == chainID)
            #expect(signature.yParity == parity)
        }
    }

    @Test(arguments: TransactionFields.Kind.allCases)
    func `r and s are in their ranges, and s is low`(_ kind: TransactionFields.Kind) throws {
        let parts = try Parts(TransactionSample.raw(kind))
        let r = parts.items.count - 2
        let s = parts.items.count - 1
        let low = try #require(RLPItem(decoding: parts.items[s]).number)
        expect(parts, r, 0, .invalidSignature)
        expect(parts, s, 0, .invalidSignature)
        expect(parts, r, curveOrder, .invalidSignature)
        expect(parts, s, curveOrder, .invalidSignature)
        expect(parts, r, .max, .invalidSignature)
        expect(parts, s, .max, .invalidSignature)
        expect(parts, s, curveOrder.minus(low), .highS)
    }

    @Test func `a signature that no key makes is found when the sender is asked for`() throws {
        var parts = try Parts(TransactionSample.raw(.dynamicFee))
        parts.items[10] = [5]
        let signed = try SignedTransaction(decoding: parts.bytes)
        var refused: TransactionError?
        do throws(TransactionError) { _ = try signed.sender } catch { refused = error }
        #expect(refused == .signature(.invalidSignature))
    }

    @Test(arguments: TransactionFields.Kind.allCases)
    func `a transaction for another chain is refused`(_ kind: TransactionFields.Kind) throws {
        #expect(refusal(try TransactionSample.raw(kind), chainID: 1337) == nil)
        #expect(refusal(try TransactionSample.raw(kind), chainID: 1) == .wrongChain(1337))
        #expect(refusal(try TransactionSample.raw(kind), chainID: 0) == .wrongChain(1337))
        let unsigned = try Transaction(TransactionSample.fields(kind)).signingBytes
        #expect(throws: TransactionError.wrongChain(1337)) {
            _ = try Transaction(signingBytes: unsigned, chainID: 1338)
        }
    }

    @Test func `a transaction for any chain is refused where one is asked for`() throws {
        var fields = TransactionSample.fields(.legacy)
        fields.chainID = nil
        let transaction = try Transaction(fields)
        let raw = try transaction.sign(with: TransactionSample.key()).serialized()
        #expect(refusal(raw) == nil)
        #expect(refusal(raw, chainID: 1) == .wrongChain(nil))
        #expect(try Transaction(signingBytes: transaction.signingBytes) == transaction)
        #expect(throws: TransactionError.wrongChain(nil)) {
            _ = try Transaction(signingBytes: transaction.signingBytes, chainID: 1)
        }
    }

    @Test func `what EIP-155 signs ends with two zeros`() throws {
        var parts = try Parts(Transaction(TransactionSample.fields(.legacy)).signingBytes)
        #expect(parts.items.count == 9)
        parts.items[8] = [1]
        #expect(throws: TransactionError.self) { _ = try Transaction(signingBytes: parts.bytes) }
        parts.items[8] = [0x80]
        parts.items[7] = [1]
        #expect(throws: TransactionError.self) { _ = try Transaction(signingBytes: parts.bytes) }
        parts.items.removeLast()
        #expect(throws: TransactionError.self) { _ = try Transaction(signingBytes: parts.bytes) }
    }

    private func expectRefused(_ parts: Parts, _ index: Int, _ item: [UInt8]) {
        var parts = parts
        parts.items[index] = item
        #expect(refusal(parts.bytes) != nil, "field \(index): \(item)")
    }

    private func expect(_ parts: Parts, _ index: Int, _ number: UInt256, _ error: KeyError) {
        var parts = parts
        parts.items[index] = (try? RLPItem(number).encoded()) ?? []
        #expect(refusal(parts.bytes) == .signature(error))
    }

    /// nil for an error that names no field.
    private func expect(
        _ kind: TransactionFields.Kind, _ index: Int, _ item: [UInt8], _ field: String?,
        _ location: SourceLocation = #_sourceLocation
    ) {
        guard var parts = try? Parts(TransactionSample.raw(kind)) else { return }
        parts.items[index] = item
        let refused = refusal(parts.bytes)
        #expect(refused != nil, sourceLocation: location)
        #expect(refused?.fieldName == field, sourceLocation: location)
    }
}
