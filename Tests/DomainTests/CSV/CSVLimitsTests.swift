import Domain
import Testing

@Suite("The bounds of a CSV file")
struct CSVLimitsTests {
    /// Pushes the same chunk until the reader ends by itself; gives its error and how much it took.
    private func flood(header: String, with chunk: [UInt8], chunksMax: Int) -> (error: CSVError?, bytes: Int) {
        var reader = CSVReader()
        var record = CSVRecord()
        reader.push(header.utf8)
        var pushed = header.utf8.count
        for _ in 0..<chunksMax {
            do throws(CSVError) {
                while try reader.next(into: &record) == .record {}
            } catch {
                return (error, pushed)
            }
            reader.push(chunk)
            pushed += chunk.count
        }
        return (nil, pushed)
    }

    @Test("A cell of 1 GB ends the reading within the first megabytes", arguments: ["", "\"", "x,\""])
    func hugeCell(opening: String) {
        let chunk = [UInt8](repeating: UInt8(ascii: "a"), count: 65_536)
        let (error, bytes) = flood(header: "email,name\n\(opening)", with: chunk, chunksMax: 16_384)
        #expect(error == CSVError(line: 2, .cellTooLong(bytesMax: 65_536)))
        #expect(bytes < 2 << 20)
    }

    @Test("A cell of line breaks only, opened by a lost quotation mark, ends too and names the line of the mark")
    func lostQuote() {
        let rows = Array(repeating: "x@y.example,Name\r\n", count: 4_096).joined()
        let (error, bytes) = flood(
            header: "email,name\nan@y.example,\"Name\n", with: Array(rows.utf8), chunksMax: 4_096)
        #expect(error == CSVError(line: 2, .cellTooLong(bytesMax: 65_536)))
        #expect(bytes < 2 << 20)
    }

    @Test(
        "A row without end is bounded whatever it is made of",
        arguments: [",", ",,\"\"", "\"x\"y", "abcdef\u{0}", " , ", "\"\" ,"])
    func hugeRow(part: String) {
        let chunk = Array(String(repeating: part, count: 65_536 / part.utf8.count).utf8)
        let (error, bytes) = flood(header: "email,name\n\"a\"", with: chunk, chunksMax: 4_096)
        #expect(error == CSVError(line: 2, .rowTooLong(bytesMax: 1_048_576)))
        #expect(bytes < 3 << 20)
    }

    @Test("After its end a reader gives nothing more")
    func afterTheEnd() throws {
        var reader = CSVReader()
        var record = CSVRecord()
        reader.push([UInt8](repeating: 0x61, count: 2 << 20))
        #expect(throws: CSVError.self) { try reader.next(into: &record) }
        reader.push("x\ny\n".utf8)
        #expect(try reader.next(into: &record) == .ended)
    }

    @Test("A cell and a row of exactly the limit are read, one byte more is not")
    func exactly() {
        var limits = CSVLimits()
        limits.cellBytesMax = 10
        limits.rowBytesMax = 24
        let cell = String(repeating: "c", count: 10)
        #expect(CSVReading("a,b\n\(cell),\(cell)\n", limits: limits).cells[1] == [cell, cell])
        #expect(CSVReading("a,b\n\(cell)c,d\n", limits: limits).fatal == CSVError(line: 2, .cellTooLong(bytesMax: 10)))
        #expect(CSVReading("a,b\n\"\(cell)\",\(cell)\n", limits: limits).cells[1] == [cell, cell])
        let long = CSVReading("a,b\n\"\(cell)\",\"\(cell)\"\n", limits: limits)
        #expect(long.fatal == CSVError(line: 2, .rowTooLong(bytesMax: 24)))
    }

    @Test("A row with more than 256 cells is refused, the next one is read")
    func columns() {
        let wide = String(repeating: ",", count: 256)
        let reading = CSVReading("a,b\n\(wide)\n\(wide.dropFirst())\n1,2\n")
        #expect(reading.refused == [CSVError(line: 2, .tooManyCells(max: 256))])
        #expect(reading.rows.map(\.cells.count) == [2, 256, 2])
    }

    @Test("A thousand errors are kept, all are counted")
    func errors() {
        let rows = (0..<1_500).map { "person\($0)-has-no-address,x" }.joined(separator: "\n")
        let reading = StaffReading("email,name\n\(rows)\n")
        #expect(reading.rows.isEmpty)
        #expect(reading.file.errors.kept.count == 1_000)
        #expect(reading.file.errors.count == 1_500)
        #expect(reading.file.errors.kept.last?.line == 1_001)
    }

    @Test("Errors tell the place and a remedy, and never what a cell says")
    func silence() {
        let secret = "Zx9Secret"
        let text = """
            email,first name,active,groups
            \(secret),Ann,yes,
            a@x.example,\(secret)\u{202E},yes,
            b@x.example,Ann,\(secret),
            c@x.example,Ann
            "d@x.example"\(secret),Ann,yes,
            e@x.example,\(String(repeating: secret, count: 40)),yes,
            f@x.example,Ann,yes,\(secret)\u{7}
            """
        let reading = StaffReading(text)
        #expect(reading.rows.isEmpty)
        #expect(reading.file.errors.count == 7)
        for error in reading.file.errors.kept {
            #expect(!error.message.contains(secret))
            #expect(error.message.hasPrefix("Line \(error.line)"))
            #expect(!error.failure.message.contains(secret))
        }
    }

    @Test("Bytes read are told for showing progress, and reach the file's length")
    func progress() throws {
        let bytes = Array(String(repeating: "a@x.example,b\n", count: 200_000).utf8)
        var file = StaffCSV(catalogue: Catalogue())
        file.push("email,name\n".utf8)
        file.push(bytes)
        _ = try file.next()
        #expect(file.bytesRead == 25)
        while try file.next() != nil {}
        file.finish()
        #expect(try file.next() == nil)
        #expect(file.bytesRead == bytes.count + 11)
    }
}
