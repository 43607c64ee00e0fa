// Country outlines for the server's own maps: our code to rings of [longitude, latitude].
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { feature, merge } = require("topojson-client");
const { presimplify, simplify } = require("topojson-simplify");
const { numericToAlpha2 } = require("i18n-iso-countries");

// Smallest triangle kept, in square degrees: a few kilometres across.
const DETAIL = 0.0006;
const SMALLEST_ISLAND = 0.02;

// Europe, Asia and Africa, by the middle of a country's largest outline.
const OLD_WORLD = { west: -30, east: 150, south: -36, north: 82 };
const ELSEWHERE = new Set(["AU", "FJ"]);

// The source gives these no code of their own, or draws what stands on the ground. The maps follow
// the European Union's position on recognition; the notes on names are kept in `places`.
const WITHOUT_CODE = { Kosovo: "XK", "N. Cyprus": "CY", Somaliland: "SO" };
const CRIMEA = { from: "RU", to: "UA", west: 32.2, east: 36.9, south: 44.2, north: 46.4 };

const inside = (box, [x, y]) => x > box.west && x < box.east && y > box.south && y < box.north;

function codeOf({ id, properties }) {
  return WITHOUT_CODE[properties.name] ?? (id ? numericToAlpha2(id) : undefined);
}

function polygonsByCode(world) {
  const byCode = new Map();
  for (const geometry of world.objects.countries.geometries) {
    const code = codeOf(geometry);
    if (!code) continue;
    const polygons = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
    const outlines = feature(world, geometry).geometry;
    const rings = geometry.type === "Polygon" ? [outlines.coordinates] : outlines.coordinates;
    polygons.forEach((arcs, index) => {
      const moved = code === CRIMEA.from && rings[index][0].every((point) => inside(CRIMEA, point));
      const owner = moved ? CRIMEA.to : code;
      byCode.set(owner, [...(byCode.get(owner) ?? []), arcs]);
    });
  }
  return byCode;
}

function areaOf(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i += 1) {
    twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return Math.abs(twice / 2);
}

function rounded(ring) {
  const points = ring.map(([x, y]) => [Number(x.toFixed(2)), Number(y.toFixed(2))]);
  return points.filter(
    (point, i) => i === 0 || point[0] !== points[i - 1][0] || point[1] !== points[i - 1][1],
  );
}

function ringsOf(world, polygons) {
  const merged = merge(world, [{ type: "MultiPolygon", arcs: polygons }]);
  const rings = merged.coordinates.flat().map(rounded);
  const bySize = rings.sort((a, b) => areaOf(b) - areaOf(a));
  return bySize.filter(
    (ring, i) => i === 0 || (ring.length > 3 && areaOf(ring) >= SMALLEST_ISLAND),
  );
}

function isInOldWorld(ring) {
  const middle = [0, 1].map((axis) => {
    const values = ring.map((point) => point[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });
  return inside(OLD_WORLD, middle);
}

// Chukotka's eastern tip is moved past 180 degrees, so that it is drawn beside the rest.
function joinedAtDateLine(rings) {
  return rings.map((ring) => ring.map(([x, y]) => [x < -100 ? x + 360 : x, y]));
}

export function countryShapes() {
  const detailed = require("world-atlas/countries-50m.json");
  const polygons = polygonsByCode(detailed);
  const full = presimplify(detailed);
  const world = simplify(full, DETAIL);
  const shapes = {};
  for (const code of [...polygons.keys()].sort()) {
    if (ELSEWHERE.has(code)) continue;
    let rings = ringsOf(world, polygons.get(code));
    // A country smaller than the detail would vanish: it keeps its outline as it came.
    if (rings[0].length < 8) rings = ringsOf(full, polygons.get(code));
    if (isInOldWorld(rings[0])) shapes[code] = joinedAtDateLine(rings);
  }
  return shapes;
}
