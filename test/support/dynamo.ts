import { createDynamo } from '../../src/stores/dynamodb/client';
import { testServers } from './servers';

/**
 * A client of the real DynamoDB Local that waits longer than the product's. One server does the work of all tests one write
 * after another: on a machine shared with others a crowd's last write may wait more than the product's 4 s, and one given
 * up there is still done, so trying it again only lengthens the queue. What is late for the product is told by
 * `dynamoTimeouts.test.ts` and the fault proxies.
 */
export function createPatientDynamo(endpoint = testServers().dynamodbEndpoint) {
  return createDynamo({ endpoint, region: 'eu-west-1' }, { connectionTimeout: 30_000, requestTimeout: 60_000 });
}
