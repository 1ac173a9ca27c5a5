/// A staff list as CSV, from bytes to people: the reader, the mapping by its header, and its errors, in constant
/// memory.
///
/// ```swift
/// var file = StaffCSV(catalogue: catalogue)
/// for chunk in chunks {
///     file.push(chunk)
///     while let row = try file.next() { use(row) }
/// }
/// file.finish()
/// while let row = try file.next() { use(row) }
/// ```
///
/// While `errors` is not empty, the file does not tell who has left: someone may be missing only because their row
/// was refused. Two rows of the same person are for the caller to find, who knows how names are folded.
package struct StaffCSV: Sendable, Concealed {
    /// Known once the first row, or the end, was given.
    package private(set) var mapping: CSVMapping?
    package private(set) var errors: CSVErrors
    /// People given so far.
    package private(set) var rowCount = 0
    /// How often each column that is not kept held a value, by its place; the values themselves are never made.
    private var droppedCounts: [Int: Int] = [:]

    private let catalogue: Catalogue
    private var reader: CSVReader
    private var record = CSVRecord()
    private var droppedColumns: [Int] = []

    package init(catalogue: Catalogue, limits: CSVLimits = CSVLimits()) {
        self.catalogue = catalogue
        reader = CSVReader(limits: limits)
        errors = CSVErrors(keptMax: limits.errorsKeptMax)
    }

    package var encoding: CSVEncoding? { reader.encoding }
    package var delimiter: CSVDelimiter? { reader.delimiter }
    /// How many bytes of the file have been read, for showing progress.
    package var bytesRead: Int { reader.bytesRead }

    /// Names of the columns that are not kept, why, and in how many rows they held a value.
    package var dropped: [(name: String, drop: CSVMapping.Drop, count: Int)] {
        droppedColumns.compactMap { place in
            guard let column = mapping?.columns[place], case .dropped(let drop) = column.use else { return nil }
            return (column.name, drop, droppedCounts[place, default: 0])
        }
    }

    /// Takes the file's next bytes; cut anywhere.
    package mutating func push(_ bytes: some Collection<UInt8>) { reader.push(bytes) }

    /// Says that the file is over.
    package mutating func finish() { reader.finish() }

    /// The next person; nil when all pushed bytes are read, or, after `finish()`, at the end. Refused rows are passed
    /// over and stand in `errors`. Throws a `Failure` (invalid or limit) for a file that cannot be read on.
    package mutating func next() throws(Failure) -> CSVRow? {
        do throws(CSVError) {
            while true {
                switch try reader.next(into: &record) {
                case .record:
                    guard let mapping else {
                        try begin()
                        continue
                    }
                    if let row = take(mapping) { return row }
                case .refused(let error):
                    if mapping == nil { throw error }
                    errors.add(error)
                case .starved:
                    return nil
                case .ended:
                    if mapping == nil { throw CSVError(line: 1, .empty) }
                    return nil
                }
            }
        } catch {
            throw error.failure
        }
    }

    private mutating func begin() throws(CSVError) {
        let mapping = try CSVMapping(header: record, catalogue: catalogue)
        droppedColumns = mapping.columns.indices.filter { place in
            if case .dropped = mapping.columns[place].use { true } else { false }
        }
        self.mapping = mapping
    }

    private mutating func take(_ mapping: CSVMapping) -> CSVRow? {
        do throws(CSVError) {
            guard let row = try mapping.row(record) else { return nil }
            rowCount += 1
            for place in droppedColumns where !record.isBlank(place) { droppedCounts[place, default: 0] += 1 }
            return row
        } catch {
            errors.add(error)
            return nil
        }
    }
}
