// What one call may cost. The defaults of the hub; the composition root may lower them.

export interface QueryLimits {
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxDirectives: number;
  /** Fields after fragments are expanded. */
  readonly maxFields: number;
  /** Records that the answer may hold, page sizes multiplied. */
  readonly maxNodes: number;
  readonly maxBodyBytes: number;
  readonly timeoutMs: number;
}

export const QUERY_LIMITS: QueryLimits = {
  maxTokens: 4000, maxDepth: 16, maxAliases: 30, maxDirectives: 20, maxFields: 2000, maxNodes: 500_000, maxBodyBytes: 262_144, timeoutMs: 30_000,
};
