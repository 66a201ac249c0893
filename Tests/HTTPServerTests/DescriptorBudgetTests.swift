import Testing

@testable import HTTPServer

struct DescriptorBudgetTests {
    @Test(arguments: [32, 64, 256, 1024, 4096, 65_536, 1_048_576], [1, 2, 16, 128])
    func `shares out no more than there are`(_ limit: Int, _ loops: Int) {
        let budget = DescriptorBudget(descriptorLimit: limit, loopCount: loops)
        #expect(budget.maxConnections >= 1)
        #expect(budget.maxRefusalsPerLoop >= 1)
        if limit >= 16 * loops + 64 {
            #expect(budget.maxConnections + budget.maxRefusalsPerLoop * loops < limit)
        }
    }

    @Test func `leaves most descriptors to connections`() {
        #expect(DescriptorBudget(descriptorLimit: 1024, loopCount: 2).maxConnections > 800)
    }

    @Test func `no limit is no bound`() {
        #expect(DescriptorBudget(descriptorLimit: .max, loopCount: 8).maxConnections > 1_000_000)
    }
}
