import CPlatform

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The path of a file, as the operating system takes it.
package struct FilePath: Equatable, Sendable {
    /// Ends with the only NUL.
    private let characters: [CChar]

    /// - Throws: `FileError.invalidPath` if it is empty or holds a NUL.
    package init(_ path: String) throws(FileError) {
        let characters = path.utf8.map { CChar(bitPattern: $0) }
        guard !characters.isEmpty, !characters.contains(0) else { throw .invalidPath }
        self.characters = characters + [0]
    }

    /// Copies a NUL-terminated path.
    ///
    /// - Throws: `FileError.invalidPath` if it is empty.
    package init(copying path: UnsafePointer<CChar>) throws(FileError) {
        let characters = Array(UnsafeBufferPointer(start: path, count: strlen(path) + 1))
        guard characters.count > 1 else { throw .invalidPath }
        self.characters = characters
    }

    private init(terminated characters: [CChar]) {
        self.characters = characters
    }

    /// The path of the file that it leads to, whatever becomes of the working directory and of symbolic links on the way.
    ///
    /// - Throws: `FileError.notFound` among others; the file has to be there.
    package func resolved() throws(FileError) -> FilePath {
        guard let path = withCharacters({ realpath($0, nil) }) else { throw FileError(errno: cplatform_errno()) }
        defer { free(path) }
        return try FilePath(copying: path)
    }

    /// The path of a file that need not be there, whatever becomes of the working directory and of symbolic links to its
    /// folder.
    ///
    /// - Throws: `FileError.notFound` among others; the folder has to be there.
    package func resolvedInFolder() throws(FileError) -> FilePath {
        let slash = CChar(bitPattern: UInt8(ascii: "/"))
        let folder = try directory.resolved()
        let name = characters[(characters.lastIndex(of: slash).map { $0 + 1 } ?? 0)...]
        return FilePath(terminated: folder.characters.dropLast() + [slash] + name)
    }

    /// The folder that the file is in.
    package var directory: FilePath {
        guard let slash = characters.lastIndex(of: CChar(bitPattern: UInt8(ascii: "/"))) else {
            return FilePath(terminated: [CChar(bitPattern: UInt8(ascii: ".")), 0])
        }
        return FilePath(terminated: Array(characters[...slash]) + [0])
    }

    /// The path of a file in the folder that this is the path of.
    ///
    /// - Parameter name: without a NUL and a slash.
    package func appending(_ name: String) -> FilePath {
        let slash = CChar(bitPattern: UInt8(ascii: "/"))
        var characters = characters
        characters.removeLast()
        if characters.last != slash { characters.append(slash) }
        return FilePath(terminated: characters + name.utf8.map { CChar(bitPattern: $0) } + [0])
    }

    /// A path for a file that exists for a moment, in the same folder.
    ///
    /// - Throws: `FileError.failed` if the operating system gives no randomness.
    package func temporarySibling() throws(FileError) -> FilePath {
        let random: [UInt8]
        do throws(RandomnessError) {
            random = try SystemRandom.bytes(8)
        } catch {
            switch error {
            case .unavailable(let number): throw .failed(errno: number)
            }
        }
        let name = "/.kedge-" + Hex.encode(random)
        return FilePath(
            terminated: directory.characters.dropLast() + name.utf8.map { CChar(bitPattern: $0) } + [0])
    }

    /// Lends the path for the length of `body`.
    package func withCharacters<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
        characters.withUnsafeBufferPointer { characters in
            // There is at least the NUL.
            characters.baseAddress.map(body) ?? withUnsafePointer(to: 0) { body($0) }
        }
    }
}
