import CKedge

/// The library's version.
///
/// - Returns: "0.1.0", NUL-terminated; never NULL; valid for ever
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_version")
public func kedge_version() -> UnsafePointer<CChar> {
    cString("0.1.0")
}

/// The version of the ABI: a number that goes up whenever a function, constant or field is added.
///
/// A program or binding made for version N works with every later one of the same SONAME.
///
/// - Returns: KEDGE_ABI_VERSION of the headers that the library was built with
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_abi_version")
public func kedge_abi_version() -> UInt32 {
    KEDGE_ABI_VERSION
}
