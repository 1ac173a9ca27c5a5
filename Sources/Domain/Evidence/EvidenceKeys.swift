internal import Crypto
internal import Storage

/// Opens the details of evidence that can still be opened: the organization's own, and those about people who are there.
struct EvidenceKeys: Sendable {
    enum Detail: Equatable {
        /// The committed bytes: 16 random ones, the number of lines, the lines.
        case opened([UInt8])
        /// Its key is gone with the person, or its retention has ended.
        case sealed
        /// It does not open under the key that it was sealed with, or is not what was committed to.
        case altered
    }

    /// The customer's epoch that these keys are of: an erasure moves it.
    let epoch: Int64
    private let organization: UUIDValue
    private let own: SealingKey
    private let people: [[UInt8]: SealingKey]

    fileprivate init(
        epoch: Int64, organization: UUIDValue, own: SealingKey, people: [[UInt8]: SealingKey]
    ) {
        self.epoch = epoch
        self.organization = organization
        self.own = own
        self.people = people
    }

    func open(_ detail: [UInt8]?, of leaf: StoredLeaf) -> Detail {
        guard let detail, let key = leaf.subject.map({ people[$0] }) ?? own else { return .sealed }
        guard let id = UUIDValue(bytes: leaf.id) else { return .altered }
        let place = SealedPlace("evidence.detail", organization: organization, owner: id)
        guard let plain = try? Sealing.open(detail, at: place, with: key),
            SHA256.hash(data: plain).elementsEqual(leaf.commitment)
        else { return .altered }
        return .opened(plain)
    }
}

extension Reading {
    /// The keys as of this transaction.
    /// - Parameter known: returned again where nobody was erased since.
    func evidenceKeys(_ known: EvidenceKeys? = nil) throws -> EvidenceKeys {
        let epoch = try gate().epoch
        if let known, known.epoch == epoch { return known }
        let rows = try db.all(EvidenceLogSQL.people) { row in
            (person: UUIDValue(bytes: row.blob(0)), key: UUIDValue(bytes: row.blob(1)))
        }
        var people: [[UInt8]: SealingKey] = [:]
        people.reserveCapacity(rows.count)
        for start in stride(from: 0, to: rows.count, by: 10_000) {
            let part = rows[start..<min(start + 10_000, rows.count)]
            let keys = try customer.vault.keys(part.compactMap(\.key))
            for row in part {
                guard let person = row.person, let key = row.key.flatMap({ keys[$0] }) else { continue }
                people[pseudonym(of: person, key: key)] = key
            }
        }
        return EvidenceKeys(
            epoch: epoch, organization: customer.organization.id, own: customer.keys.data, people: people)
    }
}
