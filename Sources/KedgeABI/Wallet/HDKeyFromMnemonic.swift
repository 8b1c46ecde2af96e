public import CKedge
import KedgeCore
import KedgeWallet

/// Makes the master key of a mnemonic.
///
/// The key is kept in locked, guarded memory that is wiped when the handle is destroyed; wipe your phrase and
/// passphrase.
///
/// - Parameters:
///   - phrase: phrase_len bytes of UTF-8, as for kedge_mnemonic_to_entropy; which language it is does not matter here
///   - phrase_len: at most KEDGE_MNEMONIC_PHRASE_MAX_BYTES
///   - passphrase: passphrase_len bytes of UTF-8 in any normal form; every passphrase gives another key
///   - passphrase_len: at most KEDGE_MNEMONIC_PASSPHRASE_MAX_BYTES; 0 for none
///   - out: the new handle, a private key; give it to kedge_hd_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_MNEMONIC_LENGTH, KEDGE_MNEMONIC_UNKNOWN_WORD,
///   KEDGE_MNEMONIC_CHECKSUM, KEDGE_INVALID_SEED (once in 2^127), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: 2,048 rounds of PBKDF2 with SHA-512, about 0.4 ms
/// - Since: 0.1
@_cdecl("kedge_hd_key_create_mnemonic")
public func kedge_hd_key_create_mnemonic(
    _ phrase: UnsafePointer<CChar>?, _ phrase_len: Int, _ passphrase: UnsafePointer<CChar>?, _ passphrase_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_hd_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let phrase = bytes(phrase, phrase_len) else { return failInput("phrase", phrase_len) }
    guard let passphrase = bytes(passphrase, passphrase_len) else { return failInput("passphrase", passphrase_len) }
    let seed: SecretBytes
    do throws(MnemonicError) {
        seed = try Mnemonic(phrase.bytes).seed(passphrase: passphrase.bytes)
    } catch {
        return fail(error)
    }
    do throws(HDKeyError) {
        let key = try seed.withUnsafeBytes { seed throws(HDKeyError) in try HDPrivateKey(seed: seed.bytes) }
        return HandleKind.hdKey.issue(.privateKey(key), to: out)
    } catch {
        return fail(error)
    }
}
