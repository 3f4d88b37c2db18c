/** The configuration cannot be used. The message is for the technician: file, line and what is wrong there. */
export class ConfigurationError extends Error {
  readonly path: string
  /** Counted from 1; null when the file itself is the fault. */
  readonly line: number | null

  constructor(path: string, line: number | null, fault: string) {
    super(line === null ? `${path}: ${fault}` : `${path}, line ${line}: ${fault}`)
    this.name = 'ConfigurationError'
    this.path = path
    this.line = line
  }
}
