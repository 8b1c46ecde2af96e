import KedgeCore

extension LogAppender {
    /// Refuses what a log that is broken or closed cannot take.
    internal func checkIsOpen() throws(SealedLogError) {
        if isBroken { throw .broken }
        if successor != nil { throw .closed }
    }

    /// Adds a record to those that are not written yet, and writes them if they have become many.
    ///
    /// - Returns: its number.
    /// - Throws: `SealedLogError`; this record is not taken then, and those before it are kept.
    internal mutating func appendBatched(_ record: UnsafeRawBufferPointer) throws(SealedLogError) -> UInt64 {
        let new = try seal(record, .data)
        if batch.count >= Self.batchLimit {
            do throws(SealedLogError) {
                try write(to: new)
            } catch {
                batch.removeLast(record.count &+ LogRecordHead.overhead)
                throw error
            }
        }
        let number = end.number
        end = new
        return number
    }

    /// Writes a record, and those that were batched before it; the disk may not have it yet.
    ///
    /// - Returns: its number.
    /// - Throws: `SealedLogError`; this record is not taken then, and those before it are kept.
    internal mutating func appendWritten(_ record: UnsafeRawBufferPointer) throws(SealedLogError) -> UInt64 {
        try writeBatch()
        let new = try seal(record, .data)
        let number = end.number
        try writeLast(to: new)
        return number
    }

    /// Writes what was batched.
    ///
    /// - Throws: `SealedLogError`; what was not written is kept.
    internal mutating func writeBatch() throws(SealedLogError) {
        try write(to: end)
    }

    /// Seals the record that ends the file, which is not written yet.
    ///
    /// - Returns: the end behind it.
    internal mutating func sealRotation(to successor: Bytes32) throws(SealedLogError) -> LogEnd {
        try writeBatch()
        return try successor.withUnsafeBytes { salt throws(SealedLogError) in try seal(salt, .rotation) }
    }

    /// Gives the record up that ends the file.
    internal mutating func abandonRotation() {
        batch.removeAll(keeping: Self.batchLimit)
    }

    /// Writes the record that ends the file.
    internal mutating func writeRotation(to successor: Bytes32, _ new: LogEnd) throws(SealedLogError) {
        try writeLast(to: new)
        self.successor = successor
    }

    /// Waits until everything that is written is on disk, with nobody else at work.
    internal mutating func synchronize() throws(SealedLogError) {
        do throws(FileError) {
            try log.pointee.file.synchronize()
        } catch {
            isBroken = true
            throw .encryption(.file(error))
        }
        synced = written.end
    }

    private mutating func seal(
        _ record: UnsafeRawBufferPointer, _ kind: LogRecordHead.Kind
    ) throws(SealedLogError) -> LogEnd {
        guard record.count <= SealedLog.maximumRecordLength else { throw .recordTooLong(record.count) }
        let byteCount = record.count &+ LogRecordHead.overhead
        try batch.reserve(byteCount)
        let new = try log.pointee.keys.seal(record, kind, at: end, into: batch.room(byteCount))
        batch.grow(by: byteCount)
        return new
    }

    /// Writes the only record of the batch, or forgets it.
    private mutating func writeLast(to new: LogEnd) throws(SealedLogError) {
        do throws(SealedLogError) {
            try write(to: new)
        } catch {
            batch.removeAll(keeping: Self.batchLimit)
            throw error
        }
        end = new
    }

    private mutating func write(to new: LogEnd) throws(SealedLogError) {
        guard batch.count > 0 else { return }
        do throws(FileError) {
            try log.pointee.file.write(batch.bytes, at: written.offset)
        } catch {
            undo()
            throw .encryption(.file(error))
        }
        written = Written(offset: written.offset &+ batch.count, end: new)
        batch.removeAll(keeping: 2 &* Self.batchLimit)
    }

    /// Cuts off what a failed write left, but for whole records: a reader may have seen those already.
    private mutating func undo() {
        do throws(FileError) {
            let size = try log.pointee.file.byteCount()
            // To cut it there would make it longer, with zeros where somebody else took records away.
            guard size >= written.offset else {
                isBroken = true
                return
            }
            var whole = written
            var kept = 0
            while true {
                let byteCount = Int(batch.bytes.bigEndian(UInt32.self, at: kept)) &+ LogRecordHead.overhead
                // Never the last one, without which the write would not have failed.
                guard kept &+ byteCount < batch.count, whole.offset &+ byteCount <= size else { break }
                kept &+= byteCount
                whole.offset &+= byteCount
                whole.end.number &+= 1
                whole.end.chain = Bytes32(batch.bytes, at: kept &+ LogRecordHead.chainOffset)
            }
            if size != whole.offset { try log.pointee.file.truncate(to: whole.offset) }
            written = whole
            batch.removeFirst(kept)
        } catch {
            isBroken = true
        }
    }
}
