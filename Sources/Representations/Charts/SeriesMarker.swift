/// The shapes of points: every series has its own, so that colour is not needed to tell them apart.
enum SeriesMarker {
    /// The corners of each shape but the first, which is a circle, around its middle and for a radius of 1.
    private static let corners: [[(Double, Double)]] = [
        [],
        [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        [(0, -1.2), (1.2, 0.9), (-1.2, 0.9)],
        [(0, 1.2), (1.2, -0.9), (-1.2, -0.9)],
        [(-1.1, -1.1), (1.1, -1.1), (-1.1, 1.1), (1.1, 1.1)],
        [(-0.6, -1.1), (0.6, -1.1), (1.2, 0), (0.6, 1.1), (-0.6, 1.1), (-1.2, 0)],
        [
            (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2),
            (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
        ],
    ]

    /// Adds the shape of a series to a path.
    static func add(_ series: Int, to path: inout SVGPath, x: Double, y: Double, radius: Double) {
        let shape = corners[series % corners.count]
        guard let first = shape.first else { return path.circle(x, y, radius: radius) }
        path.move(x + first.0 * radius, y + first.1 * radius)
        for corner in shape.dropFirst() { path.line(x + corner.0 * radius, y + corner.1 * radius) }
        path.close()
    }
}
