import KedgeCore
import KedgeCrypto

/// The addresses of many children, which threads share.
internal final class AddressWork: @unchecked Sendable {
    // Unchecked: each thread writes the places of its own runs, and the failure is guarded by who stops the work.

    private let range: AddressRange
    private let point: Secp256k1.Point
    private let chain: HMAC
    // Set before the threads start.
    private var room = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var stride = 0
    private var failure: HDKeyError?

    /// - Parameter range: of 1 or more.
    internal init(_ range: AddressRange, _ point: Secp256k1.Point, _ chain: consuming HMAC) {
        self.range = range
        self.point = point
        self.chain = chain
    }

    /// Works on all of them with up to the range's number of threads, the calling one included.
    ///
    /// - Parameter room: `stride` bytes for each, of which the first 20 are written.
    internal func run(to room: UnsafeMutableRawBufferPointer, stride: Int) throws(HDKeyError) {
        self.room = room
        self.stride = stride
        SharedWork.run(count: range.count, runLength: 64, threadCount: range.threadCount) { work in help(work) }
        if let failure { throw failure }
    }

    /// A thread's share.
    private func help(_ work: SharedWork) {
        withScratchBytes(64) { result in
            withScratchBytes(ChildInput.byteCount) { memory in
                let input = ChildInput(memory: memory)
                input.setKey(point)
                while let run = work.takeRun() {
                    for index in run where !write(index, input, result, work) { return }
                }
            }
        }
    }

    /// Writes one address; false if there is none.
    private func write(
        _ index: Int, _ input: ChildInput, _ result: UnsafeMutableRawPointer, _ work: SharedWork
    ) -> Bool {
        let number = range.first &+ UInt32(truncatingIfNeeded: index)
        input.derive(number, with: chain, to: result)
        do throws(HDKeyError) {
            let child = try HDPublicKey.step(number, point, result)
            let place = UnsafeMutableRawBufferPointer(rebasing: room[(index &* stride)...])
            Address(of: PublicKey(child)).withUnsafeBytes { place.copyMemory(from: $0) }
            return true
        } catch {
            if work.stop() { failure = error }
            return false
        }
    }
}
