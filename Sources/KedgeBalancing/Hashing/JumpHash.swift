/// Jump consistent hash: the bucket of a key among so many, of which only the last can go.
///
/// - Parameter bucketCount: 1 or more.
/// - Source: Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm" (2014)
internal func jumpHash(_ key: UInt64, bucketCount: Int) -> Int {
    var key = key
    var bucket: Int64 = -1
    var next: Int64 = 0
    while next < Int64(bucketCount) {
        bucket = next
        key = key &* 2_862_933_555_777_941_757 &+ 1
        next = Int64(Double(bucket &+ 1) * (Double(Int64(1) &<< 31) / Double((key &>> 33) &+ 1)))
    }
    return Int(bucket)
}
