import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/erasures | erasures, suppressing | SeeRights |
/// | POST | /o/{slug}/privacy/erasures/rehire | clearSuppression | DecideRights |
/// | GET | /o/{slug}/privacy/erasures/{id} | erasure, suppressing | SeeRights |
/// | GET | /o/{slug}/privacy/erasures/{id}/certificate | erasure | SeeRights |
struct ErasureRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.erasures(.list)) { call in try await call.view { try Self.list($0) } }
        rooms.post(.erasures(.rehire), rehire)
        rooms.get(.erasures(.erasure(id: ""))) { call in
            let id = try call.id()
            return try await call.view { view in
                let permit = try view.permit(SeeRights.self)
                let erasure = try view.tx.erasure(id, permit)
                return ErasurePage(
                    erasure: ErasureSummary(erasure, isSuppressing: try view.tx.suppressing(permit).contains(id)),
                    facts: erasure.certificate.map(CertificateFacts.init))
            }
        }
        rooms.get(.erasures(.certificate(id: ""))) { call in
            let id = try call.id()
            let erasure = try await call.look { view in try view.tx.erasure(id, try view.permit(SeeRights.self)) }
            guard let text = erasure.certificate else {
                throw Failure.notFound("The certificate follows once every store was searched, within minutes.")
            }
            return Response(download: text, named: "erasure-\(erasure.id).txt")
        }
    }

    private static func list(_ view: View) throws -> ErasuresPage {
        let permit = try view.permit(SeeRights.self)
        let suppressing = try view.tx.suppressing(permit)
        return ErasuresPage(
            erasures: try view.tx.erasures(permit).map {
                ErasureSummary($0, isSuppressing: suppressing.contains($0.id))
            },
            mayDecide: view.permitIfAny(DecideRights.self) != nil, isProved: view.login.isFreshlyProved(at: view.now))
    }

    /// The name stays in the form's body: an answer does not repeat it.
    private func rehire(_ call: ConsoleCall) async throws -> Response {
        let name = try await call.form().required("name")
        do {
            try await call.inside { room in
                let permit = try room.permit(DecideRights.self)
                try room.requireFreshProof()
                try room.tx.clearSuppression(of: name, permit)
            }
        } catch let failure as Failure where failure.kind == .notFound {
            return try await call.view(.notFound) { view in
                var page = try Self.list(view)
                page.problem = failure.message
                return page
            }
        }
        return call.done(.erasures(.list), .kept(.rehired))
    }
}

extension ErasureSummary {
    init(_ erasure: Erasure, isSuppressing: Bool) {
        self.init(
            id: erasure.id.description, request: erasure.request?.description, cause: erasure.cause,
            state: erasure.state, begunAt: erasure.begunAt, effectiveAt: erasure.effectiveAt,
            completeAt: erasure.completeAt, residualUntil: erasure.residualUntil, isSuppressing: isSuppressing,
            certificate: erasure.certificate)
    }
}
