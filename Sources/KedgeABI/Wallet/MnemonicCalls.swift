public import CKedge
import KedgeCore
import KedgeWallet

/// Makes a new mnemonic from the operating system's randomness.
///
/// - Parameters:
///   - language: one of the KEDGE_LANGUAGE_ constants but KEDGE_LANGUAGE_ANY
///   - word_count: 12, 15, 18, 21 or 24
///   - out: the words with one space between them, which is U+3000 in Japanese, in normalization form KD; and a NUL.
///     Wipe it after use
///   - out_capacity: KEDGE_MNEMONIC_MAX_BYTES or more: less is too small whatever the words are
///   - out_len: the length without the NUL
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MNEMONIC_LENGTH, KEDGE_BUFFER_TOO_SMALL (the capacity to have in
///   out_len; no mnemonic was made), KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us
/// - Since: 0.1
@_cdecl("kedge_mnemonic_generate")
public func kedge_mnemonic_generate(
    _ language: UInt32, _ word_count: UInt32, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let language = MnemonicLanguage(rawValue: language) else { return failLanguage(language) }
    do throws(MnemonicError) {
        try Mnemonic.checkWordCount(Int(word_count))
        // A question for the size costs no randomness.
        if case .refused(let status) = Output(out, out_capacity, out_len, needed: KEDGE_MNEMONIC_MAX_BYTES) {
            return status
        }
        let phrase = try Mnemonic.random(wordCount: Int(word_count), language: language).phrase()
        return phrase.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
    } catch {
        return fail(error)
    }
}

/// Makes the mnemonic of some entropy.
///
/// - Parameters:
///   - language: one of the KEDGE_LANGUAGE_ constants but KEDGE_LANGUAGE_ANY
///   - entropy: entropy_len bytes of good randomness
///   - entropy_len: 16, 20, 24, 28 or 32
///   - out: the phrase, as kedge_mnemonic_generate gives it, and a NUL. Wipe it after use
///   - out_capacity: KEDGE_MNEMONIC_MAX_BYTES are enough for every mnemonic
///   - out_len: the length without the NUL
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MNEMONIC_LENGTH, KEDGE_BUFFER_TOO_SMALL (the capacity to have in
///   out_len), KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_mnemonic_from_entropy")
public func kedge_mnemonic_from_entropy(
    _ language: UInt32, _ entropy: UnsafePointer<UInt8>?, _ entropy_len: Int, _ out: UnsafeMutablePointer<CChar>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let language = MnemonicLanguage(rawValue: language) else { return failLanguage(language) }
    guard let entropy = bytes(entropy, entropy_len) else { return failInput("entropy", entropy_len) }
    do throws(MnemonicError) {
        let phrase = try Mnemonic(entropy: entropy.bytes, language: language).phrase()
        return phrase.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
    } catch {
        return fail(error)
    }
}

/// Gives the bytes that a mnemonic stands for.
///
/// - Parameters:
///   - phrase: phrase_len bytes of UTF-8 in any normal form. Words are separated by white space of ASCII or by what is
///     a space after normalization, such as U+3000; how much there is, and whether some is at the ends, does not
///     matter. Capitals are no letters of any word
///   - phrase_len: at most KEDGE_MNEMONIC_PHRASE_MAX_BYTES
///   - language: one of the KEDGE_LANGUAGE_ constants, KEDGE_LANGUAGE_ANY for whichever it is
///   - out: the bytes; wipe them after use
///   - out_capacity: 32 are enough for every mnemonic
///   - out_len: how many bytes there are: 16, 20, 24, 28 or 32
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_MNEMONIC_LENGTH, KEDGE_MNEMONIC_UNKNOWN_WORD,
///   KEDGE_MNEMONIC_CHECKSUM, KEDGE_MNEMONIC_AMBIGUOUS (no language was told, and several give different bytes),
///   KEDGE_BUFFER_TOO_SMALL (the capacity to have in out_len), KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 3 us
/// - Since: 0.1
@_cdecl("kedge_mnemonic_to_entropy")
public func kedge_mnemonic_to_entropy(
    _ phrase: UnsafePointer<CChar>?, _ phrase_len: Int, _ language: UInt32, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let phrase = bytes(phrase, phrase_len) else { return failInput("phrase", phrase_len) }
    let choice = MnemonicLanguage(rawValue: language)
    guard choice != nil || language == KEDGE_LANGUAGE_ANY else { return failLanguage(language) }
    do throws(MnemonicError) {
        let entropy = try Mnemonic(phrase.bytes, language: choice).entropy()
        return entropy.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
    } catch {
        return fail(error)
    }
}

/// Tells whether a mnemonic is valid, and if not, why.
///
/// - Parameters:
///   - phrase: phrase_len bytes of UTF-8, as for kedge_mnemonic_to_entropy
///   - phrase_len: at most KEDGE_MNEMONIC_PHRASE_MAX_BYTES
///   - language: one of the KEDGE_LANGUAGE_ constants, KEDGE_LANGUAGE_ANY for whichever it is
///   - position: which word is unknown, counted from 1; in the language that has most of the words, if none was told.
///     NULL if that does not matter
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_MNEMONIC_LENGTH, KEDGE_MNEMONIC_UNKNOWN_WORD
///   (the one status with which position is set), KEDGE_MNEMONIC_CHECKSUM, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE
/// - Threads: any thread, concurrently
/// - Cost: about 2 us
/// - Since: 0.1
@_cdecl("kedge_mnemonic_check")
public func kedge_mnemonic_check(
    _ phrase: UnsafePointer<CChar>?, _ phrase_len: Int, _ language: UInt32, _ position: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let phrase = bytes(phrase, phrase_len) else { return failInput("phrase", phrase_len) }
    let choice = MnemonicLanguage(rawValue: language)
    guard choice != nil || language == KEDGE_LANGUAGE_ANY else { return failLanguage(language) }
    do throws(MnemonicError) {
        _ = try Mnemonic(phrase.bytes, language: choice)
        return KEDGE_OK
    } catch {
        if case .unknownWord(let unknown) = error { position?.pointee = unknown }
        return fail(error)
    }
}

/// Tells the language of a mnemonic: the one that has all its words and in which the checksum is right.
///
/// - Parameters:
///   - phrase: phrase_len bytes of UTF-8, as for kedge_mnemonic_to_entropy
///   - phrase_len: at most KEDGE_MNEMONIC_PHRASE_MAX_BYTES
///   - language: one of the KEDGE_LANGUAGE_ constants
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_MNEMONIC_LENGTH, KEDGE_MNEMONIC_UNKNOWN_WORD,
///   KEDGE_MNEMONIC_CHECKSUM, KEDGE_MNEMONIC_AMBIGUOUS (it is valid in several, as some phrases are in both kinds of
///   Chinese), KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE (language untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 2 us
/// - Since: 0.1
@_cdecl("kedge_mnemonic_language")
public func kedge_mnemonic_language(
    _ phrase: UnsafePointer<CChar>?, _ phrase_len: Int, _ language: UnsafeMutablePointer<UInt32>?
) -> kedge_status {
    guard let phrase = bytes(phrase, phrase_len) else { return failInput("phrase", phrase_len) }
    guard let language else { return failNull("language") }
    do throws(MnemonicError) {
        language.pointee = try MnemonicLanguage.detect(phrase.bytes).rawValue
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Derives the seed of a wallet from a mnemonic and a passphrase.
///
/// The mnemonic is checked first, in whichever language it is. Every passphrase gives a seed: a mistyped one opens an
/// empty wallet, and nothing can tell.
///
/// - Parameters:
///   - phrase: phrase_len bytes of UTF-8, as for kedge_mnemonic_to_entropy
///   - phrase_len: at most KEDGE_MNEMONIC_PHRASE_MAX_BYTES
///   - passphrase: passphrase_len bytes of UTF-8 in any normal form
///   - passphrase_len: at most KEDGE_MNEMONIC_PASSPHRASE_MAX_BYTES; 0 for none
///   - seed64: out; 64 bytes. Wipe it after use
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_MNEMONIC_LENGTH, KEDGE_MNEMONIC_UNKNOWN_WORD,
///   KEDGE_MNEMONIC_CHECKSUM, KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE (seed64 untouched)
/// - Threads: any thread, concurrently
/// - Cost: 2,048 rounds of PBKDF2 with SHA-512, about 0.4 ms
/// - Since: 0.1
@_cdecl("kedge_mnemonic_seed")
public func kedge_mnemonic_seed(
    _ phrase: UnsafePointer<CChar>?, _ phrase_len: Int, _ passphrase: UnsafePointer<CChar>?, _ passphrase_len: Int,
    _ seed64: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let phrase = bytes(phrase, phrase_len) else { return failInput("phrase", phrase_len) }
    guard let passphrase = bytes(passphrase, passphrase_len) else { return failInput("passphrase", passphrase_len) }
    guard let seed64 else { return failNull("seed64") }
    do throws(MnemonicError) {
        let seed = try Mnemonic(phrase.bytes).seed(passphrase: passphrase.bytes)
        seed.withUnsafeBytes {
            UnsafeMutableRawBufferPointer(start: seed64, count: KEDGE_SEED_BYTES).copyMemory(from: $0)
        }
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Refuses a language that is none.
internal func failLanguage(_ number: UInt32) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "language is {u0}: it has to be one of the KEDGE_LANGUAGE_ constants", Int(number))
}
