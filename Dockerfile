# One image for the API, the workers and, on one machine, the local payment and identity providers.
# The code runs from its TypeScript source, as everywhere else.

FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json package-lock.json tsconfig.json ./
COPY data ./data
COPY src ./src
# The workflow bundle is made here once, not by each worker at its start. Its cache and the ledger folder are all the
# user `node` may write.
RUN node --import tsx -e "require('./src/workers/bundle').workflowBundle({ stackTraces: false })" \
  && mkdir -p /var/lib/skyhold \
  && chown -R node:node node_modules/.cache /var/lib/skyhold
USER node
EXPOSE 3000
CMD ["node", "--max-semi-space-size=32", "--import", "tsx", "src/api/main.ts"]
