internal import Storage

extension AuditCheck {
    static let keys: [AuditCheck] = [
        AuditCheck(
            "II-001", .keys, "Only this user can read the root key.", "E1", asvs: ["13.3.1"],
            remedy: "Run chmod 600 on root.key, and rotate it: others may have read it."
        ) { facts in
            guard let key = facts.files.rootKey else { return .notChecked("There is no root.key in the data folder.") }
            return .fail(if: !key.isPrivate, "Its mode is \(key.octal).", else: "Its mode is \(key.octal).")
        },
        AuditCheck(
            "II-002", .keys, "Only this user can enter the data folder.", "E1", asvs: ["13.3.1", "16.4.2"],
            remedy: "Run chmod 700 on the data folder."
        ) { facts in
            guard let folder = facts.files.data else { return .notChecked("The data folder cannot be looked at.") }
            return .fail(if: !folder.isPrivate, "Its mode is \(folder.octal).", else: "Its mode is \(folder.octal).")
        },
        AuditCheck(
            "II-003", .keys, "Only this user can read the database files.", "E1", asvs: ["16.4.2"],
            remedy: "Run chmod 600 on the .sqlite files of the data folder, with their -wal and -shm."
        ) { facts in
            guard let open = facts.files.openFiles, let files = facts.files.files else {
                return .notChecked("The data folder cannot be listed.")
            }
            if files == 0 { return .pass("The data folder holds no database files.") }
            return .fail(
                if: open > 0, "Others may touch \(open) of \(files) files.",
                else: "\(files) files, none open to others.")
        },
        AuditCheck(
            "II-004", .keys, "The root key lies apart from what it opens.", "E1", asvs: ["13.3.1"],
            remedy: """
                Keep the root key on another file system than the databases, or the databases on PostgreSQL; back them \
                up to different places.
                """
        ) { facts in
            guard let key = facts.files.rootKey else { return .notChecked("There is no root.key in the data folder.") }
            if facts.dialect == .sqlite {
                guard let data = facts.files.data else { return .notChecked("The data folder cannot be looked at.") }
                return .warn(
                    if: key.device == data.device, "It is on the file system of the databases: one copy has both.",
                    else: "It is on a file system of its own.")
            }
            guard let cluster = facts.dataCluster?.folder else {
                return .notChecked("The role in use may not know where the cluster keeps its files.")
            }
            return .fail(
                if: (facts.files.folder + "/").utf8.starts(with: (cluster + "/").utf8),
                "It lies inside the cluster’s own folder.", else: "It lies outside the cluster’s folder.")
        },
        AuditCheck(
            "II-005", .keys, "The key store is apart from the data.", "E1", asvs: ["13.3.1"],
            remedy: "Put the keys on another PostgreSQL cluster: INSTRUCTORS_KEYS_URL."
        ) { facts in
            if facts.keysHaveCluster { return .pass("The keys are on a cluster of their own; its identity differs.") }
            return facts.dialect == .postgres
                ? .pass("The keys are in a file, the data on a cluster.")
                : .warn("The keys are in a file of their own, in the folder of the data.")
        },
        AuditCheck(
            "II-006", .keys, "Every key is wrapped by the present root key.", "E1", asvs: ["13.3.4"],
            remedy: "A rotation was not finished: run instructors keys rotate again."
        ) { facts in
            guard let roots = facts.platform.roots else { return .notChecked("The key store does not answer.") }
            return .fail(if: roots > 1, "There are keys under \(roots) root keys.", else: "One root key is in use.")
        },
        AuditCheck(
            "II-007", .keys, "The root key is younger than a year.", "E1", asvs: ["13.3.4"],
            remedy: "Run instructors keys rotate, and back the new key up."
        ) { facts in
            guard let key = facts.files.rootKey else { return .notChecked("There is no root.key in the data folder.") }
            let days = (facts.now - key.changedAt) / Clock.day
            return .warn(if: days > 365, "It is \(days) days old.", else: "It is \(max(0, days)) days old.")
        },
        AuditCheck(
            "II-008", .keys, "The erasure ledger is on another device than the data.", "R3",
            remedy: "Name a path on another host’s storage as the ledger: INSTRUCTORS_LEDGER."
        ) { facts in
            guard facts.settings?.ledger != nil else { return .notChecked("No path of a ledger is configured.") }
            guard let ledger = facts.files.ledger, let data = facts.files.data else {
                return .notChecked("There is no file at the ledger’s path yet.")
            }
            return .warn(
                if: ledger.device == data.device, "A lost disk would take both.", else: "It is on another device.")
        },
        AuditCheck(
            "II-009", .keys, "Only this user can read the other files with secrets.", "E1", asvs: ["13.3.1"],
            remedy: "Run chmod 600 on the certificate’s key and on the configuration file."
        ) { facts in
            guard let open = facts.files.openSecrets, let count = facts.files.secrets else {
                return .notChecked("The configuration is not known.")
            }
            return .fail(
                if: !open.isEmpty, "Others may read \(open.joined(separator: ", ")).",
                else: count == 0 ? "There are none." : "\(count) files, none open to others.")
        },
        AuditCheck(
            "II-010", .keys, "Keys that nobody ever used are removed.", "G5", asvs: ["14.2.7"],
            remedy: "See that a server runs, and look in its log for keys that were not swept."
        ) { facts in
            guard let batches = facts.platform.unsweptBatches else {
                return .notChecked("The key store does not answer.")
            }
            return .warn(
                if: batches > 0, "\(batches) batches wait for longer than three days.", else: "No batch waits.")
        },
    ]
}

extension FileFacts.Place {
    /// `0600`.
    fileprivate var octal: String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
