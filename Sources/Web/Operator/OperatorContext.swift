import Domain
import HTTPTypes
import Hummingbird

/// What every page of the operator's console needs beside its own values.
struct OperatorContext: Sendable {
    let console: ConsoleContext
    /// Whether there is a mailbox to look into: only in the demonstration.
    let hasMailbox: Bool

    var texts: OperatorTexts { console.texts.operators }

    func may<A: Action>(_ action: A.Type) -> Bool { console.reader.may(action) }
}

/// A page of the operator's console.
protocol OperatorPage: Sendable {
    func html(in context: OperatorContext) -> HTML
}

/// Registers handlers of the operator's rooms. Each runs as a call to the operator's own organization, whose cookie
/// says who is there; without such an organization every address is 404.
struct OperatorRooms {
    let router: Router<WebContext>
    let console: Console

    func get(_ room: OperatorRoom, _ handler: @escaping RoomRoutes.Handler) { on(room, .get, handler) }
    func post(_ room: OperatorRoom, _ handler: @escaping RoomRoutes.Handler) { on(room, .post, handler) }

    private func on(_ room: OperatorRoom, _ method: HTTPRequest.Method, _ handler: @escaping RoomRoutes.Handler) {
        let console = console
        router.on(RouterPath(Address.operatorRoom(room).pattern), method: method) { request, context in
            var call: ConsoleCall?
            do {
                let made = try await ConsoleCall(request, context, console, slug: Organization.operatorSlug)
                call = made
                return try await handler(made)
            } catch {
                return await console.respond(to: error, for: request, in: call)
            }
        }
    }
}

/// Verbs of the platform take a permit of the operator's organization and run after the transaction that gave it: no
/// transaction waits for another database.
extension ConsoleCall {
    /// Reads in the operator's own database: permits, and what the frame of the page needs.
    func glance<Result: Sendable>(
        _ verbs: @escaping @Sendable (View) throws -> Result
    ) async throws -> (result: Result, context: OperatorContext) {
        let (result, context) = try await look { view in (try verbs(view), try view.context()) }
        return (result, OperatorContext(console: context, hasMailbox: console.platform.hasMailbox))
    }

    /// As `glance`, for pages that show people and deeds in that database.
    func enter<Result: Sendable>(
        _ verbs: @escaping @Sendable (Room) throws -> Result
    ) async throws -> (result: Result, context: OperatorContext) {
        let (result, context) = try await inside { room in (try verbs(room), try room.context()) }
        return (result, OperatorContext(console: context, hasMailbox: console.platform.hasMailbox))
    }

    func shown(_ page: some OperatorPage, _ context: OperatorContext, _ status: HTTPResponse.Status = .ok) -> Response {
        var response = Response(page: page.html(in: context), status: status)
        if flash != nil { console.cookies.clearFlash(on: &response.headers) }
        return response
    }

    /// After a deed: on to a page of the operator's console, which says what was done.
    func done(_ room: OperatorRoom, _ deed: OperatorDeed) -> Response {
        var response = Response(to: .operatorRoom(room))
        console.cookies.set(.did(deed), on: &response.headers)
        return response
    }
}
