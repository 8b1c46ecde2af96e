public import KedgeCore

extension Keystore {
    /// Puts a key under a password and writes it into a folder, under geth's name for it: `UTC--`, the time, `--`, the
    /// address.
    ///
    /// The file appears as a whole or not at all, for this user alone (mode 0600), is on disk when this returns, and
    /// never replaces another one. Its name tells the address also where the keystore does not.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - password: as for `encrypt`.
    ///   - folder: the path of a folder that is there.
    ///   - options: how the keystore is made.
    ///   - limits: what the derivation may take.
    ///   - clock: tells the time for the name.
    ///   - progress: told how far it is; nil for nobody.
    /// - Returns: the path of the file.
    /// - Throws: `KeystoreError`, and there is no file then.
    /// - Cost: that of the derivation, and what the disk takes.
    public static func save(
        _ key: borrowing PrivateKey, password: RawSpan, in folder: String,
        options: KeystoreOptions = KeystoreOptions(), limits: KeystoreLimits = KeystoreLimits(),
        clock: some WallClock = SystemClock(), progress: KeystoreProgress.Handler? = nil
    ) throws(KeystoreError) -> String {
        let path = try withFileErrors { () throws(FileError) in try FilePath(folder) }
        let name = try save(
            key, password: password, in: path, options: options, limits: limits, clock: clock, progress: progress)
        return folder + (folder.utf8.last == UInt8(ascii: "/") ? "" : "/") + name
    }

    /// The same for a path as the operating system takes it.
    ///
    /// - Returns: the name of the file in the folder.
    package static func save(
        _ key: borrowing PrivateKey, password: RawSpan, in folder: FilePath, options: KeystoreOptions,
        limits: KeystoreLimits, clock: some WallClock, progress: KeystoreProgress.Handler?
    ) throws(KeystoreError) -> String {
        // Whatever becomes of the working directory meanwhile; and a folder that is missing shall not cost a
        // derivation.
        let place = try withFileErrors { () throws(FileError) in try folder.appending(".").resolved() }
        let address = try address(of: key)
        let text = try encrypt(key: key, password: password, options: options, limits: limits, progress: progress)
        let name = KeystoreFileName.name(of: address, at: clock.unixTime)
        try withFileErrors { () throws(FileError) in
            try text.withUnsafeBytesThrowing { text throws(FileError) in
                try AtomicFile.write(text, to: place.appending(name), replacing: false)
            }
        }
        return name
    }

    /// Reads a keystore from a file and opens it.
    ///
    /// - Parameters:
    ///   - path: a regular file of at most `maximumByteCount` bytes, or a symbolic link to one.
    ///   - password: as for `decrypt`.
    ///   - limits: what the derivation may take.
    ///   - progress: told how far it is; nil for nobody.
    /// - Throws: `KeystoreError`.
    /// - Cost: that of the derivation.
    public static func open(
        _ path: String, password: RawSpan, limits: KeystoreLimits = KeystoreLimits(),
        progress: KeystoreProgress.Handler? = nil
    ) throws(KeystoreError) -> PrivateKey {
        let path = try withFileErrors { () throws(FileError) in try FilePath(path) }
        return try Keystore(contentsOf: path).decrypt(password: password, limits: limits, progress: progress)
    }

    /// Reads a keystore from a file.
    ///
    /// - Throws: `KeystoreError`.
    package init(contentsOf path: FilePath) throws(KeystoreError) {
        let text = try withFileErrors { () throws(FileError) in
            try File.contents(of: path, limit: Self.maximumByteCount)
        }
        guard let text else { throw .json(JSONError(.tooLarge, at: Self.maximumByteCount)) }
        try self.init(json: text.span.bytes)
    }
}

/// Runs `body` and says of its error that it is a file's.
package func withFileErrors<Value>(_ body: () throws(FileError) -> Value) throws(KeystoreError) -> Value {
    do throws(FileError) {
        return try body()
    } catch {
        throw .file(error)
    }
}
