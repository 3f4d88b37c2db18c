import type { Reporter, TestCase, TestResult, TestStep } from 'playwright/types/testReporter'

/** Tells the scenes as they are played: a line for each scene, and one for each step when it is done. */
export default class Teller implements Reporter {
  onTestBegin({ title }: TestCase): void {
    console.log(`\n${title}`)
  }

  onStepEnd(_test: TestCase, _result: TestResult, { category, title, error }: TestStep): void {
    if (category === 'test.step') console.log(`  ${error ? '✘' : '·'} ${title}`)
  }

  onTestEnd(_test: TestCase, { status, errors }: TestResult): void {
    // What was under way when somebody stopped the demo broke off, and has no fault.
    if (status === 'interrupted') return
    for (const { message } of errors) console.log(message)
  }
}
