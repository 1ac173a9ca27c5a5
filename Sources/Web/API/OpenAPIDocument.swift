import Domain

/// The API's document (OpenAPI 3.1.0), written from its operations.
struct OpenAPIDocument: Sendable {
    /// The program's public address, without a slash at its end.
    let base: String
    let operations: [APIOperation]

    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 65_536)
        writer.value(json)
        return writer.bytes
    }

    private var json: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Interactive Instructors",
                "version": "1",
                "summary": "What an organization's console shows, for the organization's own programs.",
                "description": .string(Self.about),
            ],
            "servers": [["url": .string(base + "/api/v1")]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(operations.map { JSONMember("/{slug}/\($0.path)", path(of: $0)) }),
            "components": [
                "securitySchemes": ["integration": Self.security],
                "schemas": .object(OpenAPISchemas.all(of: operations)),
                "responses": .object(OpenAPIAnswers.problems),
            ],
        ]
    }

    private static let about = """
        An administrator makes an integration in the console and gives it scopes; its token is sent as \
        `Authorization: Bearer …`. Lists come in pages, in order of id: go on with `nextCursor` until there is none. \
        What is unset is left out. New members may come; none is renamed or removed within this version. One \
        integration may ask 50 times a second, and 100 times at once.
        """

    private static let security: JSON = [
        "type": "http",
        "scheme": "bearer",
        "description": .string(
            "The token of an integration. Scopes: " + Scope.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
                + "."),
    ]

    private var tags: [String] {
        var tags: [String] = []
        for operation in operations where !tags.contains(operation.tag) { tags.append(operation.tag) }
        return tags
    }

    private func path(of operation: APIOperation) -> JSON {
        var members = [
            JSONMember("operationId", .string(operation.id)),
            JSONMember("tags", [.string(operation.tag)]),
            JSONMember("summary", .string(operation.summary)),
        ]
        if !operation.about.isEmpty { members.append(JSONMember("description", .string(operation.about))) }
        let scopes = operation.scopes.map { JSON.string($0.rawValue) }
        members.append(JSONMember("security", [["integration": .array(scopes)]]))
        members.append(JSONMember("parameters", .array(Self.parameters(of: operation))))
        members.append(JSONMember("responses", .object(OpenAPIAnswers.all(of: operation))))
        return ["get": .object(members)]
    }

    private static func parameters(of operation: APIOperation) -> [JSON] {
        var parameters: [JSON] = [
            [
                "name": "slug", "in": "path", "required": true, "description": "The organization.",
                "schema": ["type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$"],
            ]
        ]
        if operation.hasID {
            parameters.append(
                ["name": "id", "in": "path", "required": true, "schema": ["type": "string", "format": "uuid"]])
        }
        parameters += operation.parameters.map { parameter in
            [
                "name": .string(parameter.name), "in": "query", "description": .string(parameter.about),
                "schema": OpenAPISchemas.schema(of: parameter.kind),
            ]
        }
        if case .resource = operation.answer {
            parameters.append(
                [
                    "name": "If-None-Match", "in": "header",
                    "description": "Entity tags of answers that the caller has.", "schema": ["type": "string"],
                ])
        }
        return parameters
    }
}
