import Domain
import Hummingbird

/// One address of the API: all that its document says of it, and what it does. The router and the document are both
/// made from this, so that they cannot differ.
struct APIOperation: Sendable {
    enum Answer: Sendable {
        /// One object, with an entity tag.
        case resource(APIShape)
        /// A page of them.
        case page(APIShape)

        var shape: APIShape {
            switch self {
            case .resource(let shape), .page(let shape): shape
            }
        }
    }

    /// The document's `operationId`.
    let id: String
    /// Below `/api/v1/{slug}/`, such as `people/{id}`.
    let path: String
    let tag: String
    let summary: String
    let about: String
    /// Of the query.
    let parameters: [APIParameter]
    /// Any of these opens it; taken from the action that its verb needs.
    let scopes: [Scope]
    let answer: Answer
    let run: @Sendable (APICall) async throws -> Response

    /// Whether the path names one thing.
    var hasID: Bool { path.utf8.contains(UInt8(ascii: "{")) }

    /// Whether the path or the query does.
    var namesSomething: Bool {
        hasID
            || parameters.contains { parameter in
                if case .id = parameter.kind { return true }
                return false
            }
    }
}

/// What a verb is asked: the parameters of the request, and what the path names.
struct APIQuestion: Sendable {
    let arguments: APIArguments
    let pathID: UUIDValue?
    /// Where the page begins.
    let place: PagePlace?
    let condition: EntityTags

    /// What a cursor of this list belongs to: the list, what it is a list of, and its filter.
    let list: String

    var limit: Int { arguments.number("limit") ?? 1 }

    /// - Throws: `Failure.notFound` where the path's id is none.
    func id() throws(Failure) -> UUIDValue {
        guard let pathID else { throw .notFound("There is nothing at this address.") }
        return pathID
    }
}

/// A verb of the Domain with the permit that it takes.
enum APIVerb<A: Action, Result: Sendable>: Sendable {
    case reads(@Sendable (Reading, APIQuestion, Permit<A>) throws -> Result)
    /// For what names people: that they were read is written in the same transaction.
    case records(@Sendable (Writing, APIQuestion, Permit<A>) throws -> Result)
}

/// The words of an operation, apart from what it does.
struct APIWords: Sendable {
    let id: String
    let path: String
    let tag: String
    let summary: String
    let about: String
}

extension APIOperation {
    /// GET of one object.
    static func resource<A: Action, Value: Sendable, Subject>(
        _ words: APIWords, parameters: [APIParameter] = [], _ object: APIObject<Subject>,
        _ verb: APIVerb<A, Versioned<Value>>, as subject: @escaping @Sendable (Value, APIArguments) -> Subject
    ) -> APIOperation {
        APIOperation(words, parameters, Policy.scopes(of: A.self), .resource(object.shape)) { call in
            let (found, arguments) = try await call.run(verb) { _, found, question in (found, question.arguments) }
            guard let value = found.value else { return APIAnswer.unchanged(found.version) }
            var writer = JSONWriter(capacity: 1_024)
            object.write(subject(value, arguments), to: &writer)
            return APIAnswer.json(writer, version: found.version)
        }
    }

    /// GET of a list, page by page.
    static func page<A: Action, Item: Sendable, Subject>(
        _ words: APIWords, parameters: [APIParameter] = [], _ object: APIObject<Subject>,
        _ verb: APIVerb<A, ListPage<Item>>, as subject: @escaping @Sendable (Item, APIArguments) -> Subject
    ) -> APIOperation {
        let parameters = parameters + [.limit, .cursor]
        return APIOperation(words, parameters, Policy.scopes(of: A.self), .page(object.shape)) { call in
            let (page, arguments, cursor) = try await call.run(verb) { tx, page, question in
                (page, question.arguments, page.next.map { tx.cursor(after: $0, in: question.list) })
            }
            var writer = JSONWriter(capacity: 256 + 512 * page.items.count)
            writer.beginObject()
            writer.name("items")
            writer.beginArray()
            for item in page.items { object.write(subject(item, arguments), to: &writer) }
            writer.endArray()
            if let cursor {
                writer.name("nextCursor")
                writer.string(cursor)
            }
            writer.endObject()
            return APIAnswer.json(writer)
        }
    }

    private init(
        _ words: APIWords, _ parameters: [APIParameter], _ scopes: [Scope], _ answer: Answer,
        run: @escaping @Sendable (APICall) async throws -> Response
    ) {
        self.init(
            id: words.id, path: words.path, tag: words.tag, summary: words.summary, about: words.about,
            parameters: parameters, scopes: scopes, answer: answer, run: run)
    }
}
