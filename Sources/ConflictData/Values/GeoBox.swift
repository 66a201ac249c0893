import Glibc

/// A box of latitudes and longitudes in degrees; its borders belong to it. West of east it crosses the antimeridian.
struct GeoBox: Sendable, Equatable {
    let west: Double
    let south: Double
    let east: Double
    let north: Double

    func contains(latitude: Double, longitude: Double) -> Bool {
        guard latitude >= south, latitude <= north else { return false }
        // The antimeridian has two names.
        return spans(longitude) || (abs(longitude) == 180 && spans(-longitude))
    }

    private func spans(_ longitude: Double) -> Bool {
        west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east
    }
}

/// All points within a great-circle distance of a point; the border belongs to it.
struct GeoCircle: Sendable, Equatable {
    let latitude: Double
    let longitude: Double
    let kilometres: Double

    /// Mean radius of the earth (IUGG).
    private static let earthKilometres = 6371.0088

    /// The latitudes that it reaches, a little too far rather than too short.
    var latitudes: ClosedRange<Double> {
        let degrees = kilometres / Self.earthKilometres * 180 / .pi + 1e-9
        return latitude - degrees...latitude + degrees
    }

    var center: UnitVector { UnitVector(latitude: latitude, longitude: longitude) }

    /// The square of the straight line through a globe of radius 1 that belongs to the distance: exact for metres, too,
    /// where the cosine of the angle is not.
    var squaredChord: Double {
        let angle = min(kilometres / Self.earthKilometres, .pi)
        let chord = 2 * sin(angle / 2)
        return chord * chord
    }
}

/// A point on a globe of radius 1.
struct UnitVector: Sendable {
    private let point: SIMD3<Double>

    init(latitude: Double, longitude: Double) {
        let (phi, lambda) = (latitude * .pi / 180, longitude * .pi / 180)
        point = SIMD3(cos(phi) * cos(lambda), cos(phi) * sin(lambda), sin(phi))
    }

    func squaredDistance(to other: UnitVector) -> Double {
        let way = point - other.point
        return (way * way).sum()
    }
}
