/// The scanner: one pass over the bytes, runs of plain bytes at a time, stopping and resuming anywhere.
extension CSVReader {
    /// Reads from `place` to behind the next row's line break; false when the bytes ended before.
    mutating func scan(_ chunk: [UInt8]) throws(CSVError) -> Bool {
        try chunk.withUnsafeBufferPointer { bytes throws(CSVError) in
            while place < bytes.count {
                if isAfterReturn {
                    isAfterReturn = false
                    if bytes[place] == CSVByte.newline {
                        if state == .quoted { try keep(bytes, to: place + 1) } else { place += 1 }
                        continue
                    }
                }
                if try step(bytes) { return true }
            }
            return false
        }
    }

    /// One run, or one byte that means something; true when it ended a row.
    private mutating func step(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVError) -> Bool {
        switch state {
        case .quoted:
            try keep(bytes, to: quotedRunEnd(bytes))
            if place < bytes.count { try stepQuoted(bytes) }
            return false
        case .plain, .skipping:
            try keep(bytes, to: plainRunEnd(bytes))
            return place < bytes.count ? try stepPlain(bytes) : false
        case .cellStart, .leadingSpaces, .quoteSeen, .closed:
            return try stepAtEdge(bytes)
        }
    }

    private func quotedRunEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = place
        while end < bytes.count {
            let byte = bytes[end]
            if byte == CSVByte.quote || byte <= CSVByte.carriageReturn { break }
            end += 1
        }
        return end
    }

    private func plainRunEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let separator = separator
        var end = place
        while end < bytes.count {
            let byte = bytes[end]
            if byte == separator || byte <= CSVByte.carriageReturn { break }
            end += 1
        }
        return end
    }

    private mutating func stepQuoted(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVError) {
        switch bytes[place] {
        case CSVByte.quote:
            state = .quoteSeen
            try pass()
        case CSVByte.carriageReturn, CSVByte.newline:
            line += 1
            isAfterReturn = bytes[place] == CSVByte.carriageReturn
            try keep(bytes, to: place + 1)
        default:
            try keepControl(bytes)
        }
    }

    private mutating func stepPlain(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVError) -> Bool {
        switch bytes[place] {
        case CSVByte.carriageReturn, CSVByte.newline:
            endRow(bytes)
            return true
        case separator where state != .skipping:
            endCell()
            try pass()
        default:
            try keepControl(bytes)
        }
        return false
    }

    /// At a cell's start, among spaces before it, or behind its closing quotation mark.
    private mutating func stepAtEdge(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVError) -> Bool {
        let byte = bytes[place]
        if byte == separator {
            begin()
            endCell()
            try pass()
            return false
        }
        if byte == CSVByte.newline || byte == CSVByte.carriageReturn {
            let isEmptyLine = rowBytes == 0
            endRow(bytes)
            if isEmptyLine { partial.clear() }
            return !isEmptyLine
        }
        begin()
        switch (state, byte) {
        case (.cellStart, CSVByte.quote), (.leadingSpaces, CSVByte.quote):
            partial.content.removeSubrange((partial.ends.last ?? 0)...)
            quoteLine = line
            state = .quoted
            try pass()
        case (.quoteSeen, CSVByte.quote):
            state = .quoted
            try keep(bytes, to: place + 1)
        case (.cellStart, CSVByte.space), (.leadingSpaces, CSVByte.space):
            state = .leadingSpaces
            try keep(bytes, to: place + 1)
        case (.quoteSeen, CSVByte.space), (.closed, CSVByte.space):
            state = .closed
            try pass()
        case (.quoteSeen, _), (.closed, _):
            problem = problem ?? .textAfterQuote
            state = .skipping
        default:
            state = .plain
        }
        return false
    }

    private mutating func begin() {
        if rowBytes == 0 { partial.line = line }
    }

    /// Takes the bytes up to `end` into the cell, within the limits.
    private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>, to end: Int) throws(CSVError) {
        let run = bytes[place..<end]
        if problem == nil {
            // Before the bytes are copied: a run can be as long as the chunk.
            if partial.content.count - (partial.ends.last ?? 0) + run.count > limits.cellBytesMax {
                let start = state == .quoted ? quoteLine : partial.line
                throw CSVError(line: start, .cellTooLong(bytesMax: limits.cellBytesMax))
            }
            partial.content.append(contentsOf: UnsafeBufferPointer(rebasing: run))
        }
        try count(run.count)
        place = end
    }

    /// A control character that is neither a line break nor the delimiter; U+0000 spoils the row.
    private mutating func keepControl(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVError) {
        if bytes[place] == CSVByte.zero { problem = problem ?? .zeroCharacter }
        try keep(bytes, to: place + 1)
    }

    /// Passes over one byte that belongs to the form.
    private mutating func pass() throws(CSVError) {
        try count(1)
        place += 1
    }

    private mutating func count(_ bytes: Int) throws(CSVError) {
        rowBytes += bytes
        if rowBytes > limits.rowBytesMax {
            throw CSVError(line: partial.line, .rowTooLong(bytesMax: limits.rowBytesMax))
        }
    }

    mutating func endCell() {
        if partial.ends.count < limits.columnsMax {
            partial.ends.append(partial.content.count)
        } else {
            problem = problem ?? .tooManyCells(max: limits.columnsMax)
        }
        state = .cellStart
    }

    /// At a line break.
    private mutating func endRow(_ bytes: UnsafeBufferPointer<UInt8>) {
        if rowBytes > 0 { endCell() }
        isAfterReturn = bytes[place] == CSVByte.carriageReturn
        line += 1
        place += 1
    }
}
