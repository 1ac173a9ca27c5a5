import Configuration
import Foundation

/// The texts of all settings, looked up in order: flags, the environment, the configuration file, what is built in.
struct SettingValues: Sendable {
    private let texts: [Setting: String]
    let sources: [Setting: SettingSource]

    private static let builtIn: [Setting: String] = [
        .data: "instructors-data", .host: "127.0.0.1", .port: "8080", .logLevel: "info",
        .headerDeadline: "10", .requestDeadline: "30", .idleDeadline: "60", .connectionsMax: "4096",
        .connectionsPerAddressMax: "256", .addressRate: "200", .failureRate: "20", .linkRate: "20",
        .accountRate: "20",
    ]

    /// - Throws: `UsageError` for a file that is missing (where it was named) or is no YAML.
    init(
        flags: [Setting: String], defaults: [Setting: String], environment: [String: String], file: String?
    ) async throws {
        let variables = EnvironmentVariablesProvider(environmentVariables: environment)
        let path = file ?? "instructors.yaml"
        let document = try await Self.read(path, isNamed: file != nil)
        var texts: [Setting: String] = [:]
        var sources: [Setting: SettingSource] = [:]
        for setting in Setting.allCases {
            // An empty variable is how shells and containers unset one.
            let variable = try Self.text(variables, ["instructors", setting.rawValue], .environment, setting)
            let written = try document.flatMap { try Self.text($0, [setting.rawValue], .file(path), setting) }
            let candidates: [(String?, SettingSource)] = [
                (flags[setting], .flag), (variable.flatMap { $0.isEmpty ? nil : $0 }, .environment),
                (written, .file(path)), (defaults[setting] ?? Self.builtIn[setting], .builtIn),
            ]
            guard let first = candidates.first(where: { $0.0 != nil }) else { continue }
            texts[setting] = first.0
            sources[setting] = first.1
        }
        self.texts = texts
        self.sources = sources
    }

    /// A setting that has a value in any case.
    func required<Value>(_ setting: Setting, _ expected: String, _ read: (String) -> Value?) throws -> Value {
        guard let value = try optional(setting, expected, read) else {
            throw UsageError(message: "\(setting.flag) is missing; give \(expected).")
        }
        return value
    }

    func optional<Value>(_ setting: Setting, _ expected: String, _ read: (String) -> Value?) throws -> Value? {
        guard let text = texts[setting], let source = sources[setting] else { return nil }
        guard !text.isEmpty, let value = read(text) else {
            throw UsageError(message: "\(source.place(of: setting)) is not usable; give \(expected).")
        }
        return value
    }

    private static func text(
        _ provider: some ConfigProvider, _ key: [String], _ source: SettingSource, _ setting: Setting
    ) throws -> String? {
        do {
            let found = try provider.value(forKey: AbsoluteConfigKey(key), type: .string)
            guard case .string(let text) = found.value?.content else { return nil }
            return text
        } catch {
            throw UsageError(message: "\(source.place(of: setting)) is not usable; give one plain value.")
        }
    }

    private static func read(_ path: String, isNamed: Bool) async throws -> FileProvider<YAMLSnapshot>? {
        guard FileManager.default.fileExists(atPath: path) else {
            guard isNamed else { return nil }
            throw UsageError(message: "The configuration file \(path) does not exist; check --config.")
        }
        do {
            let settings = InMemoryProvider(values: [
                AbsoluteConfigKey(["filePath"]): ConfigValue(.string(path), isSecret: false)
            ])
            return try await FileProvider<YAMLSnapshot>(config: ConfigReader(provider: settings))
        } catch {
            throw UsageError(
                message:
                    "The configuration file \(path) is not readable as YAML with one 'name: value' a line; correct it.")
        }
    }
}
