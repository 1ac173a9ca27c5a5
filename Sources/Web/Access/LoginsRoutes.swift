import Domain
import HTTPTypes
import Hummingbird

/// How the reader signs in. What changes it needs a proof of the last minutes (ASVS 7.5.2).
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/me/sign-in | ownFactor, ownLogins | KeepOwnSignIn |
/// | POST | /o/{slug}/me/sign-in/recovery-codes | renewRecoveryCodes | KeepOwnSignIn |
/// | POST | /o/{slug}/me/sign-in/logins/{id}/end | endOwnLogin | KeepOwnSignIn |
/// | POST | /o/{slug}/me/sign-in/logins/end | endOtherLogins | KeepOwnSignIn |
struct LoginsRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.ownSignIn) { call in
            guard call.customer.organization.isOperator else {
                return try await call.view { view in try Self.page(view) }
            }
            let (page, context) = try await call.glance { view in try Self.page(view) }
            return call.shown(page, context)
        }
        rooms.post(.recoveryCodes, renewCodes)
        rooms.post(.loginEnd(id: ""), endOne)
        rooms.post(.otherLoginsEnd, endOthers)
    }

    private static func page(_ view: View) throws -> LoginsPage {
        let permit = try view.permit(KeepOwnSignIn.self)
        let factor = try view.tx.ownFactor(permit)
        return LoginsPage(
            factorSince: factor.confirmedAt, codesLeft: Int(factor.codesLeft),
            entries: try view.tx.ownLogins(permit).map { entry in
                LoginsPage.Entry(
                    id: entry.id.description, method: entry.method, browser: entry.browser,
                    createdAt: entry.createdAt, seenAt: entry.seenAt, endsAt: entry.expiresAt,
                    isPresent: entry.id == view.login.id)
            })
    }

    private func renewCodes(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let codes = try await call.inside { room in
            try room.requireFreshProof()
            return try room.tx.renewRecoveryCodes(room.login, try room.permit(KeepOwnSignIn.self))
        }
        let page = FactorCodesPage(slug: call.slug, codes: codes.map(\.text), isFirst: false, next: .ownSignIn)
        return Response(page: page.html(in: DoorContext(texts: call.texts)))
    }

    private func endOne(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        let isPresent = try await call.inside { room in
            try room.requireFreshProof()
            try room.tx.endOwnLogin(id, try room.permit(KeepOwnSignIn.self))
            return room.login.id == id
        }
        guard isPresent else { return call.done(.ownSignIn, .loginsEnded(1)) }
        var response = Response(to: call.address(.signedOut))
        call.console.cookies.clearLogin(call.slug, on: &response.headers)
        return response
    }

    private func endOthers(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let count = try await call.inside { room in
            try room.requireFreshProof()
            return try room.tx.endOtherLogins(than: room.login, try room.permit(KeepOwnSignIn.self))
        }
        return call.done(.ownSignIn, .loginsEnded(count))
    }
}
