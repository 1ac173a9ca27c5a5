/// What the policy says of people’s rights, and of itself.
extension Promise {
    static let ofRights: [Promise] = [
        Promise(
            .r1, "A person gets a complete copy of what is held about them.", article: "Art. 15", in: .rights,
            guard: "Customer.makeExport(of:request:by:)",
            "The copy is derived from the inventory and reconciled with the live schema.",
            probe: "The canary person’s copy is made; each planted marker is found in it."),
        Promise(
            .r2, "A wrong value is put right, and what is right is shown.", article: "Art. 16", in: .rights,
            guard: "Reading.open(_:for:)",
            "A correction stands over what the directory says wherever someone is shown.",
            probe: "The canary person is corrected and opened again."),
        Promise(
            .r3, "Erased means erased, in every store.", article: "Art. 17", in: .rights,
            guard: "Customer.runErasure(_:)",
            "The person’s key is destroyed, rows are removed, and a mark keeps a sync from bringing the person back.",
            probe: "The canary person is erased; its key, record and indexes are there before and gone afterwards."),
        Promise(
            .r4, "Restricted data is stored and otherwise not processed.", article: "Art. 18", in: .rights,
            guard: "Writing.closePurposes(of:)", "A restriction closes purposes, which the one gate then refuses.",
            probe: "The canary person is restricted: in no list, no mail, no statistics; a sync is kept sealed."),
        Promise(
            .r5, "An objection to a purpose takes effect at once.", article: "Art. 21", in: .rights,
            guard: "Writing.closePurposes(of:)",
            "The purpose is closed for that person until the employer has decided.",
            probe: "The canary person objects; opening for that purpose is refused."),
        Promise(
            .r6, "Data is handed over in formats that other programs read.", article: "Art. 20", in: .rights,
            guard: "CSVWriter.row(_:)", "JSON, CSV that no spreadsheet runs, and SCIM, with a manifest.",
            probe: "The copy is read back and compared; a value that looks like a formula comes as text."),
        Promise(
            .r7, "Requests through the employer are answered within one calendar month.",
            article: "Art. 12(3), 28(3)(e)", in: .rights, guard: "Writing.bring(_:_:of:from:)",
            "Every request has its date, reminders, and one extension that the person is told of.",
            probe: "Open requests are read for any that is overdue."),
    ]

    static let ofChanges: [Promise] = [
        Promise(
            .c1, "A published version of this policy is never changed.", article: "Art. 5(1)(a)", in: .changes,
            guard: "–", "–", probe: "–",
            state: .notYet(reason: "This policy is generated; publishing frozen versions comes with notices.")),
        Promise(
            .c2, "Customers are told of significant changes before they take effect.", article: "Art. 28(2)",
            in: .changes, guard: "–", "–", probe: "–", state: .notYet(reason: "There are no notices yet.")),
        Promise(
            .k1, "Whoever writes to us gets an answer, with a clock running.", article: "Art. 12, 13(1)(b)",
            in: .contact, guard: "–", "–", probe: "–", state: .notYet(reason: "There are no tickets yet.")),
        Promise(
            .i1, "A session is ten minutes with an instructor who explains, asks, listens, corrects and adapts.",
            article: "–", in: .scope, guard: "–", "–", probe: "–",
            state: .notYet(reason: "There are no training sessions yet.")),
    ]
}
