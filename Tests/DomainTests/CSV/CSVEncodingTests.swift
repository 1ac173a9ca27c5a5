import Domain
import Testing

@Suite("A CSV file's encoding")
struct CSVEncodingTests {
    @Test("UTF-8 is read with and without a byte order mark")
    func utf8() {
        let text = "name;ort\nÅsa Öberg;Łódź\n山田花子;東京\n"
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8)] {
            let reading = CSVReading(bytes)
            #expect(reading.encoding == .utf8)
            #expect(reading.cells == [["name", "ort"], ["Åsa Öberg", "Łódź"], ["山田花子", "東京"]])
        }
    }

    @Test("Windows-1252 is recognised by bytes that UTF-8 does not have, and read with its own signs")
    func windows1252() {
        // Jürgen;Groß € – “x” Š
        let bytes: [UInt8] =
            Array("vorname;nachname\nJ".utf8) + [0xFC] + Array("rgen;Gro".utf8)
            + [0xDF, 0x20, 0x80, 0x20, 0x96, 0x20, 0x93, 0x78, 0x94, 0x20, 0x8A, 0x0A]
        let reading = CSVReading(bytes)
        #expect(reading.encoding == .windows1252)
        #expect(reading.cells[1] == ["Jürgen", "Groß € – “x” Š"])
    }

    @Test("Every byte of Windows-1252 is what Unicode's table says, and the five that mean nothing refuse their row")
    func wholeTable() {
        for byte in UInt8(0x80)...0xFF {
            let reading = CSVReading(Array("a;b\nx".utf8) + [byte, 0x3B, 0xFC, 0x20, 0xFC, 0x0A])
            #expect(reading.encoding == .windows1252)
            if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) {
                #expect(reading.refused == [CSVError(line: 2, .encoding(.windows1252))])
            } else if byte >= 0xA0 {
                #expect(reading.cells.last == ["x" + String(Unicode.Scalar(byte)), "ü ü"])
            } else {
                #expect(reading.cells.last?[0].unicodeScalars.count == 2)
            }
        }
    }

    @Test(
        "A file that begins as UTF-8 stays UTF-8: a later byte of another encoding refuses its row and says how to fix")
    func later() {
        var limits = CSVLimits()
        limits.sniffBytes = 16
        let bytes = Array("name;title\nAnn;Nurse\nJ".utf8) + [0xFC] + Array("rgen;Arzt\nÅsa;Läkare\n".utf8)
        let reading = CSVReading(bytes, chunkBytes: 16, limits: limits)
        #expect(reading.encoding == .utf8)
        #expect(reading.refused == [CSVError(line: 3, .encoding(.utf8))])
        #expect(reading.cells == [["name", "title"], ["Ann", "Nurse"], ["Åsa", "Läkare"]])
        #expect(reading.refused[0].message.contains("Save the whole file as UTF-8"))
    }

    @Test("A UTF-8 file with one damaged byte is not taken for Windows-1252")
    func damaged() {
        let bytes = Array("name;title\nÅsa;Läkare\nJ".utf8) + [0xFC] + Array("rgen;Arzt\n".utf8)
        let reading = CSVReading(bytes)
        #expect(reading.encoding == .utf8)
        #expect(reading.refused == [CSVError(line: 3, .encoding(.utf8))])
        #expect(CSVReading([0xEF, 0xBB, 0xBF] + Array("a;b\n".utf8) + [0xFC, 0x3B, 0x0A]).encoding == .utf8)
    }

    @Test("A character cut by the end of the sniffed part is no sign of Windows-1252")
    func cutCharacter() {
        let text = "a,b\n" + String(repeating: "é", count: 40) + ",x\n"
        var limits = CSVLimits()
        for sniffBytes in 5...40 {
            limits.sniffBytes = sniffBytes
            let reading = CSVReading(Array(text.utf8), chunkBytes: sniffBytes, limits: limits)
            #expect(reading.encoding == .utf8)
            #expect(reading.rows.count == 2)
        }
    }

    @Test(
        "Overlong forms, surrogates and scalars beyond Unicode are not UTF-8",
        arguments: [
            [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8], [0xE2, 0x82],
        ]
            as [[UInt8]])
    func malformed(sequence: [UInt8]) {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("a;b\nx".utf8) + sequence + Array(";y\nz;z\n".utf8)
        let reading = CSVReading(bytes)
        #expect(reading.refused == [CSVError(line: 2, .encoding(.utf8))])
        #expect(reading.cells.last == ["z", "z"])
    }

    @Test("UTF-16 is refused with the advice to save as UTF-8, with or without its mark")
    func utf16() {
        let units = "email,name\na@x.example,Ann\n".utf16
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
            let reading = CSVReading(bytes)
            #expect(reading.fatal == CSVError(line: 1, .utf16))
            #expect(reading.fatal?.message.contains("Save it as UTF-8") == true)
        }
    }

    @Test("A spreadsheet is refused by name")
    func workbook() {
        #expect(CSVReading([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]).fatal == CSVError(line: 1, .workbook))
        #expect(CSVReading([0xD0, 0xCF, 0x11, 0xE0, 0xA1]).fatal == CSVError(line: 1, .workbook))
    }
}
