import Domain

/// JSON Schema for what the API takes and gives (OpenAPI 3.1: JSON Schema 2020-12).
enum OpenAPISchemas {
    /// `components.schemas`: each shape once, the page of each that is listed, and the problem.
    static func all(of operations: [APIOperation]) -> [JSONMember] {
        var members: [JSONMember] = []
        func add(_ name: String, _ schema: @autoclosure () -> JSON) {
            if !members.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
                members.append(JSONMember(name, schema()))
            }
        }
        for operation in operations {
            let shape = operation.answer.shape
            add(shape.name, schema(of: shape))
            for member in shape.members {
                if case .map(let part) = member.type { add(part.name, schema(of: part)) }
            }
            if case .page = operation.answer { add(pageName(shape), page(of: shape)) }
        }
        add("Problem", problem)
        return members
    }

    static func reference(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/\(name)")] }

    static func pageName(_ shape: APIShape) -> String { shape.name + "Page" }

    private static func schema(of shape: APIShape) -> JSON {
        [
            "type": "object", "description": .string(shape.about),
            "required": .array(shape.members.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(
                shape.members.map { member in
                    JSONMember(member.name, schema(of: member.type, about: member.about))
                }),
        ]
    }

    private static func page(of shape: APIShape) -> JSON {
        [
            "type": "object", "required": ["items"],
            "properties": [
                "items": [
                    "type": "array", "items": reference(shape.name),
                    "maxItems": .integer(Int64(PageLimit.max)),
                ],
                "nextCursor": [
                    "type": "string", "description": "Where the next page begins; absent on the last one.",
                ],
            ],
        ]
    }

    private static func schema(of type: APIType, about: String) -> JSON {
        var members: [JSONMember] =
            switch type {
            case .id: [JSONMember("type", "string"), JSONMember("format", "uuid")]
            case .text: [JSONMember("type", "string")]
            case .instant: [JSONMember("type", "string"), JSONMember("format", "date-time")]
            case .count: [JSONMember("type", "integer"), JSONMember("format", "int64"), JSONMember("minimum", 0)]
            case .word(let words):
                [JSONMember("type", "string"), JSONMember("enum", .array(words.map { .string($0) }))]
            case .ids: [JSONMember("type", "array"), JSONMember("items", ["type": "string", "format": "uuid"])]
            case .map(let part):
                [JSONMember("type", "object"), JSONMember("additionalProperties", reference(part.name))]
            }
        members.append(JSONMember("description", .string(about)))
        return .object(members)
    }

    /// A parameter of the query.
    static func schema(of kind: APIParameter.Kind) -> JSON {
        switch kind {
        case .word(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
        case .instant: ["type": "string", "format": "date-time"]
        case .id: ["type": "string", "format": "uuid"]
        case .month: ["type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"]
        case .number(let range, let otherwise):
            [
                "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
                "maximum": .integer(Int64(range.upperBound)), "default": .integer(Int64(otherwise)),
            ]
        case .cursor: ["type": "string", "pattern": "^[A-Za-z0-9_-]{64}$"]
        }
    }

    /// RFC 9457.
    private static let problem: JSON = [
        "type": "object", "description": "What went wrong, and what to do (RFC 9457).",
        "required": ["type", "title", "status", "detail"],
        "properties": [
            "type": ["type": "string", "format": "uri-reference"],
            "title": ["type": "string"],
            "status": ["type": "integer"],
            "detail": ["type": "string", "description": "What to do, in one sentence."],
            "field": ["type": "string", "description": "The parameter that is wrong, where it is one."],
        ],
    ]
}
