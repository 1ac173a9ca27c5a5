import Domain

/// The answers of an operation in the document.
enum OpenAPIAnswers {
    static func all(of operation: APIOperation) -> [JSONMember] {
        var answers: [JSONMember] = []
        switch operation.answer {
        case .resource(let shape):
            let tag: JSON = ["ETag": ["description": "For `If-None-Match`.", "schema": ["type": "string"]]]
            answers.append(
                JSONMember(
                    "200", ["description": .string(shape.about), "headers": tag, "content": content(shape.name)]))
            answers.append(JSONMember("304", ["description": "The caller has this version already.", "headers": tag]))
        case .page(let shape):
            answers.append(
                JSONMember("200", ["description": "A page.", "content": content(OpenAPISchemas.pageName(shape))]))
        }
        let problems = kinds.filter { $0.status != "404" || operation.namesSomething }
        return answers
            + problems.map { problem in
                JSONMember(problem.status, ["$ref": .string("#/components/responses/\(problem.name)")])
            }
    }

    /// `components.responses`.
    static let problems: [JSONMember] = kinds.map { kind in
        var members = [JSONMember("description", .string(kind.about))]
        if let header = kind.header {
            members.append(JSONMember("headers", .object([JSONMember(header, ["schema": ["type": "string"]])])))
        }
        members.append(
            JSONMember("content", ["application/problem+json": ["schema": OpenAPISchemas.reference("Problem")]]))
        return JSONMember(kind.name, .object(members))
    }

    private struct Kind {
        let status: String
        let name: String
        let about: String
        var header: String?
    }

    private static let kinds = [
        Kind(
            status: "400", name: "BadRequest",
            about: "A parameter is unknown, was sent twice, or has a value that it cannot have; `field` names it."),
        Kind(
            status: "401", name: "Unauthenticated",
            about: "There is no token, or it is unknown in this organization, expired or revoked.",
            header: "WWW-Authenticate"),
        Kind(
            status: "403", name: "Forbidden", about: "The integration lacks the scope that the answer names.",
            header: "WWW-Authenticate"),
        Kind(status: "404", name: "NotFound", about: "There is nothing of that id in this organization."),
        Kind(
            status: "429", name: "TooMany", about: "Too many requests; `Retry-After` says how many seconds to wait.",
            header: "Retry-After"),
        Kind(status: "503", name: "Unavailable", about: "Not available now; try again in a moment."),
        Kind(status: "default", name: "Other", about: "Anything else, such as a request that is no HTTP."),
    ]

    private static func content(_ name: String) -> JSON {
        ["application/json": ["schema": OpenAPISchemas.reference(name)]]
    }
}
