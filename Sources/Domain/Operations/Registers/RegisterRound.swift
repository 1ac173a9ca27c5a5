internal import Logging

extension Platform {
    /// What the registers have to do by themselves: tell customers, hold back no longer what was forbidden to tell, end
    /// contracts. At start and hourly; each part is done again until it is done.
    func keepRegisters() async {
        await tellOfIncidents()
        await tellOfSubProcessors()
        do { try await tellOfDisclosures() } catch { log.error("Disclosures were not told; it is tried again") }
        do { try await endContracts() } catch { log.error("Contracts were not ended; it is tried again") }
    }
}
