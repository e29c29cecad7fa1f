# One image, three roles: docker run lianshu start --role connect|exchange|gateway
FROM node:20-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json lerna.json ./
COPY schemas/package.json schemas/
COPY mappings/package.json mappings/
COPY connectors/package.json connectors/
COPY gateway/package.json gateway/
COPY deploy/hub/package.json deploy/hub/
COPY deploy/sandbox/package.json deploy/sandbox/
COPY deploy/native/package.json deploy/native/
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npx patch-package --error-on-fail && npx tsc -b && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && npm cache clean --force

FROM node:20-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=64
WORKDIR /opt/lianshu
COPY --from=build /src ./
RUN mkdir -p /var/lib/lianshu && chown node:node /var/lib/lianshu
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "deploy/hub/dist/cli.js"]
CMD ["--help"]
