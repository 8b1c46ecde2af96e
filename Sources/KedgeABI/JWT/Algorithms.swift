import CKedge
import KedgeJWT

/// The algorithm of a number.
internal func algorithm(_ number: UInt32) throws(Refusal) -> JWTAlgorithm {
    guard let algorithm = JWTAlgorithm(rawValue: number) else {
        throw Refusal(
            fail(
                KEDGE_INVALID_ARGUMENT, "algorithm {u0} does not exist: they are KEDGE_HS256 (1) to KEDGE_EDDSA (14)",
                Int(number)))
    }
    return algorithm
}

/// The algorithms of a list; nil for NULL, which is no list.
internal func algorithms(_ numbers: UnsafePointer<UInt32>?, _ count: Int) throws(Refusal) -> Set<JWTAlgorithm>? {
    guard let numbers = try list(numbers, count, "algorithms", "algorithm_count") else { return nil }
    var algorithms = Set<JWTAlgorithm>()
    for number in numbers { algorithms.insert(try algorithm(number)) }
    return algorithms
}
