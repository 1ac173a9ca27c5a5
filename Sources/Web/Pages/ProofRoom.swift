import Domain

/// The addresses below `/o/{slug}/privacy` that show what is promised, recorded and stored.
enum ProofRoom: Sendable, Equatable {
    /// The promises, probed in the organization's own database.
    case trust
    /// The record of processing (GDPR, Art. 30(2)).
    case record
    case dataMap(DataMapQuery)

    var segments: [Address.Segment] {
        switch self {
        case .trust: [.fixed("privacy"), .fixed("trust")]
        case .record: [.fixed("privacy"), .fixed("record")]
        case .dataMap: [.fixed("privacy"), .fixed("data-map")]
        }
    }

    var fields: [(String, String)] {
        guard case .dataMap(let query) = self else { return [] }
        return query.fields
    }
}

/// Which part of the data map is asked for.
struct DataMapQuery: Sendable, Equatable {
    var category: DataCategory?
    var purpose: PurposeName?

    init(category: DataCategory? = nil, purpose: PurposeName? = nil) {
        self.category = category
        self.purpose = purpose
    }

    /// From a request; unknown words are ignored, so that an old link still shows a map.
    init(_ form: Form) throws {
        category = try form.one("category").flatMap(DataCategory.init(rawValue:))
        purpose = try form.one("purpose").flatMap(PurposeName.init(rawValue:))
    }

    var fields: [(String, String)] {
        (category.map { [("category", $0.rawValue)] } ?? []) + (purpose.map { [("purpose", $0.rawValue)] } ?? [])
    }
}
