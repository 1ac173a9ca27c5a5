/// One step of a request, as the person and the employer see it.
package struct RightsStep: Sendable, Concealed {
    /// Raw values are stored: never change one.
    package enum Kind: String, Sendable, CaseIterable {
        case received, identified, extended
        case firstApproval = "first-approval"
        case approved, doing, done, refused, withdrawn
        /// Asked of the people who keep the directory, since the value cannot be corrected here.
        case atSource = "at-source"
    }

    /// From 1.
    package let number: Int64
    /// Milliseconds UTC.
    package let at: Int64
    package let kind: Kind
    package let actorKind: Principal.Kind
    package let actor: UUIDValue?
    /// What was written; nil where there is nothing, or its key was destroyed.
    package let note: RightsNote?
    /// Its entry in the evidence log.
    package let evidence: UUIDValue?
}

/// What someone wrote at a step. It is sealed under the key of the person whose request it is.
package struct RightsNote: Sendable, Concealed, Equatable {
    /// In the writer's words.
    package let text: String
    /// Where the person can complain, after a refusal.
    package let authority: SupervisoryAuthority?
    /// The key that a command answered with.
    package let key: String?

    package init(_ text: String, authority: SupervisoryAuthority? = nil, key: String? = nil) {
        self.text = text
        self.authority = authority
        self.key = key
    }

    var encoded: [UInt8] {
        var bytes: [UInt8] = [1]
        bytes.appendText(text)
        bytes.appendText(authority?.rawValue ?? "")
        bytes.appendText(key ?? "")
        return bytes
    }

    init(encoded bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        guard try reader.byte() == 1 else { throw ByteReader.damaged }
        text = try reader.text()
        authority = SupervisoryAuthority(rawValue: try reader.text())
        let key = try reader.text()
        self.key = key.isEmpty ? nil : key
    }
}

/// What someone asks for, beyond its kind. It is sealed under that person's key.
package struct RightsWish: Sendable, Concealed, Equatable {
    /// In the person's own words; may be empty.
    package let text: String
    /// Of a rectification: what is wrong, and what it should be. Empty: there should be no value.
    package let attribute: Attribute?
    package let value: String
    /// Of an objection.
    package let purpose: PurposeName?
    /// In which the person reads and is written to.
    package let language: MailLanguage

    package init(
        text: String = "", attribute: Attribute? = nil, value: String = "", purpose: PurposeName? = nil,
        language: MailLanguage = .english
    ) {
        self.text = text
        self.attribute = attribute
        self.value = value
        self.purpose = purpose
        self.language = language
    }

    /// The longest text that anyone writes into a request, in Unicode scalars.
    package static let textMax = 2_000

    /// - Throws: `Failure.invalid` that names the field.
    func check(for kind: RightsKind) throws(Failure) {
        try Self.check(text, "text")
        switch kind {
        case .rectification:
            guard let attribute else { throw .invalid("attribute", "Say which value is wrong.") }
            try attribute.check(value)
        case .objection:
            guard let purpose, ClosedPurposes.objectable.contains(purpose) else {
                throw .invalid("purpose", "Say which use you object to.")
            }
        case .access, .portability, .erasure, .restriction: break
        }
    }

    /// Reasons and wishes: lines and tabs are the only controls.
    static func check(_ text: String, _ field: String) throws(Failure) {
        guard text.unicodeScalars.count <= textMax else {
            throw .invalid(field, "At most \(textMax) characters.")
        }
        guard
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F || [9, 10, 13].contains($0.value) })
        else { throw .invalid(field, "The text holds control characters; type it again.") }
    }

    var encoded: [UInt8] {
        var bytes: [UInt8] = [1, attribute?.rawValue ?? 0]
        bytes.appendText(text)
        bytes.appendText(value)
        bytes.appendText(purpose?.rawValue ?? "")
        bytes.appendText(language.rawValue)
        return bytes
    }

    init(encoded bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        guard try reader.byte() == 1 else { throw ByteReader.damaged }
        attribute = Attribute(rawValue: try reader.byte())
        text = try reader.text()
        value = try reader.text()
        purpose = PurposeName(rawValue: try reader.text())
        language = MailLanguage(rawValue: try reader.text()) ?? .english
    }
}

extension ClosedPurposes {
    /// Uses that someone can object to: what signs people in, answers them and the law is not among them.
    package static let objectable: [PurposeName] = [.personalization, .experience, .communication]
}

extension Attribute {
    /// - Throws: `Failure.invalid` for what a directory could not send either: too long, or with controls.
    func check(_ value: String) throws(Failure) {
        guard value.unicodeScalars.count <= lengthMax else {
            throw .invalid("value", "This value has at most \(lengthMax) characters.")
        }
        guard value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw .invalid("value", "The value holds line breaks or other control characters; type it on one line.")
        }
    }
}
