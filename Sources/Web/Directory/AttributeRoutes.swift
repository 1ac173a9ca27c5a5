import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/directory/attributes | instructions | SeeDirectory |
/// | POST | /o/{slug}/directory/attributes | instruct(attributes:) | InstructAttributes |
struct AttributeRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.attributes) { call in
            let texts = call.texts.attributes
            return try await call.page { room in try Self.page(room, texts) }
        }
        rooms.post(.attributes) { call in
            let form = try await call.form()
            let attributes = try form.all("allow").map { try Self.attribute($0) }
            _ = try await call.inside { room in
                try room.tx.instruct(attributes: Set(attributes), try room.permit(InstructAttributes.self))
            }
            return call.done(.attributes, .instructionRecorded)
        }
    }

    private static func attribute(_ name: String) throws -> Attribute {
        guard let attribute = Attribute.instructable.first(where: { $0.instructionName == name }) else {
            throw Failure.invalid("allow", "There is no such attribute to instruct.")
        }
        return attribute
    }

    private static func page(_ room: Room, _ texts: AttributeTexts) throws -> AttributesPage {
        let permit = try room.permit(SeeDirectory.self)
        let instructions = try room.tx.instructions(.attributes, permit)
        let names = try room.tx.actorNames(instructions.compactMap(\.person), permit)
        let catalogue = try room.tx.catalogue()
        return AttributesPage(
            instructed: Attribute.instructable.filter(catalogue.allows),
            versions: instructions.map { instruction in
                let words = instruction.content.utf8.split(separator: UInt8(ascii: ","))
                return AttributesPage.Version(
                    number: Int(instruction.version),
                    attributes: Attribute.instructable.filter { attribute in
                        words.contains { $0.elementsEqual(attribute.instructionName.utf8) }
                    },
                    by: instruction.person.map { names[$0]?.revealed ?? texts.formerPerson } ?? texts.operator,
                    at: instruction.givenAt)
            })
    }
}
