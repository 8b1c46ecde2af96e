/// The cost parameters of scrypt, by the rules of the standard.
///
/// - Source: RFC 7914 §2
public struct ScryptParameters: Equatable, Sendable {
    /// N: how often the memory is passed over; a power of two above 1.
    public let cost: Int
    /// r: 128 · r bytes make a block.
    public let blockSize: Int
    /// p: how many independent computations are joined. They run one after the other.
    public let parallelization: Int

    /// Checks the parameters; nothing is reserved yet.
    ///
    /// The standard also wants N < 2^(16 · r). That bound is not kept, as published key files with N = 262144 and r = 1
    /// exceed it.
    ///
    /// - Parameters:
    ///   - cost: N, a power of two above 1.
    ///   - blockSize: r, 1 or more.
    ///   - parallelization: p, 1 or more; r · p below 2^30.
    /// - Throws: `ScryptError.invalidCost`, `.invalidBlockSize`, `.invalidParallelization`.
    public init(cost: Int, blockSize: Int, parallelization: Int) throws(ScryptError) {
        guard cost > 1, cost & (cost - 1) == 0 else { throw .invalidCost(cost) }
        guard blockSize >= 1 else { throw .invalidBlockSize(blockSize) }
        let (product, overflow) = blockSize.multipliedReportingOverflow(by: parallelization)
        guard parallelization >= 1, !overflow, product < 1 << 30 else {
            throw .invalidParallelization(parallelization)
        }
        self.cost = cost
        self.blockSize = blockSize
        self.parallelization = parallelization
    }

    /// The memory that the computation needs, 128 · r · (N + p + 2) bytes; `Int.max` if it is more.
    public var memoryByteCount: Int {
        // r and p are below 2^30, so only N can make the sum or the product overflow.
        let (blocks, sumOverflow) = cost.addingReportingOverflow(parallelization + 2)
        let (byteCount, overflow) = blocks.multipliedReportingOverflow(by: 128 * blockSize)
        return sumOverflow || overflow ? .max : byteCount
    }

    /// N · r · p, to which the time is proportional; `Int.max` if it is more.
    public var work: Int {
        let (product, overflow) = cost.multipliedReportingOverflow(by: blockSize * parallelization)
        return overflow ? .max : product
    }
}
