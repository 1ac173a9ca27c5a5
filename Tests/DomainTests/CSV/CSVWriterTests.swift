import Domain
import Testing

@Suite("Writing CSV")
struct CSVWriterTests {
    private func text(_ rows: [[String]], _ delimiter: CSVDelimiter = .comma) -> String {
        var writer = CSVWriter(delimiter: delimiter, lineBreak: .newline, hasMark: false)
        for row in rows { writer.row(row) }
        return String(decoding: writer.take(), as: UTF8.self)
    }

    @Test("Cells are quoted where they must be, and only there")
    func quoting() {
        #expect(
            text([["a", "b c", "d,e", "f\"g", "h\ni", " j", "k ", ""]])
                == "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\" j\",\"k \",\n")
        // Every delimiter that a reader may guess, not only its own.
        #expect(text([["d,e", "f;g", "h\ti"]], .semicolon) == "\"d,e\";\"f;g\";\"h\ti\"\n")
        #expect(text([[""], ["x"]]) == "\"\"\nx\n")
    }

    @Test("A quotation mark under a combining mark is doubled all the same")
    func combining() {
        let value = "x\"\u{301}y"
        #expect(text([[value]]).utf8.elementsEqual("\"x\"\"\u{301}y\"\n".utf8))
        #expect(CSVReading(text([[value]])).cells[0][0].utf8.elementsEqual(value.utf8))
    }

    @Test(
        "What a spreadsheet would run gets an apostrophe",
        arguments: [
            "=1+1", "+45", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\u{0}=1", "＝1+1", "＋1", "－1", "＠x", "=\u{301}1",
            "'=1", "''+1",
        ])
    func formulas(value: String) throws {
        let written = text([[value, "x"]])
        let cell = try #require(
            written.utf8.first == UInt8(ascii: "\"") ? written.utf8.dropFirst().first : written.utf8.first)
        #expect(cell == UInt8(ascii: "'"))
        #expect(FormulaGuard.removed(from: "'" + value).utf8.elementsEqual(value.utf8))
    }

    @Test("Other values are left alone", arguments: ["", "Ann", "a=b", "1+1", "o'brien", "'t Hart", "''", "‐x", "é=1"])
    func harmless(value: String) {
        #expect(!FormulaGuard.needsGuard(value))
        #expect(FormulaGuard.removed(from: value) == value)
    }

    @Test("The byte order mark and CRLF are the default, as Excel expects them")
    func defaults() {
        var writer = CSVWriter()
        writer.row(["a", "b"])
        #expect(writer.take() == [0xEF, 0xBB, 0xBF] + Array("a,b\r\n".utf8))
        writer.row(["c"])
        #expect(writer.take() == Array("c\r\n".utf8))
    }

    @Test(
        "A first cell that looks like Excel's separator line is still a cell", arguments: ["sep=;", "SEP=,", "Sep=;"])
    func separator(value: String) {
        #expect(CSVReading(text([[value], ["x"]])).cells == [[value], ["x"]])
    }

    @Test("What is written is read back the same, whatever it holds", arguments: CSVDelimiter.allCases)
    func roundTrip(delimiter: CSVDelimiter) {
        var random = TestRandom(state: 0x9E37_79B9 + UInt64(delimiter.rawValue))
        let parts = [
            "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "=", "+", "-", "@", "'", "a", "Å", "\u{301}", "山",
            "👩‍🚀",
            "\u{202E}", "\u{FEFF}", "x,y", "sep=",
        ]
        for _ in 0..<400 {
            let columns = Int.random(in: 1...5, using: &random)
            var rows = [(0..<columns).map { "column\($0)" }]
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                rows.append(
                    (0..<columns).map { _ in
                        (0..<Int.random(in: 0...6, using: &random))
                            .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
                    })
            }
            var writer = CSVWriter(delimiter: delimiter, lineBreak: .newline, hasMark: Bool.random(using: &random))
            for row in rows { writer.row(row) }
            let reading = CSVReading(writer.take())
            let read = reading.cells.map { $0.map { Array(FormulaGuard.removed(from: $0).utf8) } }
            #expect(read == rows.map { $0.map { Array($0.utf8) } }, "\(rows)")
            #expect(reading.refused.isEmpty && reading.fatal == nil)
        }
    }
}
