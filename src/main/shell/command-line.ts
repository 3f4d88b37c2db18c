/** What a shipped terminal may be told on its command line: which way to draw, and nothing else. */
const allowed = new Set([
  '--ozone-platform=wayland',
  '--ozone-platform=x11',
  '--ozone-platform-hint=auto',
  '--enable-wayland-ime=false',
])

/** The first argument that a shipped terminal does not take, or null. */
export function unknownArgument(args: readonly string[]): string | null {
  return args.find((argument) => !allowed.has(argument)) ?? null
}
