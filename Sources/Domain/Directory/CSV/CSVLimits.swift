/// The bounds of reading a CSV file, so that no file can take memory or time without end.
package struct CSVLimits: Sendable, Equatable {
    /// The longest cell, in bytes as they lie in the file. Exceeding it ends the reading.
    package var cellBytesMax = 65_536
    /// The longest row, in bytes as they lie in the file. Exceeding it ends the reading.
    package var rowBytesMax = 1_048_576
    /// The most cells in one row; a row with more is refused, the next one is read.
    package var columnsMax = 256
    /// How much of the file decides on the encoding, in bytes. Nothing is read before so much is there.
    package var sniffBytes = 1_048_576
    /// How many errors are kept word for word; the others are counted.
    package var errorsKeptMax = 1_000

    package init() {}
}
