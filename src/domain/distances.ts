/** Mean radius of the earth in metres (IUGG). */
const earthRadiusMetres = 6_371_008.8;

interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Great-circle distance in whole metres, by the haversine formula. */
export function greatCircleMetres(from: Position, to: Position): number {
  const radians = Math.PI / 180;
  const sinLatitude = Math.sin(((from.latitude - to.latitude) * radians) / 2);
  const sinLongitude = Math.sin(((from.longitude - to.longitude) * radians) / 2);
  const cosines = Math.cos(from.latitude * radians) * Math.cos(to.latitude * radians);
  const h = sinLatitude * sinLatitude + cosines * sinLongitude * sinLongitude;
  return Math.round(2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(h))));
}
