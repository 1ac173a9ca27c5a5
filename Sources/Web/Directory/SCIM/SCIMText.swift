import Domain

/// The rules that a text must pass before it is stored. It is stored as it came, in whatever normalization form.
enum SCIMText {
    /// Checks one attribute's value. `field` is the attribute's path, for the message; the value is never in it.
    static func check(_ text: String, _ attribute: Attribute) throws(SCIMProblem) {
        try check(text, field: attribute.path, lengthMax: attribute.lengthMax)
        switch attribute {
        case .userName:
            try checkVisible(text, field: attribute.path)
            guard !isBlank(text) else { throw .invalid(.invalidValue, "userName", "userName must not be blank.") }
        case .workEmail:
            try checkVisible(text, field: "emails")
            try checkEmail(text)
        default: break
        }
    }

    /// At most `lengthMax` scalars, none of which is a control character or a line separator.
    static func check(_ text: String, field: String, lengthMax: Int) throws(SCIMProblem) {
        guard text.utf8.count <= lengthMax || text.unicodeScalars.count <= lengthMax else {
            throw .invalid(.invalidValue, field, "\(field) has more than \(lengthMax) characters; shorten it.")
        }
        if isPlainASCII(text) { return }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
                throw .invalid(.invalidValue, field, "\(field) holds a control character or line break; remove it.")
            default: continue
            }
        }
    }

    /// Names that people sign in by must look like what they are: no bidirectional controls, nothing invisible.
    private static func checkVisible(_ text: String, field: String) throws(SCIMProblem) {
        guard !isPlainASCII(text) else { return }
        for scalar in text.unicodeScalars where !scalar.isASCII {
            let properties = scalar.properties
            guard properties.generalCategory != .format, !properties.isDefaultIgnorableCodePoint else {
                throw .invalid(
                    .invalidValue, field,
                    "\(field) holds an invisible character or a text-direction control; remove it."
                )
            }
        }
    }

    /// One `@` with something on both sides and no white space: deliverability is not ours to judge.
    private static func checkEmail(_ text: String) throws(SCIMProblem) {
        var signs = 0
        var hasSpace = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "@") { signs += 1 }
            if byte == 0x20 { hasSpace = true }
        }
        if !isPlainASCII(text) { hasSpace = text.unicodeScalars.contains { $0.properties.isWhitespace } }
        guard signs == 1, text.utf8.first != UInt8(ascii: "@"), text.utf8.last != UInt8(ascii: "@"), !hasSpace else {
            throw .invalid(
                .invalidValue, "emails", "The work e-mail is not of the form name@domain; correct it in the directory."
            )
        }
    }

    static func isBlank(_ text: String) -> Bool {
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace { return false }
        return true
    }

    /// Whether every byte is printable ASCII, so that the rules on scalars need no look: the usual case.
    private static func isPlainASCII(_ text: String) -> Bool {
        text.withUTF8Bytes { bytes in
            // Without an early end, so that the compiler looks at many bytes at once.
            var strange: UInt8 = 0
            for byte in bytes { strange |= byte < 0x20 || byte >= 0x7F ? 1 : 0 }
            return strange == 0
        }
    }

    /// The form in which texts are compared where letter case does not count: each scalar in lower case, as UTF-8.
    ///
    /// Scalar by scalar, so that it depends on no locale; U+212A KELVIN SIGN becomes `k`. Nothing is normalized.
    static func folded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            guard byte < 0x80 else { return foldedScalars(text) }
            bytes.append(byte.asciiLowered)
        }
        return bytes
    }

    private static func foldedScalars(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 8)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                bytes.append(UInt8(scalar.value).asciiLowered)
            } else {
                bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return bytes
    }
}

extension JSON {
    /// What a single-valued attribute is to become: nil for null, `""`, `[]` and `{}`, which all unset it.
    ///
    /// Entra's older dialect wraps single values as `[{"$ref": null, "value": "x"}]`; `isWrapped` unwraps that.
    func singleText(_ field: @autoclosure () -> String, isWrapped: Bool = false) throws(SCIMProblem) -> String? {
        switch self {
        case .null: return nil
        case .string(let text): return text.isEmpty ? nil : text
        case .array(let elements) where elements.isEmpty: return nil
        case .object(let members) where members.isEmpty: return nil
        case .array(let elements) where isWrapped && elements.count == 1:
            return try elements[0].singleText(field(), isWrapped: true)
        case .object where isWrapped:
            if let value = member(folded: "value") { return try value.singleText(field()) }
        default: break
        }
        let name = field()
        throw .invalid(.invalidValue, name, "\(name) must be a string and is \(kindName); send a string or null.")
    }

    /// A boolean, or its word in either case as Entra sends it; nil for null.
    func boolean(_ field: @autoclosure () -> String, isWrapped: Bool = false) throws(SCIMProblem) -> Bool? {
        switch self {
        case .null: return nil
        case .bool(let value): return value
        case .string(let text) where text.foldsTo("true"): return true
        case .string(let text) where text.foldsTo("false"): return false
        case .array(let elements) where isWrapped && elements.count == 1:
            return try elements[0].boolean(field(), isWrapped: true)
        case .object where isWrapped:
            if let value = member(folded: "value") { return try value.boolean(field()) }
        default: break
        }
        let name = field()
        throw .invalid(.invalidValue, name, "\(name) must be true or false.")
    }
}
