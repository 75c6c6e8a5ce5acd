import { asyncApiDocument } from '../../src/api/socket/asyncapi';

const document = asyncApiDocument({ publicUrl: 'https://api.example' });

test('every reference within the document leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(references.length).toBeGreaterThan(40);
  for (const path of new Set(references)) {
    const target = path
      .split('/')
      .reduce<unknown>(
        (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
        document,
      );
    expect([path, typeof target]).toEqual([path, 'object']);
  }
});

test('says where to connect and what is told', () => {
  expect(document).toMatchObject({ asyncapi: '3.0.0', servers: { api: { host: 'api.example', protocol: 'wss' } } });
  for (const type of [
    'seatmap.changed',
    'offer.upserted',
    'search.completed',
    'booking.held',
    'booking.confirmed',
    'payment.declined',
  ]) {
    expect(JSON.stringify(document)).toContain(`"const":"${type}"`);
  }
});
