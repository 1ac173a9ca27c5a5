/// Reads CSV (RFC 4180 and what spreadsheets make of it) bit by bit: push bytes as they arrive, take records.
///
/// ```swift
/// reader.push(chunk)
/// while true {
///     switch try reader.next(into: &record) {
///     case .record: use(record)
///     case .refused(let error): errors.append(error)
///     case .starved: push the next chunk, or finish()
///     case .ended: return
///     }
/// }
/// ```
///
/// Memory is bounded by the limits and the largest chunk, whatever the file holds. No record is given before
/// `limits.sniffBytes` or the end have been pushed, since encoding and delimiter hang on them. Lines end with LF, CR or
/// CRLF, also within quotation marks; empty lines are passed over; spaces before an opening and after a
/// closing quotation mark do not count; a quotation mark within a cell that did not open with one is itself.
package struct CSVReader: Sendable, Concealed {
    package enum Step: Sendable, Equatable {
        /// `record` holds the next row.
        case record
        /// A row was refused; reading goes on behind it.
        case refused(CSVError)
        /// All pushed bytes are read.
        case starved
        /// The file is over.
        case ended
    }

    enum State: Sendable {
        case cellStart
        case leadingSpaces
        case plain
        case quoted
        /// Just after a quotation mark within a quoted cell: closed, or the first half of two.
        case quoteSeen
        /// Spaces after a closed quotation mark.
        case closed
        /// The rest of a row that is past saving; up to the next line break, whatever stands there.
        case skipping
    }

    let limits: CSVLimits
    /// Known once the first record, or the end, was given.
    package private(set) var encoding: CSVEncoding?
    /// Known with `encoding`.
    package private(set) var delimiter: CSVDelimiter?
    /// How many bytes of the file have been read, for showing progress.
    package var bytesRead: Int { bytesBefore + place }

    private var bytesBefore = 0
    private var chunk: [UInt8] = []
    private var isFinished = false
    private var hasEnded = false

    // The scanner's own; see CSVReader+Scan.swift.
    var place = 0
    var state = State.cellStart
    var partial = CSVRecord()
    var separator: UInt8 = 0
    /// The physical line of the next byte.
    var line = 1
    var quoteLine = 1
    var rowBytes = 0
    var problem: CSVError.Reason?
    /// The byte before ended a line by CR: an LF now belongs to it.
    var isAfterReturn = false

    package init(limits: CSVLimits = CSVLimits()) {
        self.limits = limits
    }

    /// Takes the file's next bytes; cut anywhere, also within a character.
    package mutating func push(_ bytes: some Collection<UInt8>) {
        if place == chunk.count {
            bytesBefore += place
            place = 0
            chunk.removeAll(keepingCapacity: true)
        }
        chunk.append(contentsOf: bytes)
    }

    /// Says that the file is over: what is still unread is its end.
    package mutating func finish() { isFinished = true }

    /// Reads on to the end of the next row. Throws, once, for what makes the rest of the file unreadable: a
    /// spreadsheet, UTF-16, a cell or row beyond the limits, a quotation mark that is never closed.
    package mutating func next(into record: inout CSVRecord) throws(CSVError) -> Step {
        if hasEnded { return .ended }
        if encoding == nil {
            guard isFinished || chunk.count >= limits.sniffBytes else { return .starved }
        }
        do throws(CSVError) {
            if encoding == nil { try sniff() }
            // A second reference, no copy: the scan changes everything but these bytes.
            let bytes = chunk
            var isRow = try scan(bytes)
            if !isRow { isRow = try endsLast() }
            if isRow { return complete(into: &record) }
        } catch {
            throw end(with: error)
        }
        hasEnded = isFinished
        return isFinished ? .ended : .starved
    }

    private mutating func sniff() throws(CSVError) {
        let sniffing = try chunk.withUnsafeBufferPointer { bytes throws(CSVError) in
            try CSVSniffing(bytes, isWhole: isFinished)
        }
        encoding = sniffing.encoding
        delimiter = sniffing.delimiter
        separator = sniffing.delimiter.rawValue
        place = sniffing.textStart
        line += sniffing.linesPassed
    }

    /// Nothing follows an unreadable place; the memory is given back.
    private mutating func end(with error: CSVError) -> CSVError {
        hasEnded = true
        bytesBefore += place
        place = 0
        chunk = []
        partial = CSVRecord()
        return error
    }

    /// Whether a last row without a line break stands at the end of the file.
    private mutating func endsLast() throws(CSVError) -> Bool {
        guard isFinished, rowBytes > 0 else { return false }
        if state == .quoted { throw CSVError(line: quoteLine, .quoteNeverClosed) }
        endCell()
        partial.isTerminated = false
        return true
    }

    private mutating func complete(into record: inout CSVRecord) -> Step {
        let encoding = encoding ?? .utf8
        partial.encoding = encoding
        let isForeign = problem == nil && !partial.content.withUnsafeBufferPointer { Self.holds(encoding, $0) }
        let reason = problem ?? (isForeign ? .encoding(encoding) : nil)
        swap(&record, &partial)
        partial.clear()
        state = .cellStart
        rowBytes = 0
        problem = nil
        if let reason { return .refused(CSVError(line: record.line, reason)) }
        return .record
    }

    private static func holds(_ encoding: CSVEncoding, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if UTF8Census.isASCII(bytes) { return true }
        switch encoding {
        case .utf8: return UTF8Census(bytes).strays == 0
        case .windows1252: return bytes.allSatisfy(Windows1252.means)
        }
    }
}
