import Domain

/// The evidence log, and what its keepers can prove by it.
struct EvidenceTexts: Sendable {
    let title = "Evidence"
    let lead = """
        Everything that happens to your people’s data is an event in a log that can only be added to. Whoever keeps one of \
        its checkpoints can prove, without trusting anyone, that what it covers is still there and unaltered.
        """
    let noneTitle = "No checkpoint yet"
    let noneText = "The first one is signed within a minute of the first event. Come back then and keep it."
    let newest = "The newest checkpoint"
    let newestText = """
        Keep it outside: in your archive, in a mail to yourself, with your auditor. It holds nobody’s data.
        """
    let events = "Events"
    let signed = "Signed"
    let root = "Root of the tree"
    let checkpointName = "the newest checkpoint"
    let download = "Download as a text file"
    let bundleTitle = "Take the whole log"
    let bundleText = """
        One file that verifies on any machine. Details name fields, counts and ids, never values, and go with it where \
        they can still be opened. That you took it is an event itself.
        """
    let bundleSealed = "Without details"
    let bundleSealedText = "Only what proves. You can give it to anyone."
    let bundleOpened = "With details"
    let bundleOpenedText = "Also which fields and how many, where the person is still here. For your auditor."
    let bundleLegend = "What goes with it"
    let bundleDeed = "Take the log"
    let backTitle = "Hand back an older checkpoint"
    let backText = """
        Give us one that you kept. We compare it with the log as it is now, and tell you whether history was only added to. \
        That you asked, and the answer, are kept as evidence.
        """
    let backLabel = "Its text"
    let backHelp = "All lines, with the one that begins with a dash."
    let backFile = "Or its file"
    let backFileHelp = "A text file of up to 16 KiB."
    let backDeed = "Compare it"
    let backFileDeed = "Compare the file"
    let backEmpty = "Paste the checkpoint, or choose its file."
    let backTooLong = "A checkpoint has a few lines. This is longer than 16 KiB; hand in the file as it was given out."
    let keyTitle = "The key"
    let keyText = """
        It verifies every checkpoint of yours and stays the same. Write it down once; whoever has it needs nothing else \
        from us.
        """
    let keyName = "the key"
    let howTitle = "Verify it yourself"
    let howText = "On any machine that has the program; no data folder, server or network is needed."
    let howName = "the commands"
    let olderTitle = "Checkpoints"
    let olderText = "One is signed in each minute in which something happened."
    let all = "All checkpoints"
    let older = "Older"
    let fromNewest = "From the newest"
    let chartTitle = "Events a day"
    let today = "Today"
    let whatTitle = "What is in it"
    let whatText = """
        Who did what, when, and about whom: as a pseudonym that dies with the person’s key. When somebody is erased, the \
        event stays and every proof with it; what it said of the person cannot be read any more.
        """

    /// - Parameter slug: names the files.
    func commands(_ slug: String, key: String) -> String {
        "instructors evidence verify \(slug).evidence --key \(key) --checkpoint kept.txt"
    }

    func days(total: Int, most: Int, on day: String, today: Int) -> String {
        guard total > 0 else { return "No event in the last 30 days." }
        let (all, peak) = (Count.noun(total, "event", "events"), Count.noun(most, "event", "events"))
        return
            "\(all) in the last 30 days. Most were on \(day): \(peak). Today so far: \(Format(.english).number(today))."
    }

    // MARK: - What became of a checkpoint that was handed back

    let verdictTitle = "The checkpoint that you handed back"
    let again = "Hand back another"
    let covers = "It covers"
    let now = "The log now"
    let proof = "Proof"
    let proofName = "the proof"
    let proofText = """
        With these hashes anyone can compute both roots and see that the older log is the beginning of the newer one (RFC \
        9162, section 2.1.4).
        """

    func count(_ events: Int64) -> String { Count.noun(Int(events), "event", "events") }

    /// A few words, as a heading.
    func verdict(_ verdict: HistoryVerdict) -> String {
        switch verdict {
        case .appendOnly: "History was only added to"
        case .forked: "History was rewritten"
        case .rolledBack: "The log is shorter than it was"
        case .notOurs: "This is of another log"
        case .otherKey: "Another key signed it"
        case .signatureWrong: "Its signature is wrong"
        case .unreadable: "It cannot be read"
        }
    }

    /// What follows from it for whoever handed it back.
    func meaning(_ verdict: HistoryVerdict) -> String {
        switch verdict {
        case .appendOnly:
            "Every event that it covers is still there, unaltered and in its order. More may have come since."
        case .forked:
            """
            What it covers is not what is in the log now. After a restore from a backup this has to be so, and the restore \
            is an event of its own. Otherwise ask us for an explanation in writing, and keep the checkpoint: it is signed.
            """
        case .rolledBack:
            """
            It covers more events than the log has. After a restore from a backup this has to be so, and the restore is an \
            event of its own. Otherwise ask us for an explanation in writing, and keep the checkpoint: it is signed.
            """
        case .notOurs: "It names another organization or another installation. Nothing follows from it for this log."
        case .otherKey:
            "Its signature names our log, but not the key that you see here. Compare the key with the one you wrote down."
        case .signatureWrong:
            "It was altered after it was signed, or never signed by us. Hand in the file exactly as it was given out."
        case .unreadable:
            "A checkpoint has three lines, an empty line, and a line that begins with a dash. Hand in all of them."
        }
    }
}
