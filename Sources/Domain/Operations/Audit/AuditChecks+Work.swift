extension AuditCheck {
    static let work: [AuditCheck] = [
        AuditCheck(
            "II-501", .work, "Due work is begun.", "G5", asvs: ["16.5.2"],
            remedy: "Start the server: instructors serve. Where it runs, its log says what stops it."
        ) { facts in
            guard let overdue = facts.platform.overdueWakes else {
                return .notChecked("The platform’s database does not answer.")
            }
            return .fail(
                if: overdue > 0, "Work of \(overdue) organizations waits for more than a quarter of an hour.",
                else: "Nothing waits.")
        },
        AuditCheck(
            customers: "II-502", .work, "No job of the organization is overdue.", "G5", asvs: ["14.2.7"],
            remedy: "See that a server runs; its log names the kind of job that fails."
        ) { customer, _ in
            customer.judged { content in
                .fail(
                    if: content.overdueJobs > 0, "\(content.overdueJobs) wait for more than an hour.",
                    else: "None waits.")
            }
        },
        AuditCheck(
            customers: "II-503", .work, "No job fails again and again.", "G5", asvs: ["16.5.3"],
            remedy: "The server’s log says why it fails."
        ) { customer, _ in
            customer.judged { content in
                .fail(
                    if: content.failingJobs > 0, "\(content.failingJobs) failed five times or more.",
                    else: "None does.")
            }
        },
        AuditCheck(
            customers: "II-504", .work, "Mail leaves the outbox.", "U3", asvs: ["16.5.2"],
            remedy: "Look at the mail server; what waits is sent or given up by itself."
        ) { customer, _ in
            customer.judged { content in
                .warn(
                    if: content.stuckMails > 0, "\(content.stuckMails) letters wait for more than an hour.",
                    else: "No letter waits for more than an hour.")
            }
        },
        AuditCheck(
            customers: "II-505", .work, "What has served is removed.", "G5", asvs: ["14.2.7"],
            remedy: "See that a server runs: each sweep arranges the next one."
        ) { customer, facts in
            customer.judged { content in
                guard let due = content.nextExpiry, due < facts.now - Clock.day else {
                    return .pass("Nothing that has served is older than a day.")
                }
                return .fail("Something has served for \((facts.now - due) / Clock.day) days.")
            }
        },
        AuditCheck(
            customers: "II-506", .work, "People who left are erased when their grace ends.", "G5", asvs: ["14.2.7"],
            remedy: "See that a server runs; a legal hold would not count here."
        ) { customer, _ in
            customer.judged { content in
                .fail(
                    if: content.unerasedLeavers > 0,
                    "The grace of \(content.unerasedLeavers) people ended more than a day ago.",
                    else: "Nobody’s grace ended more than a day ago.")
            }
        },
    ]

    static let evidence: [AuditCheck] = [
        AuditCheck(
            customers: "II-601", .evidence, "A signed checkpoint covers what happened.", "G6", asvs: ["16.4.2"],
            remedy: "See that a server runs: it signs a checkpoint soon after each event."
        ) { customer, facts in
            customer.judged { content in
                let minutes = (facts.now - (content.unsequencedSince ?? facts.now)) / Clock.minute
                return .fail(
                    if: content.unsequenced > 0 && minutes > 60,
                    "\(content.unsequenced) events wait, the first for \(minutes) minutes.",
                    else: "No event waits for more than an hour.")
            }
        },
        AuditCheck(
            customers: "II-602", .evidence, "No event lies in the future.", "G6", asvs: ["16.2.5"],
            remedy: "Set the clocks of all nodes by NTP, and find out which one ran ahead."
        ) { customer, facts in
            customer.judged { content in
                let ahead = ((content.newestEvent ?? 0) - facts.now) / Clock.minute
                return .fail(
                    if: ahead >= 5, "The newest is \(ahead) minutes ahead of the clock.",
                    else: "The clock is past every event.")
            }
        },
        AuditCheck(
            "II-603", .evidence, "The clock is past everything that is stored.", "G6",
            remedy: "Set the clocks of all nodes by NTP."
        ) { facts in
            guard let newest = facts.platform.newest else {
                return .notChecked("The platform’s database does not answer.")
            }
            let ahead = (newest - facts.now) / Clock.minute
            return .fail(
                if: ahead >= 5, "A row is \(ahead) minutes ahead of the clock.", else: "No row is ahead of it.")
        },
        AuditCheck(
            "II-604", .evidence, "There is a verified backup of the last two days.", "G6",
            remedy: "Run instructors backup daily, to another machine."
        ) { facts in
            guard facts.platform.hasBackupRegister else { return .notChecked("No register of backups is kept.") }
            guard let at = facts.platform.verifiedBackup else {
                // The first day's data, and a demonstration's, is nobody's loss.
                let isYoung = facts.platform.since.map { facts.now < $0 + 2 * Clock.day } ?? false
                let isNone = isYoung || facts.settings?.isDemonstration == true
                return isNone ? .warn("None was made yet.") : .fail("No backup was ever verified.")
            }
            let hours = (facts.now - at) / Clock.hour
            return .fail(
                if: hours > 48, "The last one is \(hours) hours old.",
                else: "The last one is \(max(0, hours)) hours old.")
        },
        AuditCheck(
            "II-605", .evidence, "Backups are removed when they expire.", "R3", asvs: ["14.2.7"],
            remedy: "Delete the files of expired backups: erased people live on in them until then."
        ) { facts in
            guard let expired = facts.platform.expiredBackups else {
                return .notChecked("No register of backups is kept.")
            }
            return .fail(
                if: expired > 0, "\(expired) expired backups are not removed.", else: "No expired backup is left.")
        },
        AuditCheck(
            "II-606", .evidence, "This audit runs every week.", "E2",
            remedy: "Keep a server running: it audits by itself every seven days."
        ) { facts in
            guard let before = facts.platform.lastRun ?? facts.platform.since else {
                return .pass("This is the first run.")
            }
            let days = (facts.now - before) / Clock.day
            return .fail(
                if: facts.now > before + AuditSchedule.interval + AuditSchedule.tolerance,
                facts.platform.lastRun == nil
                    ? "None ran in the \(days) days since the installation began."
                    : "The run before was \(days) days ago.",
                else: facts.platform.lastRun == nil ? "This is the first run." : "The run before was \(days) days ago.")
        },
        AuditCheck(
            "II-607", .evidence, "The kept runs are as they were written.", "E2", asvs: ["16.4.2"],
            remedy: "Compare the runs with the hashes in the operator’s evidence: somebody changed one."
        ) { facts in
            .fail(
                if: facts.platform.brokenChain > 0,
                "\(facts.platform.brokenChain) of \(facts.platform.chained) runs differ from the hash in the next.",
                else: "\(facts.platform.chained) runs fit the hash in the next.")
        },
    ]
}
