import Domain

/// A kind of JSON value as the API has them.
indirect enum APIType: Sendable {
    /// A random id, as 36 characters.
    case id
    case text
    /// RFC 3339, UTC, milliseconds.
    case instant
    /// From 0.
    case count
    /// One of these words.
    case word([String])
    case ids
    /// An object whose members are named by what they are about, and are all of this shape.
    case map(APIShape)
}

/// An object's members as the document describes them.
struct APIShape: Sendable {
    struct Member: Sendable {
        let name: String
        let type: APIType
        /// Whether it is always there; a member that is unset is left out, never null.
        let isRequired: Bool
        let about: String
    }

    let name: String
    let about: String
    let members: [Member]
}

/// An object of the API: each member with its description and with how it is written, so that the document and the
/// answers cannot differ.
struct APIObject<Subject>: Sendable {
    enum Value: Sendable {
        case id(UUIDValue)
        case text(String)
        case instant(Int64)
        case count(Int64)
        case ids([UUIDValue])
        case map([(name: String, write: @Sendable (inout JSONWriter) -> Void)])
    }

    struct Member: Sendable {
        let description: APIShape.Member
        /// Nil where the member is left out.
        let value: @Sendable (Subject) -> Value?
    }

    let shape: APIShape
    private let members: [Member]

    init(_ name: String, _ about: String, _ members: [Member]) {
        self.members = members
        shape = APIShape(name: name, about: about, members: members.map(\.description))
    }

    func write(_ subject: Subject, to writer: inout JSONWriter) {
        writer.beginObject()
        for member in members {
            guard let value = member.value(subject) else { continue }
            writer.name(member.description.name)
            Self.write(value, to: &writer)
        }
        writer.endObject()
    }

    private static func write(_ value: Value, to writer: inout JSONWriter) {
        switch value {
        case .id(let id): writer.string(id)
        case .text(let text): writer.string(text)
        case .instant(let instant): writer.string(plain: { SCIMInstant.write(instant, to: &$0) })
        case .count(let count): writer.integer(count)
        case .ids(let ids):
            writer.beginArray()
            for id in ids { writer.string(id) }
            writer.endArray()
        case .map(let members):
            writer.beginObject()
            for member in members {
                writer.name(member.name)
                member.write(&writer)
            }
            writer.endObject()
        }
    }
}

extension APIObject.Member {
    typealias Of<Result> = @Sendable (Subject) -> Result

    private init(
        _ name: String, _ type: APIType, required: Bool, _ about: String, _ value: @escaping Of<APIObject.Value?>
    ) {
        self.init(
            description: APIShape.Member(name: name, type: type, isRequired: required, about: about), value: value)
    }

    static func id(_ name: String, _ about: String, _ value: @escaping Of<UUIDValue>) -> Self {
        Self(name, .id, required: true, about) { .id(value($0)) }
    }

    static func text(_ name: String, _ about: String, _ value: @escaping Of<String>) -> Self {
        Self(name, .text, required: true, about) { .text(value($0)) }
    }

    static func idIfAny(_ name: String, _ about: String, _ value: @escaping Of<UUIDValue?>) -> Self {
        Self(name, .id, required: false, about) { value($0).map { .id($0) } }
    }

    static func textIfAny(_ name: String, _ about: String, _ value: @escaping Of<String?>) -> Self {
        Self(name, .text, required: false, about) { value($0).map { .text($0) } }
    }

    static func instant(_ name: String, _ about: String, _ value: @escaping Of<Int64>) -> Self {
        Self(name, .instant, required: true, about) { .instant(value($0)) }
    }

    static func instantIfAny(_ name: String, _ about: String, _ value: @escaping Of<Int64?>) -> Self {
        Self(name, .instant, required: false, about) { value($0).map { .instant($0) } }
    }

    static func count(_ name: String, _ about: String, _ value: @escaping Of<Int64>) -> Self {
        Self(name, .count, required: true, about) { .count(value($0)) }
    }

    static func word(_ name: String, of words: [String], _ about: String, _ value: @escaping Of<String>) -> Self {
        Self(name, .word(words), required: true, about) { .text(value($0)) }
    }

    static func ids(_ name: String, _ about: String, _ value: @escaping Of<[UUIDValue]>) -> Self {
        Self(name, .ids, required: true, about) { .ids(value($0)) }
    }

    /// Left out where `value` is nil.
    static func map<Part: Sendable>(
        _ name: String, of object: APIObject<Part>, _ about: String,
        _ value: @escaping Of<[(name: String, part: Part)]?>
    ) -> Self {
        Self(name, .map(object.shape), required: false, about) { subject in
            value(subject).map { parts in
                .map(parts.map { part in (part.name, { writer in object.write(part.part, to: &writer) }) })
            }
        }
    }
}
