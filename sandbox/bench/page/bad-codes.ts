/** Codes and reports that no terminal may take, as the bench's API wants them. */
export const badCodeIds = ['empty', 'binary', 'long', 'foreign', 'malformed'] as const
export type BadCode = (typeof badCodeIds)[number]

interface Request {
  readonly path: '/api/scan' | '/api/report'
  readonly body: Readonly<Record<string, string>>
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

/** A report of layout A that claims more bytes than a report has. */
function brokenReport(): Uint8Array {
  const report = new Uint8Array(64)
  report.set([0x02, 0xff, 0x5d, 0x51, 0x31])
  return report
}

export const badCodes: Readonly<Record<BadCode, Request>> = {
  empty: { path: '/api/scan', body: { text: '' } },
  binary: {
    path: '/api/scan',
    body: { base64: base64(Uint8Array.from({ length: 100 }, (_, index) => (index * 37) % 256)) },
  },
  long: { path: '/api/scan', body: { text: 'WZ1:'.padEnd(10_240, 'A') } },
  foreign: { path: '/api/scan', body: { text: 'https://pay.example.test/c/8841?from=poster' } },
  malformed: { path: '/api/report', body: { base64: base64(brokenReport()) } },
}
