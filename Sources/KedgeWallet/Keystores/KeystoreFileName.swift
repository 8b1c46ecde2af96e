import KedgeCore

/// What geth calls the file of a keystore: `UTC--2016-03-22T12-57-55.920751759Z--` and the address.
package enum KeystoreFileName {
    /// Bytes of every name.
    package static var byteCount: Int { 77 }

    /// - Parameter time: UTC; a moment outside of the years 1970 to 9999 becomes the nearest within.
    internal static func name(of address: Address, at time: (seconds: Int64, nanoseconds: UInt32)) -> String {
        // The last second of the year 9999.
        let seconds = Int(min(max(time.seconds, 0), 253_402_300_799))
        let date = date(daysSince1970: seconds / 86_400)
        let second = seconds % 86_400
        return "UTC--\(digits(date.year, 4))-\(digits(date.month, 2))-\(digits(date.day, 2))"
            + "T\(digits(second / 3600, 2))-\(digits(second / 60 % 60, 2))-\(digits(second % 60, 2))"
            + ".\(digits(Int(min(time.nanoseconds, 999_999_999)), 9))Z--\(Hex.encode(address.bytes))"
    }

    /// The date in the calendar of today, counted in 400 years of 146,097 days that begin in March, so that the day of
    /// a leap year comes last.
    private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        // 1970-01-01 is 719,468 days after the first of March of the year 0.
        let count = days &+ 719_468
        let cycle = count / 146_097
        let dayOfCycle = count % 146_097
        let yearOfCycle = (dayOfCycle &- dayOfCycle / 1460 &+ dayOfCycle / 36_524 &- dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle &- (365 &* yearOfCycle &+ yearOfCycle / 4 &- yearOfCycle / 100)
        // From March on, five months have 153 days, as often as needed.
        let monthFromMarch = (5 &* dayOfYear &+ 2) / 153
        let day = dayOfYear &- (153 &* monthFromMarch &+ 2) / 5 &+ 1
        let month = monthFromMarch < 10 ? monthFromMarch &+ 3 : monthFromMarch &- 9
        return (cycle &* 400 &+ yearOfCycle &+ (month <= 2 ? 1 : 0), month, day)
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(count &- text.utf8.count, 0)) + text
    }
}
