/** What one terminal bears of the hall's software, and of whoever else reaches its port. Times in milliseconds. */
export interface HallApiLimits {
  /** Connections at once; further ones are closed as they come. */
  readonly connections: number
  /** Requests of one client that are being answered at once. */
  readonly inFlight: number
  /** WebSockets of one client at once. */
  readonly webSockets: number
  /** Bytes of all headers together, and of a body. */
  readonly headerBytes: number
  readonly bodyBytes: number
  /** Until the headers, and until the whole request, must be there. */
  readonly headersTime: number
  readonly requestTime: number
  /** How often connections are looked at for that. */
  readonly lookInterval: number
  /** A connection without a request is closed after this time, or after so many requests. */
  readonly keepAlive: number
  readonly requestsPerConnection: number
  /** A WebSocket is asked so often whether it is still there. */
  readonly heartbeat: number
  /** Calls of one client: so many at once, and one more in each interval. */
  readonly calls: Allowance
  /** Visits that a client has begin: nobody else can use the terminal meanwhile. */
  readonly starts: Allowance
  /** Fails of one client's checks that awaited somebody. */
  readonly mismatches: Allowance
  /** After a check that awaited somebody none other is begun for so long, however it ended: whoever stood there has gone. */
  readonly awaitedPause: number
  /** How long an ended check can still be asked for; then it is forgotten. */
  readonly memory: number
  /** Checks of one client that are kept. */
  readonly kept: number
  /** A port that is taken is tried again after this time. */
  readonly reopen: number
}

/** So many at once, and one more in each interval. */
export interface Allowance {
  readonly burst: number
  readonly interval: number
}

export const hallApiLimits: HallApiLimits = {
  connections: 64,
  inFlight: 4,
  webSockets: 4,
  headerBytes: 8_192,
  bodyBytes: 16_384,
  headersTime: 5_000,
  requestTime: 10_000,
  lookInterval: 1_000,
  keepAlive: 5_000,
  requestsPerConnection: 1_000,
  heartbeat: 20_000,
  calls: { burst: 40, interval: 50 },
  starts: { burst: 10, interval: 5_000 },
  mismatches: { burst: 3, interval: 600_000 },
  awaitedPause: 30_000,
  memory: 900_000,
  kept: 64,
  reopen: 30_000,
}
