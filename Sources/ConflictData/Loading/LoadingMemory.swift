import CMalloc

/// Where malloc takes the large blocks of a load from.
///
/// Loading makes hundreds of megabytes that live for a second beside hundreds that stay. Left to itself, glibc raises the
/// size above which a block gets pages of its own with every large block that is freed; from then on what stays and what
/// goes lie side by side in its heaps, and the holes between them can hardly be given back. With pages of their own, large
/// blocks go back to the system the moment they are freed, and one that grows moves without a copy.
enum LoadingMemory {
    /// Datasets below this leave no holes worth mentioning.
    private static let leastBytes = 8 << 20
    /// Blocks from here on get their own pages while a dataset is loaded.
    private static let ownPages: Int32 = 64 << 10
    /// What glibc arrives at by itself after a large load, and the best for answers: their bitmaps and sort keys are used
    /// for moments, and had from a heap each time without new pages.
    private static let (ownPagesAfter, trimAfter): (Int32, Int32) = (32 << 20, 64 << 20)

    /// Runs a load of so many bytes.
    static func during<Result, Failure: Error>(
        loadOf bytes: Int, _ load: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let isLarge = bytes >= leastBytes
        if isLarge { FreeMemory.set(SITREP_M_MMAP_THRESHOLD, ownPages) }
        defer {
            if isLarge {
                FreeMemory.set(SITREP_M_MMAP_THRESHOLD, ownPagesAfter)
                FreeMemory.set(SITREP_M_TRIM_THRESHOLD, trimAfter)
            }
            // Small blocks that are garbage now go back too.
            FreeMemory.giveBack()
        }
        return try load()
    }
}
