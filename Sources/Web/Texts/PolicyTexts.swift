import Domain

/// What stands around the policy's own sentences, which come from the registry.
struct PolicyTexts: Sendable {
    let title = "Privacy policy"
    let contents = "Contents"
    let data = "Data"
    let purposes = "What for"
    let kept = "How long"
    let dataTable = "Kinds of data with purposes and limits"
    let notYet = "Not yet in force."
    let hashTitle = "This text"
    let hashText =
        "Generated from the running program. SHA-256 of its plain text, by which you can tell whether it has changed:"
    let plainText = "The plain text"
    let contactWord = "Contact:"
    let noContact = "The operator of this installation has named no address yet; write to your own organization."

    func lead(_ version: Int, _ effective: String) -> String {
        "Version \(version), generated from the running program, in effect since \(date(effective)). Each sentence with a "
            + "letter and a number leads to its proof."
    }

    func proofOf(_ id: String) -> String { "Proof of \(id)" }

    /// From `2026-11-24`.
    private func date(_ text: String) -> String {
        let parts = text.utf8.split(separator: UInt8(ascii: "-")).compactMap {
            Int(String(decoding: Array($0), as: UTF8.self))
        }
        guard parts.count == 3 else { return text }
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ]
        guard months.indices.contains(parts[1] - 1) else { return text }
        return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
    }
}
