import Kedge

/// Checks every record of the log, and adds up what was paid.
func verify(_ folder: String, _ passphrase: String) throws {
    let ring = try Book.openRing(in: folder, passphrase)
    var reader = try SealedLogReader.open(folder + "/log", sealedWith: ring)
    try reader.verify()
    var signed: [Int: Payment] = [:]
    var paid: [Int: UInt256] = [:]
    var counts = (refused: 0, signed: 0, delivered: 0)
    let records = try reader.records()
    for record in records {
        switch record.step {
        case .refused: counts.refused += 1
        case .signed(let payment):
            counts.signed += 1
            signed[record.order] = payment
        case .delivered:
            counts.delivered += 1
            guard let payment = signed[record.order] else { throw LogError.deliveredUnsigned(order: record.order) }
            let sum = paid[payment.account, default: 0].addingReportingOverflow(try UInt256(ether: payment.amount))
            guard !sum.overflow else { throw LogError.paidTooMuch(account: payment.account) }
            paid[payment.account] = sum.partialValue
        }
    }
    print("\(records.count) records, each authentic and in its place:", terminator: " ")
    print("\(counts.refused) refused, \(counts.signed) signed, \(counts.delivered) delivered")
    for (account, amount) in paid.sorted(by: { $0.key < $1.key }) {
        print("account \(account) paid \(try amount.amount(decimals: 18)) ether")
    }
}

/// A log is authentic, and no desk writes such a one.
enum LogError: Error {
    case deliveredUnsigned(order: Int)
    case paidTooMuch(account: Int)
}
