import Domain
import HTTPTypes
import Hummingbird

/// Signing in by a one-time link, and out.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/sign-in/{token} | isUsable: a mail scanner must not use the link up | – |
/// | POST | /o/{slug}/sign-in/{token} | signIn | the link |
/// | POST | /o/{slug}/sign-out | signOut | the login |
/// | GET | /o/{slug}/signed-out | – | – |
struct SignInRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.signIn(token: ""), ask)
        rooms.post(.signIn(token: ""), signIn)
        rooms.post(.signOut, signOut)
        rooms.get(.signedOut) { call in
            Response(page: SignedOutPage().html(in: DoorContext(texts: call.texts)))
        }
    }

    private func ask(_ call: ConsoleCall) async throws -> Response {
        let token = try call.parameter("token")
        let link = Secret(presented: token)
        guard try await call.customer.read({ tx in try tx.isUsable(link) }) else { return expired(call) }
        let page = SignInPage(slug: call.slug, organization: call.customer.organization.name, token: token)
        return Response(page: page.html(in: DoorContext(texts: call.texts)))
    }

    private func expired(_ call: ConsoleCall) -> Response {
        Response(page: ExpiredLinkPage().html(in: DoorContext(texts: call.texts)), status: .gone)
    }

    private func signIn(_ call: ConsoleCall) async throws -> Response {
        try call.requireSameOrigin()
        let link = Secret(presented: try call.parameter("token"))
        let before = call.login
        do {
            let login = try await call.customer.write { tx in
                // The browser's former login ends with the new one: nobody can plant a session and wait.
                if let before { try tx.signOut(before) }
                return try tx.signIn(with: link)
            }
            var response = Response(to: call.address(.overview))
            call.console.cookies.set(login, for: call.slug, on: &response.headers)
            return response
        } catch let failure as Failure where failure.kind == .unauthenticated {
            return expired(call)
        }
    }

    private func signOut(_ call: ConsoleCall) async throws -> Response {
        if let login = call.login {
            _ = try await call.form()
            try await call.customer.write { tx in try tx.signOut(login) }
        }
        var response = Response(to: call.address(.signedOut))
        call.console.cookies.clearLogin(call.slug, on: &response.headers)
        return response
    }
}
