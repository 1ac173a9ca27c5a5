@testable import Domain

/// Evidence, erasures, legal holds.
extension MatrixRoute {
    static let kept: [MatrixRoute] = [
        .room("GET /o/{slug}/privacy/evidence", SeeEvidence.self),
        .room("GET /o/{slug}/privacy/evidence/checkpoint", SeeEvidence.self),
        .room("GET /o/{slug}/privacy/evidence/checkpoints", SeeEvidence.self),
        .room("POST /o/{slug}/privacy/evidence/bundle", SeeEvidence.self, form: "details=yes", gives: 200),
        .room("POST /o/{slug}/privacy/evidence/verdict", SeeEvidence.self, form: "note=x", gives: 200),
        .room("GET /o/{slug}/privacy/erasures", SeeRights.self),
        .room("GET /o/{slug}/privacy/erasures/{id:erased}", SeeRights.self),
        .room("GET /o/{slug}/privacy/erasures/{id:erased}/certificate", SeeRights.self),
        .room("POST /o/{slug}/privacy/erasures/rehire", DecideRights.self, form: "name=<erasedName>"),
        .room("GET /o/{slug}/privacy/holds", SeeRights.self),
        .room("GET /o/{slug}/privacy/holds/{id:hold}", SeeRights.self),
        .room("GET /o/{slug}/privacy/holds/{id:keptHold}/kept", HoldData.self),
        .room("GET /o/{slug}/privacy/holds/new/{id:person}", HoldData.self),
        .room(
            "POST /o/{slug}/privacy/holds/new/{id:person}", HoldData.self,
            form: "field=title&until=2027-06-30&reason=Law"),
        .room("GET /o/{slug}/privacy/holds/{id:hold}/end", HoldData.self, SeeRights.self),
        .room("POST /o/{slug}/privacy/holds/{id:hold}/end", HoldData.self),
    ]
}
