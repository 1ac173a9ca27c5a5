import Domain
import Testing

@Suite("A CSV file's form")
struct CSVReaderTests {
    @Test("Lines end with LF, CR or CRLF, also mixed", arguments: ["\n", "\r", "\r\n"])
    func lineBreaks(ending: String) {
        let reading = CSVReading(["a,b", "1,2", "3,4"].joined(separator: ending) + ending)
        #expect(reading.cells == [["a", "b"], ["1", "2"], ["3", "4"]])
        #expect(reading.rows.map(\.line) == [1, 2, 3])
        #expect(CSVReading("a\r\nb\nc\rd").cells == [["a"], ["b"], ["c"], ["d"]])
    }

    @Test("The last row needs no line break, and an empty last cell counts")
    func lastRow() {
        #expect(CSVReading("a,b\n1,2").cells == [["a", "b"], ["1", "2"]])
        #expect(CSVReading("a,b\n1,").cells == [["a", "b"], ["1", ""]])
        #expect(CSVReading("a,b\n\"1\",\"\"").cells == [["a", "b"], ["1", ""]])
    }

    @Test("Empty lines are passed over, and line numbers still count them")
    func emptyLines() {
        let reading = CSVReading("\n\r\na,b\n\n\r\n1,2\n\n")
        #expect(reading.rows == [.init(line: 3, cells: ["a", "b"]), .init(line: 6, cells: ["1", "2"])])
    }

    @Test("A quoted empty cell alone on its line is a row")
    func quotedEmpty() {
        #expect(CSVReading("a\n\"\"\nb").cells == [["a"], [""], ["b"]])
    }

    @Test("Quoted cells hold delimiters, doubled quotation marks and line breaks; physical lines are counted")
    func quoted() {
        let reading = CSVReading("a,b\r\n\"x, \"\"y\"\"\",\"one\r\ntwo\nthree\rfour\"\r\nlast,row\r\n")
        #expect(reading.cells[1] == ["x, \"y\"", "one\r\ntwo\nthree\rfour"])
        #expect(reading.rows.map(\.line) == [1, 2, 6])
    }

    @Test("Spaces around quotation marks do not count, spaces within a cell do")
    func spaces() {
        #expect(CSVReading("a , b\n \"x, y\" , z \n").cells == [["a ", " b"], ["x, y", " z "]])
        #expect(CSVReading("a,b\n  x,\n").cells[1] == ["  x", ""])
    }

    @Test("A quotation mark in the middle of an unquoted cell is itself")
    func middleQuote() {
        #expect(CSVReading("a,b\nAnna \"Annie\" Berg,5\"\n").cells[1] == ["Anna \"Annie\" Berg", "5\""])
    }

    @Test("Text behind a closing quotation mark refuses that row only")
    func textAfterQuote() {
        let reading = CSVReading("a,b\n\"x\"y,\"z\n1,2\n")
        #expect(reading.refused == [CSVError(line: 2, .textAfterQuote)])
        #expect(reading.cells == [["a", "b"], ["1", "2"]])
    }

    @Test("A quotation mark that is never closed ends the reading and names the line where it opened")
    func neverClosed() {
        let reading = CSVReading("a,b\n1,2\n3,\"four\nfive,6\n7,8\n")
        #expect(reading.fatal == CSVError(line: 3, .quoteNeverClosed))
        #expect(reading.cells == [["a", "b"], ["1", "2"]])
    }

    @Test("U+0000 refuses its row and no other, quoted or not")
    func zero() {
        let reading = CSVReading("a,b\n1\u{0},2\n3,4\n\"\u{0}\",6\n7,8\n")
        #expect(reading.refused == [CSVError(line: 2, .zeroCharacter), CSVError(line: 4, .zeroCharacter)])
        #expect(reading.cells == [["a", "b"], ["3", "4"], ["7", "8"]])
    }

    @Test(
        "The delimiter is found in the header, outside quotation marks",
        arguments: [
            ("Name, first;Mail;Title\n", CSVDelimiter.semicolon), ("a\tb\tc,d\n", .tab), ("a,b;c,d\n", .comma),
            ("\"a;b;c;d\",e\n1;2;3;4;5;6", .comma), ("\n\na;b\n", .semicolon), ("mail\n", .comma),
            ("\"x\ny;z\";b,c;d\n", .semicolon), ("a,b;c\n", .semicolon),
        ])
    func delimiter(text: String, expected: CSVDelimiter) {
        #expect(CSVReading(text).delimiter == expected)
    }

    @Test("Excel's sep= line names the delimiter and is no row")
    func separatorLine() {
        let reading = CSVReading("sep=;\r\na,b;c\r\n1;2\r\n")
        #expect(reading.rows == [.init(line: 2, cells: ["a,b", "c"]), .init(line: 3, cells: ["1", "2"])])
        #expect(CSVReading("sep=a quiet place,b\n").cells == [["sep=a quiet place", "b"]])
    }

    @Test("An empty file has no rows")
    func empty() {
        #expect(CSVReading("").rows.isEmpty)
        #expect(CSVReading([0xEF, 0xBB, 0xBF]).rows.isEmpty)
        #expect(CSVReading("\n\r\n\n").rows.isEmpty)
    }

    @Test("Cut into chunks at any byte, a file gives the same")
    func chunks() {
        let texts = [
            "\u{FEFF}a;b;c\r\n\"x\"\"y\";\"één\r\ntwo\";Łódź\r\n\r\n\"bad\"x;1\r\n;;\r\n\"\";\u{0};q\n山田;花子;\"e\"\r",
            "sep=\t\r\na\tb\r\n \"q\" \t\"\r\n\"\r\n1\t\"2",
            "a,b\r\r\n1,2\n\r3,\"4\r\"\r\"5\",\"\"\"\"",
        ]
        // Nothing is read before the sniffed part is there: a small one makes the rest arrive bit by bit.
        var limits = CSVLimits()
        limits.sniffBytes = 8
        for text in texts {
            let bytes = Array(text.utf8)
            let whole = CSVReading(bytes, limits: limits)
            #expect(!whole.rows.isEmpty)
            for chunkBytes in 1...bytes.count {
                #expect(CSVReading(bytes, chunkBytes: chunkBytes, limits: limits) == whole, "\(chunkBytes)")
            }
        }
    }

    @Test("Any bytes at all end the reading without harm, the same in one piece and in many")
    func anyBytes() {
        var random = TestRandom(state: 0x1234_5678)
        let alphabet: [UInt8] = [0x22, 0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D, 0x20, 0x61, 0xC3, 0xA9, 0xE4, 0x00, 0xFF]
        var limits = CSVLimits()
        limits.sniffBytes = 1
        limits.cellBytesMax = 20
        limits.rowBytesMax = 50
        limits.columnsMax = 6
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...80, using: &random)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            limits.sniffBytes = max(1, count)
            let whole = CSVReading(bytes, limits: limits)
            #expect(CSVReading(bytes, chunkBytes: 1, limits: limits) == whole, "\(bytes)")
            #expect(whole.rows.allSatisfy { $0.cells.count <= 6 })
        }
    }
}
