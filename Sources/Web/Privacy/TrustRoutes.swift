import Domain
import Hummingbird

/// What the organization's own database proves and records.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/trust | trust | SeeTrust |
/// | GET | /o/{slug}/privacy/record | recipientsOfRecord | SeeTrust |
/// | GET | /o/{slug}/privacy/data-map | – | SeeTrust |
struct TrustRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.proof(.trust)) { call in
            try await call.view { view in
                OwnTrustPage(report: try view.tx.trust(try view.permit(SeeTrust.self)))
            }
        }
        rooms.get(.proof(.record)) { call in
            let permit = try await call.look { view in try view.permit(SeeTrust.self) }
            let recipients = try await call.console.platform.recipientsOfRecord(permit)
            return try await call.view { view in
                _ = try view.permit(SeeTrust.self)
                return RecordPage(
                    recipients: recipients.map { recipient in
                        RecordPage.Party(
                            name: recipient.name, kind: recipient.kind,
                            purposes: PurposeName.allCases.filter(recipient.purposes.contains),
                            hosts: recipient.origins.map(\.host))
                    },
                    categories: Inventory.staffCategories,
                    measures: Promise.inForce.filter { [.security, .principles, .sharing].contains($0.section) })
            }
        }
        rooms.get(.proof(.dataMap(DataMapQuery()))) { call in
            let query = try DataMapQuery(call.query())
            return try await call.view { view in
                _ = try view.permit(SeeTrust.self)
                return DataMapPage(query)
            }
        }
    }
}
