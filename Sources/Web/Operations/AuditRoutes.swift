import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/audit | auditParts | SeeAudit |
///
/// Runs stand in the platform's database: the verb runs after the transaction that gave the permit.
struct AuditRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.audit) { call in
            let (permit, context) = try await call.look { view in
                (try view.permit(SeeAudit.self), try view.context())
            }
            let parts = try await call.console.platform.auditParts(limit: 30, permit)
            return call.drawn(AuditPage(parts: parts), context, .ok)
        }
    }
}

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /operator/audit | audits | SeeAudit |
/// | POST | /operator/audit | audit | RunAudit |
struct OperatorAuditRoutes: Sendable {
    func register(on rooms: OperatorRooms) {
        rooms.get(.audit) { call in
            let (permit, context) = try await call.glance { try $0.permit(SeeAudit.self) }
            let runs = try await call.console.platform.audits(limit: 30, permit)
            return call.shown(OperatorAuditPage(runs: runs), context)
        }
        rooms.post(.audit) { call in
            _ = try await call.form()
            let (permit, _) = try await call.glance { try $0.permit(RunAudit.self) }
            let run = try await call.console.platform.audit(permit)
            return call.done(.audit, run.isPassed ? .audited : .auditFailed)
        }
    }
}
