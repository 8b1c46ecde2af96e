import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

@Suite("File paths")
struct FilePathTests {
    @Test(arguments: ["", "a\0b", "\0"])
    func `a path that is empty or holds a NUL is refused`(text: String) {
        #expect(throws: FileError.invalidPath) { _ = try FilePath(text) }
    }

    @Test func `an empty C string is refused`() {
        #expect(throws: FileError.invalidPath) { _ = try FilePath(copying: "") }
    }

    @Test(arguments: [
        ("a", "."), ("./a", "./"), ("/a", "/"), ("/", "/"), ("b/a", "b/"), ("/c/b/a", "/c/b/"), ("é/ü", "é/"),
    ])
    func `the folder of a file is what stands before its name`(text: String, folder: String) throws {
        #expect(try FilePath(text).directory == FilePath(folder))
    }

    @Test(arguments: ["a", "/a", "b/a", "/c/b/a"])
    func `a temporary file is in the same folder under a name of its own`(text: String) throws {
        let path = try FilePath(text)
        let sibling = try path.temporarySibling()
        let name = sibling.withCharacters { String(cString: $0) }
        #expect(name.contains("/.kedge-"))
        #expect(
            URL(fileURLWithPath: name).deletingLastPathComponent().standardized.path
                == URL(fileURLWithPath: text).deletingLastPathComponent().standardized.path)
        #expect(try sibling != path.temporarySibling())
    }

    @Test func `a link is resolved to its file`() throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "a")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "a")
        #expect(try FilePath(folder.path("link")).resolved() == FilePath(folder.path("a")).resolved())
    }

    @Test func `what is not there is not resolved`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: FileError.notFound) { _ = try FilePath(folder.path("a")).resolved() }
    }
}
