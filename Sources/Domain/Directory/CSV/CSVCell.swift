/// Cleans and checks one cell's text.
enum CSVCell {
    enum Kind: Sendable {
        /// What identifies someone: nothing invisible in it, no line breaks.
        case key
        case address
        /// Names, titles, departments: line breaks become spaces.
        case words
    }

    /// The value without surrounding space and without the apostrophe that guards formulas; empty where nothing
    /// is said.
    static func value(_ raw: String, _ kind: Kind, scalarsMax: Int) throws(CSVReasonError) -> String {
        var text = isPlain(raw) ? raw : try clean(raw, kind)
        text = FormulaGuard.removed(from: text)
        if text.utf8.count > scalarsMax, text.unicodeScalars.count > scalarsMax {
            throw CSVReasonError(.tooLong(scalarsMax: scalarsMax))
        }
        if kind == .address, !text.isEmpty, !isAddress(text) { throw CSVReasonError(.notAnAddress) }
        return text
    }

    /// Printable ASCII without space at either end: most cells.
    private static func isPlain(_ text: String) -> Bool {
        var first: UInt8 = 0x21
        var last: UInt8 = 0x21
        var isFirst = true
        for byte in text.utf8 {
            if isFirst {
                first = byte
                isFirst = false
            }
            last = byte
            if byte < 0x20 || byte > 0x7E { return false }
        }
        return first != CSVByte.space && last != CSVByte.space
    }

    private static func clean(_ raw: String, _ kind: Kind) throws(CSVReasonError) -> String {
        var last: Unicode.Scalar = " "
        var isChanged = false
        for scalar in raw.unicodeScalars {
            if isOrdinary(scalar) {
                last = scalar
                continue
            }
            if isBreak(scalar) || isSpace(scalar) {
                isChanged = isChanged || isSpace(last) || isBreak(scalar)
            } else if scalar.value == 0xFFFD {
                throw CSVReasonError(.lostCharacter)
            } else if scalar.properties.generalCategory == .control {
                throw CSVReasonError(.controlCharacter)
            } else if isInvisible(scalar, in: kind) {
                throw CSVReasonError(.invisibleCharacter)
            }
            last = scalar
        }
        return isChanged || isSpace(last) ? try spaced(raw, kind) : raw
    }

    /// Without space at the ends, and with one space where lines broke; a key cannot hold a line break.
    private static func spaced(_ raw: String, _ kind: Kind) throws(CSVReasonError) -> String {
        var output = String.UnicodeScalarView()
        var isSpaceDue = false
        for scalar in raw.unicodeScalars {
            if isBreak(scalar) {
                isSpaceDue = !output.isEmpty
            } else if isSpace(scalar) {
                // Spaces of the text's own remain, and stand for a break beside them.
                if output.isEmpty { continue }
                isSpaceDue = isSpaceDue && kind != .words
                output.append(scalar)
            } else {
                if isSpaceDue {
                    guard kind == .words else { throw CSVReasonError(.controlCharacter) }
                    if let last = output.last, !isSpace(last) { output.append(" ") }
                }
                isSpaceDue = false
                output.append(scalar)
            }
        }
        while let last = output.last, isSpace(last) { output.removeLast() }
        return String(output)
    }

    /// Letters of most texts, known to be neither space nor control nor invisible; saves asking Unicode about each.
    private static func isOrdinary(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x7E, 0xAE...0x2FF, 0x370...0x58F, 0x900...0x10FF, 0x3041...0x30FF, 0x3400...0x9FFF,
            0xAC00...0xD7A3:
            true
        default: false
        }
    }

    /// What Unicode calls white space, without what breaks lines.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Words of some languages need joiners and direction marks (Persian, Hindi, Hebrew beside Latin); nothing needs
    /// embeddings, overrides, isolates or zero-width spaces in a name, and a key needs none of all these.
    private static func isInvisible(_ scalar: Unicode.Scalar, in kind: Kind) -> Bool {
        switch (kind, scalar.value) {
        case (.words, 0x200C...0x200F), (.words, 0x061C): return false
        case (.words, _): return scalar.properties.generalCategory == .format
        default:
            return scalar.properties.generalCategory == .format || scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// The shape of `local@domain`: one @, no spaces, no brackets or separators as in `Ann <ann@x>`; whether the
    /// address exists, only a message can tell.
    private static func isAddress(_ text: String) -> Bool {
        var signs = 0
        var previous: Unicode.Scalar = "."
        for scalar in text.unicodeScalars {
            switch scalar {
            case "@":
                if signs == 1 || previous == "." { return false }
                signs += 1
                // The domain begins as if after a dot: it may not begin with one.
                previous = "."
                continue
            case "." where previous == ".": return false
            case " ", "<", ">", "(", ")", "[", "]", ",", ";", ":", "\"", "\\": return false
            case _ where isSpace(scalar): return false
            case _ where signs == 1 && !isOfDomain(scalar): return false
            default: break
            }
            previous = scalar
        }
        return signs == 1 && previous != "."
    }

    private static func isOfDomain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E: return true
        case 0...0x7F: return false
        default:
            switch scalar.properties.generalCategory {
            case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
                .decimalNumber:
                return true
            default: return false
            }
        }
    }
}

/// A reason on its way to where line and column are known.
struct CSVReasonError: Error {
    let reason: CSVError.Reason

    init(_ reason: CSVError.Reason) { self.reason = reason }
}
