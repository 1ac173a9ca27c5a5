extension AuditCheck {
    static let host: [AuditCheck] = [
        AuditCheck(
            "II-701", .host, "The program is not root.", "G6", asvs: ["13.2.2"],
            remedy: "Run it as a user of its own that owns the data folder and nothing else."
        ) { facts in
            .warn(if: facts.process.isRoot, "It runs as root.", else: "It runs as an ordinary user.")
        },
        AuditCheck(
            "II-702", .host, "It may open as many files as it has connections.", "G6", asvs: ["15.2.2"],
            remedy: "Raise the limit of open files (LimitNOFILE, ulimit -n) above connectionsMax by a thousand."
        ) { facts in
            guard let limit = facts.process.openFilesMax else { return .notChecked("The limit cannot be asked for.") }
            let needed = UInt64(max(0, facts.settings?.connectionsMax ?? 4_096)) + 1_000
            return .warn(
                if: limit < needed, "The limit is \(limit), and \(needed) may be needed.",
                else: "The limit is high enough.")
        },
        AuditCheck(
            "II-703", .host, "A crash leaves no memory in a file.", "E1", asvs: ["13.3.1"],
            remedy: "Set LimitCORE=0 (ulimit -c 0) for the program."
        ) { facts in
            guard let dumps = facts.process.dumpsCore else { return .notChecked("The limit cannot be asked for.") }
            return .warn(if: dumps, "Core dumps are allowed; keys would be in them.", else: "Core dumps are off.")
        },
        AuditCheck(
            "II-704", .host, "Other programs cannot read its memory.", "E1", asvs: ["13.3.1"],
            remedy: "Set kernel.yama.ptrace_scope to 1 or more, and run nothing else as this user."
        ) { facts in
            guard let scope = facts.process.ptraceScope else {
                return .notChecked("The kernel does not say who may trace whom.")
            }
            return .warn(
                if: scope == 0, "Every program of the same user can.", else: "ptrace_scope is \(scope).")
        },
        AuditCheck(
            "II-705", .host, "The disk has room.", "G6", asvs: ["16.5.2"],
            remedy: "Make room on the data folder’s disk, or give it a larger one."
        ) { facts in
            guard let percent = facts.files.freePercent, let bytes = facts.files.freeBytes else {
                return .notChecked("The file system cannot be asked.")
            }
            let room = "\(percent) % are free."
            // A tenth of a large disk is plenty; of a small one it is not.
            if percent < 3 || bytes < 256 << 20 { return .fail(room) }
            return .warn(if: percent < 10 && bytes < 20 << 30, room, else: room)
        },
    ]

    static let review: [AuditCheck] = [
        AuditCheck(
            "II-801", .review, "Every open requirement of ASVS has an owner and a day to come.", "E3",
            remedy: "Close the row in docs/asvs.md, or agree on a new day with its owner."
        ) { facts in
            let open = ASVSMap.openRowsWithoutOwnerOrDate(at: facts.now)
            let all = ASVSMap.rows.count
            return .fail(
                if: !open.isEmpty, "Without: \(open.prefix(5).joined(separator: ", ")).",
                else: "\(all) requirements are mapped, none is open without them.")
        },
        AuditCheck(
            "II-802", .review, "Waivers are living and readable.", "E2",
            remedy: "Correct or remove the line in the file of waivers; close what has ended, or answer for it anew."
        ) { facts in
            if let problem = facts.waiversProblem { return .fail(problem) }
            let ended = facts.waivers.waivers.filter { !$0.isLiving(at: facts.now) }.map(\.check)
            if let line = facts.waivers.wrongLines.first { return .fail("Line \(line) is no waiver of a known check.") }
            return .fail(
                if: !ended.isEmpty, "Ended: \(ended.prefix(5).joined(separator: ", ")).",
                else: facts.waivers.waivers.isEmpty ? "There are none." : "\(facts.waivers.waivers.count) are living.")
        },
    ]
}
