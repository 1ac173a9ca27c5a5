/// Which part of the staff list is asked for.
struct StaffListQuery: Sendable, Equatable {
    /// What a name, e-mail or job title has to contain. Personal: never part of an address.
    var q: String = ""
    var state: StaffState.Kind?
    /// A department's name, where the organization keeps departments.
    var department: String?
    /// A connection's id.
    var source: String?
    var order: StaffOrder = .name
    var isDescending = false
    /// Only people whose name begins with this letter.
    var initial: String?
    /// From 1.
    var page = 1

    init() {}

    /// From a request: `field` looks a name up in the form's body first, then in the address. Unknown values are
    /// ignored and pages are clamped, so that an old link still shows a list.
    init(field: (String) -> String?) {
        func filled(_ name: String) -> String? {
            guard let value = field(name), !value.isEmpty, value.utf8.count <= 512 else { return nil }
            return value
        }
        q = filled("q") ?? ""
        state = filled("state").flatMap(StaffState.Kind.init(rawValue:))
        department = filled("department")
        source = filled("source")
        order = filled("order").flatMap(StaffOrder.init(rawValue:)) ?? .name
        isDescending = filled("direction") == "down"
        initial = filled("initial")
        page = max(1, min(1_000_000, filled("page").flatMap { Int($0) } ?? 1))
    }

    /// Everything but `q`, without what is left at its default.
    var fields: [(String, String)] {
        var fields: [(String, String)] = []
        if let state { fields.append(("state", state.rawValue)) }
        if let department { fields.append(("department", department)) }
        if let source { fields.append(("source", source)) }
        if order != .name { fields.append(("order", order.rawValue)) }
        if isDescending { fields.append(("direction", "down")) }
        if let initial { fields.append(("initial", initial)) }
        if page > 1 { fields.append(("page", String(page))) }
        return fields
    }

    /// A copy with something else; it begins on the first page unless the change sets one.
    func with(_ change: (inout StaffListQuery) -> Void) -> StaffListQuery {
        var copy = self
        copy.page = 1
        change(&copy)
        return copy
    }
}

enum StaffOrder: String, Sendable, CaseIterable {
    case name, title, state
}

/// Which rows of a change set are asked for.
struct ChangeQuery: Sendable, Equatable {
    var kind: Difference.Kind?
    /// From 1.
    var page = 1

    init(kind: Difference.Kind? = nil, page: Int = 1) {
        self.kind = kind
        self.page = page
    }

    /// From a request's address; see `StaffListQuery.init(field:)`.
    init(field: (String) -> String?) {
        kind = field("kind").flatMap(Difference.Kind.init(rawValue:))
        page = max(1, min(1_000_000, field("page").flatMap { Int($0) } ?? 1))
    }

    var fields: [(String, String)] {
        (kind.map { [("kind", $0.rawValue)] } ?? []) + (page > 1 ? [("page", String(page))] : [])
    }
}
