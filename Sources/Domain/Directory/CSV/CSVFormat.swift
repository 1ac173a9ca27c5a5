/// The encoding of a whole file. There is no mixing: a file that begins as UTF-8 stays UTF-8.
package enum CSVEncoding: String, Sendable, Equatable {
    case utf8 = "UTF-8"
    case windows1252 = "Windows-1252"
}

/// What separates the cells of a row.
package enum CSVDelimiter: UInt8, Sendable, Equatable, CaseIterable {
    // In this order where two occur equally often: a comma stands in plain text more often than the others.
    case tab = 0x09
    case semicolon = 0x3B
    case comma = 0x2C
}

/// The bytes that mean something to the form itself.
enum CSVByte {
    static let zero: UInt8 = 0x00
    static let tab: UInt8 = 0x09
    static let newline: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
}
