import Domain
import HTTPTypes
import Hummingbird

/// The door: what this is, and the way to one's organization. Nobody is signed in here.
///
/// | Method | Path | Answer |
/// |---|---|---|
/// | GET | / | the start page |
/// | GET | /o?slug= | leads on to the organization, or back to the form |
struct StartRoutes: Sendable {
    let console: Console

    func register(on router: Router<WebContext>) {
        router.get(RouterPath(Address.start.pattern)) { request, _ in
            Response(page: StartPage().html(in: DoorContext(texts: Console.texts(for: request))))
        }
        let console = console
        router.get(RouterPath(Address.chooser.pattern)) { request, _ in
            do {
                return try await choose(request)
            } catch {
                return console.answer(error, to: request, in: nil)
            }
        }
    }

    private func choose(_ request: Request) async throws -> Response {
        let typed = try Form(encoded: request.uri.query ?? "").one("slug") ?? ""
        let slug = String(decoding: HeaderParameters.trimmed(Array(typed.lowercased().utf8)), as: UTF8.self)
        guard !slug.isEmpty else { return Response(to: .start) }
        if slug.utf8.count <= 63, let organization = try await console.platform.organization(slug),
            organization.state == .active
        {
            return Response(to: .room(slug: organization.slug, .overview))
        }
        let page = StartPage(unknownSlug: typed)
        return Response(page: page.html(in: DoorContext(texts: Console.texts(for: request))), status: .notFound)
    }
}
