public import CKedge
import KedgeCore
import KedgeCrypto
import KedgeWallet

/// Gives a word of a language.
///
/// - Parameters:
///   - language: one of the KEDGE_LANGUAGE_ constants but KEDGE_LANGUAGE_ANY
///   - index: 0 to 2047
///   - out: the word in normalization form KD, and a NUL
///   - out_capacity: bytes of out
///   - out_len: the length without the NUL
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_BUFFER_TOO_SMALL (the capacity to have in out_len) (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_mnemonic_word")
public func kedge_mnemonic_word(
    _ language: UInt32, _ index: UInt32, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let language = MnemonicLanguage(rawValue: language) else { return failLanguage(language) }
    guard let word = language.wordBytes(at: Int(index)) else {
        return fail(KEDGE_INVALID_ARGUMENT, "index is {u0}: the words of a language are 0 to 2047", Int(index))
    }
    return write(word, to: out, out_capacity, out_len)
}

/// Suggests words that somebody may have meant, the nearest first.
///
/// Words that begin with what was typed come first, the shorter ones before the longer; then those that need few
/// letters inserted, left out, replaced or exchanged with the next one, and those with the same first four letters.
/// Accents and capitals make no difference, but between words that are otherwise as near.
///
/// - Parameters:
///   - language: one of the KEDGE_LANGUAGE_ constants but KEDGE_LANGUAGE_ANY
///   - word: word_len bytes of UTF-8 in any normal form, not necessarily a whole word
///   - word_len: at most 64
///   - limit: the most words to give, 1 to KEDGE_MNEMONIC_SUGGESTIONS_MAX
///   - out: the words in normalization form KD with a line feed between them, and a NUL; empty text if no word is near
///   - out_capacity: bytes of out
///   - out_len: the length without the NUL
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_BUFFER_TOO_SMALL (the capacity to have in
///   out_len), KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 ms
/// - Since: 0.1
@_cdecl("kedge_mnemonic_suggest")
public func kedge_mnemonic_suggest(
    _ language: UInt32, _ word: UnsafePointer<CChar>?, _ word_len: Int, _ limit: UInt32,
    _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let language = MnemonicLanguage(rawValue: language) else { return failLanguage(language) }
    guard let word = bytes(word, word_len) else { return failInput("word", word_len) }
    var status = KEDGE_OK
    do throws(MnemonicError) {
        try withScratchBytes(MnemonicLanguage.suggestionsByteCount) { memory throws(MnemonicError) in
            let text = UnsafeMutableRawBufferPointer(start: memory, count: MnemonicLanguage.suggestionsByteCount)
            var used = 0
            try language.withSuggestions(for: word.bytes, limit: Int(limit)) { suggestion in
                if used > 0 {
                    text[used] = UInt8(ascii: "\n")
                    used &+= 1
                }
                UnsafeMutableRawBufferPointer(rebasing: text[used...]).copyMemory(from: suggestion)
                used &+= suggestion.count
            }
            status = write(
                UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[..<used]), to: out, out_capacity, out_len)
        }
    } catch {
        return fail(error)
    }
    return status
}
