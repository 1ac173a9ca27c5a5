/// Writes CSV (RFC 4180) that spreadsheets show as text and that `CSVReader` reads back to the same values.
package struct CSVWriter: Sendable, Concealed {
    package enum LineBreak: Sendable { case newline, carriageReturnNewline }

    package let delimiter: CSVDelimiter
    package let lineBreak: LineBreak
    /// What has been written and not yet taken, in UTF-8.
    package private(set) var bytes: [UInt8] = []

    /// Whether what a spreadsheet would run is guarded: always, but in a test that looks for the difference.
    private let guardsFormulas: Bool

    /// `hasMark`: begins with the byte order mark, by which Excel knows UTF-8.
    package init(
        delimiter: CSVDelimiter = .comma, lineBreak: LineBreak = .carriageReturnNewline, hasMark: Bool = true
    ) {
        self.init(delimiter: delimiter, lineBreak: lineBreak, hasMark: hasMark, guardsFormulas: true)
    }

    init(delimiter: CSVDelimiter, lineBreak: LineBreak, hasMark: Bool, guardsFormulas: Bool) {
        self.guardsFormulas = guardsFormulas
        self.delimiter = delimiter
        self.lineBreak = lineBreak
        if hasMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// Appends one row; values that a spreadsheet would run as formulas are guarded (`FormulaGuard`).
    package mutating func row(_ values: some Sequence<some StringProtocol>) {
        var count = 0
        var length = 0
        for value in values {
            if count > 0 { bytes.append(delimiter.rawValue) }
            let before = bytes.count
            cell(value)
            length += bytes.count - before
            count += 1
        }
        // An empty line would be no row.
        if count == 1, length == 0 { bytes.append(contentsOf: [CSVByte.quote, CSVByte.quote]) }
        if lineBreak == .carriageReturnNewline { bytes.append(CSVByte.carriageReturn) }
        bytes.append(CSVByte.newline)
    }

    /// Gives out what was written and forgets it; for streaming.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func cell(_ value: some StringProtocol) {
        let isGuarded = guardsFormulas && FormulaGuard.needsGuard(value)
        let isQuoted = needsQuotes(value)
        if isQuoted { bytes.append(CSVByte.quote) }
        if isGuarded { bytes.append(UInt8(ascii: "'")) }
        if isQuoted {
            for byte in value.utf8 {
                if byte == CSVByte.quote { bytes.append(CSVByte.quote) }
                bytes.append(byte)
            }
            bytes.append(CSVByte.quote)
        } else {
            bytes.append(contentsOf: value.utf8)
        }
    }

    private func needsQuotes(_ value: some StringProtocol) -> Bool {
        var last: UInt8 = 0x21
        var isFirst = true
        for byte in value.utf8 {
            switch byte {
            case CSVByte.quote, CSVByte.newline, CSVByte.carriageReturn: return true
            // Whichever delimiter is ours: a reader that guesses is not led astray.
            case _ where CSVDelimiter(rawValue: byte) != nil: return true
            // Some readers trim: space at the ends is kept by quotes.
            case CSVByte.space where isFirst: return true
            default: break
            }
            isFirst = false
            last = byte
        }
        // `sep=` as a file's first bytes has a meaning of its own.
        if last == CSVByte.space { return true }
        return value.utf8.count >= 4 && zip(value.utf8, CSVSniffing.separatorMark).allSatisfy { $0 | 0x20 == $1 }
    }
}
