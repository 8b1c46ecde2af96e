public import CKedge
import KedgeCore
import KedgeWallet

/// Puts a private key under a password: a JSON text as Ethereum's wallets exchange it (Web3 Secret Storage, version 3).
///
/// - Parameters:
///   - key: live handle; borrowed until progress is first called
///   - password: password_len bytes, which count as they are: give text in UTF-8 and always in the same normal form
///   - password_len: any length; 0 is a password too
///   - options: NULL for the defaults: scrypt with N = 262,144, r = 8, p = 1, which take 256 MiB and about half a
///     second
///   - out: the JSON, NUL-terminated
///   - out_capacity: bytes of out; a text is under 700
///   - out_len: out; bytes of the text without the NUL, or on KEDGE_BUFFER_TOO_SMALL what out needs, known before any
///     work
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT (also for parameters that break a rule),
///   KEDGE_INVALID_HANDLE, KEDGE_KEYSTORE_TOO_COSTLY (for the options' own limits), KEDGE_CANCELLED, KEDGE_FORKED (in a
///   child that progress forked while scrypt ran), KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the derivation; a cancelled scrypt call returns when the derivation has ended
/// - Since: 0.1
@_cdecl("kedge_keystore_encrypt")
public func kedge_keystore_encrypt(
    _ key: UnsafePointer<kedge_private_key>?, _ password: UnsafePointer<UInt8>?, _ password_len: Int,
    _ options: UnsafePointer<kedge_keystore_options>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let password = bytes(password, password_len) else { return failInput("password", password_len) }
    guard let settings = kedge_keystore_options.read(options) else { return failOptions(options) }
    guard let object = HandleKind.privateKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let making = try settings.keystoreOptions()
        do throws(KeystoreError) {
            let needed = try Keystore.byteCount(making) &+ 1
            if case .refused(let status) = Output(out, out_capacity, out_len, needed: needed) { return status }
            // The host may end its handle in the callback.
            let key = try copy(of: object.pointee)
            let text = try Keystore.encrypt(
                key: key, password: password.bytes, options: making, limits: settings.limits,
                progress: settings.handler)
            return text.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
        } catch {
            return fail(error)
        }
    }
}

/// Opens a keystore.
///
/// - Parameters:
///   - json: json_len bytes of JSON
///   - json_len: at most 65,536
///   - password: password_len bytes, which count as they are
///   - password_len: any length; 0 is a password too
///   - options: NULL for the defaults; only the limits and progress count
///   - out: the new handle; give it to kedge_private_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_WRONG_PASSWORD, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_JSON, KEDGE_MALFORMED_KEYSTORE,
///   KEDGE_KEYSTORE_UNSUPPORTED, KEDGE_KEYSTORE_TOO_COSTLY, KEDGE_KEYSTORE_ADDRESS, KEDGE_INVALID_PRIVATE_KEY,
///   KEDGE_CANCELLED, KEDGE_FORKED (in a child that progress forked while scrypt ran), KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the derivation; a cancelled scrypt call returns when the derivation has ended
/// - Since: 0.1
@_cdecl("kedge_keystore_decrypt")
public func kedge_keystore_decrypt(
    _ json: UnsafePointer<CChar>?, _ json_len: Int, _ password: UnsafePointer<UInt8>?, _ password_len: Int,
    _ options: UnsafePointer<kedge_keystore_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_private_key>?>?
) -> kedge_status {
    guard let json = bytes(json, json_len) else { return failInput("json", json_len) }
    return open(password, password_len, options, out) { () throws(KeystoreError) in try Keystore(json: json.bytes) }
}

/// Puts a private key under a password and writes it into a folder, under geth's name for it: UTC--, the time, --, the
/// address.
///
/// The file appears as a whole or not at all, for this user alone (mode 0600), is on disk when the call returns, and
/// never replaces another one. Its name tells the address also with writes_address 0.
///
/// - Parameters:
///   - key: live handle; borrowed until progress is first called
///   - password: password_len bytes, which count as they are
///   - password_len: any length; 0 is a password too
///   - options: NULL for the defaults, as for kedge_keystore_encrypt
///   - folder: NUL-terminated path of a folder that is there
///   - path: the path of the file, NUL-terminated: the folder's and 77 bytes, with a slash between them
///   - path_capacity: bytes of path
///   - path_len: out; bytes of the path without the NUL, or on KEDGE_BUFFER_TOO_SMALL what path needs, known before any
///     work
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_KEYSTORE_TOO_COSTLY, KEDGE_FILE_NOT_FOUND (the folder), KEDGE_FILE_EXISTS, KEDGE_PERMISSION_DENIED,
///   KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_CANCELLED, KEDGE_FORKED (in a child that progress forked while scrypt ran),
///   KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (no file is made, path untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the derivation, and what the disk takes
/// - Since: 0.1
@_cdecl("kedge_keystore_save")
public func kedge_keystore_save(
    _ key: UnsafePointer<kedge_private_key>?, _ password: UnsafePointer<UInt8>?, _ password_len: Int,
    _ options: UnsafePointer<kedge_keystore_options>?, _ folder: UnsafePointer<CChar>?,
    _ path: UnsafeMutablePointer<CChar>?, _ path_capacity: Int, _ path_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let folder else { return failNull("folder") }
    guard let password = bytes(password, password_len) else { return failInput("password", password_len) }
    guard let settings = kedge_keystore_options.read(options) else { return failOptions(options) }
    guard let object = HandleKind.privateKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let making = try settings.keystoreOptions()
        do throws(KeystoreError) {
            let folder = try keystorePath(folder)
            // A name has the same length whatever the time and the address are.
            let sample = folder.appending(String(repeating: "-", count: KeystoreFileName.byteCount))
            let needed = sample.withCharacters { pathLength($0) } &+ 1
            if case .refused(let status) = Output(path, path_capacity, path_len, needed: needed) { return status }
            let key = try copy(of: object.pointee)
            let name = try Keystore.save(
                key, password: password.bytes, in: folder, options: making, limits: settings.limits,
                clock: SystemClock(), progress: settings.handler)
            return folder.appending(name).withCharacters { characters in
                write(
                    UnsafeRawBufferPointer(start: characters, count: pathLength(characters)), to: path, path_capacity,
                    path_len)
            }
        } catch {
            return fail(error)
        }
    }
}

/// Opens a keystore from a file.
///
/// - Parameters:
///   - path: NUL-terminated path of a regular file of at most 65,536 bytes
///   - password: password_len bytes, which count as they are
///   - password_len: any length; 0 is a password too
///   - options: NULL for the defaults; only the limits and progress count
///   - out: the new handle; give it to kedge_private_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_WRONG_PASSWORD, KEDGE_INVALID_ARGUMENT, KEDGE_FILE_NOT_FOUND, KEDGE_PERMISSION_DENIED,
///   KEDGE_IO_FAILED, KEDGE_FILE_CHANGED, KEDGE_MALFORMED_JSON, KEDGE_MALFORMED_KEYSTORE, KEDGE_KEYSTORE_UNSUPPORTED,
///   KEDGE_KEYSTORE_TOO_COSTLY, KEDGE_KEYSTORE_ADDRESS, KEDGE_INVALID_PRIVATE_KEY, KEDGE_CANCELLED, KEDGE_FORKED (in a
///   child that progress forked while scrypt ran), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the derivation
/// - Since: 0.1
@_cdecl("kedge_keystore_open")
public func kedge_keystore_open(
    _ path: UnsafePointer<CChar>?, _ password: UnsafePointer<UInt8>?, _ password_len: Int,
    _ options: UnsafePointer<kedge_keystore_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_private_key>?>?
) -> kedge_status {
    guard let path else { return failNull("path") }
    return open(password, password_len, options, out) { () throws(KeystoreError) in
        try Keystore(contentsOf: keystorePath(path))
    }
}

/// Tells which account a keystore is for, as it says itself: only opening it confirms that.
///
/// - Parameters:
///   - json: json_len bytes of JSON
///   - json_len: at most 65,536
///   - address20: out; 20 bytes (KEDGE_ADDRESS_BYTES)
/// - Returns: KEDGE_OK, KEDGE_KEYSTORE_WITHOUT_ADDRESS, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_JSON,
///   KEDGE_MALFORMED_KEYSTORE, KEDGE_KEYSTORE_UNSUPPORTED (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 2 us
/// - Since: 0.1
@_cdecl("kedge_keystore_address")
public func kedge_keystore_address(
    _ json: UnsafePointer<CChar>?, _ json_len: Int, _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let address20 else { return failNull("address20") }
    guard let json = bytes(json, json_len) else { return failInput("json", json_len) }
    do throws(KeystoreError) {
        guard let address = try Keystore(json: json.bytes).address else {
            return fail(KEDGE_KEYSTORE_WITHOUT_ADDRESS, "the keystore does not say which address it is for")
        }
        write(address, to: address20)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

private func open(
    _ password: UnsafePointer<UInt8>?, _ password_len: Int, _ options: UnsafePointer<kedge_keystore_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_private_key>?>?,
    _ read: () throws(KeystoreError) -> Keystore
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let password = bytes(password, password_len) else { return failInput("password", password_len) }
    guard let settings = kedge_keystore_options.read(options) else { return failOptions(options) }
    do throws(KeystoreError) {
        let key = try read().decrypt(
            password: password.bytes, limits: settings.limits, progress: settings.handler)
        return HandleKind.privateKey.issue(key, to: out)
    } catch {
        return fail(error)
    }
}

private func copy(of key: borrowing PrivateKey) throws(KeystoreError) -> PrivateKey {
    do throws(KeyError) {
        return try key.withUnsafeBytes { key throws(KeyError) in try PrivateKey(key.bytes) }
    } catch {
        throw KeystoreError(error)
    }
}

private func keystorePath(_ path: UnsafePointer<CChar>) throws(KeystoreError) -> FilePath {
    try withFileErrors { () throws(FileError) in try FilePath(copying: path) }
}

private func pathLength(_ characters: UnsafePointer<CChar>) -> Int {
    var length = 0
    while characters[length] != 0 { length &+= 1 }
    return length
}
