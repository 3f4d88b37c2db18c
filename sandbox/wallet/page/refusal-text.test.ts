import { expect, test } from 'vitest'
import { factorFaults } from '../../platform/factors/factor.ts'
import { isWalletRefusal, walletRefusals } from '../refusal-codes.ts'
import { walletLanguages } from './languages.ts'
import { refusalText } from './refusal-text.ts'
import { texts } from './texts/texts.ts'

const codes = Object.keys(walletRefusals).filter(isWalletRefusal)

test.each(walletLanguages)('every refusal has a sentence of its own in %s', (language) => {
  const said = codes.map((code) => refusalText(texts[language], { code }))
  expect(said.every((sentence) => /[。.]$/.test(sentence))).toBe(true)
  expect(new Set(said).size).toBe(codes.length)
  expect(refusalText(texts[language], 'unreachable')).not.toBe('')
})

test.each(walletLanguages)('what did not count is named where the platform tells, in %s', (language) => {
  for (const factor of ['password', 'face'] as const) {
    const said = factorFaults.map((fault) =>
      refusalText(texts[language], { code: 'factor-failed', factor, fault }),
    )
    expect(new Set(said).size).toBe(factorFaults.length)
  }
  expect(refusalText(texts[language], { code: 'factor-failed', fault: 'wrong' })).toBe(
    texts[language].faults.other,
  )
})
