import Domain
import Hummingbird

/// What goes when.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/retention | sweepPreview | SeeTrust |
/// | POST | /o/{slug}/privacy/retention | instruct(graceDays:) | InstructPurposes |
struct RetentionRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.privacy(.retention(days: 0))) { call in
            let days = try Self.days(try call.query().one("days"))
            return try await call.view { view in
                let date = view.now + Int64(days) * Clock.day
                return RetentionPage(
                    preview: try view.tx.sweepPreview(at: date, try view.permit(SeeTrust.self)), days: days)
            }
        }
        rooms.post(.privacy(.retention(days: 0))) { call in
            let form = try await call.form()
            guard let text = try form.one("graceDays"), text.utf8.count <= 3, let days = Int64(text) else {
                throw Failure.invalid("graceDays", "The grace period takes a whole number of days.")
            }
            try await call.inside { room in
                _ = try room.tx.instruct(graceDays: days, try room.permit(InstructPurposes.self))
            }
            return call.done(.privacy(.retention(days: 0)), .instructionRecorded)
        }
    }

    /// One of the spans that the page offers.
    private static func days(_ text: String?) throws(Failure) -> Int {
        guard let text else { return 0 }
        guard let days = Int(text), RetentionPage.spans.contains(days) else {
            throw .invalid("days", "Choose one of the spans on the page.")
        }
        return days
    }
}
