import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/directory/brake | brake, instructions | SeeDirectory |
/// | POST | /o/{slug}/directory/brake | instruct(brake:) | InstructAttributes |
struct BrakeRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.brake) { call in
            let texts = call.texts.attributes
            return try await call.page { room in try Self.page(room, texts) }
        }
        rooms.post(.brake) { call in
            let form = try await call.form()
            let brake = Brake(
                peopleMax: try Self.number(form.one("people"), "people"),
                percentMax: try Self.number(form.one("percent"), "percent"))
            _ = try await call.inside { room in
                try room.tx.instruct(brake: brake, try room.permit(InstructAttributes.self))
            }
            return call.done(.brake, .instructionRecorded)
        }
    }

    private static func number(_ text: String?, _ field: String) throws(Failure) -> Int64 {
        guard let text, text.utf8.count <= 7, let number = Int64(text) else {
            throw .invalid(field, "The brake takes two whole numbers: people from 1, and percent from 1 to 100.")
        }
        return number
    }

    private static func page(_ room: Room, _ texts: AttributeTexts) throws -> BrakePage {
        let permit = try room.permit(SeeDirectory.self)
        let instructions = try room.tx.instructions(.brake, permit)
        let names = try room.tx.actorNames(instructions.compactMap(\.person), permit)
        let brake = try room.tx.brake(permit)
        return BrakePage(
            setting: BrakeSetting(people: Int(brake.peopleMax), percent: Int(brake.percentMax)),
            versions: instructions.map { instruction in
                InstructionHistory.Entry(
                    number: Int(instruction.version), content: instruction.content,
                    by: instruction.person.map { names[$0]?.revealed ?? texts.formerPerson } ?? texts.operator,
                    at: instruction.givenAt)
            })
    }
}
