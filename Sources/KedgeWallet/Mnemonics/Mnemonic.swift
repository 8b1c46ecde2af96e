public import KedgeCore
import KedgeCrypto

/// A mnemonic: 12 to 24 words that stand for the seed of a wallet.
///
/// The phrase lies in locked, guarded memory and is wiped when it ends. Any number of threads may use one mnemonic. How
/// long looking words up takes depends on the words.
///
/// - Source: BIP-39
public struct Mnemonic: ~Copyable, Sendable {
    /// The words in normalization form KD with one space between them: what the seed is made of.
    private let text: SecretBytes
    private let shape: MnemonicShape
    /// Those in which the phrase is valid; one alone if a language was told.
    private let languages: LanguageSet

    /// How many words there are: 12, 15, 18, 21 or 24.
    public var wordCount: Int { shape.wordCount }

    /// Reads a phrase.
    ///
    /// - Parameters:
    ///   - phrase: up to 16 KiB of UTF-8 in any normal form. Words are separated by any white space of ASCII, and by
    ///     what is a space after normalization, such as the ideographic space U+3000; how much there is, and whether
    ///     some is at the ends, does not matter. Letters count as they are, and the lists have small ones only: "Zoo"
    ///     is no word.
    ///   - language: nil for whichever it is. It has to be told only where a phrase is valid in several languages and
    ///     the entropy is wanted; the seed depends on the words alone.
    /// - Throws: `MnemonicError`.
    /// - Cost: about 2 µs, where it is valid.
    public init(_ phrase: RawSpan, language: MnemonicLanguage? = nil) throws(MnemonicError) {
        let tidied = try TidyPhrase(phrase)
        let shape = tidied.shape
        let candidates = language.map { LanguageSet($0) } ?? .all
        languages = try tidied.text.withUnsafeBytes { text throws(MnemonicError) in
            try MnemonicWords.languages(of: text, shape, among: candidates)
        }
        text = tidied.text
        self.shape = shape
    }

    /// Makes the mnemonic of some entropy.
    ///
    /// - Parameter entropy: 16, 20, 24, 28 or 32 bytes of good randomness; the caller wipes its own copy.
    /// - Throws: `MnemonicError.entropyLength`, `.memory`.
    public init(entropy: RawSpan, language: MnemonicLanguage) throws(MnemonicError) {
        let shape = try MnemonicShape(entropyByteCount: entropy.byteCount)
        text = try entropy.withUnsafeBytes { entropy throws(MnemonicError) in
            try Self.phrase(of: entropy, shape, in: language)
        }
        self.shape = shape
        languages = LanguageSet(language)
    }

    /// Makes a new mnemonic from the operating system's randomness.
    ///
    /// - Parameter wordCount: 12, 15, 18, 21 or 24.
    /// - Throws: `MnemonicError.wordCount`, `.memory`.
    public static func random(wordCount: Int, language: MnemonicLanguage) throws(MnemonicError) -> Mnemonic {
        let shape = try MnemonicShape(wordCount: wordCount)
        let entropy: SecretBytes
        do throws(SecretMemoryError) {
            entropy = try SecretBytes.random(count: shape.entropyByteCount)
        } catch {
            throw .memory(error)
        }
        return try entropy.withUnsafeBytes { bytes throws(MnemonicError) in
            try Mnemonic(entropy: bytes.bytes, language: language)
        }
    }

    /// Checks a number of words.
    ///
    /// - Throws: `MnemonicError.wordCount` unless it is 12, 15, 18, 21 or 24.
    package static func checkWordCount(_ wordCount: Int) throws(MnemonicError) {
        _ = try MnemonicShape(wordCount: wordCount)
    }

    /// The language.
    ///
    /// - Throws: `MnemonicError.ambiguous` if none was told and the phrase is valid in several, as some are in both
    ///   kinds of Chinese.
    public var language: MnemonicLanguage {
        get throws(MnemonicError) {
            guard let language = languages.only else { throw .ambiguous }
            return language
        }
    }

    /// The bytes that the words stand for.
    ///
    /// - Throws: `MnemonicError.ambiguous` if no language was told and the phrase is valid in several that give
    ///   different bytes; `.memory`.
    public borrowing func entropy() throws(MnemonicError) -> SecretBytes {
        var first = try Self.secret(shape.entropyByteCount)
        var other = try Self.secret(shape.entropyByteCount)
        var rest = languages
        var isFirst = true
        while let language = rest.popFirst() {
            decode(in: language, to: &other)
            if isFirst { swap(&first, &other) } else if !first.isEqual(to: other) { throw .ambiguous }
            isFirst = false
        }
        return first
    }

    /// The phrase as it is shown: in normalization form KD, with one space between words, which is U+3000 in Japanese.
    ///
    /// - Throws: `MnemonicError.memory`.
    public borrowing func phrase() throws(MnemonicError) -> SecretBytes {
        let isJapanese = languages.only == .japanese
        var phrase = try Self.secret(text.count &+ (isJapanese ? 2 &* (wordCount &- 1) : 0))
        text.withUnsafeBytes { text in
            phrase.withUnsafeMutableBytes { room in
                guard isJapanese else { return room.copyMemory(from: text) }
                var used = 0
                for byte in text {
                    if byte == UInt8(ascii: " ") {
                        (room[used], room[used &+ 1], room[used &+ 2]) = (0xE3, 0x80, 0x80)
                        used &+= 3
                    } else {
                        room[used] = byte
                        used &+= 1
                    }
                }
            }
        }
        return phrase
    }

    /// Derives the seed of a wallet.
    ///
    /// - Parameter passphrase: up to 64 KiB of UTF-8 in any normal form; every passphrase gives another, valid seed.
    /// - Returns: 64 bytes.
    /// - Throws: `MnemonicError.invalidUTF8`, `.tooLong`, `.memory`.
    /// - Cost: 2,048 rounds of PBKDF2 with SHA-512, about 0.4 ms.
    /// - Source: BIP-39, "From mnemonic to seed"
    public func seed(passphrase: RawSpan = RawSpan()) throws(MnemonicError) -> SecretBytes {
        let salt = try MnemonicInput.passphrase.normalize(passphrase, after: "mnemonic")
        var seed = try Self.secret(Self.seedByteCount)
        do throws(PBKDF2Error) {
            try seed.withUnsafeMutableBytes { seed throws(PBKDF2Error) in
                try text.withUnsafeBytes { text throws(PBKDF2Error) in
                    try salt.withUnsafeBytes { salt throws(PBKDF2Error) in
                        try PBKDF2.derive(password: text, salt: salt, iterations: 2048, using: .sha512, into: seed)
                    }
                }
            }
        } catch {
            // Never so: the parameters are fixed, and allowed. A seed of zeros is not an answer.
            throw .memory(.outOfMemory)
        }
        return seed
    }

    /// How many bytes a seed has.
    public static var seedByteCount: Int { 64 }
}

extension Mnemonic {
    private static func secret(_ count: Int) throws(MnemonicError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes(count: count)
        } catch {
            throw .memory(error)
        }
    }

    private func decode(in language: MnemonicLanguage, to entropy: inout SecretBytes) {
        entropy.withUnsafeMutableBytes { room in
            text.withUnsafeBytes { text in _ = MnemonicWords.decode(text, shape, in: language, to: room) }
        }
    }

    /// The words of `entropy` with one space between them.
    private static func phrase(
        of entropy: UnsafeRawBufferPointer, _ shape: MnemonicShape, in language: MnemonicLanguage
    ) throws(MnemonicError) -> SecretBytes {
        let list = WordList(language)
        var numbers = try secret(shape.wordCount &* MemoryLayout<UInt16>.size)
        let byteCount = numbers.withUnsafeMutableBytes { memory in
            let numbers = memory.bindMemory(to: UInt16.self)
            MnemonicBits.encode(entropy, shape, to: numbers)
            return numbers.reduce(shape.wordCount &- 1) { $0 &+ list.word(at: Int($1)).count }
        }
        var phrase = try secret(byteCount)
        numbers.withUnsafeBytes { memory in
            phrase.withUnsafeMutableBytes { room in
                var used = 0
                for number in memory.bindMemory(to: UInt16.self) {
                    if used > 0 {
                        room[used] = UInt8(ascii: " ")
                        used &+= 1
                    }
                    let word = list.word(at: Int(number))
                    UnsafeMutableRawBufferPointer(rebasing: room[used...]).copyMemory(from: word)
                    used &+= word.count
                }
            }
        }
        return phrase
    }
}
