/// A plan and the columns that it reads, lent as plain pointers while rows are written, so that a cell counts no
/// references.
@safe
struct LentRowPlan {
    let isSheet: Bool
    let hasLinks: Bool
    let form: CountRowPlan.Form
    let runCount: Int
    private let cells: UnsafeBufferPointer<CountRowPlan.Cell>
    private let runs: UnsafeBufferPointer<CountRowPlan.Run>
    private let prefixes: UnsafeBufferPointer<UInt8>
    private let views: UnsafeBufferPointer<ColumnView>
    private let sharedBytes: UnsafeBufferPointer<UInt8>
    private let sharedStarts: UnsafeBufferPointer<UInt32>

    /// Lends a plan for as long as `body` runs.
    static func with<Result>(_ plan: CountRowPlan, _ body: (LentRowPlan) -> Result) -> Result {
        // The columns come last: a loan goes on from one to the next, and should carry little along.
        let (form, columns) = (plan.form, plan.columns)
        return unsafe plan.cells.withUnsafeBufferPointer { cells in
            unsafe plan.runs.withUnsafeBufferPointer { runs in
                unsafe plan.prefixes.withUnsafeBufferPointer { prefixes in
                    unsafe plan.sharedText.bytes.withUnsafeBufferPointer { bytes in
                        unsafe plan.sharedText.starts.withUnsafeBufferPointer { starts in
                            ColumnLoan.with(columns) { views in
                                unsafe views.withUnsafeBufferPointer { views in
                                    unsafe body(LentRowPlan(form, cells, runs, prefixes, views, bytes, starts))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private init(
        _ form: CountRowPlan.Form, _ cells: UnsafeBufferPointer<CountRowPlan.Cell>,
        _ runs: UnsafeBufferPointer<CountRowPlan.Run>, _ prefixes: UnsafeBufferPointer<UInt8>,
        _ views: UnsafeBufferPointer<ColumnView>, _ sharedBytes: UnsafeBufferPointer<UInt8>,
        _ sharedStarts: UnsafeBufferPointer<UInt32>
    ) {
        self.form = form
        isSheet = if case .sheet = form { true } else { false }
        hasLinks = form == .object(hasLinks: true)
        runCount = runs.count
        unsafe (self.cells, self.runs, self.prefixes, self.views) = (cells, runs, prefixes, views)
        unsafe (self.sharedBytes, self.sharedStarts) = (sharedBytes, sharedStarts)
    }

    @inline(__always)
    func cell(_ index: Int) -> CountRowPlan.Cell { unsafe cells[index] }

    @inline(__always)
    func run(_ index: Int) -> CountRowPlan.Run { unsafe runs[index] }

    @inline(__always)
    func view(_ column: Int) -> ColumnView { unsafe views[column] }

    @inline(__always)
    func appendPrefix(of cell: CountRowPlan.Cell, to out: ByteBuffer) {
        guard let base = unsafe prefixes.baseAddress else { return }
        let start = unsafe base + cell.prefix.lowerBound
        if cell.prefix.count <= ByteBuffer.shortBytes {
            unsafe out.append(short: start, cell.prefix.count)
        } else {
            unsafe out.append(UnsafeBufferPointer(start: start, count: cell.prefix.count))
        }
    }

    /// The text that a number's rows share, or those that have none; empty where they share nothing.
    @inline(__always)
    func sharedText(of cells: SharedCells, _ number: Int?) -> UnsafeBufferPointer<UInt8> {
        let place = cells.firstText + (number ?? cells.count)
        let (start, end) = unsafe (Int(sharedStarts[place]), Int(sharedStarts[place + 1]))
        return unsafe UnsafeBufferPointer(rebasing: sharedBytes[start..<end])
    }
}
