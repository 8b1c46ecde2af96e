import Kedge
import Testing

/// One import has to be enough: every name here comes through the door.
@Suite("the Swift door")
struct DoorTests {
    @Test func `sealing, hashing and encoding need one import`() throws {
        let key = try AESGCMKey(.random(count: 32))
        let sealed = try key.seal(Array("hello".utf8))
        #expect(try key.open(sealed) == Array("hello".utf8))
        #expect(
            Hex.encode(Keccak256.hash([UInt8]()))
                == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")
    }

    @Test func `errors are told apart by their type`() {
        do throws(AESGCMError) {
            _ = try AESGCMKey(copying: [1, 2, 3])
            Issue.record("a key of three bytes was taken")
        } catch {
            #expect(error == .keyLength(3))
        }
    }
}
