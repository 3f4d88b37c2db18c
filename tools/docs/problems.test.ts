import { describe, expect, test } from 'vitest'
import { problemsIn, unexplained } from './problems.mjs'

const project = {
  exists: (path: string) => ['docs/protocol.md', 'docs/pictures/pass.png', 'README.md'].includes(path),
  scripts: new Set(['start', 'test', 'demo']),
}

describe('a document', () => {
  test('links are followed from where it stands', () => {
    expect(
      problemsIn('docs/a.md', '[p](protocol.md#wire) ![x](pictures/pass.png) [r](../README.md)', project),
    ).toEqual([])
    expect(problemsIn('README.md', '[p](protocol.md)', project)).toEqual([
      'README.md: protocol.md leads nowhere',
    ])
  })

  test('addresses elsewhere and places within it are left alone', () => {
    expect(problemsIn('README.md', '[a](https://example.org/x) [b](#start)', project)).toEqual([])
  })

  test('commands in code must exist, in blocks and in spans', () => {
    expect(
      problemsIn('README.md', '```sh\nnpm start\nnpm test -- unit\n```\n`npm run demo`', project),
    ).toEqual([])
    expect(problemsIn('README.md', '```sh\nnpm run play\n```\n`npm begin`', project)).toEqual([
      'README.md: there is no npm script play',
      'README.md: there is no npm script begin',
    ])
  })

  test('prose that mentions npm is no command', () => {
    expect(problemsIn('README.md', 'Its runtime is not on the npm registry.', project)).toEqual([])
  })
})

test('each package is explained by its name; types need no words of their own', () => {
  const text = '| react, @peculiar/asn1-schema, asn1-x509 |'
  expect(unexplained(['react', '@types/react', '@peculiar/asn1-x509'], text)).toEqual([])
  expect(unexplained(['left-pad'], text)).toEqual(['docs/dependencies.md does not say why left-pad'])
  expect(unexplained(['asn1', 'react'], '| asn1-x509, react-dom, @types/react |')).toHaveLength(2)
})
