import CKedge
import KedgeCore
import KedgeWallet

internal func fail(_ error: MnemonicError) -> kedge_status {
    switch error {
    case .wordCount(let count):
        fail(KEDGE_MNEMONIC_LENGTH, "{u0} words: a mnemonic has 12, 15, 18, 21 or 24", count)
    case .unknownWord(let position):
        fail(KEDGE_MNEMONIC_UNKNOWN_WORD, "word {u0} of the mnemonic is not in the list of its language", position)
    case .checksum:
        fail(
            KEDGE_MNEMONIC_CHECKSUM,
            "the mnemonic's checksum is wrong: a word was taken for another, or two changed places")
    case .ambiguous:
        fail(KEDGE_MNEMONIC_AMBIGUOUS, "the mnemonic is valid in more than one language; say which it is")
    case .entropyLength(let count):
        fail(KEDGE_MNEMONIC_LENGTH, "entropy_len is {u0}: a mnemonic comes from 16, 20, 24, 28 or 32 bytes", count)
    case .invalidUTF8(let input): fail(KEDGE_INVALID_UTF8, "{text} is not UTF-8", text: input.name)
    case .tooLong(let input, let count):
        fail(
            KEDGE_INVALID_ARGUMENT, "{text}_len is {u0}: at most {u1} bytes are read", count, input.maximumByteCount,
            text: input.name)
    case .suggestionCount(let count):
        fail(
            KEDGE_INVALID_ARGUMENT, "limit is {u0}: 1 to {u1} words are suggested", count,
            MnemonicLanguage.maximumSuggestionCount)
    case .memory(let error): fail(error)
    }
}

extension MnemonicInput {
    fileprivate var name: StaticString {
        switch self {
        case .phrase: "phrase"
        case .passphrase: "passphrase"
        case .word: "word"
        }
    }
}
