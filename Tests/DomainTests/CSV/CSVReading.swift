import Domain

/// Everything that a reader gives for a file that arrives in chunks of `chunkBytes`.
struct CSVReading: Equatable {
    struct Row: Equatable {
        let line: Int
        let cells: [String]
    }

    var rows: [Row] = []
    var refused: [CSVError] = []
    var fatal: CSVError?
    var encoding: CSVEncoding?
    var delimiter: CSVDelimiter?

    var cells: [[String]] { rows.map(\.cells) }

    init(_ bytes: [UInt8], chunkBytes: Int = 65_536, limits: CSVLimits = CSVLimits()) {
        var reader = CSVReader(limits: limits)
        var record = CSVRecord()
        var place = 0
        do throws(CSVError) {
            reading: while true {
                switch try reader.next(into: &record) {
                case .record: rows.append(Row(line: record.line, cells: record.cells))
                case .refused(let error): refused.append(error)
                case .starved:
                    let end = min(place + chunkBytes, bytes.count)
                    if place == end { reader.finish() } else { reader.push(bytes[place..<end]) }
                    place = end
                case .ended: break reading
                }
            }
        } catch {
            fatal = error
        }
        encoding = reader.encoding
        delimiter = reader.delimiter
    }

    init(_ text: String, chunkBytes: Int = 65_536, limits: CSVLimits = CSVLimits()) {
        self.init(Array(text.utf8), chunkBytes: chunkBytes, limits: limits)
    }
}

/// All people and errors of a staff list.
struct StaffReading {
    var rows: [CSVRow] = []
    var file: StaffCSV
    var failure: Failure?

    init(_ bytes: [UInt8], catalogue: Catalogue = .everything, limits: CSVLimits = CSVLimits()) {
        file = StaffCSV(catalogue: catalogue, limits: limits)
        do throws(Failure) {
            file.push(bytes)
            while let row = try file.next() { rows.append(row) }
            file.finish()
            while let row = try file.next() { rows.append(row) }
        } catch {
            failure = error
        }
    }

    init(_ text: String, catalogue: Catalogue = .everything) {
        self.init(Array(text.utf8), catalogue: catalogue)
    }

    var reasons: [CSVError.Reason] { file.errors.kept.map(\.reason) }
}

extension Catalogue {
    static let everything = Catalogue(instructed: Set(Attribute.instructable))
}

/// Repeats from a seed, so that a failure can be looked at again.
struct TestRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
