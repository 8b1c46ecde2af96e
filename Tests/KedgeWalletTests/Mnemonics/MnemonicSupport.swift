import KedgeCore
import KedgeWallet

extension Mnemonic {
    init(_ phrase: String, _ language: MnemonicLanguage? = nil) throws(MnemonicError) {
        try self.init(Array(phrase.utf8).span.bytes, language: language)
    }

    init(entropy: [UInt8], _ language: MnemonicLanguage) throws(MnemonicError) {
        try self.init(entropy: entropy.span.bytes, language: language)
    }

    func seed(_ passphrase: String) throws(MnemonicError) -> [UInt8] {
        try seed(passphrase: Array(passphrase.utf8).span.bytes).copy
    }

    var phraseBytes: [UInt8] {
        get throws(MnemonicError) { try phrase().copy }
    }

    var entropyBytes: [UInt8] {
        get throws(MnemonicError) { try entropy().copy }
    }
}

extension SecretBytes {
    /// The bytes, where a test may have them.
    var copy: [UInt8] { withUnsafeBytes { [UInt8]($0) } }
}

extension MnemonicLanguage {
    /// What the vectors call it.
    var vectorName: String {
        switch self {
        case .english: "english"
        case .japanese: "japanese"
        case .korean: "korean"
        case .spanish: "spanish"
        case .chineseSimplified: "chinese_simplified"
        case .chineseTraditional: "chinese_traditional"
        case .french: "french"
        case .italian: "italian"
        case .czech: "czech"
        case .portuguese: "portuguese"
        case .russian: "russian"
        case .turkish: "turkish"
        }
    }

    func words(_ indexes: [Int]) -> String {
        indexes.map { word(at: $0) ?? "" }.joined(separator: " ")
    }
}
