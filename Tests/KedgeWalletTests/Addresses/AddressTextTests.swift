import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct AddressTextTests {
    private struct Valid: Decodable {
        let valid: [String: [String]]
    }

    private struct Chain: Decodable {
        let chain: String
        let chain_id: UInt64
        let checksum_uses_chain_id: Bool
        let addresses: [String]
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the checksums of EIP-55 are written and read`() throws {
        let groups: Valid = try Vectors.json("eip55/eip55.json")
        #expect(groups.valid.values.joined().count == 8)
        for text in groups.valid.values.joined() {
            let address = try Address(text, requiresChecksum: true)
            #expect(address.description == text)
            #expect(address.bytes == bytes(hex: String(text.dropFirst(2))))
            #expect(try Address(text.lowercased()) == address)
            #expect(try Address("0x" + text.dropFirst(2).uppercased()) == address)
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the checksums of EIP-1191 are written and read, and are of one chain`() throws {
        let chains: [Chain] = try Vectors.json("eip55/eip1191.json")
        #expect(chains.flatMap(\.addresses).count == 39)
        for chain in chains {
            let chainID = chain.checksum_uses_chain_id ? chain.chain_id : nil
            for text in chain.addresses {
                let address = try Address(text, chainID: chainID, requiresChecksum: true)
                #expect(address.checksummedText(chainID: chainID) == text)
            }
        }
        let rsk = try #require(chains.first { $0.chain == "rsk_mainnet" })
        for text in rsk.addresses {
            #expect(throws: AddressError.checksum) { try Address(text, requiresChecksum: true) }
        }
    }

    @Test func `the chain goes into the checksum with all its digits`() throws {
        let address = try Address("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")
        var seen: Set<String> = []
        for chainID in [0, 1, 9, 10, 30, 31, 99, 100, UInt64.max] {
            let text = address.checksummedText(chainID: chainID)
            #expect(try Address(text, chainID: chainID, requiresChecksum: true) == address)
            seen.insert(text)
        }
        #expect(seen.count == 9)
    }

    @Test func `any letter in the other case is refused`() throws {
        let text = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
        for index in text.indices.dropFirst(2) where text[index].isLetter {
            let letter = text[index].isLowercase ? text[index].uppercased() : text[index].lowercased()
            let wrong = text.replacingCharacters(in: index, with: letter)
            #expect(throws: AddressError.checksum) { try Address(wrong) }
        }
    }

    @Test func `letters of one case are refused where a checksum is required`() throws {
        let text = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
        for wrong in [text.lowercased(), "0x" + text.dropFirst(2).uppercased()] {
            #expect(throws: AddressError.checksum) { try Address(wrong, requiresChecksum: true) }
        }
        // No letters, no case.
        let digits = "0x" + String(repeating: "12", count: 20)
        #expect(try Address(digits, requiresChecksum: true).description == digits)
    }

    @Test(arguments: [
        "", "0x", "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaedd",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg", " x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1bea d", "0x0x5aaeb6053f3e94c9b9a09f33669435e7ef1bea",
        "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed00", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae\0",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1bea\u{e9}",
    ])
    func `text that is not 0x and 40 digits is refused`(text: String) {
        #expect(throws: AddressError.invalidText) { try Address(text) }
    }

    @Test func `random addresses come back from their text`() throws {
        var generator = SeededGenerator(seed: 55)
        for _ in 0..<500 {
            let address = try #require(Address(generator.bytes(20)))
            #expect(try Address(address.description, requiresChecksum: true) == address)
            #expect(address.withText { [UInt8]($0) } == Array(address.description.utf8))
        }
        #expect(Address([UInt8](repeating: 0, count: 19)) == nil && Address([UInt8](repeating: 0, count: 21)) == nil)
    }
}

extension String {
    fileprivate func replacingCharacters(in index: Index, with letter: String) -> String {
        self[..<index] + letter + self[self.index(after: index)...]
    }
}
