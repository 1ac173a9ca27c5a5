/// Why a row, or a whole file, was refused: where, and what to do; never what the cell said.
package struct CSVError: Error, Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        // The file.
        case empty
        case workbook
        case utf16
        case headerIsData
        /// `found`: the names in the header, as they stand there.
        case headerLacksKey(found: [String])
        case headerRepeats(first: String, second: String)
        case cellTooLong(bytesMax: Int)
        case rowTooLong(bytesMax: Int)
        case quoteNeverClosed
        // A row.
        case cellCount(found: Int, expected: Int)
        case tooManyCells(max: Int)
        case cutOff
        case zeroCharacter
        case encoding(CSVEncoding)
        case textAfterQuote
        // A cell.
        case required
        case tooLong(scalarsMax: Int)
        case controlCharacter
        case invisibleCharacter
        case lostCharacter
        case notAnAddress
        case notYesOrNo
        case tooManyGroups(max: Int)
    }

    /// The physical line on which the row begins, from 1; for a quotation mark, the line where it opened.
    package let line: Int
    /// The column's name as the header has it, where one cell is at fault.
    package let column: String?
    package let reason: Reason

    package init(line: Int, column: String? = nil, _ reason: Reason) {
        self.line = line
        self.column = column
        self.reason = reason
    }

    /// The same for callers that know only failures: `field` is `line 12`.
    package var failure: Failure {
        switch reason {
        case .cellTooLong, .rowTooLong: Failure(.limit(retryAfter: nil), message)
        default: .invalid("line \(line)", message)
        }
    }

    /// One sentence or two with the place and the remedy, in English.
    package var message: String {
        let place = column.map { "Line \(line), column “\($0)”" } ?? "Line \(line)"
        return "\(place): \(reason.text)"
    }
}

extension CSVError.Reason {
    /// What is wrong and what to do, without the place.
    package var text: String {
        switch self {
        case .empty: "the file is empty. It needs a first line with column names and one line for each person."
        case .workbook: "this is a spreadsheet, not a CSV file. Save it as “CSV UTF-8” and send that."
        case .utf16: "the file is in UTF-16. Save it as UTF-8 (in Excel: “CSV UTF-8”) and send that."
        case .headerIsData:
            "this looks like a person, not like column names. Put a line with column names first, "
                + "such as Email, First name, Last name, Job title."
        case .headerLacksKey(let found):
            "no column holds an e-mail address or a user name. Found: \(found.joined(separator: ", ")). "
                + "Name one column “Email” or “Username”."
        case .headerRepeats(let first, let second):
            "the columns “\(first)” and “\(second)” mean the same. Remove or rename one of them."
        case .cellTooLong(let max):
            "a cell is longer than \(max / 1_024) KiB. A quotation mark that is opened and never closed does this too."
        case .rowTooLong(let max):
            "the row is longer than \(max / 1_024) KiB. Each person needs a line of their own."
        case .quoteNeverClosed:
            "a quotation mark opens here and is never closed, so that the rest of the file cannot be read."
        default: rowText
        }
    }

    private var rowText: String {
        switch self {
        case .cellCount(let found, let expected):
            "the row has \(found) cells, the header \(expected). Put quotation marks around a cell that holds a "
                + "separator or a line break; where Excel left out empty cells at the end, move the e-mail column "
                + "there."
        case .tooManyCells(let max): "the row has more than \(max) cells."
        case .cutOff: "the file ends in the middle of this row. It may have been cut off; export it again."
        case .zeroCharacter: "the row holds the character U+0000, which no text has. Export the file again as text."
        case .encoding(.utf8):
            "the row is not in UTF-8 as the rest of the file is. Save the whole file as UTF-8 and send it again."
        case .encoding(.windows1252):
            "the row holds a byte that Windows-1252 does not know. Save the whole file as UTF-8 and send it again."
        case .textAfterQuote:
            "text follows a closing quotation mark. Write a quotation mark within a cell twice."
        case .required: "the cell is empty, and it must not be."
        case .tooLong(let max): "the cell is longer than \(max) characters."
        case .controlCharacter: "the cell holds a control character. Type it anew."
        case .invisibleCharacter: "the cell holds an invisible character, as copying brings along. Type it anew."
        case .lostCharacter: "letters were lost when the file was saved (U+FFFD). Export it again as UTF-8."
        case .notAnAddress: "this is no e-mail address of the form name@company.example."
        case .notYesOrNo: "write yes or no (also understood: true, false, active, inactive, 1, 0, ja, nein)."
        case .tooManyGroups(let max): "the cell names more than \(max) groups."
        default: text
        }
    }
}

/// The errors of one file: the first ones word for word, all of them by number.
package struct CSVErrors: Sendable, Equatable {
    /// In order of the file.
    package private(set) var kept: [CSVError] = []
    /// Of all errors, kept or not.
    package private(set) var count = 0
    private let keptMax: Int

    package init(keptMax: Int) { self.keptMax = keptMax }

    package var isEmpty: Bool { count == 0 }

    mutating func add(_ error: CSVError) {
        count += 1
        if kept.count < keptMax { kept.append(error) }
    }
}
