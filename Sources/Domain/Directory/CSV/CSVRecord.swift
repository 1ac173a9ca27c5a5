/// One row as the file has it: its cells without their quotation marks, still as bytes of the file's encoding.
///
/// Cells become text only when they are asked for, so that the values of dropped columns are never made.
/// Personal data: all of it. A record is passed on at once and kept nowhere.
package struct CSVRecord: Sendable, Concealed {
    /// The physical line on which the row begins, from 1.
    package internal(set) var line = 0
    /// Whether a line break followed; only the last row of a file can lack it.
    package internal(set) var isTerminated = true
    var content: [UInt8] = []
    /// Where each cell ends within `content`.
    var ends: [Int] = []
    var encoding = CSVEncoding.utf8

    package init() {}

    /// The number of cells.
    package var count: Int { ends.count }

    /// The cell's text; `column` counts from 0 and is less than `count`.
    package subscript(column: Int) -> String {
        let range = range(of: column)
        return content.withUnsafeBufferPointer { bytes in
            let cell = UnsafeBufferPointer(rebasing: bytes[range])
            // The reader has already refused rows whose bytes are not of the file's encoding.
            return encoding == .utf8 ? String(decoding: cell, as: UTF8.self) : Windows1252.text(cell)
        }
    }

    /// All cells as text.
    package var cells: [String] { (0..<count).map { self[$0] } }

    /// Whether nothing but spaces and tabs stands in the cell.
    func isBlank(_ column: Int) -> Bool {
        for byte in content[range(of: column)] where byte != CSVByte.space && byte != CSVByte.tab { return false }
        return true
    }

    func range(of column: Int) -> Range<Int> {
        (column == 0 ? 0 : ends[column - 1])..<ends[column]
    }

    mutating func clear() {
        line = 0
        isTerminated = true
        content.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
