import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/purposes | instructedUses, receipts, possibleStatisticGroups | InstructPurposes, SeeDirectory |
/// | POST | /o/{slug}/privacy/purposes | instruct(uses:) | InstructPurposes |
/// | POST | /o/{slug}/privacy/purposes/statistics | instruct(statistics:) | InstructPurposes |
struct PurposesRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.purposes) { call in
            try await call.customer.flushTally()
            let texts = call.texts
            return try await call.page { room in try PurposesPage(room, texts) }
        }
        rooms.post(.purposes) { call in
            let form = try await call.form()
            let uses = try form.all("use").reduce(into: Instructed()) { try $0.insert(Self.use($1)) }
            _ = try await call.inside { room in
                try room.tx.instruct(uses: uses, try room.permit(InstructPurposes.self))
            }
            return call.done(.purposes, .instructionRecorded)
        }
        rooms.post(.statisticGroups) { call in
            let form = try await call.form()
            let groups = try form.all("group").map { try Self.group($0) }
            _ = try await call.inside { room in
                try room.tx.instruct(statistics: groups, try room.permit(InstructPurposes.self))
            }
            return call.done(.purposes, .instructionRecorded)
        }
    }

    private static func use(_ name: String) throws -> Instructed {
        switch Instruction.Topic(rawValue: name) {
        case .experience: .experience
        case .training: .training
        default: throw Failure.invalid("use", "There is no such use to instruct.")
        }
    }

    private static func group(_ text: String) throws -> UUIDValue {
        guard let id = UUIDValue(text) else {
            throw Failure.invalid("group", "A group that was chosen is not here any more; choose again.")
        }
        return id
    }
}

extension PurposesPage {
    static let receiptDays = 30

    init(_ room: Room, _ texts: Texts) throws {
        let permit = try room.permit(InstructPurposes.self)
        let instructed = try room.tx.instructedUses(permit)
        let receipts = try room.tx.receipts(days: Self.receiptDays, permit)
        let order = try room.tx.statisticGroups(permit)
        let possible = try room.tx.possibleStatisticGroups(permit)
        let actors = try room.tx.actorNames(
            instructed.history.compactMap(\.person), try room.permit(SeeDirectory.self))
        let names = Dictionary(uniqueKeysWithValues: possible.map { ($0.id, $0.name) })
        let chosen = order.compactMap { id in possible.first { $0.id == id } }
        let others = possible.filter { !order.contains($0.id) }
        self.init(
            purposes: PurposeName.allCases.map { purpose in
                Purpose(
                    name: purpose, attributes: Inventory.attributes(for: purpose),
                    categories: Inventory.categories(for: purpose), state: Self.state(of: purpose, instructed),
                    receipts: receipts[purpose] ?? [])
            },
            uses: instructed.uses,
            groups: (chosen + others).map { group in
                Group(
                    id: group.id.description, name: group.name, members: Int(group.members),
                    isChosen: order.contains(group.id))
            },
            history: instructed.history.map { instruction in
                InstructionHistory.Entry(
                    number: Int(instruction.version),
                    content: texts.purposes.content(
                        instruction, groups: instruction.groups.map { names[$0] ?? texts.purposes.goneGroup }),
                    by: instruction.person.map { actors[$0]?.revealed ?? texts.attributes.formerPerson }
                        ?? texts.attributes.operator,
                    at: instruction.givenAt)
            })
    }

    private static func state(of purpose: PurposeName, _ instructed: InstructedUses) -> State {
        switch purpose {
        case .experience:
            let newest = instructed.newest(.experience).map { Version(number: Int($0.version), at: $0.givenAt) }
            guard instructed.uses.contains(.experience), let newest else { return .off(since: newest) }
            return .on(since: newest)
        // Both come with what they are for.
        case .personalization, .accounts: return .notYet
        default: return .always
        }
    }
}
