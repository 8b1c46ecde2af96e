import Foundation
import KedgeEncryption
import Testing

#if os(Linux)
    @Test(arguments: ["/dev/null", "/dev/full"])
    func `a log that a disk failed answers no more until it is opened again`(device: String) throws {
        let folder = try LogFolder()
        let ring = try ringOfOneKey()
        do {
            let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
            try log.append([1])
            // One takes what is written and cannot synchronise; the other one neither takes it nor can be cut.
            try redirectFile(folder.path(), to: device)
            let failed = #expect(throws: SealedLogError.self) { try log.append([2]) }
            #expect(failed != .broken)
            #expect(throws: SealedLogError.broken) { try log.append([3]) }
            #expect(throws: SealedLogError.broken) { try log.appendBatched([3]) }
            #expect(throws: SealedLogError.broken) { try log.sync() }
            #expect(throws: SealedLogError.broken) { _ = try log.checkpoint() }
            #expect(throws: SealedLogError.broken) { try log.rotate(to: folder.path("b"), sealedWith: ring) }
        }
        let log = try SealedLog.open(folder.path(), sealedWith: ring)
        #expect(try log.append([4]) == 1)
        #expect(try folder.records(ring) == [[1], [4]])
    }

    /// Lets the descriptor that this process has of a file stand for a device.
    private func redirectFile(_ path: String, to device: String) throws {
        var file = stat()
        try #require(stat(path, &file) == 0)
        for descriptor: Int32 in 3..<4096 {
            var found = stat()
            guard fstat(descriptor, &found) == 0, found.st_dev == file.st_dev, found.st_ino == file.st_ino else {
                continue
            }
            let other = open(device, O_RDWR)
            try #require(other >= 0 && dup2(other, descriptor) == descriptor)
            close(other)
            return
        }
        Issue.record("the file is not open")
    }
#endif
