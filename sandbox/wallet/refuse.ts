import { Refusal, type RefusalCode, refusals } from '../platform/refusals.ts'
import { ApiRefusal } from '../web/json-api.ts'

/** What the platform refuses the phone, the page hears by the same code. */
export async function refusing<Result>(step: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof Refusal) throw new ApiRefusal(statusOf(error.code), error.code)
    throw error
  }
}

/** To the platform it is a terminal without a certificate that is unknown; to the phone, a number that nobody has. */
function statusOf(code: RefusalCode): number {
  return code === 'terminal-unknown' ? 404 : refusals[code]
}
