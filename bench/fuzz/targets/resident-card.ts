import { checkCardText } from '../../../drivers/resident-card/card-text.ts'
import {
  checkOf,
  headLength,
  largestFrame,
  preamble,
  samFrameReader,
} from '../../../drivers/resident-card/frame.ts'
import { inventedCards } from '../../../sandbox/bench/sam/cards.ts'
import { concatBytes } from '../../../src/shared/gm/bytes.ts'
import { type FuzzTarget, mustHold } from '../target.ts'

/** An answer as a SAM would write it. */
function answer(sw3: number, data: Uint8Array): Uint8Array {
  const length = data.length + 4
  const covered = concatBytes(Uint8Array.of(length >> 8, length & 0xff, 0, 0, sw3), data)
  return concatBytes(Uint8Array.from(preamble), covered, Uint8Array.of(checkOf(covered)))
}

/** One stream without end: what one input leaves behind the next one meets. */
export function samFrames(): FuzzTarget {
  const [card] = inventedCards()
  if (!card) throw new TypeError('no card')
  const reader = samFrameReader()
  const read = concatBytes(Uint8Array.of(1, 0, 4, 0), card.text, card.photo)
  return {
    name: 'SAM frames',
    samples: [
      answer(0x9f, new Uint8Array(4)),
      answer(0x80, new Uint8Array(0)),
      answer(0x90, new Uint8Array(16).fill(7)),
      answer(0x90, read),
      answer(0x90, new Uint8Array(2310).fill(0xaa)),
    ],
    take: (input) => {
      let results = 0
      reader.push(input, (result) => {
        results += 1
        const most = largestFrame - headLength
        if (result.type === 'answer') mustHold(result.data.length <= most, 'no answer is longer than a frame')
      })
      mustHold(results <= input.length + largestFrame, 'every result uses up an octet')
    },
  }
}

export function cardTexts(): FuzzTarget {
  return {
    name: 'card texts',
    samples: inventedCards().map(({ text }) => text),
    take: (input) => {
      const before = input.slice()
      const { type } = checkCardText(input)
      if (type === 'valid') mustHold(input.length === 256, 'a valid text is whole')
      mustHold(
        before.every((octet, index) => octet === input[index]),
        'a text is only looked at',
      )
    },
  }
}
