/// What the first bytes of a file tell of it: encoding, delimiter, and where its text begins.
struct CSVSniffing {
    let encoding: CSVEncoding
    let delimiter: CSVDelimiter
    /// Past the byte order mark and past a line `sep=;`, which Excel writes and reads.
    let textStart: Int
    /// Lines passed over before `textStart`.
    let linesPassed: Int

    /// `sep=` in lower case; all four bytes have the bit that makes a capital small.
    static let separatorMark = Array("sep=".utf8)

    /// `isWhole`: the bytes are the whole file. Throws for what is no CSV file in an encoding of ours.
    init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) throws(CSVError) {
        try Self.refuseOtherForms(bytes)
        let hasMark = Self.starts(bytes, with: [0xEF, 0xBB, 0xBF])
        encoding = hasMark ? .utf8 : Self.encoding(bytes, isWhole: isWhole)
        let start = hasMark ? 3 : 0
        if let (delimiter, end) = Self.separatorLine(bytes, from: start) {
            self.delimiter = delimiter
            textStart = end
            linesPassed = 1
        } else {
            delimiter = Self.delimiter(bytes, from: start)
            textStart = start
            linesPassed = 0
        }
    }

    private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, with prefix: [UInt8]) -> Bool {
        bytes.count >= prefix.count && bytes.prefix(prefix.count).elementsEqual(prefix)
    }

    private static func refuseOtherForms(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVError) {
        // A ZIP container (xlsx, ods) and a compound document (xls).
        if starts(bytes, with: [0x50, 0x4B, 0x03, 0x04]) || starts(bytes, with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw CSVError(line: 1, .workbook)
        }
        if starts(bytes, with: [0xFF, 0xFE]) || starts(bytes, with: [0xFE, 0xFF]) { throw CSVError(line: 1, .utf16) }
        // UTF-16 without a mark: the header's letters and delimiters are ASCII, so every other byte is zero.
        let head = bytes.prefix(64)
        let evenZeros = head.enumerated().count { $0 % 2 == 0 && $1 == 0 }
        let oddZeros = head.enumerated().count { $0 % 2 == 1 && $1 == 0 }
        if head.count >= 4, max(evenZeros, oddZeros) * 3 >= head.count { throw CSVError(line: 1, .utf16) }
    }

    /// Windows-1252 shows itself by bytes that are wrong in UTF-8. Where well-formed sequences are as many as the
    /// wrong bytes, the file is a damaged UTF-8 file: its bad rows are then refused rather than misread.
    private static func encoding(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> CSVEncoding {
        if UTF8Census.isASCII(bytes) { return .utf8 }
        let census = UTF8Census(bytes, mayEndEarly: !isWhole)
        return census.strays > census.sequences ? .windows1252 : .utf8
    }

    private static func separatorLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (CSVDelimiter, Int)? {
        let line = bytes[start...]
        guard line.count >= 6, line.prefix(4).map({ $0 | 0x20 }) == separatorMark,
            let delimiter = CSVDelimiter(rawValue: bytes[start + 4])
        else { return nil }
        let end = start + 5
        if bytes[end] == CSVByte.newline { return (delimiter, end + 1) }
        guard bytes[end] == CSVByte.carriageReturn else { return nil }
        let hasNewline = end + 1 < bytes.count && bytes[end + 1] == CSVByte.newline
        return (delimiter, hasNewline ? end + 2 : end + 1)
    }

    /// The one that occurs most often outside quotation marks in the first line that is not empty.
    private static func delimiter(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> CSVDelimiter {
        var counts = [CSVDelimiter: Int]()
        var isQuoted = false
        var isEmpty = true
        for byte in bytes[start...] {
            if byte == CSVByte.quote { isQuoted.toggle() }
            let endsLine = byte == CSVByte.newline || byte == CSVByte.carriageReturn
            if endsLine && !isQuoted {
                if isEmpty { continue }
                break
            }
            isEmpty = false
            if !isQuoted, let delimiter = CSVDelimiter(rawValue: byte) { counts[delimiter, default: 0] += 1 }
        }
        var best: (delimiter: CSVDelimiter, count: Int) = (.comma, 0)
        for delimiter in CSVDelimiter.allCases {
            let count = counts[delimiter, default: 0]
            if count > best.count { best = (delimiter, count) }
        }
        return best.delimiter
    }
}
