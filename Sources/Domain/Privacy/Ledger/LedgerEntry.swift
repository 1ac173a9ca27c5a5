/// What the erasure ledger notes.
package enum LedgerEntry: Sendable, Equatable {
    /// A person was erased, or is about to be: it must not come back with a restored backup.
    case erased(LedgerErasure)
    /// An organization's data was destroyed at the end of its contract, or is about to be.
    case destroyed(UUIDValue)
    /// How far an organization's evidence had come: what a restored backup must not fall behind unseen.
    case head(LedgerHead)
}

/// The ids are random and say nothing about anyone once the rows that had them are gone.
package struct LedgerErasure: Sendable, Equatable {
    package let organization: UUIDValue
    /// The person's key in the key store.
    package let keyID: UUIDValue
    package let person: UUIDValue
    /// The suppression marks as the customer's database has them; nil once their month's key has expired.
    package let marks: [[UInt8]]?
    /// Until when the marks hold, milliseconds UTC.
    package let until: Int64

    package init(organization: UUIDValue, keyID: UUIDValue, person: UUIDValue, marks: [[UInt8]]?, until: Int64) {
        self.organization = organization
        self.keyID = keyID
        self.person = person
        self.marks = marks
        self.until = until
    }
}

/// The head of an organization's evidence, as a checkpoint has it.
package struct LedgerHead: Sendable, Equatable {
    package let organization: UUIDValue
    /// Events in the tree.
    package let size: Int64
    /// The tree's root hash, 32 bytes.
    package let root: [UInt8]

    package init(organization: UUIDValue, size: Int64, root: [UInt8]) {
        self.organization = organization
        self.size = size
        self.root = root
    }
}

/// Where an entry stands. Its hash names everything before it, too: each line contains the hash of the one before.
package struct LedgerReceipt: Sendable, Equatable {
    /// Counts from 0, which is the ledger's first line.
    package let sequence: Int64
    /// SHA-256 of the line, 32 bytes.
    package let hash: [UInt8]

    package init(sequence: Int64, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }
}

/// An entry as it is read back.
package struct LedgerRecord: Sendable, Equatable {
    package let receipt: LedgerReceipt
    /// When it was written, milliseconds UTC.
    package let at: Int64
    package let entry: LedgerEntry
}
