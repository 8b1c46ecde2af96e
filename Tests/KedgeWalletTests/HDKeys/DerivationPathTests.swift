import KedgeWallet
import Testing

@Suite struct DerivationPathTests {
    private static let hardened = DerivationPath.hardened

    @Test(
        arguments: [
            ("m", [], true),
            ("m/0", [0], true),
            ("0", [0], false),
            ("m/44'/60'/0'/0/0", [44 | hardened, 60 | hardened, hardened, 0, 0], true),
            ("m/44h/60h/0h/0/7", [44 | hardened, 60 | hardened, hardened, 0, 7], true),
            ("44'/60h/1", [44 | hardened, 60 | hardened, 1], false),
            ("m/2147483647'/2147483647", [UInt32.max, 0x7FFF_FFFF], true),
        ] as [(String, [UInt32], Bool)])
    func `a path is read`(text: String, numbers: [UInt32], isFromMaster: Bool) throws {
        let path = try DerivationPath(text)
        #expect(path.numbers == numbers)
        #expect(path.isFromMaster == isFromMaster)
        #expect(try path == DerivationPath(numbers: numbers, isFromMaster: isFromMaster))
        #expect(path.description == text.replacing("h", with: "'"))
    }

    @Test(
        arguments: [
            ("", .notEmpty, 0),
            ("m/", .component, 1),
            ("/", .component, 1),
            ("/0", .component, 1),
            ("0/", .component, 2),
            ("m//0", .component, 1),
            ("m/0//1", .component, 2),
            ("m0", .digits, 0),
            ("mm", .digits, 0),
            ("M", .digits, 1),
            ("M/0", .digits, 1),
            ("m/m", .digits, 1),
            ("m/'", .digits, 1),
            ("m/h", .digits, 1),
            ("m/0H", .digits, 1),
            ("m/0''", .digits, 1),
            ("m/0'h", .digits, 1),
            ("m/0'1", .digits, 1),
            ("m/-1", .digits, 1),
            ("m/+1", .digits, 1),
            ("m/0x1", .digits, 1),
            ("m/ 1", .digits, 1),
            ("m/1 ", .digits, 1),
            (" m/1", .digits, 1),
            ("m/1\n", .digits, 1),
            ("m/1/1\0", .digits, 2),
            ("m/1\u{2019}", .digits, 1),
            ("m/\u{0661}", .digits, 1),
            ("m/00", .leadingZero, 1),
            ("m/1/01", .leadingZero, 2),
            ("m/2147483648", .range, 1),
            ("m/2147483648'", .range, 1),
            ("m/4294967296", .range, 1),
            ("m/18446744073709551616", .range, 1),
            ("m/99999999999999999999999999999999999999999", .range, 1),
        ] as [(String, DerivationPathRule, Int)])
    func `a path that breaks a rule is refused`(text: String, rule: DerivationPathRule, level: Int) {
        #expect(throws: HDKeyError.invalidPath(rule, level: level)) { try DerivationPath(text) }
    }

    @Test func `a path has at most 255 levels`() throws {
        let longest = "m" + String(repeating: "/1'", count: 255)
        #expect(try DerivationPath(longest).numbers.count == 255)
        #expect(try DerivationPath(longest).description == longest)
        #expect(throws: HDKeyError.tooDeep) { try DerivationPath(longest + "/1") }
        #expect(throws: HDKeyError.tooDeep) { try DerivationPath(longest + "/") }
        #expect(throws: HDKeyError.tooDeep) { try DerivationPath(numbers: [UInt32](repeating: 0, count: 256)) }
    }

    @Test func `the path of an Ethereum account is that of BIP-44`() throws {
        #expect(DerivationPath.ethereum(account: 5)?.description == "m/44'/60'/0'/0/5")
        #expect(try DerivationPath.ethereum(account: 0) == DerivationPath("m/44'/60'/0'/0/0"))
        #expect(DerivationPath.ethereum(account: 0x7FFF_FFFF)?.numbers.last == 0x7FFF_FFFF)
        #expect(DerivationPath.ethereum(account: 0x8000_0000) == nil)
    }

    @Test func `a relative path is another one than the same from the master key`() throws {
        #expect(try DerivationPath("0/1") != DerivationPath("m/0/1"))
    }

    @Test func `a relative path without numbers has no text`() throws {
        #expect(try DerivationPath(numbers: []).description == "")
        #expect(try DerivationPath(numbers: [], isFromMaster: true).description == "m")
    }
}
