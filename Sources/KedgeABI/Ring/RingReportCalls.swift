public import CKedge
import KedgeBalancing

extension HandleKind where Tag == kedge_ring_report, Object == RingReport {
    internal static var ringReport: Self { Self(.ringReport) }
}

/// Issues the handle of a report before the report is made, so that what is reported does not happen for want of one.
internal func issueReport(
    to out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_ring_report>?>,
    _ body: () throws(RingError) -> RingReport
) -> kedge_status {
    var handle: UnsafeMutablePointer<kedge_ring_report>?
    let issued = HandleKind.ringReport.issue(RingReport(), to: &handle)
    guard issued == KEDGE_OK, let place = HandleKind.ringReport.object(handle) else { return issued }
    do throws(RingError) {
        place.pointee = try body()
    } catch {
        _ = HandleKind.ringReport.withdraw(handle, "report")
        return fail(error)
    }
    out.pointee = handle
    return KEDGE_OK
}

extension kedge_ring_report_info: ResultStruct {
    internal static var firstReleaseSize: Int { 48 }
}

extension kedge_ring_share: ResultStruct {
    internal static var firstReleaseSize: Int { 32 }
}

extension kedge_ring_range: ResultStruct {
    internal static var firstReleaseSize: Int { 40 }
}

/// Ends a report.
///
/// - Parameters:
///   - report: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: that of giving back its memory
/// - Since: 0.1
@_cdecl("kedge_ring_report_destroy")
public func kedge_ring_report_destroy(_ report: UnsafeMutablePointer<kedge_ring_report>?) -> kedge_status {
    HandleKind.ringReport.withdraw(report, "report")
}

/// Tells what a report sums up to.
///
/// - Parameters:
///   - report: live handle; borrowed
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_ring_report_get_info")
public func kedge_ring_report_get_info(
    _ report: UnsafePointer<kedge_ring_report>?, _ info: UnsafeMutablePointer<kedge_ring_report_info>?
) -> kedge_status {
    guard let info = kedge_ring_report_info.accept(info) else { return failResult("info", info) }
    guard let report = HandleKind.ringReport.object(report) else { return failHandle("report") }
    kedge_ring_report_info(
        struct_size: 0, version: report.pointee.version, share_count: UInt64(report.pointee.shares.count),
        range_count: UInt64(report.pointee.ranges.count), moved: report.pointee.moved,
        collateral: report.pointee.collateral
    ).write(to: info)
    return KEDGE_OK
}

/// Tells how large a share of all keys a node has before and after.
///
/// - Parameters:
///   - report: live handle; borrowed
///   - index: below share_count; nodes come in the order in which they were added
///   - share: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (share untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_ring_report_share")
public func kedge_ring_report_share(
    _ report: UnsafePointer<kedge_ring_report>?, _ index: UInt64, _ share: UnsafeMutablePointer<kedge_ring_share>?
) -> kedge_status {
    guard let share = kedge_ring_share.accept(share) else { return failResult("share", share) }
    guard let report = HandleKind.ringReport.object(report) else { return failHandle("report") }
    let shares = report.pointee.shares
    guard index < UInt64(shares.count) else { return failIndex("index", Int(truncatingIfNeeded: index), shares.count) }
    let found = shares[Int(index)]
    kedge_ring_share(struct_size: 0, node: found.node.id.rawValue, before: found.before, after: found.after)
        .write(to: share)
    return KEDGE_OK
}

/// Tells one range of hashes, or of a Maglev table's slots, that changes its node.
///
/// - Parameters:
///   - report: live handle; borrowed
///   - index: below range_count; ranges come in ascending order
///   - range: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (range untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_ring_report_range")
public func kedge_ring_report_range(
    _ report: UnsafePointer<kedge_ring_report>?, _ index: UInt64, _ range: UnsafeMutablePointer<kedge_ring_range>?
) -> kedge_status {
    guard let range = kedge_ring_range.accept(range) else { return failResult("range", range) }
    guard let report = HandleKind.ringReport.object(report) else { return failHandle("report") }
    let ranges = report.pointee.ranges
    guard index < UInt64(ranges.count) else { return failIndex("index", Int(truncatingIfNeeded: index), ranges.count) }
    let found = ranges[Int(index)]
    kedge_ring_range(
        struct_size: 0, first: found.first, last: found.last, before: found.before?.rawValue ?? 0,
        after: found.after?.rawValue ?? 0
    ).write(to: range)
    return KEDGE_OK
}
