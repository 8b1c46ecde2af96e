import CUtf8proc

/// Combining marks: characters such as accents, which belong to the one before them.
package enum CombiningMarks {
    // A scalar value has 21 bits, so its class fits above it.
    private static let scalarBits: UInt32 = 21
    private static let scalarMask: UInt32 = (1 << 21) - 1
    private static let classCount = 256
    /// Longer runs are sorted by counting, which takes memory and no more time than their length.
    private static let shortRun = 16

    /// Whether a scalar value is a combining mark by its canonical combining class.
    package static func contains(_ scalar: UInt32) -> Bool {
        combiningClass(scalar) != 0
    }

    /// Puts the marks of each character into canonical order.
    ///
    /// - Source: the Unicode Standard, D109, "Canonical Ordering Algorithm"
    internal static func order(_ scalars: UnsafeMutableBufferPointer<UInt32>) throws(NFKDError) {
        var position = 0
        while position < scalars.count {
            let begin = position
            while position < scalars.count {
                let combiningClass = combiningClass(scalars[position])
                guard combiningClass != 0 else { break }
                scalars[position] |= combiningClass &<< scalarBits
                position &+= 1
            }
            if position > begin {
                let run = UnsafeMutableBufferPointer(rebasing: scalars[begin..<position])
                if run.count <= shortRun { insertionSort(run) } else { try countingSort(run) }
                for index in run.indices { run[index] &= scalarMask }
            } else {
                position &+= 1
            }
        }
    }

    private static func combiningClass(_ scalar: UInt32) -> UInt32 {
        // What is below U+0300 combines with nothing.
        guard scalar >= 0x300, let property = utf8proc_get_property(Int32(bitPattern: scalar)) else { return 0 }
        return UInt32(UInt8(truncatingIfNeeded: property.pointee.combining_class))
    }

    private static func insertionSort(_ run: UnsafeMutableBufferPointer<UInt32>) {
        for index in run.indices.dropFirst() {
            let mark = run[index]
            var place = index
            while place > 0, run[place &- 1] &>> scalarBits > mark &>> scalarBits {
                run[place] = run[place &- 1]
                place &-= 1
            }
            run[place] = mark
        }
    }

    private static func countingSort(_ run: UnsafeMutableBufferPointer<UInt32>) throws(NFKDError) {
        var copy: SecretBytes
        do throws(SecretMemoryError) {
            copy = try SecretBytes(count: run.count &* MemoryLayout<UInt32>.size)
        } catch {
            throw .memory(error)
        }
        copy.withUnsafeMutableBytes { memory in
            let sorted = memory.bindMemory(to: UInt32.self)
            withUnsafeTemporaryAllocation(of: Int.self, capacity: classCount) { places in
                places.initialize(repeating: 0)
                for mark in run { places[Int(mark &>> scalarBits)] &+= 1 }
                var next = 0
                for index in places.indices {
                    let count = places[index]
                    places[index] = next
                    next &+= count
                }
                for mark in run {
                    let index = Int(mark &>> scalarBits)
                    sorted[places[index]] = mark
                    places[index] &+= 1
                }
            }
            for index in run.indices { run[index] = sorted[index] }
        }
    }
}
