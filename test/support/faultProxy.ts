import { startGrpcProxy } from './faults/grpcProxy';
import { dynamodbDialect, providerDialect, startHttpProxy } from './faults/httpProxy';
import { startTcpProxy } from './faults/tcpProxy';

export interface ProxiedServers {
  readonly dynamodbEndpoint: string;
  readonly providerUrl: string;
  readonly temporalAddress: string;
  readonly neo4jUri: string;
}

/**
 * A proxy in front of each server that the product talks to. Nothing goes wrong until a rule is set or a proxy is paused;
 * each counts how often it really happened.
 */
export async function startFaultProxies({ dynamodbEndpoint, providerUrl, temporalAddress, neo4jUri }: ProxiedServers) {
  const [dynamodb, provider, temporal, neo4j] = await Promise.all([
    startHttpProxy(dynamodbEndpoint, dynamodbDialect),
    startHttpProxy(providerUrl, providerDialect),
    startGrpcProxy(temporalAddress),
    startTcpProxy(new URL(neo4jUri).host),
  ]);
  const all = [dynamodb, provider, temporal, neo4j];
  return {
    dynamodb,
    provider,
    temporal,
    neo4j,
    /** What programs are told instead of the servers' own addresses. */
    environment: {
      DYNAMODB_ENDPOINT: dynamodb.url,
      PAYMENT_URL: provider.url,
      TEMPORAL_ADDRESS: temporal.address,
      NEO4J_URI: `bolt://${neo4j.address}`,
    },
    clearAll: () => all.forEach((proxy) => proxy.clearAll()),
    close: async () => {
      await Promise.all(all.map((proxy) => proxy.close()));
    },
  };
}
export type FaultProxies = Awaited<ReturnType<typeof startFaultProxies>>;
